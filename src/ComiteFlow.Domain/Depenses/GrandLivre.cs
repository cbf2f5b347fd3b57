using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Domain.Depenses;

/// <summary>An engagement or a paiement that someone asks to record.</summary>
public sealed record Depense(
    bool IsPayment, Money Amount, string? Startup = null, string? Envelope = null, DateOnly? ClaimedOn = null,
    string? Reason = null, string? Label = null, string? CostCentre = null, bool ByAdmin = false);

/// <summary>The ledger of AE and CP. A line enters only when every rule of P9 lets it; the first that fails is told.</summary>
public sealed class GrandLivre(Dossier dossier)
{
    private bool ByStartup => dossier.Texte.BudgetControl.Level == "startup";

    /// <summary>Records an engagement or a paiement.</summary>
    /// <exception cref="BrokenRuleException">The first rule that fails, in the order of FORMAT.md.</exception>
    public void Record(Depense depense, DateOnly today)
    {
        RequireKnown(depense.Startup, depense.Envelope, depense.CostCentre);
        if (depense.ClaimedOn is { } claimed && claimed > today)
            throw Refus.Date(claimed, "une dépense ne s’enregistre pas à l’avance", $"saisissez une date jusqu’au {Mise.EnForme(today)}");
        CheckSignatures(depense, today);
        CheckEffect(today);
        var (limitAe, limitCp) = Limits(depense.Startup, today);
        if (!dossier.MisesADisposition.Any(m => !ByStartup || m.Startup == depense.Startup))
            throw FundsNotReleased(depense.Startup);
        var regularised = CheckDates(depense, today);
        var confirmed = new Partages(dossier).Confirm(depense.Startup, depense.Reason, today);
        new ControleChorus(dossier).Check(depense.Startup);
        CheckLimits(depense, limitAe, limitCp);
        Write(depense, regularised, confirmed, limitAe, limitCp, today);
    }

    /// <summary>Checks the names that an expense uses; told before anything about its amount.</summary>
    /// <exception cref="BrokenRuleException">The text knows no such startup, envelope or cost centre.</exception>
    public void RequireKnown(string? startup, string? envelope, string? costCentre)
    {
        var startups = dossier.Startups().Select(s => s.Startup.Id).Distinct().ToList();
        if ((startup is not null || ByStartup) && !startups.Contains(startup ?? ""))
            throw Refus.Inconnu("La startup", startup ?? "", startups);
        var envelopes = Envelopes().Select(e => e.Id).ToList();
        if (envelope is not null && !envelopes.Contains(envelope))
            throw Refus.Inconnu("L’enveloppe", envelope, envelopes);
        if (costCentre is not null)
            new ControleChorus(dossier).CheckCostCentre(costCentre);
    }

    /// <summary>What limits the expenses today: what was put at disposal, of the startup where the text controls by startup.</summary>
    internal (Money Ae, Money Cp) Limits(string? startup, DateOnly today) => new Soldes(dossier).Limits(startup, today);

    /// <summary>Engaged or paid by the end of a day, of a startup or of all.</summary>
    internal Money ConsumedBy(DateOnly day, bool isPayment, string? startup) => dossier.Depenses
        .Where(l => l.IsPayment == isPayment && l.RecordedOn <= day && (startup is null || l.Startup == startup))
        .Aggregate(Money.Zero, (sum, line) => sum + line.Amount);

    /// <summary>Committed and paid so far, of a startup (where the control is by startup) and an envelope.</summary>
    internal (Money Committed, Money Paid) Totals(string? startup, string? envelope)
    {
        var lines = dossier.Depenses.Where(l => (envelope is null || l.Envelope == envelope) && (!ByStartup || startup is null || l.Startup == startup));
        return lines.Aggregate(
            (Committed: Money.Zero, Paid: Money.Zero),
            (sum, line) => line.IsPayment ? (sum.Committed, sum.Paid + line.Amount) : (sum.Committed + line.Amount, sum.Paid));
    }

    /// <summary>Warns the délégant that credits lack, where the text says « sans délai » or the option is on.</summary>
    /// <returns>True when the alert is due; the mail goes with it.</returns>
    public bool AlertInsufficient(string? startup, BrokenRuleException refusal)
    {
        var option = dossier.Politiques.Texte("insufficientCreditsAlert");
        var due = option == "asInText"
            ? dossier.Texte.Alerts.Any(a => a.Code == "INSUFFICIENT_CREDITS" && a.DeadlineText?.Contains("sans délai", StringComparison.OrdinalIgnoreCase) == true)
            : option == "true";
        if (!due || refusal.Code is not ("allocationExceeded" or "startupAllocationExceeded" or "earmarkExceeded"))
            return false;
        dossier.Raise(new AlertRaised
        {
            Alert = "insufficientCredits",
            Startup = startup,
            To = [dossier.Delegant],
            Cc = [],
            AmountCents = refusal.Details.GetValueOrDefault("byCents") as long?,
            Why = new Pourquoi(
                "Le délégant est averti de ce qui manque quand une dépense est refusée faute de crédits.", [new("Refus", refusal.Message)],
                dossier.Texte.Alerts.FirstOrDefault(a => a.Code == "INSUFFICIENT_CREDITS")?.Source?.ToString()),
        });
        return true;
    }

    /// <summary>Credits never pass from one startup to another: the refusal that says so, or that a startup is unknown.</summary>
    public BrokenRuleException RefuseTransfer(string from, string to)
    {
        var startups = dossier.Startups().Select(s => s.Startup.Id).Distinct().ToList();
        if (new[] { from, to }.FirstOrDefault(id => !startups.Contains(id)) is { } unknown)
            return Refus.Inconnu("La startup", unknown, startups);
        var article = dossier.Texte.BudgetControl.Source?.Article;
        return new BrokenRuleException(
            "transferNotAllowed",
            $"Les crédits ne peuvent pas passer de {from} à {to}{(article is null ? "" : $" ({article})")} : faites modifier les deux annexes par avenant après un comité.");
    }

    private IEnumerable<TexteEnveloppe> Envelopes() =>
        dossier.Actes.SelectMany(a => dossier.TexteDe(a.Id)?.Tranches ?? []).SelectMany(t => t.Earmarks);

    private void CheckSignatures(Depense depense, DateOnly today)
    {
        if (dossier.Convention.SignedOn is null)
            throw Refus.Signatures(dossier.Id, dossier.Convention.Missing);
        var carriers = dossier.Startups().Where(s => s.Startup.Id == depense.Startup).Select(s => dossier.Actes.First(a => a.Id == s.Document)).ToList();
        if (carriers.Count > 0 && carriers.TrueForAll(a => a.SignedOn is null))
            throw Refus.Signatures(carriers[0].Id, carriers[0].Missing);
        CheckPublication(carriers);
        if (ByStartup && depense.Startup is { } startup && UnsignedThatWouldCarry(depense, startup, today) is { } avenant)
            throw Refus.Signatures(avenant.Id, avenant.Missing);
    }

    /// <summary>Where policy P9 asks for the publication of avenants too, one of the documents that carry the startup is published.</summary>
    private void CheckPublication(List<Acte> carriers)
    {
        if (carriers.Count == 0 || !dossier.Politiques.Liste("guard.publication").Contains("avenant"))
            return;
        if (carriers.TrueForAll(a => a.IsAvenant && dossier.Taches.Any(t => t.Kind == "publish" && t.Document == a.Id && t.DoneOn is null)))
        {
            throw new BrokenRuleException(
                "notInEffect",
                $"L’avenant {carriers[0].Id} n’ouvre pas encore de dépense, car sa publication n’est pas enregistrée : enregistrez la publication, puis recommencez.");
        }
    }

    /// <summary>The unsigned avenant thanks to whose annexe, already in its period, the amount would fit; null when it fits without or never.</summary>
    private Acte? UnsignedThatWouldCarry(Depense depense, string startup, DateOnly today)
    {
        var (limitAe, limitCp) = Limits(startup, today);
        var totals = Totals(startup, null);
        var over = depense.IsPayment ? totals.Paid + depense.Amount - limitCp : totals.Committed + depense.Amount - limitAe;
        var unsigned = dossier.Startups()
            .Where(s => s.Startup.Id == startup && s.Startup.PeriodStart is { } debut && Mots.PremierDuMois(debut) <= today)
            .Select(s => (Acte: dossier.Actes.First(a => a.Id == s.Document), Amount: Money.FromCents(s.Startup.BudgetCents ?? 0)))
            .Concat(dossier.Actes
                .Where(a => a.Changes is { } changes && changes.Startup == startup && changes.From <= today)
                .Select(a => (Acte: a, Amount: a.Changes!.Amount ?? Money.Zero)))
            .Where(annexe => annexe.Acte.SignedOn is null && annexe.Amount > Money.Zero)
            .ToList();
        var open = unsigned.Aggregate(Money.Zero, (sum, annexe) => sum + annexe.Amount);
        return over > Money.Zero && over <= open ? unsigned[0].Acte : null;
    }

    private void CheckEffect(DateOnly today)
    {
        if (dossier.EffectOn is { } effect && effect > today)
        {
            throw new BrokenRuleException(
                "notInEffect",
                $"La convention {dossier.Id} ne produit ses effets qu’à partir du {Mise.EnForme(effect)} : enregistrez cette dépense à partir de ce jour.");
        }

        var needsPublication = dossier.Politiques.Liste("guard.publication").Contains("convention");
        if (dossier.EffectOn is not null || (!needsPublication && dossier.SignedOn is not null))
            return;
        throw new BrokenRuleException(
            "notInEffect",
            $"La convention {dossier.Id} ne produit pas encore d’effet, car sa publication n’est pas enregistrée : enregistrez la publication, puis recommencez.");
    }

    private static BrokenRuleException FundsNotReleased(string? startup) => new(
        "fundsNotReleased",
        $"Aucun crédit n’a encore été mis à disposition{(startup is null ? "" : $" pour {startup}")} : demandez au délégant de mettre les crédits à disposition.");

    /// <summary>Ends and yearly cutoffs; an administrator may regularise with a reason an act claimed before the cutoff.</summary>
    private bool CheckDates(Depense depense, DateOnly today)
    {
        var end = depense.IsPayment ? dossier.PaymentsUntil ?? dossier.EndsOn : dossier.EndsOn;
        if (!depense.IsPayment && new Preavis(dossier).EndOf(depense.Startup) is { } ended && today > ended)
            end = ended;
        if (end is { } last && today > last)
        {
            throw new BrokenRuleException(
                "conventionEnded",
                $"Les {(depense.IsPayment ? "paiements" : "engagements")} de la convention {dossier.Id} sont clos depuis le {Mise.EnForme(last)} : saisissez le délégant pour décider de la suite.",
                new Dictionary<string, object?> { ["end"] = last });
        }

        if (new DatesLimites(dossier).LastDay(depense.IsPayment, today.Year) is not { } lastDay || today <= lastDay)
            return false;
        if (depense is { ByAdmin: true, Reason.Length: > 0 } && (depense.ClaimedOn ?? today) <= lastDay)
            return true;
        throw new BrokenRuleException(
            depense.IsPayment ? "cpCutoff" : "aeCutoff",
            $"Les {(depense.IsPayment ? "paiements" : "engagements")} de {today.Year} sont clos depuis le {Mise.EnForme(lastDay)} inclus : enregistrez cette dépense à partir du 1er janvier {today.Year + 1}, si les crédits sont reportés ou renouvelés.",
            new Dictionary<string, object?> { ["end"] = lastDay });
    }

    private void CheckLimits(Depense depense, Money limitAe, Money limitCp)
    {
        var dimension = depense.IsPayment ? "cp" : "ae";
        if (depense.Envelope is { } id)
        {
            var envelope = Money.FromCents(Envelopes().First(e => e.Id == id).AmountCents);
            var spent = Totals(depense.Startup, id);
            Check("earmarkExceeded", envelope, depense.IsPayment ? spent.Paid : spent.Committed, depense.Amount, dimension, depense.Startup, []);
        }

        var totals = Totals(depense.Startup, null);
        Check(
            ByStartup ? "startupAllocationExceeded" : "allocationExceeded",
            depense.IsPayment ? limitCp : limitAe,
            depense.IsPayment ? totals.Paid : totals.Committed,
            depense.Amount, dimension, depense.Startup,
            ByStartup ? ["committee", "annexeModificative"] : []);
        if (!depense.IsPayment)
            return;
        if (depense.Envelope is { } envelopeId)
            CheckCommitted(Totals(depense.Startup, envelopeId), depense.Amount);
        CheckCommitted(totals, depense.Amount);
    }

    /// <summary>Nothing is paid that was not committed, in the envelope and in all.</summary>
    private static void CheckCommitted((Money Committed, Money Paid) totals, Money amount)
    {
        if (totals.Paid + amount <= totals.Committed)
            return;
        var by = totals.Paid + amount - totals.Committed;
        throw new BrokenRuleException(
            "paymentExceedsCommitment",
            $"Le paiement porterait le total payé à {totals.Paid + amount}, soit {by} de plus que le total engagé ({totals.Committed}) : corrigez le montant ou enregistrez d’abord l’engagement manquant.",
            new Dictionary<string, object?> { ["byCents"] = by.Cents });
    }

    private static void Check(string code, Money limit, Money spent, Money amount, string dimension, string? startup, string[] offers)
    {
        if (spent + amount <= limit)
            return;
        var by = spent + amount - limit;
        var details = new Dictionary<string, object?> { ["byCents"] = by.Cents, ["dimension"] = dimension, ["maxCents"] = (limit - spent).Cents };
        if (startup is not null)
            details["startup"] = startup;
        if (offers.Length > 0)
            details["offers"] = offers;
        var remede = offers.Length > 0
            ? "réduisez-la ou portez la demande au prochain comité, qui peut proposer une annexe modificative"
            : "réduisez-la ou demandez au délégant de mettre à disposition des crédits supplémentaires";
        throw new BrokenRuleException(
            code, $"La dépense de {amount} dépasse de {by} ce qui reste en {dimension.ToUpperInvariant()} ({limit - spent}) : {remede}.", details);
    }

    private void Write(Depense depense, bool regularised, bool confirmed, Money limitAe, Money limitCp, DateOnly today)
    {
        dossier.Add(new LigneDepense(dossier.Id, dossier.Depenses.Count + 1, depense.IsPayment, depense.Amount, today)
        {
            ClaimedOn = depense.ClaimedOn,
            Startup = depense.Startup,
            Envelope = depense.Envelope,
            Label = depense.Label,
            Reason = depense.Reason,
            Regularised = regularised,
            Confirmed = confirmed,
        });
        if (depense.IsPayment)
            dossier.Paid += depense.Amount;
        else
            dossier.Committed += depense.Amount;

        var (committed, paid) = Totals(depense.Startup, depense.Envelope);
        if (depense.Envelope is { } id)
            limitAe = limitCp = Money.FromCents(Envelopes().First(e => e.Id == id).AmountCents);
        var why = PourquoiDuReste.Of(dossier, depense.Startup, depense.Envelope, (limitAe, limitCp), (committed, paid));
        dossier.Raise(depense.IsPayment
            ? new ExpensePaid
            {
                Startup = depense.Startup, Envelope = depense.Envelope, AmountCents = depense.Amount.Cents,
                CommittedCents = committed.Cents, PaidCents = paid.Cents,
                RemainingAeCents = (limitAe - committed).Cents, RemainingCpCents = (limitCp - paid).Cents,
                LimitAeCents = limitAe.Cents, LimitCpCents = limitCp.Cents,
                Confirmed = confirmed ? true : null, Regularised = regularised ? true : null, Reason = depense.Reason, Why = why,
            }
            : new ExpenseCommitted
            {
                Startup = depense.Startup, Envelope = depense.Envelope, AmountCents = depense.Amount.Cents,
                CommittedCents = committed.Cents, PaidCents = paid.Cents,
                RemainingAeCents = (limitAe - committed).Cents, RemainingCpCents = (limitCp - paid).Cents,
                LimitAeCents = limitAe.Cents, LimitCpCents = limitCp.Cents,
                Confirmed = confirmed ? true : null, Regularised = regularised ? true : null, Reason = depense.Reason, Why = why,
            });
    }
}
