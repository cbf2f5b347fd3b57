using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Descripteurs;

/// <summary>Published circuits that offer themselves as a step of others, by their name.</summary>
internal sealed class CircuitsCommeEtapes(ComiteFlowDb db, ActivityRegistry registry)
{
    public async Task<IReadOnlyList<DescripteurDEtape>> ToutesAsync(CancellationToken ct)
    {
        var rows = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.IsPublished && d.Json.Contains("usableAsActivity")).OrderBy(d => d.DefinitionId)
            .Select(d => new { d.DefinitionId, d.Version, d.Name, d.Json }).ToListAsync(ct);
        var taken = new HashSet<string>(registry.Types, StringComparer.OrdinalIgnoreCase);
        var all = new List<DescripteurDEtape>();
        foreach (var row in rows)
        {
            using var document = JsonDocument.Parse(row.Json);
            if (!IsOffered(document.RootElement))
                continue;
            var name = NameOf(row.Name);
            all.Add(Of(document.RootElement, name.Length > 0 && taken.Add(name) ? name : "Circuit." + row.DefinitionId, row.DefinitionId, row.Version));
        }

        return all;
    }

    private static DescripteurDEtape Of(JsonElement json, string type, string id, int version)
    {
        var options = json.TryGetProperty("options", out var found) ? found : default;
        var names = new Dictionary<string, object?> { ["WorkflowDefinitionId"] = id, ["WorkflowDefinitionVersionId"] = $"{id}-{version}" };
        return new DescripteurDEtape(
            type, "", type, version, Text(options, "activityCategory") is { Length: > 0 } category ? category : "Circuits", Text(json, "name") ?? id,
            Text(json, "description") ?? "", "Action",
            [.. List(json, "inputs").Select((input, rank) => Input(input, rank))],
            [.. List(json, "outputs").Select((output, rank) => new DescripteurDeSortie(
                Text(output, "name") ?? "", Text(output, "type") ?? "Object", Label(output), Text(output, "description") ?? "", rank, true, true))],
            [
                .. List(json, "outcomes").Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).Where(one => one != "Done").Distinct()
                    .Append("Done").Select(StepWay.Of).Select(way => new DescripteurDePort(way.Name, way.Label, "Flow")),
            ])
        {
            CustomProperties = new Dictionary<string, object?>(names) { ["RootType"] = "WorkflowDefinitionActivity" },
            ConstructionProperties = names,
        };
    }

    private static DescripteurDEntree Input(JsonElement input, int rank)
    {
        var isYesNo = Text(input, "type") == "Boolean";
        return new DescripteurDEntree(
            Text(input, "name") ?? "", Text(input, "type") ?? "Object", Label(input), Text(input, "description") ?? "", rank, true, true, true,
            isYesNo ? "checkbox" : "singleline", null, new Dictionary<string, object>());
    }

    private static string Label(JsonElement one) => Text(one, "displayName") is { Length: > 0 } label ? label : Text(one, "name") ?? "";

    /// <summary>The name in one word, as files name a step of another circuit.</summary>
    private static string NameOf(string name) => string.Concat(
        name.Split([.. name.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries).Select(EtapesDecrites.Pascal));

    /// <summary>As the engine reads it; older files say it beside the options.</summary>
    private static bool IsOffered(JsonElement json) => json.ValueKind == JsonValueKind.Object
        && (json.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Object && options.TryGetProperty("usableAsActivity", out var offered)
            ? offered
            : json.TryGetProperty("usableAsActivity", out var former) ? former : default).ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static IEnumerable<JsonElement> List(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
