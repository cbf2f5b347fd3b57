using System.Text;
using ComiteFlow.Host.Persistence.Moteur;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>The calls by which definitions go out, and those on many at once.</summary>
internal static class ExportsDeStudio
{
    private const string Everything = "includeConsumingWorkflows";

    public static void MapExports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/{id}/export", async (string id, HttpRequest request, LectureDeStudio lecture, CancellationToken ct) =>
        {
            var found = await lecture.FindAsync(id, new ChoixDeVersion(request.Query["versionOptions"].LastOrDefault()), ct);
            if (found is not { } one)
                return Results.NotFound();
            var callers = "true".Equals(request.Query[Everything].LastOrDefault(), StringComparison.OrdinalIgnoreCase) ? await lecture.AppelantsAsync(one.Row, ct) : [];
            return Fichier([one.Row, .. callers]);
        });
        api.MapPost("/bulk-actions/export/workflow-definitions", async (HttpRequest request, LectureDeStudio lecture, CancellationToken ct) =>
        {
            var body = await Corps.LireAsync(request);
            var rows = new List<DefinitionRow>();
            foreach (var id in Corps.Textes(body, "ids"))
            {
                if (await lecture.FindVersionAsync(id, ct) is { } found)
                    rows.Add(found.Row);
            }

            if (body.TryGetProperty(Everything, out var all) && all.ValueKind == System.Text.Json.JsonValueKind.True)
            {
                foreach (var row in rows.ToList())
                {
                    rows.AddRange(await lecture.AppelantsAsync(row, ct));
                }
            }

            return rows.Count == 0 ? Results.NotFound() : Fichier(rows);
        });
        api.MapGet("/workflow-definitions/{id}/consumers", async (string id, LectureDeStudio lecture, CancellationToken ct) =>
            await lecture.FindAsync(id, new ChoixDeVersion("LatestOrPublished"), ct) is { } found
                ? Results.Json(new { consumingWorkflowDefinitionIds = (await lecture.AppelantsAsync(found.Row, ct)).Select(row => row.DefinitionId) })
                : Results.NotFound());
        api.MapGet("/workflow-definitions/query/count", async (LectureDeStudio lecture, CancellationToken ct) =>
            Results.Json(new { count = (await lecture.ListAsync(DemandeDeListe.Toutes("Latest"), ct)).Count }));
    }

    public static void MapActionsGroupees(this IEndpointRouteBuilder api)
    {
        api.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", async (HttpRequest request) =>
            ApiDeStudio.Refus(Corps.Textes(await Corps.LireAsync(request), "definitionIds").Select(DefinitionsEcrites.Publication)));
        api.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", async (HttpRequest request, OutilsDEcriture tools) =>
        {
            var (done, refusals) = await EachAsync(Corps.Textes(await Corps.LireAsync(request), "definitionIds"), id =>
                tools.ActAsync(RetractCircuit.Verbe, new RetractCircuit.Commande { Circuit = id, Fenetre = tools.Page, Motif = "Retiré avec d’autres circuits." }));
            return refusals.Count > 0
                ? ApiDeStudio.Refus(refusals)
                : Results.Json(new { retracted = done, alreadyRetracted = Array.Empty<string>(), notFound = Array.Empty<string>(), skipped = Array.Empty<string>() });
        });
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", async (HttpRequest request, OutilsDEcriture tools) =>
            Deleted(await EachAsync(Corps.Textes(await Corps.LireAsync(request), "definitionIds"), id =>
                tools.ActAsync(DeleteCircuit.Verbe, new DeleteCircuit.Commande { Circuit = id, Fenetre = tools.Page }))));
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-id", async (HttpRequest request, OutilsDEcriture tools) =>
            Deleted(await EachAsync(Corps.Textes(await Corps.LireAsync(request), "ids"), id => DefinitionsEcrites.DeleteVersionAsync(id, tools))));
    }

    private static IResult Deleted((IReadOnlyList<string> Done, IReadOnlyList<string> Refusals) result) =>
        result.Refusals.Count > 0 ? ApiDeStudio.Refus(result.Refusals) : Results.Json(new { deleted = result.Done.Count });

    /// <summary>Each by itself: what is refused keeps nothing else from being done.</summary>
    internal static async Task<(IReadOnlyList<string> Done, IReadOnlyList<string> Refusals)> EachAsync(IReadOnlyList<string> ids, Func<string, Task> act)
    {
        var (done, refusals) = (new List<string>(), new List<string>());
        foreach (var id in ids)
        {
            try
            {
                await act(id);
                done.Add(id);
            }
            catch (Domain.BrokenRuleException refusal)
            {
                refusals.AddRange(RefusDeCircuit.Phrases(refusal));
            }
        }

        return (done, refusals);
    }

    private static IResult Fichier(IReadOnlyList<DefinitionRow> rows) => rows is [var one]
        ? Results.File(Encoding.UTF8.GetBytes(one.Json), "application/json", ImportsDeStudio.NomDeFichier(one))
        : Results.File(ImportsDeStudio.Zip(rows), "application/zip", "workflow-definitions.zip");
}
