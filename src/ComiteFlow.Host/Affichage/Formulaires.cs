namespace ComiteFlow.Host.Affichage;

/// <summary>A gap of a form: the field and the exact repair.</summary>
internal sealed record ErreurChamp(string Champ, string Message);

/// <summary>The summary above a form that was refused; links to its fields.</summary>
internal sealed record ResumeErreurs(IReadOnlyList<ErreurChamp> Erreurs, string Acte = "d’enregistrer")
{
    public string Titre => Erreurs.Count < 2
        ? $"1 point empêche {Acte}"
        : $"{Formats.Nombre(Erreurs.Count)} points empêchent {Acte}";

    public string? Pour(string field) => Erreurs.FirstOrDefault(error => error.Champ == field)?.Message;
}

/// <summary>A text of one or several lines.</summary>
internal sealed record ChampTexte(string Nom, string Libelle, string? Valeur)
{
    public string? Indication { get; init; }

    public string? Erreur { get; init; }

    /// <summary>Number of lines; one for a single line.</summary>
    public int Lignes { get; init; } = 1;
}

/// <summary>An amount in euros, as typed.</summary>
internal sealed record ChampMontant(string Nom, string Libelle, string? Valeur)
{
    public string? Indication { get; init; } = "Exemple : 600\u00A0000,00";

    public string? Erreur { get; init; }
}

/// <summary>A date in three inputs, named after the field with <c>.Jour</c>, <c>.Mois</c> and <c>.Annee</c>.</summary>
internal sealed record ChampDate(string Nom, string Libelle, SaisieDate Valeur)
{
    public string? Indication { get; init; } = "Exemple : 30 11 2021";

    public string? Erreur { get; init; }
}

/// <summary>The three inputs of a date as typed, bound from a form.</summary>
internal sealed record SaisieDate
{
    public string? Jour { get; set; }

    public string? Mois { get; set; }

    public string? Annee { get; set; }

    public DateOnly? Date => Saisie.Date(Jour, Mois, Annee);

    public bool EstVide => string.IsNullOrWhiteSpace(Jour) && string.IsNullOrWhiteSpace(Mois) && string.IsNullOrWhiteSpace(Annee);

    public static SaisieDate De(DateOnly date) => new()
    {
        Jour = Formats.Nombre(date.Day),
        Mois = Formats.Nombre(date.Month),
        Annee = Formats.Iso(date)[..4],
    };
}

/// <summary>A choice of one among several, as a list or as rich radio buttons.</summary>
internal sealed record ChampChoix(string Nom, string Libelle, string? Valeur, IReadOnlyList<OptionChoix> Options)
{
    public string? Indication { get; init; }

    public string? Erreur { get; init; }

    /// <summary>True for rich radio buttons instead of a list.</summary>
    public bool Riche { get; init; }

    /// <summary>First line of the list, which chooses nothing.</summary>
    public string Invite { get; init; } = "Choisir";
}

/// <summary>A part of a long form under a head of its own.</summary>
internal sealed record SectionDeChamps(string Titre, string Indication, IReadOnlyList<object> Champs);

/// <summary>Fields that belong together, side by side where there is room.</summary>
internal sealed record GroupeDeChamps(string Legende, IReadOnlyList<object> Champs)
{
    public string? Indication { get; init; }

    /// <summary>Words of the link that opens a group of which nothing is filled in; null for one that is open.</summary>
    public string? Ouvrir { get; init; }
}

/// <summary>One option: the value sent, its words, what it means.</summary>
internal sealed record OptionChoix(string Valeur, string Libelle, string? Indication = null);

/// <summary>The recap of a confirmation page: what is confirmed, line by line.</summary>
internal sealed record Recapitulatif(string Titre, IReadOnlyList<LigneRecapitulatif> Lignes);

/// <summary>One line of a recap or of a small list of values.</summary>
internal sealed record LigneRecapitulatif(string Libelle, string Valeur, string? Precision = null);
