using System.Globalization;
using System.Text.Json;

namespace ComiteFlow.Engine.Expressions;

/// <summary>How a value of a file becomes what a step asks for: the same at publication and in a run.</summary>
internal static class InputConversion
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <returns>False when the value does not convert.</returns>
    public static bool TryConvert<T>(JsonElement value, out T? result)
    {
        try
        {
            result = Convert<T>(value);
            return true;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            result = default;
            return false;
        }
    }

    private static T? Convert<T>(JsonElement value)
    {
        if (typeof(T) == typeof(string) && value.ValueKind != JsonValueKind.String)
            return (T)(object)(value.ValueKind == JsonValueKind.Null ? "" : value.GetRawText());
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (type == typeof(bool) && value.ValueKind == JsonValueKind.String)
            return (T)(object)bool.Parse(value.GetString()!);
        if (type == typeof(DateTimeOffset) && value.ValueKind == JsonValueKind.String)
            return (T)(object)Instant(value.GetString()!);
        if (type != typeof(string) && value.ValueKind == JsonValueKind.String && !IsTextual(type))
            return JsonSerializer.Deserialize<T>(value.GetString()!, Json);
        if (typeof(T) == typeof(string[]) && value.ValueKind == JsonValueKind.Array)
            return (T)(object)value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText()).ToArray();
        return value.Deserialize<T>(Json);
    }

    /// <summary>An instant; without an offset it is the civil time of Paris, whatever the zone of the machine.</summary>
    private static DateTimeOffset Instant(string text)
    {
        var local = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        return local.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(local, Paris.GetUtcOffset(local))
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None);
    }

    private static bool IsTextual(Type type) =>
        type == typeof(DateOnly) || type == typeof(Guid) || type == typeof(TimeSpan) || type == typeof(object) || type == typeof(JsonElement);
}
