namespace ComiteFlow.Host.Affichage;

/// <summary>A table that becomes a stack of cards on a phone.</summary>
/// <param name="Colonnes">Head cells; the first column names the row.</param>
internal sealed record Tableau(string Legende, IReadOnlyList<Colonne> Colonnes, IReadOnlyList<LigneTableau> Lignes)
{
    public string? Precision { get; init; }

    /// <summary>Figures of the last line, on a line of ink.</summary>
    public LigneTableau? Total { get; init; }

    public bool Dense { get; init; }
}

/// <summary>A column: its head and whether it holds figures.</summary>
internal sealed record Colonne(string Titre, bool Chiffres = false);

/// <summary>What a row is: plain, the head of a group, below a group, or late.</summary>
internal enum GenreLigne
{
    Plain,
    Group,
    Sub,
    Late,
}

/// <summary>One row of a table; as many cells as there are columns.</summary>
internal sealed record LigneTableau(IReadOnlyList<Cellule> Cellules, GenreLigne Genre = GenreLigne.Plain)
{
    public string? Classe => Genre switch
    {
        GenreLigne.Group => "cf-group",
        GenreLigne.Sub => "cf-sub",
        GenreLigne.Late => "cf-hl",
        _ => null,
    };
}

/// <summary>One cell: words or a figure, a badge, an address.</summary>
internal sealed record Cellule(string Texte)
{
    public Badge? Badge { get; init; }

    public string? Adresse { get; init; }

    /// <summary>True for an address that is the act of the row.</summary>
    public bool EstBouton { get; init; }

    public string? Precision { get; init; }

    /// <summary>True for a figure over its limit: red, and said in words elsewhere in the row.</summary>
    public bool Alerte { get; init; }

    public static implicit operator Cellule(string text) => new(text);
}
