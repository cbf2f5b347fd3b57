using System.Globalization;

namespace ComiteFlow.Host.Affichage;

/// <summary>What people type into French forms, read without guessing: what is not clear is refused.</summary>
internal static class Saisie
{
    /// <summary>Cents of <c>1 174 084,00</c>, with or without spaces and euro sign; null when it is not an amount to the cent above zero.</summary>
    public static long? Montant(string? text)
    {
        var compact = string.Concat((text ?? "").Where(sign => !char.IsWhiteSpace(sign) && sign is not ('€' or '\u00A0' or '\u202F')));
        var parts = compact.Split(',');
        if (parts.Length > 2 || parts.Length == 2 && parts[1].Length is 0 or > 2 || !parts.All(part => part.All(char.IsAsciiDigit)))
        {
            return null;
        }

        var read = decimal.TryParse(string.Join('.', parts), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros);
        return read && euros is > 0 and < 1_000_000_000_000m ? (long)(euros * 100) : null;
    }

    /// <summary><c>2 450</c>, <c>70,5</c>: a figure of four decimals at most, zero or above; null for anything else.</summary>
    public static decimal? Nombre(string? text)
    {
        var compact = string.Concat((text ?? "").Where(sign => !char.IsWhiteSpace(sign)));
        var parts = compact.Split(',');
        if (parts.Length > 2 || parts[0].Length == 0 || parts.Length == 2 && parts[1].Length is 0 or > 4 || !parts.All(part => part.All(char.IsAsciiDigit)))
            return null;
        return decimal.TryParse(string.Join('.', parts), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) && read < 1_000_000_000_000m ? read : null;
    }

    /// <summary>The day of the three inputs of a date field; null when the calendar has no such day.</summary>
    public static DateOnly? Date(string? day, string? month, string? year)
    {
        var text = $"{day?.Trim().PadLeft(2, '0')}/{month?.Trim().PadLeft(2, '0')}/{year?.Trim()}";
        return DateOnly.TryParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }
}
