using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Revoyures;

/// <summary>What decisions ask for: a condition comes back at the next decision, which waits until it is answered.</summary>
public sealed class Conditions(Dossier dossier)
{
    /// <summary>Those without an answer, oldest first.</summary>
    public IReadOnlyList<Condition> Unanswered => [.. dossier.Conditions.Where(c => c.Met is null)];

    /// <summary>Who may answer for a condition: the parties and the teams of the startups.</summary>
    public IReadOnlyList<string> Owners =>
        [.. dossier.Texte.Parties.Select(p => p.Id), .. dossier.Startups().Select(s => $"team:{s.Startup.Id}").Distinct()];

    /// <summary>The conditions that concern a comité: those that it set or answered, and those that its decision waits for.</summary>
    public IReadOnlyList<Condition> Of(Comite comite) =>
        [.. dossier.Conditions.Where(c => c.ComiteId == comite.Id || c.AnsweredAt == comite.Id || (c.Met is null && IsNext(comite)))];

    /// <summary>Answers one condition before the decision of a comité.</summary>
    /// <exception cref="BrokenRuleException">No such condition, an answer already, a decision already, or no proof where one is asked.</exception>
    public void Answer(Comite comite, int number, bool met, string? evidence, string by, DateOnly today)
    {
        var condition = dossier.Conditions.FirstOrDefault(c => c.Number == number)
            ?? throw Refus.Inconnu("La condition", $"{number}", dossier.Conditions.Select(c => $"{c.Number}"));
        if (condition.AnsweredOn is { } answered)
            throw Refus.DejaFait($"la réponse à la condition n° {number}", $"donnée le {Mise.EnForme(answered)}");
        if (comite.DecidedOn is { } decided)
            throw Refus.DejaFait($"la décision du comité n° {comite.Occurrence}", $"prise le {Mise.EnForme(decided)}");
        if (comite.State == ComiteState.Cancelled)
            throw Refus.DejaFait($"la séance n° {comite.Occurrence}", "annulée");
        if (!Decides(comite))
            throw Refus.SansClause("de décision à ce comité", "répondez à la condition au prochain comité qui décide");
        if (!string.IsNullOrWhiteSpace(evidence))
            condition.Evidence = evidence.Trim();
        RequireEvidence(condition, met);
        Close(comite, condition, met, by, today);
    }

    /// <summary>Checks what a decision says of the conditions before it, and those that it sets.</summary>
    /// <exception cref="BrokenRuleException">One has no answer, or lacks its proof, or names nobody of this convention.</exception>
    internal void Check(Decision decision)
    {
        foreach (var open in Unanswered)
        {
            if (decision.ConditionMet is not { } met)
            {
                throw new BrokenRuleException(
                    "conditionUnanswered",
                    $"Une condition reste sans réponse (« {open.Text} ») : indiquez si elle est remplie ou non, puis décidez.");
            }

            RequireEvidence(open, met);
        }

        foreach (var owner in (decision.Conditions ?? []).Select(c => c.Owner).OfType<string>().Where(owner => !Owners.Contains(owner)))
        {
            throw Refus.Inconnu("Le responsable de la condition", owner, Owners);
        }
    }

    /// <summary>One answer of a decision for all those that are open.</summary>
    internal void AnswerAll(Comite comite, bool? met, DateOnly today)
    {
        foreach (var condition in Unanswered)
        {
            if (met is { } answer)
                Close(comite, condition, answer, null, today);
        }
    }

    internal void Open(Comite comite, IReadOnlyList<ConditionDemandee>? asked)
    {
        foreach (var one in asked ?? [])
        {
            var condition = new Condition(dossier.Id, dossier.Conditions.Count + 1, comite.Id, one.Text)
            {
                Nominal = one.DueOn,
                Due = dossier.Jours.Deplacer(one.DueOn),
                Owner = one.Owner,
                EvidenceAsked = string.IsNullOrWhiteSpace(one.Evidence) ? null : one.Evidence.Trim(),
            };
            dossier.Add(condition);
            dossier.Raise(new ConditionOpened
            {
                Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, Text = condition.Text,
                Due = condition.Due, Nominal = condition.Nominal, Owner = condition.Owner, Evidence = condition.EvidenceAsked,
                Why = PourquoiDesSuites.Echeance(condition),
            });
        }
    }

    private static void RequireEvidence(Condition condition, bool met)
    {
        if (met && condition is { EvidenceAsked: { } asked, Evidence: null })
        {
            throw new BrokenRuleException(
                "proofRequired",
                $"La condition « {condition.Text} » ne peut pas être dite remplie sans la preuve demandée (« {asked} ») : indiquez le lien ou le document qui la montre, ou dites qu’elle n’est pas remplie.");
        }
    }

    private void Close(Comite comite, Condition condition, bool met, string? by, DateOnly today)
    {
        (condition.Met, condition.AnsweredOn, condition.AnsweredBy, condition.AnsweredAt) = (met, today, by, comite.Id);
        dossier.Raise(new ConditionAnswered
        {
            Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, Text = condition.Text, Met = met,
            Owner = condition.Owner, Evidence = condition.Evidence,
        });
    }

    private bool IsNext(Comite comite) => comite == dossier.Comites
        .Where(c => c.DecidedOn is null && c.State is ComiteState.Planned or ComiteState.Held && Decides(c)).MinBy(c => c.On);

    private bool Decides(Comite comite) => new Planification(dossier).TexteDe(comite).Decides;
}
