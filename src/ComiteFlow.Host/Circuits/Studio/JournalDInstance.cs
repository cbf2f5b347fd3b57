using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Incidents;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>The journal of a file and the runs of its steps, as Elsa Studio reads them.</summary>
internal static class JournalDInstance
{
    public static IResult Page(DossierEntier found, JsonElement body, IQueryCollection query)
    {
        var filter = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("filter", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        IReadOnlyList<string> Wanted(string name) => filter.ValueKind == JsonValueKind.Object ? Corps.Textes(filter, name, 2_000) : [];
        var (ids, nodes, excluded, events) = (Wanted("activityIds"), Wanted("activityNodeIds"), Wanted("excludedActivityTypes"), Wanted("eventNames"));
        var lines = found.Lignes.Select((line, rank) => (Line: line, Rank: rank)).Where(one =>
            (ids.Count == 0 || ids.Contains(one.Line.ActivityId)) && (nodes.Count == 0 || nodes.Contains(found.Chemin(one.Line.ActivityId)))
            && !excluded.Contains(found.Type(one.Line.ActivityId)) && (events.Count == 0 || events.Contains(Evenement(one.Line)))).ToList();
        var (skip, take) = (Number(query, "skip") ?? 0, Number(query, "take") ?? 500);
        return Results.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. lines.Skip(skip).Take(take).Select(one => (JsonNode)Ligne(found, one.Line, one.Rank))]), ["totalCount"] = lines.Count, ["links"] = new JsonArray(),
        });
    }

    public static void MapExecutions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/activity-executions/report", async (HttpRequest request, LectureDInstances lecture, CancellationToken ct) =>
        {
            var body = await Corps.LireAsync(request);
            return await lecture.FindAsync(Corps.Texte(body, "workflowInstanceId") ?? "", ct) is { } found
                ? Results.Json(new JsonObject { ["stats"] = Stats(found, Corps.Textes(body, "activityNodeIds", 2_000)) })
                : Results.NotFound();
        });
        foreach (var list in new[] { "/activity-executions/list", "/activity-execution-summaries/list" })
        {
            api.MapGet(list, async (HttpRequest request, LectureDInstances lecture, CancellationToken ct) =>
            {
                if (await lecture.FindAsync(request.Query["workflowInstanceId"].LastOrDefault() ?? "", ct) is not { } found)
                    return Results.NotFound();
                var node = request.Query["activityNodeId"].LastOrDefault();
                var runs = found.Passages().Where(run => string.IsNullOrEmpty(node) || found.Chemin(run.Etape) == node).Select(run => (JsonNode)Passage(found, run)).ToList();
                return Results.Json(new JsonObject { ["items"] = new JsonArray([.. runs]), ["count"] = runs.Count });
            });
        }

        foreach (var one in new[] { "/activity-executions/by-id", "/activity-execution-summaries/by-id" })
        {
            api.MapGet(one, async (string id, LectureDInstances lecture, CancellationToken ct) =>
                await lecture.FindAsync(id.Split('.')[0], ct) is { } found && found.Passages().FirstOrDefault(run => run.Id == id) is { } run ? Results.Json(Passage(found, run)) : Results.NotFound());
        }

        api.MapGet("/activity-executions/{id}/call-stack", async (string id, LectureDInstances lecture, CancellationToken ct) =>
            await lecture.FindAsync(id.Split('.')[0], ct) is { } found && found.Passages().FirstOrDefault(run => run.Id == id) is { } run
                ? Results.Json(new JsonObject { ["activityExecutionId"] = id, ["items"] = new JsonArray(Passage(found, run)), ["totalCount"] = 1 })
                : Results.NotFound());
    }

    /// <summary>What the badges on the steps count; of every step when none is named.</summary>
    public static JsonArray Stats(DossierEntier found, IReadOnlyList<string> nodes)
    {
        var living = found.State.Executions.Where(execution => execution.Waits is { Count: > 0 } || execution.Due is not null).Select(execution => execution.Node).ToHashSet();
        return new JsonArray([.. found.Passages().GroupBy(run => run.Etape).Where(runs => nodes.Count == 0 || nodes.Contains(found.Chemin(runs.Key))).Select(runs => (JsonNode)new JsonObject
        {
            ["activityId"] = runs.Key, ["activityNodeId"] = found.Chemin(runs.Key), ["startedCount"] = runs.Count(), ["completedCount"] = runs.Count(run => run.EstFini),
            ["uncompletedCount"] = runs.Count(run => !run.EstFini), ["isBlocked"] = !found.Dossier.EstFini && living.Contains(runs.Key), ["isFaulted"] = runs.Any(run => run.Etat == "Faulted"),
            ["aggregateFaultCount"] = runs.Count(run => run.Etat == "Faulted"), ["metadata"] = new JsonObject(),
        })]);
    }

    /// <summary>A cause that people can read; of the program nothing.</summary>
    public static JsonObject Cause(string message) => new() { ["type"] = "Incident", ["message"] = message, ["stackTrace"] = null, ["innerException"] = null };

    private static string Evenement(JournalLine line) => line.Event == "Incident" ? "Faulted" : line.Event;

    private static JsonObject Ligne(DossierEntier found, JournalLine line, int rank)
    {
        var cause = line.Event == "Incident" ? found.Ouverts.FirstOrDefault(incident => incident.Id == line.IncidentId) : null;
        return new JsonObject
        {
            ["id"] = $"{line.Number}", ["activityInstanceId"] = $"{found.Dossier.Code}.{line.ActivityId}", ["parentActivityInstanceId"] = null, ["activityId"] = line.ActivityId,
            ["activityType"] = found.Type(line.ActivityId), ["activityTypeVersion"] = 1, ["activityName"] = line.ActivityId.Length == 0 ? found.Dossier.Circuit : found.Etape(line.ActivityId),
            ["nodeId"] = found.Chemin(line.ActivityId), ["timestamp"] = line.At, ["sequence"] = rank, ["eventName"] = Evenement(line),
            ["message"] = JournalEnFrancais.Phrase(line), ["source"] = line.Actor, ["activityState"] = new JsonObject(),
            ["payload"] = line.Event == "Incident" ? new JsonObject { ["exception"] = Cause(cause is null ? "Incident clos." : IncidentsEnFrancais.Message(cause)) } : null,
        };
    }

    private static JsonObject Passage(DossierEntier found, PassageDEtape run)
    {
        var incident = run.Incident(found);
        return new JsonObject
        {
            ["id"] = run.Id, ["workflowInstanceId"] = found.Dossier.Code, ["activityId"] = run.Etape, ["activityNodeId"] = found.Chemin(run.Etape), ["activityType"] = found.Type(run.Etape),
            ["activityTypeVersion"] = 1, ["activityName"] = found.Etape(run.Etape), ["activityState"] = new JsonObject(),
            ["payload"] = run.EstFini ? new JsonObject { ["Outcomes"] = new JsonArray([.. (run.Sortie ?? "Done").Split(", ").Select(way => (JsonNode)IncidentsEnFrancais.Sortie(way))]) } : new JsonObject(),
            ["outputs"] = new JsonObject(), ["properties"] = new JsonObject(), ["metadata"] = new JsonObject(), ["exception"] = incident is null ? null : Cause(incident),
            ["startedAt"] = run.Debut, ["hasBookmarks"] = !run.EstFini, ["status"] = run.Etat, ["aggregateFaultCount"] = incident is null ? 0 : 1, ["completedAt"] = run.Fin,
        };
    }

    private static int? Number(IQueryCollection query, string name) => int.TryParse(query[name].LastOrDefault(), out var number) ? Math.Clamp(number, 0, 10_000) : null;
}
