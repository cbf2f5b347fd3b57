using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Tests.Domain.Proprietes;

/// <summary>What is true of the money and the dates of every convention at every moment, counted from the rows and not from the totals.</summary>
internal sealed class Invariants(Dossier dossier)
{
    private static readonly (int Mois, int Jour) LimiteAe = (11, 30), LimiteCp = (12, 1);

    private bool ParStartup => dossier.Texte.BudgetControl.Level == "startup";

    /// <summary>The properties that do not hold on a day, in words.</summary>
    public IEnumerable<string> Rompus(DateOnly jour) => [.. Totaux(), .. Bornes(), .. Ouverts(), .. Startups(jour), .. Enveloppes(), .. Dates()];

    private IEnumerable<string> Totaux()
    {
        var (ae, cp) = Fonds.Sum(dossier.MisesADisposition);
        if (dossier.Committed != Somme(false))
            yield return $"engagé {dossier.Committed}, lignes {Somme(false)}";
        if (dossier.Paid != Somme(true))
            yield return $"payé {dossier.Paid}, lignes {Somme(true)}";
        if (dossier.AllocatedAe != ae - Total(dossier.Soldes, s => s.ReturnAe) || dossier.AllocatedCp != cp - Total(dossier.Soldes, s => s.ReturnCp))
            yield return $"à disposition {dossier.AllocatedAe} et {dossier.AllocatedCp}, lignes {ae} et {cp} moins les retours";
        var tranches = Total(dossier.Tranches, t => t.Ae > t.Cp ? t.Ae : t.Cp);
        if (dossier.Granted != tranches)
            yield return $"accordé {dossier.Granted}, tranches {tranches}";
        if (dossier.Depenses.FirstOrDefault(l => l.Amount <= Money.Zero) is { } vide)
            yield return $"ligne {vide.Number} de {vide.Amount}";
    }

    private IEnumerable<string> Bornes()
    {
        if (dossier.Ceiling is { } plafond && dossier.Granted > plafond)
            yield return $"accordé {dossier.Granted} au-dessus du plafond {plafond}";
        if (dossier.Committed > dossier.AllocatedAe)
            yield return $"engagé {dossier.Committed} au-dessus des AE {dossier.AllocatedAe}";
        if (dossier.Paid > dossier.AllocatedCp)
            yield return $"payé {dossier.Paid} au-dessus des CP {dossier.AllocatedCp}";
        if (dossier.Paid > dossier.Committed)
            yield return $"payé {dossier.Paid} au-dessus de l’engagé {dossier.Committed}";
    }

    /// <summary>Nothing is put at disposal that no tranche and no signed annexe opens.</summary>
    private IEnumerable<string> Ouverts()
    {
        foreach (var mises in dossier.MisesADisposition.GroupBy(m => m.Startup))
        {
            var (ae, cp) = Fonds.Sum(mises);
            var ouvertes = dossier.Tranches.Where(t => t.OpenedOn is not null).ToList();
            var (maxAe, maxCp) = mises.Key is { } startup
                ? (new Fonds(dossier).SignedBudget(startup), new Fonds(dossier).SignedBudget(startup))
                : (Total(ouvertes, t => t.Ae), Total(ouvertes, t => t.Cp));
            if (ae > maxAe || cp > maxCp)
                yield return $"mis à disposition {ae} et {cp}, ouvert {maxAe} et {maxCp} ({mises.Key ?? "convention"})";
        }
    }

    private IEnumerable<string> Startups(DateOnly jour)
    {
        foreach (var startup in ParStartup ? dossier.Startups().Select(s => s.Startup.Id).Distinct() : [])
        {
            var (ae, cp) = new Soldes(dossier).Limits(startup, jour);
            var (engage, paye) = (Somme(false, l => l.Startup == startup), Somme(true, l => l.Startup == startup));
            if (engage > ae || paye > cp || paye > engage)
                yield return $"{startup} : engagé {engage} sur {ae}, payé {paye} sur {cp}";
        }
    }

    private IEnumerable<string> Enveloppes()
    {
        foreach (var enveloppe in dossier.Texte.Tranches.SelectMany(t => t.Earmarks))
        {
            var montant = Money.FromCents(enveloppe.AmountCents);
            var (engage, paye) = (Somme(false, l => l.Envelope == enveloppe.Id), Somme(true, l => l.Envelope == enveloppe.Id));
            if (engage > montant || paye > montant)
                yield return $"{enveloppe.Id} : engagé {engage}, payé {paye} sur {montant}";
        }
    }

    private IEnumerable<string> Dates()
    {
        var annuelle = dossier.Texte.EndOfYear.AeCutoff is not null;
        foreach (var ligne in dossier.Depenses)
        {
            if (ligne.RecordedOn > (ligne.IsPayment ? dossier.PaymentsUntil ?? dossier.EndsOn : dossier.EndsOn))
                yield return $"ligne {ligne.Number} du {ligne.RecordedOn:O} après la fin";
            var tard = annuelle && Apres(ligne.RecordedOn, ligne);
            var reprise = ligne is { Regularised: true, Reason.Length: > 0, ClaimedOn: { } jour } && jour.Year == ligne.RecordedOn.Year && !Apres(jour, ligne);
            if (tard != ligne.Regularised || (tard && !reprise))
                yield return $"ligne {ligne.Number} du {ligne.RecordedOn:O} après la date limite";
        }

        if (dossier.EndsOn < dossier.EffectOn || dossier.PaymentsUntil < dossier.EndsOn || dossier.Tranches.Any(t => t.Until < t.From))
            yield return "dates dans le désordre";
    }

    private static bool Apres(DateOnly jour, LigneDepense ligne) => (jour.Month, jour.Day).CompareTo(ligne.IsPayment ? LimiteCp : LimiteAe) > 0;

    private Money Somme(bool paiements, Func<LigneDepense, bool>? parmi = null) =>
        Total(dossier.Depenses.Where(l => l.IsPayment == paiements && parmi?.Invoke(l) != false), l => l.Amount);

    private static Money Total<T>(IEnumerable<T> rows, Func<T, Money> montant) => rows.Aggregate(Money.Zero, (somme, row) => somme + montant(row));
}
