using System.Collections.Concurrent;
using System.Text.Json;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Descripteurs;

/// <summary>
/// The values that the newest versions hold in inputs with choices. They are choices too: a list of boxes that did not know one would lose it
/// as soon as another box is ticked.
/// </summary>
internal sealed class ValeursEcrites(ActivityRegistry registry)
{
    /// <summary>By hash of the text; texts of one hash are the same.</summary>
    private readonly ConcurrentDictionary<string, HashSet<(string Type, string Input, string Value)>> _read = new();

    public async Task<ILookup<(string Type, string Input), string>> ReadAsync(ComiteFlowDb db, CancellationToken ct)
    {
        var rows = await db.Set<DefinitionRow>().AsNoTracking().Select(d => new { d.DefinitionId, d.Version, d.Hash }).ToListAsync(ct);
        var latest = rows.GroupBy(row => row.DefinitionId).Select(group => group.MaxBy(row => row.Version)!).ToList();
        var unread = latest.Where(row => !_read.ContainsKey(row.Hash)).Select(row => row.Hash).ToList();
        if (unread.Count > 0)
        {
            // Those of former texts are of no use any more.
            foreach (var gone in _read.Keys.Except(latest.Select(row => row.Hash)).ToList())
            {
                _read.TryRemove(gone, out _);
            }

            foreach (var row in await db.Set<DefinitionRow>().AsNoTracking().Where(d => unread.Contains(d.Hash)).Select(d => new { d.Hash, d.Json }).ToListAsync(ct))
            {
                _read[row.Hash] = Of(row.Json);
            }
        }

        return latest.SelectMany(row => _read.GetValueOrDefault(row.Hash) ?? []).Distinct().ToLookup(one => (one.Type, one.Input), one => one.Value);
    }

    internal HashSet<(string Type, string Input, string Value)> Of(string json)
    {
        var found = new HashSet<(string, string, string)>();
        try
        {
            using var document = JsonDocument.Parse(json);
            Walk(document.RootElement, found);
        }
        catch (JsonException)
        {
            // A draft that is no JSON holds nothing to choose from.
        }

        return found;
    }

    private void Walk(JsonElement element, HashSet<(string, string, string)> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item, found);
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && registry.Describe(type.GetString()!) is { } step)
        {
            foreach (var input in step.Inputs.Where(input => input.ChoicesFrom is not null))
            {
                found.UnionWith(Written(element, input.Name).Where(value => value.Length is > 0 and < 200).Select(value => (step.Type, input.Name, value)));
            }
        }

        foreach (var property in element.EnumerateObject())
        {
            Walk(property.Value, found);
        }
    }

    private static IEnumerable<string> Written(JsonElement step, string name)
    {
        if (!step.TryGetProperty(name, out var input) || input.ValueKind != JsonValueKind.Object || !input.TryGetProperty("expression", out var expression)
            || expression.ValueKind != JsonValueKind.Object || !expression.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.String
            || !expression.TryGetProperty("type", out var kind))
            return [];
        return kind.ValueKind != JsonValueKind.String ? [] : kind.GetString() switch
        {
            "Literal" => [value.GetString()!],
            "Object" => Items(value.GetString()!),
            _ => [],
        };
    }

    private static IReadOnlyList<string> Items(string text)
    {
        try
        {
            using var list = JsonDocument.Parse(text);
            return list.RootElement.ValueKind == JsonValueKind.Array
                ? [.. list.RootElement.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
