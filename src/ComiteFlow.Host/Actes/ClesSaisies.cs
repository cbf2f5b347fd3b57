using System.Text.Json;
using System.Text.Json.Serialization;
using ComiteFlow.Domain;

namespace ComiteFlow.Host.Actes;

/// <summary>Reads the keys of an act as people or programs wrote them; a value of which nothing can be made is a refusal like any other.</summary>
internal static class ClesSaisies
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new Texte(), new Numero() } };

    /// <exception cref="BrokenRuleException">A value cannot be read.</exception>
    public static TCommande Lire<TCommande>(JsonElement keys)
        where TCommande : Commande
    {
        try
        {
            return keys.Deserialize<TCommande>(Json)!;
        }
        catch (JsonException unread)
        {
            throw Saisies.Illisible($" ({unread.Path})", keys.GetRawText());
        }
    }

    private static string Raw(ref Utf8JsonReader reader)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    private static int? Whole(ref Utf8JsonReader reader, out string raw)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        raw = value.RootElement.GetRawText();
        return value.RootElement.ValueKind == JsonValueKind.Number && value.RootElement.TryGetDecimal(out var number)
            && number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }

    /// <summary>A text; a number or yes and no are taken as they are written. A null character, which no database keeps, is replaced.</summary>
    private sealed class Texte : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!.Replace('\0', '\uFFFD'),
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Raw(ref reader),
            _ => throw Saisies.Illisible("", Raw(ref reader)),
        };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    /// <summary>The number of an occurrence or a tranche.</summary>
    private sealed class Numero : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Whole(ref reader, out var raw) ?? throw Saisies.NumeroImpossible(raw);

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
    }

    /// <summary>A year.</summary>
    internal sealed class Annee : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Whole(ref reader, out var raw) ?? throw Saisies.AnneeImpossible(raw);

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
    }
}
