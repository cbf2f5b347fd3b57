using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Comites;

/// <summary>Proposed slots and what the parties answered, as people read them.</summary>
internal static class CreneauxEnFrancais
{
    /// <summary>Its day and its hours, which stay on one line.</summary>
    public static string Nom(Creneau slot) => Formats.Majuscule(DansUnePhrase(slot));

    /// <summary>The same within a sentence.</summary>
    public static string DansUnePhrase(Creneau slot) => $"{Formats.DateJour(slot.On)}, de\u00A0{Formats.Heure(slot.From)}\u00A0à\u00A0{Formats.Heure(slot.Until)}";

    /// <summary>The page on which a party answers, or changes its answer; null for who may not, or no longer.</summary>
    public static Lien? Bulletin(Comite comite, Actor actor, DateOnly today) => comite.Slots is { } choix && choix.IsTaken(today) && Droits.Allows(actor, AnswerSlots.Verbe)
        ? new Lien(choix.Of(actor.Scope!) is null ? "Répondre aux créneaux proposés" : "Changer votre réponse aux créneaux", Adresses.Comite(comite, "creneaux/repondre")) : null;

    /// <summary>How many of those asked have answered.</summary>
    public static string Compte(Dossier dossier, ChoixDeCreneaux choix)
    {
        var asked = new ChoixDesParties(dossier).Asked.Count;
        return $"{Formats.Compte(asked - new ChoixDesParties(dossier).Silent(choix).Count, "réponse", "réponses")} sur {Formats.Nombre(asked)}";
    }

    /// <summary>A row for each slot, a column for each party, and which slots have the parties that the text requires.</summary>
    /// <param name="canChoose">True for who may keep a slot.</param>
    public static Tableau Reponses(Dossier dossier, Comite comite, ChoixDeCreneaux choix, DateOnly today, bool canChoose)
    {
        var parties = new ChoixDesParties(dossier);
        var silent = parties.Silent(choix);
        var chair = parties.InPerson(comite);
        var isRequired = Exige(dossier, comite);
        return new Tableau(
            "Réponses aux créneaux proposés",
            [new("Créneau"), .. parties.Asked.Select(party => new Colonne(party)), new(isRequired ? "Présence exigée" : "Présentes"), .. canChoose ? [new Colonne("Suite")] : Array.Empty<Colonne>()],
            [.. choix.Slots.Select(slot => new LigneTableau(
            [
                Nom(slot), .. parties.Asked.Select(party => Reponse(choix.Of(party), slot, party == chair)),
                isRequired ? Exigees(Manques(parties, comite, choix, slot)) : new Cellule($"{Formats.Nombre(choix.Present(slot).Count)} sur {Formats.Nombre(parties.Asked.Count)}"),
                .. canChoose ? [new Cellule("Retenir ce créneau") { Adresse = Retenir(comite, slot), EstBouton = true }] : Array.Empty<Cellule>(),
            ]))])
        {
            Precision = $"{Compte(dossier, choix)}{(silent.Count == 0 ? "." : choix.IsTaken(today)
                ? $", attendues jusqu’au {Formats.DateLongue(choix.AnswerBy)} inclus." : $", prises jusqu’au {Formats.DateLongue(choix.AnswerBy)}.")} Une personne suppléante compte comme présente{(chair is null ? "." : $", sauf pour {Noms.Typo(chair)}, qui préside en personne.")}",
        };
    }

    /// <summary>Stands where a choice was that is closed.</summary>
    public static EtatVide Clos(Comite comite) => new(
        "Ce choix est clos", comite.HeldOn is { } held
            ? $"La séance s’est tenue le {Formats.DateLongue(held)}."
            : comite.State == ComiteState.Cancelled ? "La séance est annulée." : $"La séance est fixée au {Formats.DateJour(comite.On)}.", new Lien("Voir le comité", Adresses.Comite(comite)));

    /// <summary>True where the text asks for the presence of parties, or of the presidency.</summary>
    public static bool Exige(Dossier dossier, Comite comite) => new ChoixDesParties(dossier).InPerson(comite) is not null || Noms.TexteDe(dossier, comite) is { MinimumParties.Count: > 0 };

    /// <summary>Who or what is missing for a slot to have what the text requires; empty where nothing is.</summary>
    public static string Manques(ChoixDesParties parties, Comite comite, ChoixDeCreneaux choix, Creneau slot)
    {
        var missing = parties.Missing(comite, choix, slot);
        return Formats.Majuscule(string.Join(", ", (string[])
        [
            .. missing.Count == 0 ? Array.Empty<string>() : [$"manque {string.Join(", ", missing)}"],
            .. parties.LacksChair(comite, choix, slot) ? ["présidence en personne non réunie"] : Array.Empty<string>(),
        ]));
    }

    /// <summary>The page on which a slot is kept.</summary>
    public static string Retenir(Comite comite, Creneau slot) => Adresses.Comite(comite, $"creneaux/retenir?creneau={Uri.EscapeDataString(slot.Key)}");

    /// <param name="isInPerson">True for the party that must preside in person: its deputy does not count.</param>
    private static Cellule Reponse(ReponseDeCreneaux? answer, Creneau slot, bool isInPerson) => answer switch
    {
        null => "Sans réponse",
        _ when answer.Deputies.Contains(slot.Key) => new Cellule("") { Badge = new Badge(isInPerson ? TonBadge.Warn : TonBadge.Ok, "Suppléance") },
        _ when answer.Fits.Contains(slot.Key) => new Cellule("") { Badge = new Badge(TonBadge.Ok, "Convient") },
        _ => new Cellule("") { Badge = new Badge(TonBadge.End, "Ne convient pas") },
    };

    private static Cellule Exigees(string missing) => missing.Length == 0
        ? new Cellule("") { Badge = new Badge(TonBadge.Ok, "Réunie") }
        : new Cellule("") { Badge = new Badge(TonBadge.Warn, "Incomplète"), Precision = missing };
}
