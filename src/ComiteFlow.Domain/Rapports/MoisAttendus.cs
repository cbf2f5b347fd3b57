using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Rapports;

/// <summary>The months for which a monthly account is asked: from the first one to that of the end.</summary>
internal sealed class MoisAttendus(Dossier dossier)
{
    /// <summary>Those whose account is to be opened by a day and is not yet.</summary>
    public IReadOnlyList<string> ToOpen(DateOnly today)
    {
        var reprise = new Reprise(dossier);
        return [.. Months(today)
            .Where(m => !dossier.IsHistory(m.OpenOn) || reprise.IsOwed(Rapport.MonthlyId(dossier.Id, m.Month)))
            .Select(m => m.Month)
            .Where(month => dossier.Rapports.All(r => r.Id != Rapport.MonthlyId(dossier.Id, month)))];
    }

    /// <summary>Keeps a line for each month that was to be opened before the registration of a reprise.</summary>
    public void KeepPast()
    {
        if (!dossier.IsReprise)
            return;
        var suivi = new SuiviDesRapports(dossier);
        foreach (var (month, _) in Months(dossier.RegisteredOn.AddDays(-1)))
        {
            new Reprise(dossier).Keeps(new LignesDeReprise(dossier).Mensuel(month, suivi.DueAfter(month, dossier.Politiques.Entier("monthly.day"))));
        }
    }

    private IEnumerable<(string Month, DateOnly OpenOn)> Months(DateOnly until)
    {
        if (dossier.MonthlyFrom is not { } asked || dossier.EffectOn is not { } effect)
            yield break;
        var first = string.CompareOrdinal(asked, Mots.Mois(effect)) < 0 ? Mots.Mois(effect) : asked;
        var day = dossier.Politiques.Entier("monthly.openDay");
        var last = dossier.EndsOn is { } end ? Mots.PremierDuMois(Mots.Mois(end)) : DateOnly.MaxValue;
        for (var month = Mots.PremierDuMois(first); month <= last && month.AddMonths(1).AddDays(day - 1) <= until; month = month.AddMonths(1))
        {
            yield return (Mots.Mois(month), month.AddMonths(1).AddDays(day - 1));
        }
    }
}
