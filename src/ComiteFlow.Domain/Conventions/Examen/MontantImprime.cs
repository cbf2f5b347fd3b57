using System.Globalization;
using System.Text.RegularExpressions;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Reads amounts and numbers as the texts print them: spaces and commas part the thousands, one or two last digits are cents.</summary>
internal static partial class MontantImprime
{
    /// <summary>Euros as cents; null when the string is no amount or its groups of digits make none.</summary>
    public static long? Cents(string printed)
    {
        var match = Amount().Match(printed.Trim());
        if (!match.Success)
            return null;
        var euros = string.Concat(match.Groups["euros"].Value.Where(char.IsAsciiDigit));
        if (euros.Length > 15)
            return null;
        var cents = match.Groups["cents"].Value.PadRight(2, '0');
        var value = (100 * long.Parse(euros, CultureInfo.InvariantCulture)) + long.Parse(cents, CultureInfo.InvariantCulture);
        return match.Groups["minus"].Success ? -value : value;
    }

    /// <summary>A count of days or a percentage; null when the string is neither.</summary>
    public static decimal? Number(string printed)
    {
        var match = PlainNumber().Match(printed.Trim());
        return match.Success ? decimal.Parse(match.Groups[1].Value.Replace(',', '.'), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>A string that was meant as an amount, readable or not.</summary>
    public static bool Looks(string printed) => printed.Contains('€') && printed.Any(char.IsAsciiDigit);

    [GeneratedRegex(@"^(?<minus>[-−]\s?)?(?<euros>\d{1,3}(?:[\s,.]\d{3})+|\d+)(?:[,.](?<cents>\d{1,2}))?\s*(?:€|euros?)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Amount();

    [GeneratedRegex(@"^(\d{1,9}(?:[,.]\d{1,4})?)\s*%?$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();
}
