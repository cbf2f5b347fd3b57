using System.Globalization;
using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>What a text lets know, at its import, of its signature and of its end.</summary>
internal sealed record VieDuTexte
{
    /// <summary>The last signature, where the text dates it.</summary>
    public DateOnly? SignedOn { get; private init; }

    /// <summary>The day from which durations run; the signature stands for an effect not yet known, which cannot be earlier.</summary>
    public DateOnly? EarliestStart { get; private init; }

    /// <summary>Start plus duration, before any bound.</summary>
    public DateOnly? NominalEnd { get; private init; }

    /// <summary>The end, where the text and its dates give it.</summary>
    public DateOnly? End { get; private init; }

    /// <summary>The end, or the last day that bounds an end not yet known.</summary>
    public DateOnly? LatestEnd { get; private init; }

    public static VieDuTexte Of(TexteConvention texte, TexteConvention? amended)
    {
        var silent = texte.End is { Date: null, Duration: null, LatestPayment: null };
        var bearer = silent && amended is not null ? amended : texte;
        var fin = bearer.End;
        var signed = SigningOf(bearer);
        var known = fin.From == "signature" ? signed : bearer.Effect.Date;
        var earliest = known ?? signed;
        var nominal = After(earliest, fin.Duration);
        var bounded = known is null ? null : nominal > fin.LatestPayment ? fin.LatestPayment : nominal;
        return new VieDuTexte
        {
            SignedOn = SigningOf(texte),
            EarliestStart = earliest,
            NominalEnd = nominal,
            End = fin.Date ?? bounded ?? (nominal > fin.LatestPayment ? fin.LatestPayment : null),
            LatestEnd = fin.Date ?? bounded ?? fin.LatestPayment,
        };
    }

    /// <summary>A day plus an ISO 8601 duration; null when one of them is absent.</summary>
    public static DateOnly? After(DateOnly? day, string? duration) => day is { } from && duration is not null ? Periode.Parse(duration).Apres(from) : null;

    /// <summary>The 1st of a month written <c>yyyy-MM</c>; null when it is not.</summary>
    public static DateOnly? FirstDay(string month) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateOnly? SigningOf(TexteConvention texte) =>
        texte.Signing.Date ?? (texte.Signatories.Count > 0 && texte.Signatories.All(s => s.SignedOn is not null) ? texte.Signatories.Max(s => s.SignedOn) : null);
}
