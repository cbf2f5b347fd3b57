using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Obligations;

/// <summary>The obligations of the end of a year and of the end of the delegation, as the facts tell them.</summary>
internal sealed class EtatsDeFin(Dossier dossier, IReadOnlyList<FaitPasse> facts, DateOnly today)
{
    public static IReadOnlyList<string> Regles { get; } = ["dialogue", "solde", "remontee", "preavis", "services"];

    public Constat? Of(LigneDObligation line) => line.State switch
    {
        "dialogue" => Dialogue(),
        "solde" => Solde(),
        "remontee" => facts.Any(f => f.Name == "balance.decided" && (f.Number("returnAeCents") > 0 || f.Number("returnCpCents") > 0))
            ? Constat.Fait("Des crédits ont été remontés.")
            : Constat.SansObjet("Faculté : aucun crédit n’a été remonté."),
        "preavis" => facts.LastOrDefault(f => f.Name is ("termination.notified" or "termination.withdrawn") && f.Text("startup") is null) is { Name: "termination.notified" } notice
            ? Constat.Fait($"Préavis reçu le {Mise.EnForme(notice.Day("receivedOn") ?? notice.On)}.")
            : Constat.SansObjet("Aucune résiliation en cours."),
        "services" => Services(),
        _ => null,
    };

    private Constat Dialogue()
    {
        var held = facts.Where(f => f.Name == "dialogue.held").Select(f => f.Number("year")).ToHashSet();
        var cancelled = facts.Where(f => f.Name == "dialogue.cancelled").Select(f => f.Number("year")).ToHashSet();
        var next = facts.Where(f => f.Name == "dialogue.scheduled" && !held.Contains(f.Number("year")) && !cancelled.Contains(f.Number("year")))
            .OrderBy(f => f.Number("year")).FirstOrDefault();
        if (next is not null)
            return Constat.Attendu($"Dialogue de gestion {next.Number("year")} à tenir.", next.Day("on"), today);
        return held.Count > 0
            ? Constat.Fait($"{Mise.Compte(held.Count, "dialogue tenu", "dialogues tenus")}.")
            : Constat.Attendu("Prévu dès la prise d’effet de la convention.", null, today);
    }

    private Constat Solde()
    {
        var decided = facts.Where(f => f.Name == "balance.decided").Select(f => f.Number("year")).Distinct().ToList();
        return decided.Count > 0
            ? Constat.Fait($"Solde décidé pour {Mise.Liste([.. decided.Select(year => $"{year}")])}.")
            : Constat.Attendu("Décidé en fin d’année, s’il reste un solde.", null, today);
    }

    private Constat Services()
    {
        if (facts.All(f => f.Name != "termination.effective"))
            return Constat.SansObjet("Aucune résiliation n’a pris effet.");
        return dossier.Taches.FirstOrDefault(t => t.Kind == "terminateServices") is { DoneOn: null } open
            ? Constat.Attendu("Services associés à arrêter.", open.Due, today)
            : Constat.Fait("Les services associés sont arrêtés.");
    }
}
