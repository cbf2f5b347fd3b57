using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Host.Conventions;

/// <summary>The doubts of a text in words.</summary>
internal static class Doutes
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
        var place = doute.Article is { } article ? $" ({Sources.ArticleOf(article)})" : "";
        var startup = doute.Startup is { } id ? $", {Noms.Startup(dossier, id)}" : "";
        var printed = doute.Printed is { } text ? $" : imprimé « {Noms.Typo(text)} »" : "";
        var proposal = doute.Proposal is { } value ? $", sans doute « {Noms.Typo(value)} »" : "";
        return $"{Sujet(doute)}{startup}{printed}{proposal}{place}";
    }
}
