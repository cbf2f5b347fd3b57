using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ComiteFlow.Domain.Faits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ComiteFlow.Host.Persistence;

/// <summary>Columns that hold JSON text.</summary>
internal static class Colonnes
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>As <see cref="Json"/>, without the name of a fact, which stands in a column of its own.</summary>
    internal static readonly JsonSerializerOptions DeFait = new(Json)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithoutName } },
    };

    private static void WithoutName(JsonTypeInfo type)
    {
        if (!typeof(Fait).IsAssignableFrom(type.Type))
            return;
        for (var rank = type.Properties.Count - 1; rank >= 0; rank--)
        {
            if (type.Properties[rank].Name == "name")
                type.Properties.RemoveAt(rank);
        }
    }

    /// <summary>Keeps a value as JSON text; the value is immutable, so a change is another object.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) => property.HasConversion<JsonConverter<T>, JsonComparer<T>>();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Json)!;

    public static bool AreEqual<T>(T left, T right) => ReferenceEquals(left, right) || Write(left) == Write(right);

    public static int Hash<T>(T value) => Write(value).GetHashCode(StringComparison.Ordinal);

    /// <summary>A type of its own, so that the compiled model can name it; it can call methods that are public only.</summary>
    internal sealed class JsonConverter<T>() : ValueConverter<T, string>(value => Write(value), text => Read<T>(text));

    /// <summary>Two values are equal when their texts are.</summary>
    internal sealed class JsonComparer<T>() : ValueComparer<T>((left, right) => AreEqual(left, right), value => Hash(value), value => value);
}
