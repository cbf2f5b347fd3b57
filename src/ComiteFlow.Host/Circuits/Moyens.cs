namespace ComiteFlow.Host.Circuits;

/// <summary>By what means a workflow definition was written, as its history keeps it.</summary>
internal static class Moyens
{
    public const string Creation = "creation";
    public const string Diagramme = "diagramme";
    public const string Liste = "liste";
    public const string Import = "import";
    public const string Retour = "retour";
    public const string Annulation = "annulation";
    public const string Publication = "publication";
    public const string Retrait = "retrait";
    public const string Suppression = "suppression";

    /// <summary>A file that came with an update of the product.</summary>
    public const string Livraison = "livraison";

    /// <summary>Those by which a person changes the text; who wrote so in a draft does not publish it.</summary>
    public static IReadOnlyList<string> DuTexte { get; } = [Creation, Diagramme, Liste, Import, Retour, Annulation];

    public static string EnFrancais(string means) => means switch
    {
        Creation => "créé",
        Diagramme => "dessiné dans le diagramme",
        Liste => "modifié dans la liste",
        Import => "importé d’un fichier",
        Retour => "repris d’une ancienne version",
        Annulation => "dernier changement annulé",
        Publication => "publié",
        Retrait => "retiré",
        Suppression => "brouillon supprimé",
        _ => "livré par une mise à jour",
    };
}
