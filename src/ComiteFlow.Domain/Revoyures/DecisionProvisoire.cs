using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Revoyures;

/// <summary>The provisional outcome: credits for a short period, against a proof asked for before it ends. Off unless the convention switches it on.</summary>
public sealed class DecisionProvisoire(Dossier dossier)
{
    public bool IsOn => dossier.Politiques.Vrai("revoyure.provisional");

    /// <exception cref="BrokenRuleException">The convention has no provisional outcome.</exception>
    internal void CheckClause(Decision decision)
    {
        if (decision.Outcome == Decision.Provisional && !IsOn)
            throw Refus.SansClause("de décision provisoire", "choisissez une autre issue, ou activez la décision provisoire dans les réglages de la convention");
    }

    /// <exception cref="BrokenRuleException">The period is too short or too long, or no proof is asked for within it.</exception>
    internal void Check(Decision decision, DateOnly from, DateOnly until)
    {
        if (decision.Outcome != Decision.Provisional)
            return;
        var (first, last) = (LastDay("revoyure.provisionalMin", from), LastDay("revoyure.provisionalMax", from));
        if (until < first || until > last)
        {
            throw Refus.Date(
                until, $"une décision provisoire qui commence le {Mise.EnForme(from)} s’arrête entre le {Mise.EnForme(first)} et le {Mise.EnForme(last)}",
                "corrigez le dernier jour de la période, ou choisissez une autre issue");
        }

        var proofs = (decision.Conditions ?? []).Where(c => !string.IsNullOrWhiteSpace(c.Evidence)).ToList();
        if (proofs.Count == 0)
            throw new BrokenRuleException("proofRequired", "Une décision provisoire attend une preuve : ajoutez une condition avec la preuve demandée et son échéance.");
        if (proofs.Find(c => c.DueOn > until) is { } late)
            throw Refus.Date(late.DueOn, $"la période provisoire finit le {Mise.EnForme(until)}", "demandez la preuve pour ce jour au plus tard");
    }

    private DateOnly LastDay(string policy, DateOnly from) => dossier.Politiques.Periode(policy).Apres(from).AddDays(-1);
}
