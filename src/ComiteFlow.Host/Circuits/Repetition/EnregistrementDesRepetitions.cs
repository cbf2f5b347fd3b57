using ComiteFlow.Host.Circuits.Studio;
using MimeKit;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>Plugs rehearsals into the host, and hands out the files that one of them made.</summary>
internal static class EnregistrementDesRepetitions
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static IServiceCollection AddRepetitions(this IServiceCollection services) => services
        .AddSingleton<CadreDeRepetition>()
        .AddSingleton<Repetitions>()
        .AddScoped<PreparationDeRepetition>();

    public static void MapRepetitions(this IEndpointRouteBuilder endpoints)
    {
        var run = endpoints.MapGroup("/circuits/{id}/repetition/{run}").RequireAuthorization(AccesAuxCircuits.Lecture);
        run.MapGet("/courriels/{rank:int}", Courriel);
        run.MapGet("/documents/{rank:int}", Document);
    }

    /// <summary>A mail as it would have been handed over; always a download.</summary>
    private static IResult Courriel(string id, string run, int rank, Repetitions repetitions) =>
        repetitions.Trouver(id, run)?.Resultat?.Apres.Courriels.ElementAtOrDefault(rank) is { Message: { } message } mail
            ? Results.File(message, "message/rfc822", TexteDeCircuit.Adresse(mail.Objet) + ".eml")
            : Results.NotFound();

    private static IResult Document(string id, string run, int rank, Repetitions repetitions) =>
        repetitions.Trouver(id, run)?.Resultat?.Apres.Documents.ElementAtOrDefault(rank) is { } document
            ? Results.File(document.Contenu, MimeTypes.GetMimeType(document.Fichier) is { } type && type != "application/octet-stream" ? type : Word, document.Fichier)
            : Results.NotFound();
}
