using System.Numerics;
using System.Text.Json;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>Whether a fact has all that a partial fact asks for.</summary>
internal static class PartialFact
{
    private const string Anything = "*";

    public static bool Matches(JsonElement want, JsonElement fact) => Matches(want, fact, isFact: true);

    private static bool Matches(JsonElement want, JsonElement got, bool isFact) => want.ValueKind switch
    {
        JsonValueKind.String when want.ValueEquals(Anything) => true,
        JsonValueKind.Object => got.ValueKind == JsonValueKind.Object && want.EnumerateObject().All(member => HasMember(member, got, isFact)),
        JsonValueKind.Array => got.ValueKind == JsonValueKind.Array && want.GetArrayLength() == got.GetArrayLength()
            && want.EnumerateArray().Zip(got.EnumerateArray()).All(pair => Matches(pair.First, pair.Second, isFact: false)),
        JsonValueKind.Number => got.ValueKind == JsonValueKind.Number && AreEqual(want.GetRawText(), got.GetRawText()),
        JsonValueKind.String => got.ValueKind == JsonValueKind.String && want.GetString() == got.GetString(),
        _ => want.ValueKind == got.ValueKind,
    };

    private static bool HasMember(JsonProperty want, JsonElement got, bool isFact)
    {
        if (!got.TryGetProperty(want.Name, out var value))
        {
            return false;
        }

        return isFact && want.Name == "at" && want.Value.ValueKind == JsonValueKind.String && !want.Value.ValueEquals(Anything)
            ? value.ValueKind == JsonValueKind.String && IsWithin(want.Value.GetString()!, value.GetString()!)
            : Matches(want.Value, value, isFact: false);
    }

    private static bool IsWithin(string want, string stamp)
    {
        var dots = want.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            return stamp.StartsWith(want, StringComparison.Ordinal);
        }

        var (low, high) = (want[..dots], want[(dots + 2)..]);
        return (low.Length == 0 || string.CompareOrdinal(Beginning(stamp, low.Length), low) >= 0)
            && (high.Length == 0 || string.CompareOrdinal(Beginning(stamp, high.Length), high) <= 0);
    }

    private static string Beginning(string text, int length) => text.Length <= length ? text : text[..length];

    // By value: 100 is 100.0, and a whole number is never rounded to compare it.
    private static bool AreEqual(string one, string other) => (Whole(one), Whole(other)) switch
    {
        ({ } a, { } b) => a == b,
        ({ } a, null) => Fraction(other) is var b && double.IsInteger(b) && a == new BigInteger(b),
        (null, { } b) => Fraction(one) is var a && double.IsInteger(a) && b == new BigInteger(a),
        _ => Fraction(one).Equals(Fraction(other)),
    };

    private static BigInteger? Whole(string number) =>
        number.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? BigInteger.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : null;

    private static double Fraction(string number) => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
