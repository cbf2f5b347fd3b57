using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Conventions.Examen;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Conventions.Examen;

/// <summary>Facts as JSON objects, compared with partial ones by the keys given.</summary>
internal static class FaitsEnJson
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Examines a text written inline.</summary>
    public static List<JsonObject> Examine(string texte, string? amended = null, params string[] others)
    {
        var convention = amended is null ? null : TexteConvention.Read(amended);
        return Write(ExamenDuTexte.Of(TexteConvention.Read(texte), convention, [.. others.Select(TexteConvention.Read)], new ReglagesExamen(20)));
    }

    public static List<JsonObject> Write(IEnumerable<Fait> faits) => [.. faits.Select(Write)];

    public static bool Any(this IEnumerable<JsonObject> facts, string partial)
    {
        var want = JsonNode.Parse(partial)!.AsObject();
        return facts.Any(f => Matches(want, f));
    }

    public static bool Matches(JsonObject want, JsonObject got) => want.All(k => got.TryGetPropertyValue(k.Key, out var value) && Same(k.Value, value));

    private static bool Same(JsonNode? want, JsonNode? got) => (want?.GetValueKind(), got?.GetValueKind()) switch
    {
        (JsonValueKind.String, _) when want!.GetValue<string>() == "*" => true,
        (JsonValueKind.Number, JsonValueKind.Number) => decimal.Parse(want!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
            == decimal.Parse(got!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
        _ => JsonNode.DeepEquals(want, got),
    };

    private static JsonObject Write(Fait fait)
    {
        var fact = JsonSerializer.SerializeToNode(fait, fait.GetType(), Json)!.AsObject();
        fact["fact"] = fait.Name;
        return fact;
    }
}
