using System.Collections;
using System.Globalization;
using System.Text.Json;
using DotLiquid;

namespace ComiteFlow.Host.Modeles;

/// <summary>The data of a template in the only shapes that Liquid sees: texts, numbers, booleans, lists and dictionaries.</summary>
internal static class DonneesDeModele
{
    public static Hash From(string modele, IEnumerable<KeyValuePair<string, object?>> data)
    {
        var hash = new Hash();
        foreach (var (key, value) in data)
        {
            hash[key] = Convert(modele, key, value);
        }

        return hash;
    }

    public static IReadOnlyDictionary<string, object?> Read(JsonElement json) =>
        json.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value, StringComparer.Ordinal);

    private static object? Convert(string modele, string path, object? value) => value switch
    {
        null => null,
        string or bool or int or long or decimal => value,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        JsonElement json => FromJson(modele, path, json),
        IEnumerable<KeyValuePair<string, object?>> dictionary => From(modele, dictionary),
        IEnumerable list => list.Cast<object?>().Select(item => Convert(modele, path, item)).ToList(),
        _ => throw new ModeleException(modele, $"la donnée « {path} » est d’un type que les modèles ne lisent pas ({value.GetType().Name})."),
    };

    private static object? FromJson(string modele, string path, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDecimal(),
        JsonValueKind.Object => From(modele, Read(json)),
        JsonValueKind.Array => json.EnumerateArray().Select(item => FromJson(modele, path, item)).ToList(),
        _ => throw new ModeleException(modele, $"la donnée « {path} » n’est pas lisible."),
    };
}
