using System.Text.Json;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Host.Rapports;

/// <summary>The indicators of an état des réalisations that have a name, a value and a target; others tell no rule anything.</summary>
internal static class IndicateursLus
{
    public static IReadOnlyList<Indicateur> Of(JsonElement? indicators) => indicators is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(One).OfType<Indicateur>()]
        : [];

    private static Indicateur? One(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
        && Number(item, "value") is { } value && Number(item, "target") is { } target
            ? new Indicateur(name.GetString()!, value, target)
            : null;

    private static decimal? Number(JsonElement item, string key) =>
        item.TryGetProperty(key, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetDecimal(out var read) && read is > -1_000_000_000_000m and < 1_000_000_000_000m ? read : null;
}
