using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Resiliations;

/// <summary>Ends a convention by notice (P10), and takes such a notice back; or ends the accompaniment of one team at once.</summary>
public sealed class Preavis(Dossier dossier)
{
    /// <summary>Why comités fall away, by the names of FORMAT.md.</summary>
    public const string ParPreavis = "termination", ParFinDAccompagnement = "accompanimentEnded";

    private const string Contract = "contract", Notice = "notice";

    public Resiliation? Running => dossier.Resiliations.FirstOrDefault(r => r.IsRunning);

    /// <summary>The last day of a team whose accompaniment was ended; null while it goes on.</summary>
    public DateOnly? EndOf(string? startup) => startup is null ? null : dossier.Resiliations.FirstOrDefault(r => r.Startup == startup && r.WithdrawnOn is null)?.EffectiveOn;

    /// <summary>A party gives notice.</summary>
    /// <returns>The notice, with the comités that it takes away.</returns>
    /// <exception cref="BrokenRuleException">No such clause, before the effect, after the end, a date that cannot be, or a notice runs already.</exception>
    public Resiliation Notify(string party, DateOnly received, string? reason, DateOnly today)
    {
        var termination = RequireClause(party);
        if (dossier.EffectOn is not { } effect || effect > today)
            throw new BrokenRuleException("notInEffect", $"La convention {dossier.Id} ne produit pas encore d’effet : il n’y a rien à résilier avant sa prise d’effet.");
        if (dossier.EndsOn is not { } end || end < today)
            throw Ended(dossier.EndsOn ?? today);
        if (received > today)
            throw Refus.Date(received, "une notification ne s’enregistre pas avant sa réception", $"saisissez une date jusqu’au {Mise.EnForme(today)}");
        if (received < effect)
            throw Refus.Date(received, $"la convention a pris effet le {Mise.EnForme(effect)}", $"saisissez une date à partir du {Mise.EnForme(effect)}");
        if (Running is { } running)
            throw Refus.DejaFait("le préavis", $"reçu le {Mise.EnForme(running.ReceivedOn)}, il court jusqu’au {Mise.EnForme(running.NoticeEnd)}");

        var resiliation = new Resiliation(dossier.Id, dossier.Resiliations.Count + 1, party)
        {
            Reason = reason, NotifiedOn = today, ReceivedOn = received, NoticeEnd = NoticeEnd(termination, received),
            ContractEnd = dossier.EndsOn, ContractPayments = dossier.PaymentsUntil,
        };
        dossier.Add(resiliation);
        Bound(resiliation);
        RaiseNotified(resiliation);
        resiliation.Comites = [.. Cancel(dossier.Comites.Where(c => c.State == ComiteState.Planned && c.Nominal > dossier.EndsOn), ParPreavis).Select(c => c.Id)];
        CancelDialogues(today);
        if (termination.TerminatesAssociatedServices)
            new Taches(dossier).OpenEndOfServices(dossier.EndsOn!.Value, today);
        return resiliation;
    }

    /// <summary>The délégataire ends the accompaniment of one team for breach, at once.</summary>
    /// <returns>The end, with the comités that it takes away.</returns>
    /// <exception cref="BrokenRuleException">No such clause or not for this party, an unknown team, no reason, or ended already.</exception>
    public Resiliation EndAccompaniment(string party, string startup, string? reason, DateOnly today)
    {
        RequireClause(party);
        var startups = dossier.Startups().Select(s => s.Startup.Id).Distinct().ToList();
        if (!startups.Contains(startup))
            throw Refus.Inconnu("La startup", startup, startups);
        if (!dossier.Texte.Termination.DelegataireMayEndAccompaniment || party != dossier.Delegataire)
            throw Refus.SansClause($"que {party} mette fin à l’accompagnement d’une équipe", "portez la question au prochain comité, ou notifiez un préavis pour toute la convention");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refus.SansMotif("de la fin de l’accompagnement");
        if (EndOf(startup) is { } done)
            throw Refus.DejaFait($"la fin de l’accompagnement de {startup}", $"le {Mise.EnForme(done)}");
        if (dossier.EndsOn is { } end && end < today)
            throw Ended(end);
        var resiliation = new Resiliation(dossier.Id, dossier.Resiliations.Count + 1, party)
        {
            Startup = startup, Reason = reason, NotifiedOn = today, ReceivedOn = today, NoticeEnd = today, EffectiveOn = today,
        };
        dossier.Add(resiliation);
        dossier.Raise(new TerminationNotified
        {
            Party = party, Startup = startup, ReceivedOn = today, EffectiveEnd = today, CommitmentsEnd = today, Reason = reason,
            Why = new Pourquoi("Le délégataire met fin sans préavis à l’accompagnement d’une équipe qui manque à ses engagements.", [new("Motif", reason)], dossier.Texte.Termination.Source?.ToString()),
        });
        dossier.Raise(new TerminationEffective
        {
            Party = party, Startup = startup, ReceivedOn = today, EffectiveEnd = today, CommitmentsEnd = today, Reason = reason,
            Why = new Pourquoi("La fin de l’accompagnement vaut le jour même.", [new("Notifiée le", Mise.EnForme(today))], dossier.Texte.Termination.Source?.ToString()),
        });
        resiliation.Comites = [.. Cancel(dossier.Comites.Where(c => c.State == ComiteState.Planned && c.Startup == startup && c.On > today), ParFinDAccompagnement).Select(c => c.Id)];
        return resiliation;
    }

    /// <summary>The party takes its running notice back: ends, comités and dialogues are what they were.</summary>
    /// <returns>The notice; its comités stand again.</returns>
    /// <exception cref="BrokenRuleException">No notice of this party runs.</exception>
    public Resiliation Withdraw(string party, DateOnly today)
    {
        RequireClause(party);
        if (Running is not { } running || running.Party != party || dossier.EndsOn < today)
            throw Refus.Inconnu("Le préavis de", party, Running is { } other ? [other.Party] : []);
        running.WithdrawnOn = today;
        (dossier.EndsOn, dossier.PaymentsUntil) = (running.ContractEnd, running.ContractPayments);
        dossier.Raise(new TerminationWithdrawn { Party = party, ReceivedOn = running.ReceivedOn, NoticeEnd = running.NoticeEnd, Why = WhyOf(running) });
        foreach (var comite in dossier.Comites.Where(c => c.State == ComiteState.Cancelled && running.Comites.Contains(c.Id)))
        {
            comite.State = ComiteState.Planned;
            comite.Returns++;
            new Gestion.Alertes(dossier).PlanComite(comite);
            dossier.Raise(new CommitteeRestored { Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, On = comite.On, Reason = "terminationWithdrawn", Why = comite.Why });
        }

        foreach (var dialogue in dossier.Dialogues.Where(d => d.CancelledOn == running.NotifiedOn))
        {
            dialogue.CancelledOn = null;
        }

        new Taches(dossier).CancelEndOfServices();
        new Taches(dossier).MoveClosing();
        return running;
    }

    /// <summary>On the day after the end: the notice that brought it has taken effect.</summary>
    internal void TakeEffect(DateOnly end)
    {
        if (Running is not { } running)
            return;
        running.EffectiveOn = end;
        dossier.Raise(new TerminationEffective
        {
            Party = running.Party, ReceivedOn = running.ReceivedOn, NoticeEnd = running.NoticeEnd, EffectiveEnd = end,
            CommitmentsEnd = end, PaymentsEnd = dossier.PaymentsUntil, Earlier = Earlier(running), Reason = running.Reason, Why = WhyOf(running),
        });
    }

    /// <summary>The contract has another end, by an avenant: a running notice still bounds it.</summary>
    internal void FollowContract()
    {
        if (Running is not { } running)
            return;
        (running.ContractEnd, running.ContractPayments) = (dossier.EndsOn, dossier.PaymentsUntil);
        Bound(running);
    }

    private void Bound(Resiliation resiliation)
    {
        dossier.EndsOn = Earliest(resiliation.ContractEnd, resiliation.NoticeEnd);
        dossier.PaymentsUntil = Earliest(resiliation.ContractPayments ?? resiliation.ContractEnd, resiliation.NoticeEnd);
        new Gestion.Alertes(dossier).PlanEnd();
        new Taches(dossier).MoveClosing();
    }

    /// <summary>Receipt plus notice, clamped to the month, included; not moved unless the policy says so.</summary>
    private DateOnly NoticeEnd(TexteResiliation termination, DateOnly received)
    {
        var end = Periode.Parse(termination.Notice!).Apres(received);
        if (!dossier.Politiques.Vrai("notice.inclusive"))
            end = end.AddDays(-1);
        return dossier.Politiques.Vrai("notice.rollToWorkingDay") ? dossier.Jours.Deplacer(end) : end;
    }

    private void RaiseNotified(Resiliation resiliation)
    {
        dossier.Raise(new TerminationNotified
        {
            Party = resiliation.Party, ReceivedOn = resiliation.ReceivedOn, NoticeEnd = resiliation.NoticeEnd, EffectiveEnd = dossier.EndsOn!.Value,
            CommitmentsEnd = dossier.EndsOn, PaymentsEnd = dossier.PaymentsUntil, Earlier = Earlier(resiliation), Reason = resiliation.Reason,
            Why = WhyOf(resiliation),
        });
        dossier.Raise(new AlertRaised
        {
            Alert = "noticeRunning", To = [.. dossier.Texte.Parties.Select(p => p.Id)], Cc = [], From = resiliation.ReceivedOn, Until = dossier.EndsOn, Why = WhyOf(resiliation),
        });
    }

    private Pourquoi WhyOf(Resiliation resiliation) => new(
        "La fin est la plus proche de la fin du préavis (réception plus le délai du texte, jour inclus) et de la fin de la convention, à part pour les engagements et les paiements (P10).",
        [
            new("Reçu le", Mise.EnForme(resiliation.ReceivedOn)), new("Préavis", dossier.Texte.Termination.Notice ?? ""), new("Fin du préavis", Mise.EnForme(resiliation.NoticeEnd)),
            new("Fin de la convention", resiliation.ContractEnd is { } end ? Mise.EnForme(end) : ""),
        ],
        dossier.Texte.Termination.Source?.ToString());

    private List<Comite> Cancel(IEnumerable<Comite> comites, string reason)
    {
        var cancelled = comites.ToList();
        foreach (var comite in cancelled)
        {
            comite.State = ComiteState.Cancelled;
            comite.ProposedOn = comite.ProposedNominal = null;
            comite.Slots = null;
            dossier.Raise(new CommitteeCancelled { Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, On = comite.On, Reason = reason, Why = comite.Why });
        }

        return cancelled;
    }

    private void CancelDialogues(DateOnly today)
    {
        foreach (var dialogue in dossier.Dialogues.Where(d => d is { HeldOn: null, CancelledOn: null } && d.On > dossier.EndsOn))
        {
            dialogue.CancelledOn = today;
            dossier.Raise(new DialogueCancelled
            {
                Year = dialogue.Year, On = dialogue.On, To = [dossier.Delegant, dossier.Delegataire], Agenda = dossier.Texte.EndOfYear.DialogueDeGestion?.Topics ?? [],
                Why = new Pourquoi("Le dialogue de gestion était prévu après la fin des engagements (P10).", [new("Prévu le", Mise.EnForme(dialogue.On))], dossier.Texte.EndOfYear.Source?.ToString()),
            });
        }
    }

    private TexteResiliation RequireClause(string party)
    {
        var parties = dossier.Texte.Parties.Select(p => p.Id).ToList();
        if (!parties.Contains(party))
            throw Refus.Inconnu("La partie", party, parties);
        return dossier.Texte.Termination is { Notice: not null } termination
            ? termination
            : throw Refus.SansClause("de résiliation avec préavis", "convenez de la fin par un avenant");
    }

    private BrokenRuleException Ended(DateOnly end) => new(
        "conventionEnded", $"La convention {dossier.Id} est finie depuis le {Mise.EnForme(end)} : il n’y a plus rien à résilier.", new Dictionary<string, object?> { ["end"] = end });

    private static string Earlier(Resiliation resiliation) => resiliation.ContractEnd is { } end && end <= resiliation.NoticeEnd ? Contract : Notice;

    private static DateOnly Earliest(DateOnly? contract, DateOnly notice) => contract is { } day && day < notice ? day : notice;
}
