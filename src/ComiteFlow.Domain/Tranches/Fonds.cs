using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Tranches;

/// <summary>Opens tranches and puts credits at the délégataire's disposal.</summary>
public sealed class Fonds(Dossier dossier)
{
    /// <summary>Opens the tranches of a text that become available on an event: <c>signature</c> or <c>effect</c>.</summary>
    public void OpenOfText(string document, string availableOn, DateOnly today)
    {
        foreach (var texte in dossier.TexteDe(document)?.Tranches ?? [])
        {
            var day = texte.AvailableOn is "effect" or "publication" ? "effect" : "signature";
            if (day != availableOn || dossier.Tranches.Any(t => t.Number == texte.No))
                continue;
            var amount = Money.FromCents(texte.AmountCents);
            var tranche = new Tranche(dossier.Id, texte.No, texte.Ae ? amount : Money.Zero, texte.Cp ? amount : Money.Zero, "texte");
            dossier.Add(tranche);
            dossier.Granted += amount;
            Open(tranche, texte.Source?.ToString(), today);
        }
    }

    /// <summary>Reserves the tranche of a decision: from now on it counts under the ceiling.</summary>
    internal Tranche Reserve(string comiteId, string? startup, Money ae, Money cp, DateOnly from, DateOnly until)
    {
        var number = dossier.Tranches.Select(t => t.Number).DefaultIfEmpty(0).Max() + 1;
        var tranche = new Tranche(dossier.Id, number, ae, cp, comiteId) { Startup = startup, From = from, Until = until };
        dossier.Add(tranche);
        dossier.Granted += Max(ae, cp);
        return tranche;
    }

    /// <summary>Opens the tranche that a decision has reserved; asking again changes nothing.</summary>
    /// <returns>The tranche, or null when the decision reserved none.</returns>
    public Tranche? OpenOfDecision(string comiteId, DateOnly today)
    {
        var tranche = dossier.Tranches.FirstOrDefault(t => t.Origin == comiteId);
        if (tranche is { OpenedOn: null })
            Open(tranche, $"décision du comité {comiteId}", today);
        return tranche;
    }

    /// <summary>Opens what a signed avenant carries: the credits that a decision added, or the complement of an allocation.</summary>
    internal void OpenOfAvenant(Acte acte, DateOnly today)
    {
        var amount = acte.Changes?.Allocation is { } allocation ? allocation - dossier.Granted : acte.Changes?.Amount ?? Money.Zero;
        if (amount <= Money.Zero)
            return;
        var tranche = Reserve(acte.Id, acte.Changes!.Startup, amount, amount, acte.Changes.From ?? today, acte.Changes.Until ?? today);
        Open(tranche, $"avenant n° {acte.Number}", today);
    }

    /// <summary>Puts credits at disposal; without amounts, all that the tranche or the startup's signed annexes open.</summary>
    /// <exception cref="BrokenRuleException">Nothing is open, or all is released already.</exception>
    public void Release(string? startup, int? number, Money? ae, Money? cp, DateOnly today)
    {
        var (openAe, openCp) = startup is not null ? OpenFor(startup) : OpenIn(number);
        var (doneAe, doneCp) = Sum(dossier.MisesADisposition.Where(m => startup is not null ? m.Startup == startup : number is null || m.Tranche == number));
        var (leftAe, leftCp) = (openAe - doneAe, openCp - doneCp);
        if (startup is null && number is not null)
        {
            // What was released without naming a tranche came out of all of them, this one included.
            var (allAe, allCp) = OpenIn(null);
            var (outAe, outCp) = Sum(dossier.MisesADisposition.Where(m => m.Startup is null));
            (leftAe, leftCp) = (Money.Min(leftAe, allAe - outAe), Money.Min(leftCp, allCp - outCp));
        }

        (leftAe, leftCp) = (Max(leftAe, Money.Zero), Max(leftCp, Money.Zero));
        if (leftAe == Money.Zero && leftCp == Money.Zero)
            throw Refus.DejaFait("cette mise à disposition", $"{openAe} en AE et {openCp} en CP");
        var (giveAe, giveCp) = (ae ?? (cp is null ? leftAe : Money.Zero), cp ?? (ae is null ? leftCp : Money.Zero));
        if (giveAe > leftAe || giveCp > leftCp)
            throw TooMuch(giveAe > leftAe ? "ae" : "cp", giveAe > leftAe ? giveAe - leftAe : giveCp - leftCp, giveAe > leftAe ? leftAe : leftCp);

        dossier.Add(new MiseADisposition(dossier.Id, dossier.MisesADisposition.Count + 1, today, giveAe, giveCp) { Tranche = number, Startup = startup });
        dossier.AllocatedAe += giveAe;
        dossier.AllocatedCp += giveCp;
        if (dossier.Tranches.FirstOrDefault(t => t.Number == number) is { } tranche)
            tranche.ReleasedOn = today;
        RaiseReleased(startup, number, giveAe, giveCp, today);
    }

    /// <summary>What the signed annexes of a startup open, AE and CP alike.</summary>
    internal Money SignedBudget(string startup) => Money.FromCents(dossier.Startups()
        .Where(s => s.Startup.Id == startup && Signed(s.Document))
        .Sum(s => s.Startup.BudgetCents ?? 0))
        + Added(dossier, startup);

    /// <summary>What signed avenants drafted here have added for a startup.</summary>
    internal static Money Added(Dossier dossier, string startup) => dossier.Actes
        .Where(a => a.SignedOn is not null && a.Changes?.Startup == startup)
        .Aggregate(Money.Zero, (sum, acte) => sum + (acte.Changes!.Amount ?? Money.Zero));

    internal static (Money Ae, Money Cp) Sum(IEnumerable<MiseADisposition> mises) =>
        mises.Aggregate((Ae: Money.Zero, Cp: Money.Zero), (sum, mise) => (sum.Ae + mise.Ae, sum.Cp + mise.Cp));

    private bool Signed(string document) => dossier.Actes.First(a => a.Id == document).SignedOn is not null;

    private (Money Ae, Money Cp) OpenFor(string startup)
    {
        var carriers = dossier.Startups().Where(s => s.Startup.Id == startup).ToList();
        if (carriers.Count == 0)
            throw Refus.Inconnu("La startup", startup, dossier.Startups().Select(s => s.Startup.Id).Distinct());
        if (carriers.TrueForAll(c => !Signed(c.Document)))
            throw Refus.Signatures(carriers[0].Document, dossier.Actes.First(a => a.Id == carriers[0].Document).Missing);
        var budget = SignedBudget(startup);
        return (budget, budget);
    }

    private (Money Ae, Money Cp) OpenIn(int? number)
    {
        if (dossier.Convention.SignedOn is null)
            throw Refus.Signatures(dossier.Id, dossier.Convention.Missing);
        var open = dossier.Tranches.Where(t => t.OpenedOn is not null && (number is null || t.Number == number)).ToList();
        if (open.Count == 0)
        {
            throw Refus.Inconnu(
                "La tranche", number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "ouverte",
                dossier.Tranches.Where(t => t.OpenedOn is not null).Select(t => t.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return open.Aggregate((Ae: Money.Zero, Cp: Money.Zero), (sum, t) => (sum.Ae + t.Ae, sum.Cp + t.Cp));
    }

    private void Open(Tranche tranche, string? source, DateOnly today)
    {
        tranche.OpenedOn = today;
        var amount = Max(tranche.Ae, tranche.Cp);
        var planned = dossier.Startups().Select(s => s.Startup.PrevisionalCents).Where(c => c is not null).ToList();
        dossier.Raise(new TrancheOpened
        {
            Tranche = tranche.Number,
            Startup = tranche.Startup,
            AmountCents = amount.Cents,
            AeCents = tranche.Ae.Cents,
            CpCents = tranche.Cp.Cents,
            CumulatedCents = dossier.Granted.Cents,
            CeilingCents = dossier.Ceiling?.Cents,
            RemainingCents = (dossier.Ceiling - dossier.Granted)?.Cents,
            PlannedCents = planned.Count == 0 ? null : planned.Sum(),
            UnallocatedCents = planned.Count == 0 ? null : dossier.Granted.Cents - planned.Sum(),
            Why = new Pourquoi(
                tranche.Origin == "texte" ? "Le texte ouvre cette tranche." : "La revoyure ouvre cette tranche.",
                [new("Montant", amount.ToString()), new("Cumul", dossier.Granted.ToString())],
                source),
        });
    }

    private void RaiseReleased(string? startup, int? number, Money ae, Money cp, DateOnly today)
    {
        var livre = new GrandLivre(dossier);
        var (limitAe, limitCp) = livre.Limits(startup, today);
        var (committed, paid) = livre.Totals(startup, null);
        dossier.Raise(new FundsReleased
        {
            Tranche = number,
            Startup = startup,
            AeCents = ae.Cents,
            CpCents = cp.Cents,
            AllocatedAeCents = limitAe.Cents,
            AllocatedCpCents = limitCp.Cents,
            RemainingAeCents = (limitAe - committed).Cents,
            RemainingCpCents = (limitCp - paid).Cents,
            Why = PourquoiDuReste.Of(dossier, startup, null, (limitAe, limitCp), (committed, paid)),
        });
    }

    private static Money Max(Money a, Money b) => a > b ? a : b;

    private static BrokenRuleException TooMuch(string dimension, Money by, Money left) => new(
        "allocationExceeded",
        $"La mise à disposition dépasse de {by} ce qui reste ouvert en {dimension.ToUpperInvariant()} ({left}) : réduisez-la ou ouvrez une autre tranche.",
        new Dictionary<string, object?> { ["byCents"] = by.Cents, ["dimension"] = dimension });
}
