using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>The calls by which Elsa Studio follows files, and those by which it stops them.</summary>
internal static class InstancesLues
{
    private const string SansEffacement = "Un dossier ne s’efface pas : son journal fait preuve de ce qui s’est passé. Il peut être annulé, avec un motif.";

    public static string Status(InstanceStatus status) => status == InstanceStatus.Suspended ? "Running" : "Finished";

    public static string SubStatus(InstanceStatus status) => status.ToString();

    public static void MapLectureDInstances(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-instances", async (HttpRequest request, LectureDInstances lecture, CancellationToken ct) =>
        {
            var (page, count) = await lecture.ListAsync(DemandeDInstances.De(await Corps.LireAsync(request)), ct);
            return Results.Json(new JsonObject { ["items"] = new JsonArray([.. page.Select(one => (JsonNode)Resume(one))]), ["totalCount"] = count, ["links"] = new JsonArray() });
        });
        api.MapGet("/workflow-instances/{id}", async (string id, LectureDInstances lecture, CancellationToken ct) =>
            await lecture.FindAsync(id, ct) is { } found ? Results.Json(Entier(found)) : Results.NotFound());
        api.MapPost("/workflow-instances/{id}/journal", async (string id, HttpRequest request, LectureDInstances lecture, CancellationToken ct) =>
            await lecture.FindAsync(id, ct) is { } found ? JournalDInstance.Page(found, await Corps.LireAsync(request), request.Query) : Results.NotFound());
        api.MapGet("/workflow-instances/{id}/journal", async (string id, HttpRequest request, LectureDInstances lecture, CancellationToken ct) =>
            await lecture.FindAsync(id, ct) is { } found ? JournalDInstance.Page(found, default, request.Query) : Results.NotFound());
        api.MapGet("/workflow-instances/{id}/variables", async (string id, LectureDInstances lecture, CancellationToken ct) =>
            await lecture.FindAsync(id, ct) is { } found ? Variables(found) : Results.NotFound());
        api.MapGet("/workflow-instances/{id}/execution-state", async (string id, LectureDInstances lecture, CancellationToken ct) =>
            await lecture.FindAsync(id, ct) is { } found
                ? Results.Json(new { status = Status(found.Instance.Status), subStatus = SubStatus(found.Instance.Status), workflowSubStatus = SubStatus(found.Instance.Status), updatedAt = found.Instance.UpdatedAt })
                : Results.NotFound());
        api.MapDelete("/workflow-instances/{id}", () => ApiDeStudio.Refus(SansEffacement));
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", () => ApiDeStudio.Refus(SansEffacement));
    }

    public static void MapConduiteDInstances(this IEndpointRouteBuilder api)
    {
        api.MapPost("/cancel/workflow-instances/{id}", async (string id, OutilsDEcriture tools) =>
        {
            await CancelAsync(id, tools);
            return Results.Ok();
        });
        api.MapPost("/bulk-actions/cancel/workflow-instances", async (HttpRequest request, OutilsDEcriture tools, LectureDInstances lecture, CancellationToken ct) =>
        {
            var body = await Corps.LireAsync(request);
            var ids = Corps.Textes(body, "ids").ToList();
            if (ids.Count == 0)
                ids.AddRange((await lecture.ListAsync(Running(body), ct)).Page.Select(one => one.Code));
            var (done, refusals) = await ExportsDeStudio.EachAsync(ids, id => CancelAsync(id, tools));
            return refusals.Count > 0 ? ApiDeStudio.Refus(refusals.Distinct()) : Results.Json(new { cancelledCount = done.Count });
        });
    }

    public static JsonObject Resume(DossierDeCircuit one) => new()
    {
        ["id"] = one.Code, ["definitionId"] = one.DefinitionId, ["definitionVersionId"] = $"{one.DefinitionId}-{one.Version}", ["version"] = one.Version,
        ["status"] = Status(one.Etat), ["subStatus"] = SubStatus(one.Etat), ["correlationId"] = one.Correlation, ["name"] = one.Nom, ["incidentCount"] = one.Incidents,
        ["isSystem"] = false, ["createdAt"] = one.CreatedAt, ["updatedAt"] = one.UpdatedAt, ["finishedAt"] = one.Etat == InstanceStatus.Suspended ? null : one.UpdatedAt,
    };

    /// <summary>Shown as it is: no input, no value and no trace of the program stands in it.</summary>
    private static JsonObject Entier(DossierEntier found)
    {
        var instance = Resume(found.Dossier);
        var state = Resume(found.Dossier);
        state["definitionVersion"] = found.Dossier.Version;
        state["bookmarks"] = new JsonArray([.. found.State.Executions.SelectMany(execution => execution.Waits ?? [], (execution, wait) => (JsonNode)new JsonObject
        {
            ["id"] = $"{execution.Id}", ["name"] = wait.Name, ["activityId"] = execution.Node, ["activityNodeId"] = found.Chemin(execution.Node), ["activityInstanceId"] = $"{execution.Id}",
        })]);
        state["incidents"] = new JsonArray([.. found.Ouverts.Select(incident => (JsonNode)Incident(found, incident))]);
        foreach (var list in new[] { "completionCallbacks", "activityExecutionContexts" })
        {
            state[list] = new JsonArray();
        }

        foreach (var map in new[] { "input", "output", "properties" })
        {
            state[map] = new JsonObject();
        }

        state["fault"] = null;
        instance["workflowState"] = state;
        return instance;
    }

    private static JsonObject Incident(DossierEntier found, Incident incident) => new()
    {
        ["activityId"] = incident.ActivityId, ["activityNodeId"] = found.Chemin(incident.ActivityId ?? ""), ["activityType"] = found.Type(incident.ActivityId ?? ""),
        ["message"] = IncidentsEnFrancais.Message(incident), ["exception"] = JournalDInstance.Cause(IncidentsEnFrancais.Message(incident)), ["timestamp"] = incident.At,
    };

    private static IResult Variables(DossierEntier found)
    {
        var items = found.Definition.Variables.Select(variable => new JsonObject
        {
            ["id"] = variable.Id, ["name"] = variable.Name,
            ["value"] = (found.State.Variables.TryGetValue(variable.Name, out var value) ? value : variable.Default) is { } known ? JsonNode.Parse(known.GetRawText()) : null,
        }).ToList();
        return Results.Json(new JsonObject { ["items"] = new JsonArray([.. items]), ["count"] = items.Count });
    }

    private static Task CancelAsync(string id, OutilsDEcriture tools) => tools.ActAsync(CancelFile.Verbe, new CancelFile.Commande
    {
        Instance = Guid.TryParse(id, out var guid) ? guid : Guid.Empty, Motif = "Annulé depuis le suivi des dossiers, sans autre motif.",
    });

    /// <summary>Those that a bulk call means when it names no file.</summary>
    private static DemandeDInstances Running(JsonElement body)
    {
        var version = Corps.Texte(body, "definitionVersionId") is { } id ? DefinitionPourStudio.Lire(id) : null;
        var definition = version?.DefinitionId ?? Corps.Texte(body, "definitionId");
        return new DemandeDInstances { DefinitionIds = [definition ?? ""], Version = version?.Version, Etats = [InstanceStatus.Suspended], PageSize = 200 };
    }
}
