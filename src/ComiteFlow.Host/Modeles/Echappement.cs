using System.Globalization;
using System.Text;

namespace ComiteFlow.Host.Modeles;

/// <summary>Makes an inserted value inert: one line, visible characters only, and for Markdown every ASCII sign escaped.</summary>
internal static class Echappement
{
    /// <summary>One line of visible text: no line break, no control or direction sign, no broken pair.</summary>
    public static string Clean(string value) => Write(value, escaped: false);

    /// <summary>The cleaned value with a backslash before each ASCII sign, so that Markdown reads it as plain text.</summary>
    public static string Escape(string value) => Write(value, escaped: true);

    /// <summary>A value as part of a link's address: what could end the address, or change its meaning, is percent-encoded.</summary>
    public static string Address(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var rune in Clean(value).EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || "-._~/?=&#%:@,;+$*!".Contains((char)rune.Value, StringComparison.Ordinal))) text.Append(rune);
            else text.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return text.ToString();
    }

    /// <summary>A value behind the address of the site: it begins with a slash, so that it is never part of the host's name.</summary>
    public static string Way(string value)
    {
        var address = Address(value);
        return address.StartsWith('/') || address.Length == 0 ? address : "/" + address;
    }

    private static string Write(string value, bool escaped)
    {
        var text = new StringBuilder(value.Length + 8);
        var gap = false;
        foreach (var rune in value.EnumerateRunes())
        {
            if (IsGap(rune))
            {
                gap = true;
                continue;
            }

            if (IsHidden(rune)) continue;
            if (gap && text.Length > 0) text.Append(' ');
            gap = false;
            if (escaped && rune.IsAscii && (char.IsPunctuation((char)rune.Value) || char.IsSymbol((char)rune.Value))) text.Append('\\');
            text.Append(rune);
        }

        return text.ToString();
    }

    private static bool IsGap(Rune rune) => rune.Value is ' ' or (>= 0x09 and <= 0x0D) or 0x85 or 0x2028 or 0x2029;

    // The replacement character is what a broken surrogate pair is read as; no XML file may hold the pair itself.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune == Rune.ReplacementChar;
}
