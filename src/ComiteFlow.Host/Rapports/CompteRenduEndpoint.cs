using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Rapports;

/// <summary><c>/conventions/{id}/comptes-rendus/{mois}/tableau.xlsx</c> and <c>.csv</c>: a received account for a spreadsheet.</summary>
internal static class CompteRenduEndpoint
{
    public static void MapComptesRendus(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/conventions/{id}/comptes-rendus/{mois}/tableau.{format:regex(^(xlsx|csv)$)}", AnswerAsync);

    private static async Task<IResult> AnswerAsync(
        string id, string mois, string format, [FromServices] LectureDossiers lecture, ActorAccessor actors, CancellationToken ct)
    {
        if (await lecture.FindAsync(actors.Required, id, ct) is not { } dossier)
            return Results.NotFound();
        var key = mois == "final" ? Rapport.FinalId(dossier.Id) : Rapport.MonthlyId(dossier.Id, mois);
        if (dossier.Rapports.FirstOrDefault(r => r.Id == key) is not { } rapport || FeuilleDeCompte.Of(dossier, rapport) is not { } feuille)
            return Results.NotFound();
        return format == "csv"
            ? Results.File(FeuilleCsv.Write(feuille), "text/csv; charset=utf-8", feuille.Nom + ".csv")
            : Results.File(FeuilleXlsx.Write(feuille), FeuilleXlsx.TypeMime, feuille.Nom + ".xlsx");
    }
}
