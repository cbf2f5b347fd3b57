using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Domain.Revoyures;

/// <summary>Holds comités and decides what follows: every rule on money and dates is checked, and the money is reserved, here.</summary>
public sealed class Revoyure(Dossier dossier)
{
    /// <summary>Why the next séance moves when a granted period ends before it.</summary>
    public const string FinDePeriode = "fin de la période accordée";

    /// <summary>Finds an occurrence by the names that people use.</summary>
    /// <exception cref="BrokenRuleException">There is no such comité.</exception>
    public Comite Find(string committee, string? startup, int occurrence)
    {
        var comite = dossier.Comites.FirstOrDefault(c => c.Code == committee && c.Startup == startup && c.Occurrence == occurrence);
        if (comite is not null)
            return comite;
        if (dossier.Comites.All(c => c.Code != committee))
            throw Refus.Inconnu("Le comité", committee, dossier.Comites.Select(c => c.Code).Distinct());
        throw Refus.Inconnu(
            "La séance", $"{committee} n° {occurrence}{(startup is null ? "" : $", {startup}")}",
            dossier.Comites.Where(c => c.Code == committee).Select(c => c.Startup is null ? $"n° {c.Occurrence}" : $"{c.Startup} n° {c.Occurrence}"));
    }

    /// <summary>Records that the meeting took place; without attendees, all those due.</summary>
    /// <exception cref="BrokenRuleException">It was held or cancelled already, or a party that must be there was not.</exception>
    public void Hold(Comite comite, IReadOnlyList<string>? attendees, DateOnly today)
    {
        if (comite.HeldOn is { } held)
            throw Refus.DejaFait($"la séance n° {comite.Occurrence}", $"tenue le {Mise.EnForme(held)}");
        if (comite.State == ComiteState.Cancelled)
            throw Refus.DejaFait($"la séance n° {comite.Occurrence}", "annulée");
        var texte = new Planification(dossier).TexteDe(comite);
        if (attendees?.Any(string.IsNullOrWhiteSpace) == true)
            throw new BrokenRuleException("unknownReference", "Une des personnes présentes n’est pas nommée : indiquez son nom ou sa partie, ou retirez-la de la liste.");
        var missing = attendees is null ? [] : Participants.Missing(texte, attendees);
        if (missing.Count > 0)
        {
            throw new BrokenRuleException(
                "quorumMissing",
                $"La séance ne peut pas être enregistrée sans {Mise.Liste(missing)}, dont le texte exige la présence : ajoutez un représentant ou déplacez la séance.",
                new Dictionary<string, object?> { ["missing"] = missing });
        }

        comite.HeldOn = today;
        // A date proposed for a meeting that took place is about nothing any more.
        comite.DropProposal();
        comite.Slots = null;
        new Gestion.Alertes(dossier).Settle(comite, today);
        comite.State = ComiteState.Held;
        comite.HeldBy = attendees ?? DueAttendees(comite, texte);
        dossier.Raise(new CommitteeHeld
        {
            Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, On = today, Attendees = comite.HeldBy,
        });
    }

    /// <summary>Checks and takes a decision; money is reserved under the ceiling from this moment.</summary>
    /// <returns>The startup's next comité, when the granted period moves it.</returns>
    /// <exception cref="BrokenRuleException">The first rule that fails, in the order of FORMAT.md.</exception>
    public Comite? Decide(Comite comite, Decision decision, DateOnly today)
    {
        var verdict = Examine(comite, decision, today);
        var conditions = new Conditions(dossier);
        conditions.AnswerAll(comite, decision.ConditionMet, today);
        comite.State = ComiteState.Decided;
        comite.Outcome = decision.Outcome;
        comite.DecidedOn = today;
        comite.GrantedAe = decision.GivesMoney ? verdict.Ae : null;
        comite.GrantedCp = decision.GivesMoney ? verdict.Cp : null;
        comite.Decision = decision with { From = verdict.From, Until = verdict.Until, Form = verdict.Form };
        if (verdict.Form == "tranche")
            new Fonds(dossier).Reserve(comite.Id, comite.Startup, verdict.Ae, verdict.Cp, verdict.From, verdict.Until);
        Announce(comite, decision, verdict, today);
        if (verdict.Form != "newConvention")
            conditions.Open(comite, decision.Conditions);
        if (decision.Outcome == Decision.Provisional)
            new OuverturesParRegle(dossier).ProvisionalEnd(comite, verdict.Until, today);
        return BoundNext(comite, decision, verdict);
    }

    /// <summary>Says, in the dossier of a convention that a decision opened, what it renews; the conditions of that decision come back here.</summary>
    public void AnnounceRenewal(string renewed, Comite comite, Decision decision)
    {
        var allocation = dossier.Texte.Tranches.Sum(t => t.AmountCents);
        var planned = dossier.Startups().Select(s => s.Startup.PrevisionalCents).Where(c => c is not null).Sum();
        dossier.Raise(new ConventionDrafted
        {
            Renews = renewed,
            State = dossier.Convention.State,
            AllocationCents = allocation,
            PlannedCents = planned,
            UnallocatedCents = allocation - planned,
            Why = PourquoiDesSuites.Of(dossier.Texte, Money.FromCents(allocation), Money.FromCents(planned ?? 0)),
        });
        new Conditions(dossier).Open(comite, decision.Conditions);
    }

    /// <summary>The checks alone, for a screen that shows them before the confirmation.</summary>
    /// <exception cref="BrokenRuleException">As <see cref="Decide"/>.</exception>
    public Verdict Examine(Comite comite, Decision decision, DateOnly today)
    {
        if (decision is { From: { } first, Until: { } last } && last < first)
            throw Refus.Date(last, $"la période commence le {Mise.EnForme(first)}", $"saisissez une fin à partir du {Mise.EnForme(first)}");
        if (comite.DecidedOn is { } decided)
            throw Refus.DejaFait($"la décision du comité n° {comite.Occurrence}", $"prise le {Mise.EnForme(decided)}");
        var texte = new Planification(dossier).TexteDe(comite);
        var form = FormOf(texte, decision);
        var provisoire = new DecisionProvisoire(dossier);
        provisoire.CheckClause(decision);
        if (decision.GivesMoney)
            CheckConvention(comite, form, today);
        new Avenants.Avenants(dossier).RequireRoomFor(form);
        CheckMeeting(comite);
        new Conditions(dossier).Check(decision);
        var from = decision.From ?? comite.HeldOn!.Value;
        var until = Until(decision, from, form);
        if (decision.GivesMoney && until < from)
            throw Refus.Date(until, $"la période commence le {Mise.EnForme(from)}", $"saisissez une fin à partir du {Mise.EnForme(from)}");
        provisoire.Check(decision, from, until);
        var (ae, cp) = decision.GivesMoney ? (decision.Ae ?? Money.Zero, decision.Cp ?? decision.Ae ?? Money.Zero) : (Money.Zero, Money.Zero);
        var amount = ae > cp ? ae : cp;
        if (form == "tranche" && decision.GivesMoney)
            CheckCeiling(amount);
        return new Verdict(form, ae, cp, amount, from, until);
    }

    /// <summary>What a decision comes to: form, amounts, period.</summary>
    public sealed record Verdict(string Form, Money Ae, Money Cp, Money Amount, DateOnly From, DateOnly Until);

    private IReadOnlyList<string> DueAttendees(Comite comite, TexteComite texte)
    {
        var plan = dossier.Startups().Select(s => s.Startup).FirstOrDefault(s => s.Id == comite.Startup)?.CommitteeToPlan;
        return plan is { Participants.Count: > 0 } ? plan.Participants : texte.Attendees;
    }

    private string FormOf(TexteComite texte, Decision decision)
    {
        if (!texte.Decides)
            throw Refus.SansClause($"de revoyure après le {texte.Name}", "portez la demande devant le comité que le texte en charge");
        if (decision.Form == "newConvention")
            return "newConvention";
        if (texte.FollowedBy.Contains("AVENANT"))
            return "avenant";
        if (!decision.GivesMoney)
            return "none";
        return dossier.Texte.LaterTranches is { Allowed: true, RequiresAvenant: false } ? "tranche" : "avenant";
    }

    private void CheckConvention(Comite comite, string form, DateOnly today)
    {
        if (dossier.Convention.SignedOn is null)
            throw Refus.Signatures(dossier.Id, dossier.Convention.Missing);
        var carriers = dossier.Startups().Where(s => s.Startup.Id == comite.Startup).Select(s => dossier.Actes.First(a => a.Id == s.Document)).ToList();
        if (carriers.Count > 0 && carriers.TrueForAll(a => a.SignedOn is null))
            throw Refus.Signatures(carriers[0].Id, carriers[0].Missing);
        if (form != "newConvention" && dossier.EndsOn is { } end && today > end)
        {
            throw new BrokenRuleException(
                "conventionEnded",
                $"La convention {dossier.Id} a pris fin le {Mise.EnForme(end)} : choisissez une nouvelle convention ou clôturez.",
                new Dictionary<string, object?> { ["end"] = end });
        }
    }

    private void CheckMeeting(Comite comite)
    {
        if (new SuiviDesRapports(dossier).Missing(comite).Contains("status"))
        {
            var due = dossier.Rapports.FirstOrDefault(r => r.Id == Rapport.StatusId(comite.Id))?.Due;
            throw new BrokenRuleException(
                "statusReportMissing",
                $"La décision attend l’état des réalisations{(due is { } d ? $", dû depuis le {Mise.EnForme(d)}" : "")} : demandez-le au délégataire ou enregistrez une dérogation motivée.",
                new Dictionary<string, object?> { ["missing"] = new[] { "status" } });
        }

        if (comite.HeldOn is null)
        {
            throw new BrokenRuleException(
                "committeeNotHeld",
                $"La décision n’est pas possible avant la tenue du comité n° {comite.Occurrence} prévu le {Mise.EnForme(comite.On)} : enregistrez d’abord la séance et les personnes présentes.");
        }
    }

    private DateOnly Until(Decision decision, DateOnly from, string form)
    {
        var end = dossier.EndsOn;
        if (decision.GivesMoney && form != "newConvention" && end is { } last && (decision.Until ?? from) > last)
        {
            throw new BrokenRuleException(
                "periodBeyondEnd",
                $"La période demandée {(decision.Until is not null ? "va jusqu’au" : "commence le")} {Mise.EnForme(decision.Until ?? from)}, après la fin de la convention ({Mise.EnForme(last)}) : raccourcissez-la, prolongez la convention par avenant ou choisissez une nouvelle convention.",
                new Dictionary<string, object?> { ["end"] = last });
        }

        return decision.Until ?? UsualUntil(from, decision.Outcome == Decision.Provisional ? "revoyure.provisionalMax" : "revoyure.period");
    }

    /// <summary>The last day of a period that nobody chose; before <paramref name="from"/> where the convention is over by then.</summary>
    /// <param name="length">Policy that holds its length.</param>
    public DateOnly UsualUntil(DateOnly from, string length = "revoyure.period")
    {
        var computed = dossier.Politiques.Periode(length).Apres(from).AddDays(-1);
        return dossier.EndsOn is { } bound && computed > bound ? bound : computed;
    }

    private void CheckCeiling(Money amount)
    {
        if (dossier.Ceiling is not { } ceiling)
            return;
        var wouldBe = dossier.Granted + amount;
        var left = ceiling - dossier.Granted;
        var equalityAccepted = dossier.Politiques.Vrai("ceiling.equalityAccepted");
        if (wouldBe < ceiling || (wouldBe == ceiling && equalityAccepted))
            return;
        var max = equalityAccepted ? left : left - Money.FromCents(1);
        string[] offers = max > Money.Zero ? ["adjust", "requestAvenant"] : ["requestAvenant"];
        throw new BrokenRuleException(
            "ceilingExceeded",
            max > Money.Zero
                ? $"Le montant de {amount} porterait le cumul des tranches à {wouldBe}, soit {wouldBe - ceiling} au-dessus du montant maximum de {ceiling} : accordez au plus {max} ou demandez un avenant."
                : $"Le montant maximum de {ceiling} est déjà atteint et la demande le dépasse de {wouldBe - ceiling} : seul un avenant peut le relever.",
            new Dictionary<string, object?>
            {
                ["byCents"] = (wouldBe - ceiling).Cents, ["wouldBeCents"] = wouldBe.Cents, ["maxCents"] = max.Cents, ["offers"] = offers,
            });
    }

    private void Announce(Comite comite, Decision decision, Verdict verdict, DateOnly today) => dossier.Raise(new RevoyureDecided
    {
        Committee = comite.Code,
        Occurrence = comite.Occurrence,
        Startup = comite.Startup,
        Outcome = decision.Outcome,
        AmountCents = decision.GivesMoney || verdict.Form == "avenant" ? verdict.Amount.Cents : null,
        AeCents = decision.GivesMoney ? verdict.Ae.Cents : null,
        CpCents = decision.GivesMoney ? verdict.Cp.Cents : null,
        RequestedCents = decision.Requested?.Cents,
        From = decision.GivesMoney ? verdict.From : null,
        Until = decision.GivesMoney ? verdict.Until : null,
        CumulatedCents = dossier.Granted.Cents,
        CeilingCents = dossier.Ceiling?.Cents,
        RemainingCents = (dossier.Ceiling - dossier.Granted)?.Cents,
        Form = verdict.Form,
        CommittableFrom = decision.GivesMoney ? new DatesLimites(dossier).CommittableFrom(today, verdict.From) : null,
        Objectives = decision.Objectives,
        Why = new Pourquoi(
            "Cumul des tranches, montant demandé compris, dans la limite du montant maximum (P11).",
            [
                new("Cette décision", verdict.Amount.ToString()),
                new("Cumul", dossier.Granted.ToString()),
                new("Montant maximum", dossier.Ceiling?.ToString() ?? "aucun dans le texte"),
            ],
            dossier.Texte.LaterTranches.Source?.ToString()),
    });

    /// <summary>Where comités are planned per startup, the end of a granted period bounds the next occurrence.</summary>
    private Comite? BoundNext(Comite comite, Decision decision, Verdict verdict)
    {
        if (comite.Startup is null || !decision.GivesMoney)
            return null;
        var next = dossier.Comites.FirstOrDefault(c => c.Code == comite.Code && c.Startup == comite.Startup
            && c.Occurrence == comite.Occurrence + 1 && c.State == ComiteState.Planned);
        if (next is null || next.Nominal < verdict.From || next.Nominal > verdict.Until)
            return null;
        var on = dossier.Jours.Deplacer(next.Nominal, verdict.Until);
        if (on == next.On)
            return null;
        new Planification(dossier).MoveTo(next, on, FinDePeriode);
        return next;
    }
}
