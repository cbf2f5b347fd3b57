using System.Text.Json;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Reads the loosely shaped tables: what is absent or of another type is null or empty.</summary>
internal static class Lecture
{
    public static JsonElement? Key(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(JsonElement element, string key) =>
        Key(element, key) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static long? Whole(JsonElement element, string key) => Key(element, key) is { } value ? Whole(value) : null;

    public static long? Whole(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    public static IReadOnlyList<JsonElement> Items(JsonElement element, string key) =>
        Key(element, key) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray()] : [];

    public static IReadOnlyList<string> Texts(JsonElement element, string key) => [.. Items(element, key).Select(AsText)];

    /// <summary>The printed rows of a table, cell by cell.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(JsonElement table) =>
        [.. Items(table, "printedRows").Where(r => r.ValueKind == JsonValueKind.Array).Select(r => (IReadOnlyList<string>)[.. r.EnumerateArray().Select(AsText)])];

    /// <summary>The source of a table, one place or several.</summary>
    public static string? Source(JsonElement table) =>
        Text(table, "source") ?? (Texts(table, "source") is { Count: > 0 } places ? string.Join(" ; ", places) : null);

    private static string AsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };
}
