using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>Where a dossier stands on a day: its state in a word, its next date, its money.</summary>
internal sealed class Situation(Dossier dossier, DateOnly today)
{
    public bool EstFinie => dossier.EndsOn is { } end && end < today;

    /// <summary>Reports that are past their day.</summary>
    public IReadOnlyList<Rapport> EnRetard => [.. dossier.Rapports.Where(r => r.IsMissing && r.Due < today).OrderBy(r => r.Due)];

    public bool ParStartup => dossier.Texte.BudgetControl.Level == "startup";

    public Badge Etat()
    {
        if (dossier.Convention.SignedOn is null)
            return Signature(dossier.Convention);
        if (EstFinie)
            return AClore ? new Badge(TonBadge.Late, $"À clore : {Formats.Compte(today.DayNumber - dossier.EndsOn!.Value.DayNumber, "jour", "jours")}") : new Badge(TonBadge.End, "Terminée");
        if (new Preavis(dossier).Running is not null)
            return new Badge(TonBadge.Warn, $"Préavis en cours jusqu’au {Formats.DateCourte(dossier.EndsOn!.Value)}");
        if (EnRetard is [var oldest, ..])
            return new Badge(TonBadge.Late, $"En retard : {Formats.Compte(dossier.Jours.Entre(oldest.Due, today), "jour ouvré", "jours ouvrés")}");
        if (dossier.Comites.Any(c => c.ProposedOn is not null))
            return new Badge(TonBadge.Moved, "Nouvelles dates proposées");
        if (dossier.EffectOn is null)
            return new Badge(TonBadge.Warn, "Publication attendue");
        return dossier.Comites.Any(EnAttenteDeDecision) ? new Badge(TonBadge.Warn, "Décision attendue") : new Badge(TonBadge.Info, "En cours");
    }

    /// <summary>True when it has ended and something is still owed.</summary>
    public bool AClore => EstFinie && (dossier.Rapports.Any(r => r.IsMissing) || dossier.Taches.Any(t => t is { Kind: "close", DoneOn: null }));

    public Badge Signature(Acte acte)
    {
        var done = acte.Signatures.Count(s => s.On is not null);
        if (acte.SignedOn is not null)
            return new Badge(TonBadge.Ok, "Signé");
        return done == 0 && dossier.TexteDe(acte.Id)?.Signatories.Any(s => s.Uncertain) == true
            ? new Badge(TonBadge.Doubt, "Date de signature absente")
            : new Badge(TonBadge.Warn, $"Signé {Noms.Rang(done)} sur {Noms.Rang(acte.Signatures.Count)}");
    }

    public Badge EtatDe(TexteStartup startup, Acte carrier)
    {
        var next = Prochain(startup.Id);
        if (carrier.SignedOn is null)
            return next is { } soon && soon.On <= today.AddDays(7) ? new Badge(TonBadge.Late, "Comité sans crédits") : Signature(carrier);
        if (dossier.Doutes.Any(d => d is { Subject: "chorusCode", Value: null } && d.Startup == startup.Id))
            return new Badge(TonBadge.Doubt, "Imputation à confirmer");
        if (EstFinie)
            return new Badge(TonBadge.End, "Terminée");
        return next is { Uncertain: true } ? new Badge(TonBadge.Doubt, "Date à confirmer") : new Badge(TonBadge.Info, "À l’heure");
    }

    /// <summary>The nearest date to come of the convention, or of one startup.</summary>
    public DateExpliquee? Prochaine(string? startup = null)
    {
        var dates = new List<DateExpliquee>();
        if (Prochain(startup) is { } comite)
            dates.Add(new DateExpliquee(comite.On, Noms.Comite(dossier, comite), comite.Why));
        if (startup is null)
        {
            dates.AddRange(dossier.Rapports.Where(r => r.IsMissing && r.Due >= today).Select(r => new DateExpliquee(
                r.Due, Noms.Rapport(dossier, r), PourquoiDesDates.Rapport(dossier, r, dossier.Comites.FirstOrDefault(c => Rapport.StatusId(c.Id) == r.Id)))));
            if (dossier.EndsOn is { } end && end >= today)
                dates.Add(new DateExpliquee(end, "Fin de la convention", PourquoiDesDates.Fin(dossier)));
        }

        return dates.MinBy(date => date.Le);
    }

    public string SansDate => EstFinie
        ? $"Aucune date à venir. Dernière : fin le {Formats.DateCourte(dossier.EndsOn!.Value)}."
        : "Aucune date calculable avant la signature ou la prise d’effet.";

    /// <summary>What is really controlled, and what was spent of it.</summary>
    public Budget Budget()
    {
        var (label, cents) = ParStartup ? ("Annexes", Annexes())
            : dossier.Ceiling is not null || dossier.Granted > Domain.Money.Zero ? ("Accordé", dossier.Granted.Cents)
            : ("Enveloppe", dossier.Startups().Sum(s => s.Startup.BudgetCents ?? 0));
        return new Budget(label, cents, dossier.Committed.Cents, dossier.Paid.Cents, dossier.Convention.SignedOn is not null);
    }

    public bool EnAttenteDeDecision(Comite comite) => comite is { HeldOn: not null, DecidedOn: null } && Noms.Decide(dossier, comite);

    private long Annexes() => dossier.Startups()
        .Where(s => dossier.Actes.First(a => a.Id == s.Document).SignedOn is not null).Sum(s => s.Startup.BudgetCents ?? 0);

    private Comite? Prochain(string? startup) => dossier.Comites
        .Where(c => c.State == ComiteState.Planned && c.On >= today && (startup is null || c.Startup == startup))
        .MinBy(c => c.On);
}
