using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Domain.Conventions;

/// <summary>A convention registered after its life had begun: some comité or its end lies before the registration.</summary>
public sealed class Reprise(Dossier dossier)
{
    public bool HasBegunBefore(DateOnly today)
    {
        var texte = dossier.Texte;
        if ((texte.End.Date ?? texte.End.LatestPayment) is { } end && end < today)
            return true;
        return texte.Committees.Any(comite => First(comite.Cadence, texte) is { } first && first < today)
            || texte.Startups.Any(startup => (startup.CommitteeToPlan?.Month ?? startup.PeriodEnd) is { } month && Mots.FinDeMois(month) < today);
    }

    private static DateOnly? First(TexteCadence cadence, TexteConvention texte) =>
        cadence.Every is { } every && (cadence.AnchorDate ?? texte.Signing.Date) is { } anchor
            ? Periode.Parse(cadence.FirstAfter ?? every).Apres(anchor)
            : null;
}
