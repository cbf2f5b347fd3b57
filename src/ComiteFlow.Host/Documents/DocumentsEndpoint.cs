using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Documents;

/// <summary>A document as it is downloaded.</summary>
internal sealed record FichierDocument(string Nom, string TypeContenu, Stream Contenu);

/// <summary>Finds documents for a reader.</summary>
internal interface ILectureDocuments
{
    /// <summary>Null when it does not exist or the actor may not read it.</summary>
    Task<FichierDocument?> OpenAsync(Actor actor, string id, CancellationToken ct);
}

/// <summary><c>/documents/{id}</c>: always a download, never shown in the page's own origin.</summary>
internal static class DocumentsEndpoint
{
    public static void MapDocuments(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/documents/{id}", AnswerAsync);

    private static async Task<IResult> AnswerAsync(string id, ILectureDocuments lecture, ActorAccessor actors, CancellationToken ct) =>
        await lecture.OpenAsync(actors.Required, id, ct) is { } file
            ? Results.File(file.Contenu, file.TypeContenu, file.Nom)
            : Results.NotFound();
}
