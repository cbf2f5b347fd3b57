using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;

namespace ComiteFlow.Domain.Obligations;

/// <summary>The obligations that credits and expenses carry; a rule that refuses holds at each act.</summary>
internal sealed class EtatsDeLArgent(Dossier dossier, IReadOnlyList<FaitPasse> facts, DateOnly today)
{
    public static IReadOnlyList<string> Regles { get; } =
        ["tranches", "tranchesUlterieures", "fonds", "enveloppes", "engagements", "paiements", "paiementsTermines", "chorus", "alerteCredits", "sousConsommation"];

    public Constat? Of(LigneDObligation line) => line.State switch
    {
        "tranches" => dossier.MisesADisposition.Count > 0
            ? Constat.Fait($"{Mise.Compte(dossier.MisesADisposition.Count, "mise à disposition", "mises à disposition")} de crédits.")
            : Constat.Attendu("Aucun crédit n’est encore mis à disposition.", dossier.SignedOn, today, dossier),
        "tranchesUlterieures" => dossier.Tranches.Count(t => t.Origin != "texte" && t.OpenedOn is not null) is > 0 and var opened
            ? Constat.Fait($"{Mise.Compte(opened, "tranche ouverte", "tranches ouvertes")} par décision.")
            : Constat.Attendu("Ouverte par décision, après une revoyure.", null, today),
        "fonds" => Fonds(),
        "enveloppes" => Controle(false, "enveloppe par enveloppe", line => line.Envelope is not null),
        "engagements" => Controle(false, "à chaque engagement"),
        "paiements" => Controle(true, "à chaque paiement"),
        "paiementsTermines" => Termine(),
        "chorus" => Chorus(),
        "alerteCredits" => facts.Any(f => f.Name == "alert.raised" && f.Text("alert") == "insufficientCredits")
            ? Constat.Fait("Le délégant a été averti sans délai de chaque dépassement demandé.")
            : Constat.SansObjet("Aucun dépassement n’a été demandé ; l’alerte part d’elle-même."),
        "sousConsommation" => facts.Count(f => f.Name == "alert.raised" && f.Text("alert") == SousConsommation.Alerte) is > 0 and var told
            ? Constat.Fait($"Le délégant a été informé de {Mise.Compte(told, "retard", "retards")} de consommation.")
            : Constat.SansObjet("Aucun retard de consommation n’a été signalé ; le correspondant budgétaire le signale depuis la convention."),
        _ => null,
    };

    private Constat Fonds()
    {
        var due = dossier.Tranches.Where(t => t.Origin == "texte").OrderBy(t => t.Number).ToList();
        if (due.Count == 0)
            return Constat.Attendu("À mettre à disposition dès la signature.", dossier.SignedOn, today, dossier);
        var open = due.Find(t => t.ReleasedOn is null && !dossier.MisesADisposition.Any(m => m.Tranche == t.Number || m is { Tranche: null, Startup: null } && m.On >= t.OpenedOn));
        return open is null
            ? Constat.Fait("Les crédits que le texte ouvre sont à disposition.")
            : Constat.Attendu($"Tranche {open.Number} ouverte, crédits à mettre à disposition.", open.OpenedOn ?? dossier.SignedOn, today, dossier);
    }

    private Constat Controle(bool payments, string when, Func<LigneDepense, bool>? about = null)
    {
        var lines = dossier.Depenses.Count(l => l.IsPayment == payments && (about is null || about(l)));
        return lines > 0
            ? Constat.Fait($"Règle contrôlée {when} : {Mise.Compte(lines, "ligne enregistrée", "lignes enregistrées")}, ce qui s’en écarte est refusé.")
            : Constat.Attendu($"Règle contrôlée {when} ; aucun n’est encore enregistré.", null, today);
    }

    private Constat Termine()
    {
        if (dossier.Depenses.Count == 0)
            return Constat.Attendu("Aucune dépense n’est encore enregistrée.", null, today);
        if (dossier.Paid < dossier.Committed)
            return Constat.Attendu("Des dépenses engagées restent à payer.", dossier.PaymentsUntil, today);
        return dossier.PaymentsUntil < today
            ? Constat.Fait("Tout ce qui était engagé est payé.")
            : Constat.Attendu("Tout ce qui est engagé à ce jour est payé.", dossier.PaymentsUntil, today);
    }

    private Constat Chorus()
    {
        var controle = new ControleChorus(dossier);
        var scopes = dossier.Texte.BudgetControl.Level == "startup"
            ? dossier.Startups().Select(s => (string?)s.Startup.Id).Distinct().ToList()
            : [null];
        var missing = scopes.Where(scope => ControleChorus.Missing(controle.KeyFor(scope)).Count > 0).ToList();
        return missing.Count == 0
            ? Constat.Fait("La clé CHORUS est complète ; aucune dépense ne passe sans elle.")
            : Constat.Attendu(
                missing is [null] ? "La clé CHORUS est incomplète." : $"La clé CHORUS est incomplète pour {Mise.Compte(missing.Count, "startup", "startups")}.", null, today,
                new CleAPreciser());
    }
}

/// <summary>The CHORUS key that is to be completed.</summary>
public sealed record CleAPreciser;
