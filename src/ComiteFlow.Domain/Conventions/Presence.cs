using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Domain.Conventions;

/// <summary>From when to when a startup is under a convention, signed or not, and the most that the convention may spend on it.</summary>
internal sealed record Presence(DateOnly From, DateOnly Until)
{
    /// <summary>The days of a startup under a convention; null while they are not known.</summary>
    public static Presence? Of(Dossier dossier, string startup)
    {
        var (start, end) = (Start(dossier), End(dossier));
        var periods = dossier.Startups().Where(s => s.Startup.Id == startup).Select(s => Bounded(
                s.Startup.PeriodStart is { } debut ? Mots.PremierDuMois(debut) : start,
                s.Startup.PeriodEnd is { } fin ? Mots.FinDeMois(fin) : end,
                dossier.EndsOn))
            .Concat(dossier.Actes.Where(a => a.Changes?.Startup == startup && a.Changes.Amount > Money.Zero)
                .Select(a => Bounded(a.Changes!.From, a.Changes.Until, dossier.EndsOn)))
            .OfType<Presence>().ToList();
        return periods.Count == 0 ? null : new Presence(periods.Min(p => p.From), periods.Max(p => p.Until));
    }

    /// <summary>The montant maximum of the convention, else the annexes of the startup, else what is granted.</summary>
    public static Money Exposure(Dossier dossier, string startup)
    {
        if (dossier.Ceiling is { } ceiling)
            return ceiling;
        var annexes = Money.FromCents(dossier.Startups().Where(s => s.Startup.Id == startup).Sum(s => s.Startup.BudgetCents ?? 0))
            + Fonds.Added(dossier, startup);
        if (annexes > Money.Zero)
            return annexes;
        var stated = Money.FromCents(dossier.Texte.Tranches.Sum(t => t.AmountCents));
        return dossier.Granted > stated ? dossier.Granted : stated;
    }

    /// <summary>The days that two presences have in common; null when there are none.</summary>
    public Presence? And(Presence other)
    {
        var (from, until) = (From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);
        return from > until ? null : new Presence(from, until);
    }

    private static Presence? Bounded(DateOnly? from, DateOnly? until, DateOnly? end)
    {
        if (from is not { } first || until is not { } last)
            return null;
        if (end is { } bound && bound < last)
            last = bound;
        return first > last ? null : new Presence(first, last);
    }

    private static DateOnly? Start(Dossier dossier) => dossier.EffectOn
        ?? (dossier.Texte.Effect is { Uncertain: false, Date: { } effect } ? effect : (DateOnly?)null)
        ?? dossier.SignedOn
        ?? (dossier.Texte.Signing is { Uncertain: false, Date: { } signing } ? signing : (DateOnly?)null);

    private static DateOnly? End(Dossier dossier) => dossier.EndsOn ?? dossier.Texte.End.Date ?? dossier.Texte.End.LatestPayment;
}
