using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Host.Conventions;

/// <summary>Addresses of the pages about a dossier; the same as in mails.</summary>
internal static class Adresses
{
    public static string Fiche(Dossier dossier) => Fiche(dossier.Id);

    public static string Fiche(string convention) => $"/conventions/{Uri.EscapeDataString(convention)}";

    /// <summary>Page of one act on the whole convention, such as <c>credits</c>.</summary>
    public static string Acte(Dossier dossier, string page) => $"{Fiche(dossier)}/{page}";

    /// <summary>A startup across its conventions.</summary>
    public static string Startup(string startup) => $"/startups/{Uri.EscapeDataString(startup)}";

    /// <summary>The end of a budget year, as mails write it.</summary>
    public static string FinDeGestion(Dossier dossier, int year) => Acte(dossier, $"fin-de-gestion/{Noms.Rang(year)}");

    public static string Solde(Dossier dossier, int year, string startup) => $"{FinDeGestion(dossier, year)}/solde/{Uri.EscapeDataString(startup)}";

    public static string Comite(Comite comite, string? page = null)
    {
        var path = string.Join('/', comite.Id.Split('/').Skip(1).Select(Uri.EscapeDataString));
        return $"{Fiche(comite.ConventionId)}/comites/{path}{(page is null ? null : "/" + page)}";
    }

    /// <summary>Page on which a condition gets its answer before the decision of a comité.</summary>
    public static string Condition(Comite comite, Condition condition) => Comite(comite, $"conditions/{Noms.Rang(condition.Number)}");

    public static string Signature(Acte acte) => $"{Fiche(acte.ConventionId)}/signatures/{Uri.EscapeDataString(acte.Id)}";

    public static string Copie(Tache copie) =>
        $"{Fiche(copie.ConventionId)}/copies/{Uri.EscapeDataString(copie.Document)}/{Uri.EscapeDataString(copie.To ?? "")}";

    public static string CompteRendu(Rapport rapport) => $"{Fiche(rapport.ConventionId)}/comptes-rendus/{rapport.Month ?? "final"}";

    /// <summary>A received account for a spreadsheet, <c>xlsx</c> or <c>csv</c>.</summary>
    public static string Tableau(Rapport rapport, string format) => $"{CompteRendu(rapport)}/tableau.{format}";

    /// <summary>The page of a document, by the name of its Word file or its number.</summary>
    public static string Document(string file) => $"/documents/{Uri.EscapeDataString(Sans(file))}";

    public static string DocumentWord(string number) => Document(number) + ".docx";

    public static string DocumentPdf(string number) => Document(number) + ".pdf";

    private static string Sans(string file) => file.EndsWith(".docx", StringComparison.Ordinal) ? file[..^".docx".Length] : file;
}
