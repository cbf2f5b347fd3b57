using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Rapports;

/// <summary>What kept a cost from being told, or from being compared.</summary>
public enum SansCout
{
    /// <summary>Nothing did.</summary>
    Rien,

    /// <summary>No measure was chosen to divide by.</summary>
    AucuneMesure,

    /// <summary>The chosen measure stands at zero.</summary>
    MesureNulle,

    /// <summary>The ledger has no payment in the period.</summary>
    AucunPaiement,

    /// <summary>No comité before this one has an état des réalisations with measures.</summary>
    PremierEtat,

    /// <summary>Another measure was chosen before.</summary>
    AutreMesure,

    /// <summary>The measure is counted in another way than before.</summary>
    AutreMethode,

    /// <summary>The measure has another unit than before.</summary>
    AutreUnite,
}

/// <summary>Payments of a period divided by a measure.</summary>
/// <param name="From">First day of the period: the day after the report before, or the effect of the convention.</param>
/// <param name="Until">Last day: that on which the report came in, or that of the séance where it came later.</param>
/// <param name="Paid">Payments (CP) of the period by the ledger.</param>
/// <param name="PerUnit">To the cent, half a cent away from zero; null where it cannot be told.</param>
public sealed record Cout(Mesure? Measure, DateOnly From, DateOnly Until, Money Paid, Money? PerUnit, SansCout Without)
{
    /// <summary>The same figure of the comité before; null where it cannot be compared.</summary>
    public Money? Previous { get; init; }

    /// <summary>Day of the report that told it.</summary>
    public DateOnly? PreviousOn { get; init; }

    /// <summary>Why there is no such figure.</summary>
    public SansCout WithoutPrevious { get; init; }
}

/// <summary>
/// Cost per impact of a comité. A period goes from one état des réalisations to the next, so that each payment counts once;
/// a report that comes after its séance counts until that séance.
/// </summary>
public sealed class CoutDImpact(Dossier dossier)
{
    /// <summary>The cost that the report of a comité tells; null while no report with measures is in.</summary>
    public Cout? Of(Comite comite)
    {
        if (Seul(comite) is not { } cost)
            return null;
        if (cost.PerUnit is null)
            return cost;
        var before = Before(comite).Select(Seul).OfType<Cout>().FirstOrDefault();
        var gap = Gap(cost.Measure!, before);
        return gap == SansCout.Rien ? cost with { Previous = before!.PerUnit, PreviousOn = Precedent(comite)!.ReceivedOn } : cost with { WithoutPrevious = gap };
    }

    /// <summary>The last report with measures before that of a comité, of the same startup or of the whole convention.</summary>
    public Rapport? Precedent(Comite comite) =>
        Before(comite).Select(Etat).FirstOrDefault(r => r is { ReceivedOn: not null, Impact: not null });

    private static SansCout Gap(Mesure measure, Cout? before) => before switch
    {
        null => SansCout.PremierEtat,
        { Measure: null } => SansCout.AucuneMesure,
        _ when before.Measure.Name != measure.Name => SansCout.AutreMesure,
        _ when before.Measure.Unit != measure.Unit => SansCout.AutreUnite,
        _ when before.Measure.Method != measure.Method => SansCout.AutreMethode,
        _ => before.Without,
    };

    private Cout? Seul(Comite comite)
    {
        if (Etat(comite) is not { ReceivedOn: not null, Impact: { } impact } rapport)
            return null;
        var until = Jour(comite)!.Value;
        var from = Before(comite).Select(Jour).FirstOrDefault(day => day is not null)?.AddDays(1) ?? dossier.EffectOn ?? dossier.SignedOn ?? rapport.RequestedOn;
        var paid = Paid(from, until, comite.Startup);
        var measure = impact.MesureDuCout();
        var without = measure switch
        {
            null => SansCout.AucuneMesure,
            { Value: <= 0 } => SansCout.MesureNulle,
            _ when paid == Money.Zero => SansCout.AucunPaiement,
            _ => SansCout.Rien,
        };
        return new Cout(measure, from, until, paid, without == SansCout.Rien ? PerUnit(paid, measure!.Value) : null, without);
    }

    /// <summary>The comités of the same kind and startup before one, newest first.</summary>
    private IEnumerable<Comite> Before(Comite comite) => dossier.Comites
        .Where(c => c.Code == comite.Code && c.Startup == comite.Startup && c.Occurrence < comite.Occurrence && c.State != ComiteState.Cancelled)
        .OrderByDescending(c => c.Occurrence);

    private Rapport? Etat(Comite comite) => dossier.Rapports.FirstOrDefault(r => r.Id == Rapport.StatusId(comite.Id));

    /// <summary>The day on which the period of a comité ends: that of its report, or of its séance where it came later or not at all.</summary>
    private DateOnly? Jour(Comite comite) => (Etat(comite)?.ReceivedOn, comite.HeldOn) switch
    {
        ({ } received, { } held) => received < held ? received : held,
        var (received, held) => received ?? held,
    };

    private Money Paid(DateOnly from, DateOnly until, string? startup)
    {
        var scope = dossier.Texte.BudgetControl.Level == "startup" ? startup : null;
        return dossier.Depenses
            .Where(l => l.IsPayment && l.RecordedOn >= from && l.RecordedOn <= until && (scope is null || l.Startup == scope))
            .Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
    }

    private static Money PerUnit(Money paid, decimal value) => new(decimal.Round(paid.Euros / value, 2, MidpointRounding.AwayFromZero));
}
