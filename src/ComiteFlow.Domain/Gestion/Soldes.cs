using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Domain.Gestion;

/// <summary>
/// The limits of the years (P5). Where the text holds cutoffs, what was released is available until 31 December; what was then neither consumed nor
/// carried over lapses, and what is returned to the BOP is gone. Elsewhere all that was released stays available.
/// </summary>
public sealed class Soldes(Dossier dossier)
{
    private bool ByStartup => dossier.Texte.BudgetControl.Level == "startup";

    private bool HasYears => dossier.Texte.EndOfYear.AeCutoff is not null || dossier.Texte.EndOfYear.CpCutoff is not null;

    /// <summary>True where the délégant decides what becomes of the balance of a year.</summary>
    public bool AreDecided => HasYears && dossier.Texte.EndOfYear.UnconsumedBalanceDate is not null;

    /// <summary>Startups whose balance is counted apart; one alone stands for all where the text does not control by startup.</summary>
    public IReadOnlyList<string> Startups => [.. dossier.Startups().Select(s => s.Startup.Id).Distinct().Take(ByStartup ? int.MaxValue : 1)];

    /// <summary>What may be consumed in all, from the beginning to today: of a startup where the text controls by startup.</summary>
    public (Money Ae, Money Cp) Limits(string? startup, DateOnly today)
    {
        if (!ByStartup)
            return (Available(null, today.Year, isPayment: false), Available(null, today.Year, isPayment: true));
        IEnumerable<string> scopes = startup is not null ? [startup] : dossier.MisesADisposition.Select(m => m.Startup).OfType<string>().Distinct();
        var shared = startup is null ? Fonds.Sum(dossier.MisesADisposition.Where(m => m.Startup is null)) : default;
        return scopes.Aggregate(
            shared, (sum, scope) => (sum.Ae + Available(scope, today.Year, isPayment: false), sum.Cp + Available(scope, today.Year, isPayment: true)));
    }

    /// <summary>What was not consumed of a year: by today, or by 31 December when that is past.</summary>
    public (Money Ae, Money Cp) Unconsumed(string? startup, int year)
    {
        var scope = ByStartup ? startup : null;
        return (Available(scope, year, false) - Consumed(scope, year, false), Available(scope, year, true) - Consumed(scope, year, true));
    }

    public DecisionDeSolde? Decision(string? startup, int year) => dossier.Soldes.FirstOrDefault(s => s.Scope == ScopeOf(startup) && s.Year == year);

    /// <summary>True while something of a year is left of which nothing was decided.</summary>
    public bool IsOpen(string startup, int year) => Decision(startup, year) is null && Unconsumed(startup, year) is var (ae, cp) && (ae > Money.Zero || cp > Money.Zero);

    /// <summary>The délégant decides what becomes of the unconsumed balance of a year.</summary>
    /// <exception cref="BrokenRuleException">The text has no such rule, an unknown startup or year, nothing asked, more than the balance, or decided already.</exception>
    public void Decide(string startup, int year, ParDimension returned, ParDimension carried, DateOnly today)
    {
        var startups = dossier.Startups().Select(s => s.Startup.Id).Distinct().ToList();
        if (!startups.Contains(startup))
            throw Refus.Inconnu("La startup", startup, startups);
        if (!AreDecided)
            throw Refus.SansClause("de décision sur le solde d’une année", "les crédits mis à disposition y restent utilisables jusqu’à la fin de la convention");
        var first = (dossier.EffectOn ?? dossier.SignedOn ?? today).Year;
        if (year < first || year > today.Year)
            throw Refus.Inconnu("L’année", Texte(year), Enumerable.Range(first, Math.Max(today.Year - first + 1, 0)).Select(Texte));
        if (Decision(startup, year) is { } done)
            throw Refus.DejaFait($"le solde {year} de {startup}", $"décidé le {Mise.EnForme(done.DecidedOn)}");
        if (returned.IsZero && carried.IsZero)
            throw Saisies.SansMontant();
        var (leftAe, leftCp) = Unconsumed(startup, year);
        RequireWithin("ae", returned.Ae + carried.Ae, leftAe, startup, year);
        RequireWithin("cp", returned.Cp + carried.Cp, leftCp, startup, year);

        dossier.Add(new DecisionDeSolde(dossier.Id, ScopeOf(startup), year)
        {
            DecidedOn = today, ReturnAe = returned.Ae, ReturnCp = returned.Cp, CarryAe = carried.Ae, CarryCp = carried.Cp,
        });
        dossier.AllocatedAe -= returned.Ae;
        dossier.AllocatedCp -= returned.Cp;
        Raise(startup, year, returned, carried, (leftAe, leftCp), today);
    }

    private void Raise(string startup, int year, ParDimension returned, ParDimension carried, (Money Ae, Money Cp) left, DateOnly today)
    {
        var (limitAe, limitCp) = Limits(startup, today);
        dossier.Raise(new BalanceDecided
        {
            Startup = startup, Year = year, ReturnAeCents = returned.Ae.Cents, ReturnCpCents = returned.Cp.Cents, CarryAeCents = carried.Ae.Cents, CarryCpCents = carried.Cp.Cents,
            LimitAeCents = limitAe.Cents, LimitCpCents = limitCp.Cents,
            Why = new Pourquoi(
                "Le délégant décide de l’utilisation du solde non consommé : remontée au niveau du BOP ou report ; ce qui n’est pas reporté n’est plus disponible après le 31 décembre (P5).",
                [new("Solde en AE", left.Ae.ToString()), new("Solde en CP", left.Cp.ToString())],
                dossier.Texte.EndOfYear.Source?.ToString()),
        });
    }

    /// <summary>Released less returned, up to a year; of each year before, what was neither consumed nor carried over is gone.</summary>
    private Money Available(string? scope, int year, bool isPayment)
    {
        var mises = dossier.MisesADisposition.Where(m => scope is null || m.Startup == scope).ToList();
        if (!HasYears)
            return Amount(Fonds.Sum(mises), isPayment);
        var available = Money.Zero;
        for (var each = mises.Select(m => m.On.Year).DefaultIfEmpty(year).Min(); each <= year; each++)
        {
            var decisions = dossier.Soldes.Where(s => s.Year == each && (scope is null || s.Scope == scope)).ToList();
            available += Amount(Fonds.Sum(mises.Where(m => m.On.Year == each)), isPayment);
            available -= decisions.Aggregate(Money.Zero, (sum, s) => sum + (isPayment ? s.ReturnCp : s.ReturnAe));
            if (each == year)
                break;
            var kept = Consumed(scope, each, isPayment) + decisions.Aggregate(Money.Zero, (sum, s) => sum + (isPayment ? s.CarryCp : s.CarryAe));
            if (kept < available)
                available = kept;
        }

        return available;
    }

    /// <summary>Engaged or paid from the beginning to the end of a year.</summary>
    private Money Consumed(string? scope, int year, bool isPayment) => dossier.Depenses
        .Where(l => l.IsPayment == isPayment && l.RecordedOn.Year <= year && (scope is null || l.Startup == scope))
        .Aggregate(Money.Zero, (sum, line) => sum + line.Amount);

    private string ScopeOf(string? startup) => ByStartup && startup is not null ? startup : dossier.Id;

    private static void RequireWithin(string dimension, Money asked, Money left, string startup, int year)
    {
        if (asked <= left)
            return;
        throw new BrokenRuleException(
            "startupAllocationExceeded",
            $"La décision porte sur {asked} en {dimension.ToUpperInvariant()}, soit {asked - left} de plus que le solde {year} non consommé de {startup} ({left}) : réduisez le retour ou le report.",
            new Dictionary<string, object?> { ["byCents"] = (asked - left).Cents, ["dimension"] = dimension, ["maxCents"] = left.Cents, ["startup"] = startup });
    }

    private static Money Amount((Money Ae, Money Cp) sum, bool isPayment) => isPayment ? sum.Cp : sum.Ae;

    private static string Texte(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An amount in AE and another in CP.</summary>
public readonly record struct ParDimension(Money Ae, Money Cp)
{
    public bool IsZero => Ae == Money.Zero && Cp == Money.Zero;
}
