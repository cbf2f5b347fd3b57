using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>What the pages call the things of a dossier; every name comes from the text of the convention.</summary>
internal static partial class Noms
{
    /// <summary>The title without the name of its kind: what tells this convention from the others.</summary>
    public static string Court(Dossier dossier) => Formats.Majuscule(Typo(dossier.ShortTitle));

    public static string Titre(Dossier dossier) => Typo(dossier.Title);

    public static string Acte(Dossier dossier, Acte acte) => acte.IsAvenant
        ? $"Avenant n° {Rang(acte.Number ?? 0)}"
        : dossier.Actes.Count == 1 ? "La convention" : "Convention";

    /// <summary>As in a sentence: <c>l’avenant n° 1</c>, <c>la convention</c>.</summary>
    public static string LActe(Acte acte) => acte.IsAvenant ? $"l’avenant n° {Rang(acte.Number ?? 0)}" : "la convention";

    public static string Comite(Dossier dossier, Comite comite)
    {
        var startup = comite.Startup is null ? null : $", {Startup(dossier, comite.Startup)}";
        return $"{Formats.Majuscule(Typo(TexteDe(dossier, comite)?.Name ?? comite.Code))} n° {Rang(comite.Occurrence)}{startup}";
    }

    public static string Attendu(Attendu one) => one.IsRequired ? $"{one.Name} (présence requise)" : one.Name;

    public static string Startup(Dossier dossier, string id) =>
        dossier.Startups().Select(s => s.Startup).FirstOrDefault(s => s.Id == id) is { Name.Length: > 0 } startup ? Typo(startup.Name) : id;

    /// <summary>An event that may be recorded, with the startup that it is about.</summary>
    public static string Evenement(Dossier dossier, JalonPossible jalon)
    {
        var name = jalon.Milestone == JalonsDuTexte.IncubationStart ? "Début de l’incubation"
            : jalon.Milestone == JalonsDuTexte.SponsorChange ? "Changement de commanditaire"
            : Formats.Majuscule(Typo(jalon.Milestone));
        return jalon.Startup.Length == 0 ? name : $"{Startup(dossier, jalon.Startup)} : {char.ToLowerInvariant(name[0])}{name[1..]}";
    }

    public static string Partie(Dossier dossier, string id) => dossier.Texte.Parties.FirstOrDefault(p => p.Id == id) is { Name.Length: > 0 } party ? Typo(party.Name) : id;

    public static string Rapport(Dossier dossier, Rapport rapport) => rapport.Kind switch
    {
        "status" => "État des réalisations",
        "final" => "Compte rendu final des dépenses",
        _ => $"Compte rendu des dépenses {Modeles.DatesEnFrancais.OfMonth(rapport.Month ?? "")}",
    };

    /// <summary><c>septembre 2021</c> of <c>2021-09</c>.</summary>
    public static string Mois(string month) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Formats.MoisAnnee(day) : month;

    public static string Issue(string? outcome) => outcome switch
    {
        "grant" => "Accord",
        "adjust" => "Accord ajusté",
        "refuse" => "Refus",
        "provisional" => "Accord provisoire",
        "perenniser" => "Pérennisation",
        "stop" => "Arrêt",
        _ => "",
    };

    /// <summary>Who answers for a condition: a party by its id, a team by its startup.</summary>
    public static string Responsable(Dossier dossier, string owner) =>
        owner.StartsWith("team:", StringComparison.Ordinal) ? $"Équipe de {Startup(dossier, owner["team:".Length..])}" : owner;

    public static TexteComite? TexteDe(Dossier dossier, Comite comite) => dossier.Texte.Committees.FirstOrDefault(c => c.Code == comite.Code);

    /// <summary>True when a decision on means follows this comité.</summary>
    public static bool Decide(Dossier dossier, Comite comite) =>
        TexteDe(dossier, comite)?.Decides == true;

    public static string Article(Sources? source) => source?.Places is [var place, ..] ? Lieu(place) : "";

    /// <summary>A place of a text in words: an article, an annexe, the block of signatures.</summary>
    public static string Lieu(string place)
    {
        // A list of articles has commas too: only the name of a file, without a space, is left out.
        var article = place.Split(", ")[0].Contains(' ', StringComparison.Ordinal) ? place : Sources.ArticleOf(place);
        return Lieux.Aggregate(article, (text, word) => text.Replace(word.File, word.Page, StringComparison.Ordinal));
    }

    private static readonly (string File, string Page)[] Lieux =
    [
        ("signature block", "bloc des signatures"), ("whole text", "tout le texte"), ("(after art.", "(après l’art."), ("(end of annexe", "(fin de l’annexe"),
    ];

    public static string Rang(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Straight apostrophes of a file as the pages write them.</summary>
    public static string Typo(string text) => Numero().Replace(text.Replace('\'', '’'), "n° ");

    [GeneratedRegex("n°(?=[0-9])")]
    private static partial Regex Numero();
}
