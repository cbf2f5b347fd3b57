using System.Globalization;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Depenses;

/// <summary>The last days of a year for engagements and paiements (P5); only where the text holds them.</summary>
public sealed class DatesLimites(Dossier dossier)
{
    /// <summary>Last day of the year on which an engagement (AE) or a paiement (CP) may be recorded; null where the text has none.</summary>
    public DateOnly? LastDay(bool isPayment, int year)
    {
        var limite = isPayment ? dossier.Texte.EndOfYear.CpCutoff : dossier.Texte.EndOfYear.AeCutoff;
        if (limite is null)
            return null;
        var day = DateOnly.ParseExact(year.ToString(CultureInfo.InvariantCulture) + limite.MonthDay[1..], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return dossier.Politiques.Vrai("cutoff.inclusive") ? day : day.AddDays(-1);
    }

    /// <summary>From when credits granted now can be committed: 1 January or the first day of their period, the later; null before the AE cutoff.</summary>
    public DateOnly? CommittableFrom(DateOnly today, DateOnly from)
    {
        if (LastDay(isPayment: false, today.Year) is not { } lastDay || today <= lastDay)
            return null;
        var january = new DateOnly(today.Year + 1, 1, 1);
        return from > january ? from : january;
    }
}
