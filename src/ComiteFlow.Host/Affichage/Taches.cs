using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Host.Affichage;

/// <summary>A task card: until when, what, what follows, one button.</summary>
/// <param name="Titre">Verb first.</param>
/// <param name="Consequence">One sentence: what happens, or does not, without it.</param>
/// <param name="Action">Word of the button.</param>
internal sealed record CarteTache(string Titre, string Consequence, string Adresse, string Action, DateOnly? Le, DateOnly Aujourdhui)
{
    /// <summary>Number of days after which a date is no longer “soon”.</summary>
    private const int Proche = 3;

    public Badge? Badge { get; init; }

    public string? Precision { get; init; }

    /// <summary>Replaces the relative days, such as “2 jours ouvrés de retard”.</summary>
    public string? Delai { get; init; }

    public Explication? Explication { get; init; }

    public bool EnRetard => Le < Aujourdhui;

    public string Quand => Le is { } day ? Formats.DateAbregee(day) : "Sans échéance";

    public string? Relatif => Delai ?? (Le is { } day ? Formats.Relatif(day, Aujourdhui) : null);

    public string Classe => EnRetard ? "fr-card cf-task is-late" : Le <= Aujourdhui.AddDays(Proche) ? "fr-card cf-task is-soon" : "fr-card cf-task";

    public string Bouton => EnRetard ? "fr-btn fr-btn--sm" : "fr-btn fr-btn--secondary fr-btn--sm";
}

/// <summary>A point of a check list: done, missing, or what will follow.</summary>
internal sealed record PointControle(IconePoint Icone, string Texte, string? Precision = null)
{
    public string Classe => "cf-ico " + Icone switch
    {
        IconePoint.Done => "cf-ico--check cf-ok",
        IconePoint.Missing => "cf-ico--stop cf-late",
        IconePoint.Mail => "cf-ico--mail",
        IconePoint.Document => "cf-ico--doc",
        _ => "cf-ico--go",
    };
}

/// <summary>Icon of a point of a check list.</summary>
internal enum IconePoint
{
    Done,
    Missing,
    Mail,
    Document,
    Next,
}

/// <summary>One signatory in the circuit of an act.</summary>
internal sealed record LigneSignature(int Rang, string Nom, string Precision, Badge Badge, bool Faite, bool Vous)
{
    public string? Classe => Faite ? "is-done" : Vous ? "is-you" : null;
}
