using System.Globalization;
using System.Text.Json;
using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.Domain.Calendrier;

/// <summary>What the value of a setting looks like.</summary>
public enum FormeDeReglage
{
    OuiNon,
    Choix,

    /// <summary>Several of the values.</summary>
    Liste,

    /// <summary>Several of the values, in an order that counts.</summary>
    Ordre,

    /// <summary>A whole number within bounds.</summary>
    Nombre,

    /// <summary>A day of the month, or <c>last</c>.</summary>
    JourDuMois,

    /// <summary>One or several whole numbers of days.</summary>
    Jours,

    /// <summary>A duration such as <c>P6M</c>.</summary>
    Duree,

    /// <summary>A time of day, <c>HH:mm</c>.</summary>
    Heure,
    Pourcentage,
}

/// <summary>A setting and the values that it takes.</summary>
/// <param name="Valeurs">The words that it takes, for a choice or a list.</param>
public sealed record ReglagePossible(string Nom, FormeDeReglage Forme, IReadOnlyList<string> Valeurs, int Min = 0, int Max = 366)
{
    /// <summary>True for a setting that counts for the whole service, or when a text is registered: switching it for one convention has no effect.</summary>
    public bool EstCommun { get; init; }

    /// <summary>True for what says who may do what: the files of the service and of the convention alone hold it, so that nobody gives themselves a right.</summary>
    public bool EstReserve { get; init; }

    /// <summary>True for a setting that may be left out: null switches its rule off.</summary>
    public bool EstFacultatif { get; init; }

    public bool Accepte(JsonElement valeur) => valeur.ValueKind == JsonValueKind.Null ? EstFacultatif : Forme switch
    {
        FormeDeReglage.OuiNon => valeur.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FormeDeReglage.Choix => Mot(valeur) is { } mot && Valeurs.Contains(mot),
        FormeDeReglage.Liste or FormeDeReglage.Ordre => Liste(valeur),
        FormeDeReglage.Nombre => Entier(valeur, Min, Max),
        FormeDeReglage.JourDuMois => Entier(valeur, 1, 31) || Mot(valeur) == "last",
        FormeDeReglage.Jours => valeur.ValueKind == JsonValueKind.Array && valeur.EnumerateArray().All(item => Entier(item, 0, Max)),
        FormeDeReglage.Duree => Mot(valeur) is { } duree && Duree(duree),
        FormeDeReglage.Heure => TimeOnly.TryParseExact(Mot(valeur), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => valeur.ValueKind == JsonValueKind.Number && valeur.TryGetDecimal(out var taux) && taux is >= 0 and <= 100,
    };

    /// <summary>What is expected, as it ends a sentence.</summary>
    public string Attendu => EstFacultatif ? AttenduSiPose + ", ou rien (null) pour ne pas appliquer la règle" : AttenduSiPose;

    private string AttenduSiPose => Forme switch
    {
        FormeDeReglage.OuiNon => "oui ou non (true ou false)",
        FormeDeReglage.Choix => $"une valeur de la liste ({Mise.Liste(Valeurs)})",
        FormeDeReglage.Liste or FormeDeReglage.Ordre => $"une ou plusieurs valeurs de la liste ({Mise.Liste(Valeurs)}), chacune une fois",
        FormeDeReglage.Nombre => $"un nombre entier, de {Min} à {Max}",
        FormeDeReglage.JourDuMois => "un jour du mois, de 1 à 31, ou « last » pour le dernier",
        FormeDeReglage.Jours => $"un ou plusieurs nombres entiers de jours, de 0 à {Max}",
        FormeDeReglage.Duree => "une durée, par exemple P6M pour six mois ou P7D pour sept jours",
        FormeDeReglage.Heure => "une heure, par exemple 08:00",
        _ => "un taux de 0 à 100",
    };

    /// <summary>A value in words: text as it is, a truth as <c>true</c> or <c>false</c>.</summary>
    private static string? Mot(JsonElement valeur) => valeur.ValueKind switch
    {
        JsonValueKind.String => valeur.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static bool Entier(JsonElement valeur, int min, int max) =>
        valeur.ValueKind == JsonValueKind.Number && valeur.TryGetInt32(out var nombre) && nombre >= min && nombre <= max;

    private static bool Duree(string texte)
    {
        try
        {
            return Periode.Parse(texte) is { } periode && (periode.Mois > 0 || periode.Jours > 0);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return false;
        }
    }

    private bool Liste(JsonElement valeur)
    {
        if (valeur.ValueKind != JsonValueKind.Array)
            return Mot(valeur) is { } seul && Valeurs.Contains(seul);
        var mots = valeur.EnumerateArray().Select(Mot).ToList();
        return mots.Count >= Min && mots.TrueForAll(mot => mot is not null && Valeurs.Contains(mot)) && mots.Distinct().Count() == mots.Count;
    }
}

/// <summary>The settings that exist, and what each takes.</summary>
public static class ReglagesPossibles
{
    public static IReadOnlyList<ReglagePossible> Tous { get; } =
    [
        OuiNon("voluntaryMonthlyReports"), Choix("insufficientCreditsAlert", "asInText", "true", "false"),
        new("committee.anchor", FormeDeReglage.Ordre, ["effect", "signing"], Min: 1), Choix("committee.until", "end", "paymentsUntil"), OuiNon("committee.clampDay"), OuiNon("committee.chained"),
        Choix("workingDays.roll", "next", "previous", "none"), Choix("workingDays.atBound", "previous", "none"),
        new("workingDays.holidays", FormeDeReglage.Choix, [.. JoursFeries.Territoires]),
        new("words.mi", FormeDeReglage.JourDuMois, []), new("words.fin", FormeDeReglage.JourDuMois, []), new("words.en", FormeDeReglage.JourDuMois, []),
        new("words.quinzaine", FormeDeReglage.JourDuMois, []), Choix("words.avantMi", "lastWorkingDayBefore15", "lastDayBefore15"),
        Nombre("status.due", 0, 366), Nombre("status.reminder", 0, 366), Nombre("status.escalation", 0, 366),
        Nombre("monthly.day", 1, 31), Nombre("monthly.openDay", 1, 28) with { EstCommun = true }, Nombre("monthly.reminder", 0, 366),
        Duree("monthly.reminderEvery"), Duree("signature.reminderEvery"), Duree("revoyure.period"),
        Nombre("committee.exhaustionDays", 0, 366) with { EstFacultatif = true }, Duree("committee.endNotice") with { EstFacultatif = true }, Nombre("committee.forecastMonths", 1, 24),
        Nombre("revoyure.outOfTurnLead", 0, 366), Taux("revoyure.consumption") with { EstFacultatif = true }, Nombre("revoyure.lateReport", 1, 366) with { EstFacultatif = true },
        Taux("revoyure.missedImpact") with { EstFacultatif = true }, OuiNon("revoyure.sponsorChange"),
        OuiNon("revoyure.provisional"), Duree("revoyure.provisionalMin"), Duree("revoyure.provisionalMax"),
        new("guard.publication", FormeDeReglage.Liste, ["convention", "avenant"]),
        OuiNon("cutoff.inclusive"), new("cutoff.warnings", FormeDeReglage.Jours, []), new("end.warnings", FormeDeReglage.Jours, []),
        OuiNon("notice.inclusive"), OuiNon("notice.rollToWorkingDay"), OuiNon("ceiling.equalityAccepted"), OuiNon("ocr.autoCorrect") with { EstCommun = true },
        new("revoyure.decidedBy", FormeDeReglage.Liste, [Roles.DecisionMaker, Roles.Coordinator], Min: 1) { EstReserve = true },
        new("jobs.time", FormeDeReglage.Heure, []) { EstCommun = true }, new("tax.rate", FormeDeReglage.Pourcentage, []) { EstCommun = true },
    ];

    public static ReglagePossible? Find(string nom) => Tous.FirstOrDefault(reglage => reglage.Nom == nom);

    /// <exception cref="BrokenRuleException">No such setting, or a value that it does not take.</exception>
    public static void Require(string nom, JsonElement valeur)
    {
        if (Problem(nom, valeur) is { } refusal)
            throw refusal;
    }

    /// <summary>Why a setting is not taken; null when it is.</summary>
    public static BrokenRuleException? Problem(string nom, JsonElement valeur)
    {
        if (Find(nom) is not { } reglage)
            return Refus.Inconnu("Le réglage", nom, Tous.Select(r => r.Nom));
        return reglage.Accepte(valeur)
            ? null
            : new BrokenRuleException("unknownReference", $"La valeur « {Refus.Citer(Saisi(valeur))} » ne convient pas au réglage « {nom} » : indiquez {reglage.Attendu}.");
    }

    private static string Saisi(JsonElement valeur) => valeur.ValueKind switch
    {
        JsonValueKind.Undefined => "",
        JsonValueKind.String => valeur.GetString()!,
        _ => valeur.GetRawText(),
    };

    private static ReglagePossible OuiNon(string nom) => new(nom, FormeDeReglage.OuiNon, []);

    private static ReglagePossible Choix(string nom, params string[] valeurs) => new(nom, FormeDeReglage.Choix, valeurs);

    private static ReglagePossible Nombre(string nom, int min, int max) => new(nom, FormeDeReglage.Nombre, [], min, max);

    private static ReglagePossible Taux(string nom) => new(nom, FormeDeReglage.Pourcentage, []);

    private static ReglagePossible Duree(string nom) => new(nom, FormeDeReglage.Duree, []);
}
