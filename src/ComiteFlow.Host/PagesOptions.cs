namespace ComiteFlow.Host;

/// <summary>Settings of the pages, at the root of the configuration.</summary>
internal sealed class PagesOptions
{
    /// <summary>The only theme beside the house one: an operator's own folder, served under <c>/etat</c>.</summary>
    public const string ThemeEtat = "etat";

    /// <summary>Opens the sign-in by function, for connections of this machine only.</summary>
    public bool Demonstration { get; set; }

    /// <summary>Empty, or <c>etat</c>.</summary>
    public string? Theme { get; set; }

    /// <summary>Folder of the operator's theme.</summary>
    public string? ThemeDossier { get; set; }

    /// <summary>Stylesheet in that folder.</summary>
    public string ThemeFeuille { get; set; } = "dsfr.min.css";

    public bool EstEtat => Theme == ThemeEtat;

    /// <summary>What is wrong with the theme, or null.</summary>
    public string? Defaut() => Theme switch
    {
        null or "" => null,
        ThemeEtat when ThemeDossier is null || !File.Exists(Path.Combine(ThemeDossier, ThemeFeuille)) =>
            $"Le réglage Theme=etat demande un dossier ThemeDossier qui contient la feuille de style « {ThemeFeuille} ».",
        ThemeEtat => null,
        _ => $"Le thème « {Theme} » est inconnu : laissez le réglage Theme vide ou donnez-lui la valeur « etat ».",
    };
}
