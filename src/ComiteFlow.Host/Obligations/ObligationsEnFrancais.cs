using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Obligations;

/// <summary>Obligations in the words of the pages: who is bound, the state, the article, the next step.</summary>
internal static class ObligationsEnFrancais
{
    /// <summary>Who may be bound, in the order of the page.</summary>
    public static IReadOnlyList<(string Who, string Nom)> Obliges { get; } =
    [
        ("delegant", "Délégant"), ("delegataire", "Délégataire"), ("delegantDelegataire", "Délégant et délégataire"), ("partie", "Partie associée"),
        ("parties", "Toutes les parties"), ("referent", "Référent métier"), ("equipe", "Équipes"), ("pilotage", "Comité de pilotage"),
        ("partenaire", "Partenaire"), ("tiers", "Tiers nommés par le texte"),
    ];

    /// <summary>The states by the word of an address.</summary>
    public static IReadOnlyList<(string Mot, EtatDObligation Etat, string Nom)> Etats { get; } =
    [
        ("en-retard", EtatDObligation.EnRetard, "En retard"), ("a-faire", EtatDObligation.AFaire, "À faire"),
        ("fait", EtatDObligation.Fait, "Fait"), ("sans-objet", EtatDObligation.SansObjet, "Sans objet"),
    ];

    public static Badge Badge(EtatDObligation etat) => new(
        etat switch
        {
            EtatDObligation.EnRetard => TonBadge.Late,
            EtatDObligation.AFaire => TonBadge.Info,
            EtatDObligation.Fait => TonBadge.Ok,
            _ => TonBadge.End,
        },
        Etats.First(one => one.Etat == etat).Nom);

    public static string Titre(Dossier dossier, LigneDObligation line) => line.Startup is { } startup ? $"{line.Title} ({Noms.Startup(dossier, startup)})" : line.Title;

    /// <summary>The places of the text that hold it: <c>art. 2 ; art. 7</c>.</summary>
    public static string Articles(LigneDObligation line) => string.Join(" ; ", line.Place.Places.Select(Noms.Lieu).Distinct());

    public static string Adresse(Dossier dossier, LigneDObligation line) =>
        Adresses.Acte(dossier, $"obligations/{Uri.EscapeDataString(line.Id)}{(line.Startup is { } startup ? "/" + Uri.EscapeDataString(startup) : "")}");

    /// <summary>The page of the next step; null when nothing is to do here.</summary>
    public static Lien? Suite(Dossier dossier, Constat constat) => constat.Objet switch
    {
        Comite { HeldOn: null } comite => new Lien("Tenir la séance", Adresses.Comite(comite, "tenir")),
        Comite { DecidedOn: null } comite when Noms.Decide(dossier, comite) => new Lien("Décider la revoyure", Adresses.Comite(comite, "decider")),
        Comite comite => new Lien("Voir la séance", Adresses.Comite(comite)),
        Rapport { Kind: "status" } rapport when dossier.Comites.FirstOrDefault(c => Rapport.StatusId(c.Id) == rapport.Id) is { } comite =>
            new Lien("Transmettre l’état", Adresses.Comite(comite, "etat")),
        Rapport { Kind: not "status" } rapport => new Lien("Transmettre le compte rendu", Adresses.CompteRendu(rapport)),
        Tache { Kind: "copy" } copie => new Lien("Confirmer la copie", Adresses.Copie(copie)),
        PublicationAFaire publication => new Lien("Enregistrer la publication", Adresses.Acte(dossier, "publications/" + publication.Acte.Id)),
        Acte acte => new Lien("Suivre les signatures", Adresses.Signature(acte)),
        CleAPreciser => new Lien("Compléter la clé CHORUS", Adresses.Acte(dossier, "chorus")),
        JalonPossible jalon => new Lien("Enregistrer l’événement", Adresses.Acte(dossier, $"evenements/nouveau?evenement={Uri.EscapeDataString($"{jalon.Startup}/{jalon.Milestone}")}")),
        Dossier => new Lien("Mettre à disposition", Adresses.Acte(dossier, "credits")),
        _ => null,
    };
}
