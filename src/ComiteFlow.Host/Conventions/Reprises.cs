using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>The points of a reprise in words.</summary>
internal static class Reprises
{
    /// <summary>The groups of the page in order: kind of point, title, and what « encore dû » brings about.</summary>
    public static IReadOnlyList<(string Kind, string Titre, string Suite)> Groupes { get; } =
    [
        (PointDeReprise.Seance, "Séances", "Encore dû : la séance redevient à tenir. Avec une nouvelle date, la convocation et la demande d’état des réalisations suivent cette date."),
        (PointDeReprise.Etat, "États des réalisations", "Encore dû : l’état est demandé au délégataire, et les rappels comptent à partir d’aujourd’hui."),
        (PointDeReprise.Convocation, "Convocations", "Encore dû : la convocation part aujourd’hui, pour une séance qui est encore à venir."),
        (PointDeReprise.Mensuel, "Comptes rendus mensuels", "Encore dû : le compte rendu est demandé au délégataire, et les rappels comptent à partir d’aujourd’hui."),
        (PointDeReprise.Final, "Compte rendu final", "Encore dû : le compte rendu est demandé au délégataire, et les rappels comptent à partir d’aujourd’hui."),
        (PointDeReprise.Signature, "Signatures", "Encore dû : la partie est relancée à partir d’aujourd’hui. Une signature déjà donnée reste à enregistrer avec sa date, par la partie, sur la page de l’acte."),
        ("copy", "Copies", "Encore dû : la copie est envoyée et sa tâche s’ouvre."),
        ("publish", "Publications", "Encore dû : la tâche de publication s’ouvre."),
        ("close", "Clôture", "Encore dû : la tâche de clôture s’ouvre."),
    ];

    /// <summary><c>Reprise : 12 points à confirmer</c>.</summary>
    public static string Avis(int points) => $"Reprise : {Formats.Compte(points, "point", "points")} à confirmer";

    public static string Titre(Dossier dossier, PointDeReprise point)
    {
        var comite = dossier.Comites.FirstOrDefault(c => c.Id == point.Comite);
        var acte = dossier.Actes.FirstOrDefault(a => a.Id == point.Document);
        return point.Kind switch
        {
            PointDeReprise.Seance when comite is not null => Noms.Comite(dossier, comite),
            PointDeReprise.Etat when comite is not null => $"État des réalisations, {Noms.Comite(dossier, comite)}",
            PointDeReprise.Convocation when comite is not null => $"Convocation, {Noms.Comite(dossier, comite)} du {Formats.DateLongue(comite.On)}",
            PointDeReprise.Mensuel => $"Compte rendu des dépenses {Modeles.DatesEnFrancais.OfMonth(point.Month ?? "")}",
            PointDeReprise.Final => "Compte rendu final des dépenses",
            PointDeReprise.Signature when acte is not null => $"Signature de {point.Party}, {Noms.LActe(acte)}",
            "copy" when acte is not null => $"Copie de {Noms.LActe(acte)} : {Noms.Typo(new Taches(dossier).RecipientOf(point.Party))}",
            "publish" when acte is not null => $"Publication de {Noms.LActe(acte)} : {Noms.Typo(new Taches(dossier).PlaceOf(point.Place))}{(point.Party is { Length: > 0 } party ? $", {party}" : "")}",
            _ => "Clôture de la convention",
        };
    }

    /// <summary>What had passed at the registration.</summary>
    public static string Date(PointDeReprise point) => point.Kind switch
    {
        PointDeReprise.Seance => $"Prévue le {Formats.DateCourte(point.Due)}",
        PointDeReprise.Etat or PointDeReprise.Mensuel => $"Attendu le {Formats.DateCourte(point.Due)}",
        PointDeReprise.Convocation => $"À envoyer le {Formats.DateCourte(point.Due)}",
        PointDeReprise.Final => $"Dû depuis la fin, le {Formats.DateCourte(point.Due)}",
        PointDeReprise.Signature => $"Première signature le {Formats.DateCourte(point.Due)}",
        "close" => $"Échéance le {Formats.DateCourte(point.Due)}",
        _ => $"Due depuis la signature, le {Formats.DateCourte(point.Due)}",
    };

    /// <summary>The articles that ask for it; null when the text does not say.</summary>
    public static string? Article(PointDeReprise point) => point.Article is { Length: > 0 } source
        ? string.Join(" ; ", source.Split(" ; ").Select(Sources.ArticleOf).Distinct())
        : null;

    public static Badge Reponse(PointDeReprise point) => point.Choice switch
    {
        PointDeReprise.DejaFait => new Badge(TonBadge.Ok, "Déjà fait"),
        PointDeReprise.EncoreDu => new Badge(TonBadge.Info, "Encore dû"),
        _ => new Badge(TonBadge.End, "Sans objet"),
    };
}
