using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Domain.Obligations;

/// <summary>The obligations that comités carry: meetings, attendance, revoyures, avenants, reports, milestones.</summary>
internal sealed class EtatsDesSeances(Dossier dossier, DateOnly today)
{
    public static IReadOnlyList<string> Regles { get; } =
        ["comites", "participants", "revoyures", "avenants", "avenantPossible", "etats", "comptes", "compteFinal", "jalon"];

    public Constat? Of(LigneDObligation line) => line.State switch
    {
        "comites" => Tenue(line),
        "participants" => Presence(line),
        "revoyures" => Revoyures(line),
        "avenants" => Avenants(line),
        "avenantPossible" => dossier.Actes.Any(a => a.Changes?.Comite is not null)
            ? Constat.Fait("Un avenant a suivi un comité.")
            : Constat.SansObjet("Faculté : aucun comité n’a encore conduit à un avenant."),
        "etats" => Rapports("status", "Aucun état n’est encore demandé : il l’est avant chaque comité."),
        "comptes" => Rapports("monthly", "Aucun compte rendu mensuel n’est encore demandé."),
        "compteFinal" => Rapports("final", "Demandé au terme de la délégation."),
        "jalon" => Jalon(line),
        _ => null,
    };

    /// <summary>The comités that a line is about: of its code and startup when the text names them.</summary>
    private List<Comite> Comites(LigneDObligation line) =>
        [.. dossier.Comites.Where(c => (line.Texte.Committee is null || c.Code == line.Texte.Committee)
            && (line.Startup is null || c.Startup is null || c.Startup == line.Startup)
            && c.State is not (ComiteState.Cancelled or ComiteState.Past)).OrderBy(c => c.On)];

    private Constat Tenue(LigneDObligation line)
    {
        var comites = Comites(line);
        var held = comites.Where(c => c.HeldOn is not null).ToList();
        if (comites.Find(c => c.HeldOn is null) is { } next)
            return Constat.Attendu(held.Count == 0 ? "Première séance à tenir." : $"{Seances(held.Count)}, dernière le {Mise.EnForme(held[^1].HeldOn!.Value)}.", next.On, today, next);
        if (held.Count > 0)
            return Constat.Fait($"{Seances(held.Count)}, dernière le {Mise.EnForme(held[^1].HeldOn!.Value)}.");
        return dossier.Comites.Any(c => c.State == ComiteState.Past && (line.Texte.Committee is null || c.Code == line.Texte.Committee))
            ? Constat.SansObjet("Les séances prévues précèdent l’enregistrement de la convention.")
            : Constat.Attendu("Aucune date n’est encore fixée.", null, today);
    }

    private Constat Presence(LigneDObligation line)
    {
        var comites = Comites(line);
        var held = comites.Where(c => c.HeldOn is not null).ToList();
        foreach (var comite in held)
        {
            var absent = (dossier.Texte.Committees.FirstOrDefault(c => c.Code == comite.Code)?.MinimumParties ?? [])
                .Where(party => comite.HeldBy.Count > 0 && !comite.HeldBy.Any(name => name.Contains(party, StringComparison.Ordinal))).ToList();
            if (absent.Count > 0)
                return new Constat(EtatDObligation.EnRetard, $"Absence de {Mise.Liste(absent)} à la séance du {Mise.EnForme(comite.HeldOn!.Value)}.") { Objet = comite };
        }

        var next = comites.Find(c => c.HeldOn is null);
        return held.Count > 0
            ? Constat.Fait($"Règle contrôlée à chaque séance : {Seances(held.Count)}.")
            : Constat.Attendu("Contrôlé à la tenue de chaque séance.", next?.On, today, next);
    }

    private Constat Revoyures(LigneDObligation line)
    {
        var followed = Comites(line).Where(IsFollowed).ToList();
        if (followed.Find(c => c is { HeldOn: not null, DecidedOn: null }) is { } open)
            return Constat.Attendu("Une séance attend sa décision.", open.HeldOn, today, open);
        var decided = followed.Where(c => c.DecidedOn is not null).ToList();
        return decided.Count > 0
            ? Constat.Fait($"{Mise.Compte(decided.Count, "revoyure décidée", "revoyures décidées")}, dernière le {Mise.EnForme(decided.Max(c => c.DecidedOn)!.Value)}.")
            : Constat.Attendu("Décidée après la prochaine séance.", followed.Find(c => c.HeldOn is null)?.On, today, followed.Find(c => c.HeldOn is null));
    }

    private bool IsFollowed(Comite comite) =>
        dossier.Texte.Committees.FirstOrDefault(c => c.Code == comite.Code)?.Decides == true;

    private Constat Avenants(LigneDObligation line)
    {
        var decided = Comites(line).Where(c => c is { DecidedOn: not null, Outcome: "grant" or "adjust" or "provisional" or "perenniser" }).ToList();
        var without = decided.Find(c => !dossier.Actes.Any(a => a.Changes?.Comite == c.Id));
        if (without is not null)
            return Constat.Attendu("Une décision n’a pas encore son avenant.", without.DecidedOn, today, without);
        return decided.Count > 0
            ? Constat.Fait($"{Mise.Compte(decided.Count, "décision portée", "décisions portées")} par avenant.")
            : Constat.Attendu("À établir après la prochaine décision.", null, today);
    }

    private Constat Rapports(string kind, string none)
    {
        var all = dossier.Rapports.Where(r => r.Kind == kind && r.RequestedOn <= today).OrderBy(r => r.Due).ToList();
        if (all.Find(r => r.IsMissing) is { } missing)
            return Constat.Attendu($"{Mise.Compte(all.Count(r => r.IsMissing), "document attendu", "documents attendus")}.", missing.Due, today, missing);
        return all.Count > 0 ? Constat.Fait($"{Mise.Compte(all.Count, "document reçu ou dispensé", "documents reçus ou dispensés")}.") : Constat.Attendu(none, null, today);
    }

    private Constat Jalon(LigneDObligation line)
    {
        var recorded = dossier.Jalons.FirstOrDefault(j => j.Milestone == line.Texte.Milestone && (j.Startup.Length == 0 || j.Startup == line.Startup));
        return recorded is not null
            ? Constat.Fait($"Événement enregistré, daté du {Mise.EnForme(recorded.On)}.")
            : Constat.Attendu("Événement à enregistrer.", EtatsDesObligations.Echeance(dossier, line), today, new JalonPossible(line.Texte.Milestone ?? "", line.Startup ?? ""));
    }

    private static string Seances(int count) => Mise.Compte(count, "séance tenue", "séances tenues");
}
