using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>The doubts of a text in words.</summary>
internal static partial class Doutes
{
    public static string Sujet(Doute doute) => doute.Subject switch
    {
        "chorusCode" => "Code CHORUS",
        "programme" => "Programme",
        "name" => "Nom",
        "party" => "Partie",
        "signature" => "Date de signature",
        "signingDate" => "Date de signature du texte",
        "endDate" => "Date de fin",
        "link" => "Renvoi à un autre texte",
        "committeeDate" => "Date de comité",
        _ => "Point du texte",
    };

    public static string Phrase(Dossier dossier, Doute doute)
    {
        var place = doute.Article is { } article ? $" · {Noms.Lieu(article)}" : "";
        var startup = doute.Startup is { } id ? $", {Noms.Startup(dossier, id)}" : "";
        var printed = doute.Printed is { } text ? $" : imprimé « {Lu(dossier, text)} »" : "";
        var proposal = doute.Proposal is { } value ? $", sans doute « {Lu(dossier, value)} »" : "";
        return $"{Sujet(doute)}{startup}{printed}{proposal}{place}";
    }

    /// <summary>A printed string as people read it: dates, durations and conventions in words, without the note on its place that a file adds to it.</summary>
    public static string Lu(Dossier dossier, string printed)
    {
        var text = PlaceNote().Replace(printed, "");
        if (text == dossier.Id)
            return Noms.Court(dossier);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Formats.DateLongue(day);
        return Duration().IsMatch(text) ? Mise.Duree(Periode.Parse(text)) : Noms.Typo(text);
    }

    [GeneratedRegex(", printed .*$")]
    private static partial Regex PlaceNote();

    [GeneratedRegex("^P([0-9]+[YMWD])+$")]
    private static partial Regex Duration();
}
