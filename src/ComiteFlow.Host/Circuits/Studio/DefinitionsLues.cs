using System.Text.Json.Nodes;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>The calls by which Elsa Studio reads definitions.</summary>
internal static class DefinitionsLues
{
    public static void MapLectureDeDefinitions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/by-definition-id/{id}", async (string id, HttpRequest request, LectureDeStudio lecture, [FromServices] LectureCircuits versions, ActorAccessor actors, CancellationToken ct) =>
            One(await lecture.FindAsync(id, new ChoixDeVersion(request.Query["versionOptions"].LastOrDefault()), ct), actors, await versions.RevisionAsync(id, ct)));
        api.MapGet("/workflow-definitions/by-id/{id}", async (string id, LectureDeStudio lecture, [FromServices] LectureCircuits versions, ActorAccessor actors, CancellationToken ct) =>
            One(await lecture.FindVersionAsync(id, ct), actors, await versions.RevisionAsync(DefinitionPourStudio.Lire(id)?.DefinitionId ?? "", ct)));
        api.MapGet("/workflow-definitions/many-by-id", async (HttpRequest request, LectureDeStudio lecture, ActorAccessor actors, CancellationToken ct) =>
        {
            var found = await lecture.ListAsync(DemandeDeListe.De(request.Query), ct);
            return Results.Json(new { items = found.Select(one => Of(one, actors).Entiere()), count = found.Count });
        });
        api.MapGet("/workflow-definitions/validation/is-name-unique", async (string? name, string? definitionId, LectureDeStudio lecture, CancellationToken ct) =>
            Results.Json(new { isUnique = !await lecture.NameIsTakenAsync(name ?? "", definitionId, ct) }));
        api.MapGet("/workflow-definitions", async (HttpRequest request, LectureDeStudio lecture, ActorAccessor actors, CancellationToken ct) =>
            Listed(DemandeDeListe.De(request.Query), await lecture.ListAsync(DemandeDeListe.De(request.Query), ct), actors));
    }

    /// <summary>A part of a workflow by the path of a step: asked for where a workflow is a step of another.</summary>
    public static void MapParties(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/subgraph/{id}", async (string id, string? parentNodeId, LectureDeStudio lecture, ActorAccessor actors, CancellationToken ct) =>
            await lecture.FindVersionAsync(id, ct) is { } found && PartiesDeCircuit.Sous(Of(found, actors).Entiere(), parentNodeId) is { } part ? Results.Json(part) : Results.NotFound());
        api.MapGet("/workflow-definitions/subgraph/segments/{id}", async (string id, string? childNodeId, LectureDeStudio lecture, ActorAccessor actors, CancellationToken ct) =>
            await lecture.FindVersionAsync(id, ct) is { } found && PartiesDeCircuit.Chemin(Of(found, actors).Entiere(), childNodeId) is { } path ? Results.Json(path) : Results.NotFound());
    }

    public static DefinitionPourStudio Of((DefinitionRow Row, bool IsLatest) found, ActorAccessor actors) =>
        new(found.Row, found.IsLatest, AccesAuxCircuits.PeutEcrire(actors.Required));

    private static IResult One((DefinitionRow Row, bool IsLatest)? found, ActorAccessor actors, long revision) =>
        found is { } one ? Results.Json((Of(one, actors) with { Revision = revision }).Entiere()) : Results.NotFound();

    private static IResult Listed(DemandeDeListe asked, IReadOnlyList<(DefinitionRow Row, bool IsLatest)> found, ActorAccessor actors)
    {
        var links = AccesAuxCircuits.PeutEcrire(actors.Required)
            ? new JsonArray(new JsonObject { ["href"] = "/bulk-actions/publish/workflow-definitions/by-definition-ids", ["rel"] = "bulk-publish", ["method"] = "POST" })
            : [];
        var items = asked.PageOf(found).Select(one => (JsonNode)Of(one, actors).Resumee());
        return Results.Json(new JsonObject { ["items"] = new JsonArray([.. items]), ["totalCount"] = found.Count, ["links"] = links });
    }
}
