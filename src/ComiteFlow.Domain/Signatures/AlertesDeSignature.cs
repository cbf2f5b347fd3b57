using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Signatures;

/// <summary>What the last signature of a document came too late for: a comité of a startup, or the start of its period.</summary>
internal sealed class AlertesDeSignature(Dossier dossier)
{
    /// <param name="signed">Day of the last signature.</param>
    public void AfterLast(Acte acte, DateOnly signed)
    {
        foreach (var startup in dossier.TexteDe(acte.Id)?.Startups ?? [])
        {
            AfterComite(startup, signed);
        }

        foreach (var startup in dossier.TexteDe(acte.Id)?.Startups ?? [])
        {
            Gap(acte, startup, signed);
        }
    }

    /// <summary>Warns when the document that funds a startup is complete only after the startup's comité.</summary>
    private void AfterComite(TexteStartup startup, DateOnly signed)
    {
        var comite = dossier.Comites
            .Where(c => c.Startup == startup.Id && c.On < signed && c.State != ComiteState.Cancelled)
            .MaxBy(c => c.On);
        if (comite is null || startup.PeriodEnd is null)
            return;
        var periodEnd = Mots.FinDeMois(startup.PeriodEnd);
        dossier.Raise(new AlertRaised
        {
            Alert = "signatureAfterCommittee",
            Startup = startup.Id,
            To = [.. dossier.Texte.Parties.Select(p => p.Id)],
            Cc = [],
            On = signed,
            Days = signed.DayNumber - comite.On.DayNumber,
            WorkingDaysLeft = dossier.Jours.Entre(signed.AddDays(-1), periodEnd),
            Until = periodEnd,
            Why = new Pourquoi(
                "Le document qui finance la startup est complet après son comité ; les jours ouvrés restants vont de la signature, comprise, à la fin de la période.",
                [new("Comité", Mise.EnForme(comite.On)), new("Dernière signature", Mise.EnForme(signed)), new("Fin de la période", Mise.EnForme(periodEnd))],
                startup.Source?.ToString()),
        });
    }

    /// <summary>Warns that credits could not be used from the start of the period to the eve of the last signature, where no annexe signed before covers these days.</summary>
    private void Gap(Acte acte, TexteStartup startup, DateOnly signed)
    {
        if (startup is not { PeriodStart: { } month, BudgetCents: > 0 })
            return;
        var (from, eve) = (Mots.PremierDuMois(month), signed.AddDays(-1));
        while (Covering(acte, startup.Id, from) is { } until)
        {
            from = until.AddDays(1);
        }

        if (from > eve)
            return;
        dossier.Raise(new AlertRaised
        {
            Alert = "coverageGap",
            Startup = startup.Id,
            To = [.. dossier.Texte.Parties.Select(p => p.Id)],
            Cc = [],
            From = from,
            Until = eve,
            Days = signed.DayNumber - from.DayNumber,
            Why = new Pourquoi(
                "Les crédits d’une startup ne sont utilisables qu’à partir de la dernière signature du document qui les ouvre.",
                [new("Début de la période", Mise.EnForme(Mots.PremierDuMois(month))), new("Dernière signature", Mise.EnForme(signed))],
                startup.Source?.ToString()),
        });
    }

    /// <summary>Last day of a signed annexe of the startup, in another document, that covers a day.</summary>
    private DateOnly? Covering(Acte acte, string startup, DateOnly day) => dossier.Startups()
        .Where(s => s.Startup.Id == startup && s.Document != acte.Id && s.Startup is { PeriodStart: not null, PeriodEnd: not null, BudgetCents: > 0 })
        .Where(s => dossier.Actes.First(a => a.Id == s.Document).SignedOn is { } signed && signed <= day)
        .Where(s => Mots.PremierDuMois(s.Startup.PeriodStart!) <= day && day <= Mots.FinDeMois(s.Startup.PeriodEnd!))
        .Max(s => (DateOnly?)Mots.FinDeMois(s.Startup.PeriodEnd!));
}
