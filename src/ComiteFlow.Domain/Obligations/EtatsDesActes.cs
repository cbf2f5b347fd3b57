using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Obligations;

/// <summary>The obligations that signed documents carry: copies, publications, avenants, annexes; and that each reminder names its own.</summary>
internal sealed class EtatsDesActes(Dossier dossier, IReadOnlyList<FaitPasse> facts, DateOnly today)
{
    public static IReadOnlyList<string> Regles { get; } = ["copies", "copiesAvenant", "publications", "avenantsSignes", "annexes", "rappels"];

    public Constat? Of(LigneDObligation line) => line.State switch
    {
        "copies" => Copies(line, dossier.Actes.Where(a => !a.IsAvenant)),
        "copiesAvenant" => Copies(line, dossier.Actes.Where(a => a.IsAvenant)),
        "publications" => Publications(line),
        "avenantsSignes" => Avenants(),
        "annexes" => dossier.Startups().Any()
            ? Constat.Fait($"{Mise.Compte(dossier.Startups().Count(), "annexe enregistrée", "annexes enregistrées")}.")
            : Constat.Attendu("Aucune annexe n’est encore enregistrée.", null, today),
        "rappels" => Constat.Fait($"{Mise.Compte(facts.Count(f => f.Name.EndsWith(".reminded", StringComparison.Ordinal)), "rappel envoyé", "rappels envoyés")} ; aucun ne part sans l’obligation qu’il sert."),
        _ => null,
    };

    private Constat Copies(LigneDObligation line, IEnumerable<Acte> actes)
    {
        var concerned = actes.ToList();
        if (concerned.Count == 0)
            return Constat.SansObjet("Aucun avenant à ce jour.");
        var recipients = RecipientsOf(line);
        var expected = concerned.SelectMany(acte => new Taches(dossier).RecipientsOf(acte).Where(to => recipients.Count == 0 || recipients.Contains(to)).Select(to => (acte, to))).ToList();
        if (expected.Count == 0)
            return Constat.SansObjet("Le texte ne demande aucune copie de ces actes.");
        var waiting = concerned.Find(a => a.SignedOn is null);
        var tasks = dossier.Taches.Where(t => t.Kind == "copy" && expected.Exists(e => e.acte.Id == t.Document && e.to == t.To)).ToList();
        if (tasks.Find(t => t.DoneOn is null) is { } open)
            return Constat.Attendu($"Copie à transmettre : {new Taches(dossier).RecipientOf(open)}.", open.Due, today, open);
        if (waiting is not null)
            return Constat.Attendu("À transmettre après la dernière signature.", null, today, waiting);
        return tasks.Count > 0
            ? Constat.Fait($"{Mise.Compte(tasks.Count, "copie transmise", "copies transmises")}.")
            : Constat.SansObjet("Antérieures à l’enregistrement de la convention.");
    }

    /// <summary>The recipients that the place of the obligation names in the text; empty when it names none of its own.</summary>
    private List<string> RecipientsOf(LigneDObligation line) =>
        [.. dossier.Actes.SelectMany(a => dossier.TexteDe(a.Id)?.Copies ?? []).Where(c => c.Source?.Places.Intersect(line.Place.Places).Any() == true)
            .SelectMany(c => c.To).Select(dossier.Contexte.Aliases.Recipient).Distinct()];

    private Constat Publications(LigneDObligation line)
    {
        var places = line.Texte.Places.Select(dossier.Contexte.Aliases.Place).ToList();
        var tasks = dossier.Taches.Where(t => t.Kind == "publish" && (places.Count == 0 || places.Contains(t.Place ?? ""))).ToList();
        if (tasks.Find(t => t.DoneOn is null) is { } open)
            return Constat.Attendu($"Publication à enregistrer : {new Taches(dossier).PlaceOf(open)}.", open.Due, today, dossier.Actes.FirstOrDefault(a => a.Id == open.Document) is { } acte ? new PublicationAFaire(acte) : null);
        if (dossier.Convention.SignedOn is null)
            return Constat.Attendu("À publier après la dernière signature.", null, today, dossier.Convention);
        return tasks.Count > 0
            ? Constat.Fait($"{Mise.Compte(tasks.Count, "publication enregistrée", "publications enregistrées")}.")
            : Constat.SansObjet("Antérieure à l’enregistrement de la convention.");
    }

    private Constat Avenants()
    {
        var avenants = dossier.Actes.Where(a => a.IsAvenant).ToList();
        if (avenants.Find(a => a.SignedOn is null) is { } open)
            return Constat.Attendu("Un avenant attend des signatures.", null, today, open);
        return avenants.Count > 0
            ? Constat.Fait($"{Mise.Compte(avenants.Count, "avenant signé", "avenants signés")} par toutes les parties.")
            : Constat.SansObjet("Aucune modification demandée à ce jour.");
    }
}

/// <summary>A publication of an act that is to be recorded.</summary>
public sealed record PublicationAFaire(Acte Acte);
