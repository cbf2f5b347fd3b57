namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Checks the sums printed outside the tables: lines and shares of a startup, annexes that several share, envelopes of a tranche.</summary>
internal sealed class ControleHorsTableau(TexteConvention texte, Constats constats)
{
    public void Check()
    {
        foreach (var startup in texte.Startups)
            CheckStartup(startup);
        foreach (var total in texte.AnnexTotals)
            CheckAnnexe(total);
        foreach (var tranche in texte.Tranches.Where(t => t.Earmarks.Count > 0))
            CheckEarmarks(tranche);
    }

    private void CheckStartup(TexteStartup startup)
    {
        var source = startup.Source?.ToString();
        if (startup.ResourceDaysTotal is { } days && startup.Resources.Count > 0)
        {
            var counted = startup.Resources.Sum(r => r.Days);
            constats.Values(new Lieu(null, startup.Id, source), "sum", "Le total des jours est la somme des jours de chacun.", days, counted, days == counted);
        }

        if (startup.Lines.Count == 0)
            return;
        var lines = startup.Lines.Sum(l => l.Cents);
        if (startup.BudgetCents is { } budget)
            constats.Amounts(new Lieu(null, startup.Id, source), "sum", "Le budget d’une startup est la somme de ses postes.", budget, lines);
        foreach (var poste in startup.Lines.Where(l => l.PrintedPct is not null))
            constats.Share(new Lieu(null, poste.Poste, source), poste.PrintedPct!.Value, poste.Cents, startup.BudgetCents ?? lines);
    }

    private void CheckAnnexe(TexteTotalAnnexe total)
    {
        var budgets = texte.Startups.Where(s => s.Annex == total.Annex).Select(s => s.BudgetCents).ToList();
        if (budgets.Count == 0 || budgets.Contains(null))
            return;
        constats.Amounts(
            new Lieu(null, $"annexe {total.Annex.Split('/')[^1]}", total.Source?.ToString()),
            "sum",
            "Le total d’une annexe est la somme des budgets de ses startups.",
            total.PrintedTotalCents,
            budgets.Sum()!.Value);
    }

    private void CheckEarmarks(TexteTranche tranche) => constats.Amounts(
        new Lieu(null, $"tranche {tranche.No}", tranche.Source?.ToString()),
        "earmarks",
        "Les enveloppes d’une tranche font ensemble son montant.",
        tranche.AmountCents,
        tranche.Earmarks.Sum(e => e.AmountCents));
}
