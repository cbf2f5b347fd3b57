using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Documents;

/// <summary><c>/documents/{numéro}.docx</c> and <c>.pdf</c>: always a download, never shown in the page's own origin. The page to read has the number alone.</summary>
internal static class DocumentsEndpoint
{
    public static void MapDocuments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/documents/{numero}.docx", (string numero, ILectureDocuments lecture, ActorAccessor actors, CancellationToken ct) => AnswerAsync(numero + ".docx", lecture, actors, ct));
        endpoints.MapGet("/documents/{numero}.pdf", (string numero, ILectureDocuments lecture, ActorAccessor actors, CancellationToken ct) => AnswerAsync(numero + ".pdf", lecture, actors, ct));
    }

    private static async Task<IResult> AnswerAsync(string fichier, ILectureDocuments lecture, ActorAccessor actors, CancellationToken ct) =>
        await lecture.OpenAsync(actors.Required, fichier, ct) is { } file
            ? Results.File(file.Contenu, file.TypeContenu, file.Nom)
            : Results.NotFound();
}
