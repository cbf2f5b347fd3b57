using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>The settings of one convention as people read and type them.</summary>
internal static partial class ReglagesEnFrancais
{
    private static readonly Dictionary<string, (string Nom, string Sens)> Mots = new()
    {
        ["voluntaryMonthlyReports"] = ("Comptes rendus mensuels volontaires", "Un compte rendu des dépenses est demandé chaque mois, même si le texte n’en prévoit pas."),
        ["insufficientCreditsAlert"] = ("Alerte de crédits insuffisants", "Le délégant est prévenu aussitôt qu’une dépense est refusée faute de crédits."),
        ["committee.anchor"] = ("Départ des dates de comité", "L’événement depuis lequel les comités se comptent ; le suivant de la liste le remplace tant qu’il n’est pas enregistré."),
        ["committee.until"] = ("Dernier jour pour un comité", "Jour après lequel aucun comité n’est planifié."),
        ["committee.clampDay"] = ("Jour absent du mois", "Oui : le dernier jour du mois remplace un jour qu’il n’a pas. Non : le premier jour du mois suivant."),
        ["committee.chained"] = ("Comités comptés l’un depuis l’autre", "Oui : depuis le comité précédent. Non : tous depuis le même départ."),
        ["committee.exhaustionDays"] = ("Comité avant l’épuisement de l’enveloppe", "Jours entre le comité qui décide et l’épuisement prévu des crédits. Par exemple 45. Vide : la règle ne s’applique pas."),
        ["committee.endNotice"] = ("Comité avant la fin de la convention", "Durée entre le dernier comité qui décide et la fin. Par exemple 3 mois. Vide : la règle ne s’applique pas."),
        ["committee.forecastMonths"] = ("Mois qui servent à prévoir l’épuisement", "Nombre de mois entiers dont le rythme d’engagement est retenu, faute de prévision du délégataire."),
        ["workingDays.roll"] = ("Date qui tombe un jour non ouvré", "Où va une date qui tombe un samedi, un dimanche ou un jour férié."),
        ["workingDays.atBound"] = ("Jour non ouvré au bord de la période", "Où va la date quand le jour ouvré suivant dépasse la fin."),
        ["workingDays.holidays"] = ("Jours fériés", "Territoire dont les jours fériés comptent."),
        ["words.mi"] = ("« Mi- » suivi d’un mois", "Jour que ce mot désigne."),
        ["words.fin"] = ("« Fin » suivi d’un mois", "Jour que ce mot désigne."),
        ["words.en"] = ("« En » suivi d’un mois", "Jour que ce mot désigne."),
        ["words.quinzaine"] = ("« Première quinzaine »", "Dernier jour que ces mots désignent."),
        ["words.avantMi"] = ("« Avant mi- » suivi d’un mois", "Jour que ces mots désignent, toujours avant le 15."),
        ["status.due"] = ("Échéance de l’état des réalisations", "Jours ouvrés avant le comité."),
        ["status.reminder"] = ("Rappel de l’état des réalisations", "Jours ouvrés après l’échéance."),
        ["status.escalation"] = ("Demande d’appui au délégant", "Jours ouvrés avant le comité, si l’état des réalisations manque."),
        ["monthly.day"] = ("Échéance du compte rendu mensuel", "Jour du mois suivant."),
        ["monthly.reminder"] = ("Premier rappel du compte rendu mensuel", "Jours ouvrés après l’échéance."),
        ["monthly.reminderEvery"] = ("Rythme des rappels du compte rendu", "Intervalle jusqu’à la réception."),
        ["signature.reminderEvery"] = ("Rythme des rappels de signature", "Intervalle depuis la première signature, à qui n’a pas signé."),
        ["revoyure.decidedBy"] = ("Qui décide la revoyure", "Fonctions qui enregistrent la décision après un comité."),
        ["revoyure.period"] = ("Période d’une décision sans dates", "Durée accordée quand la décision n’en donne pas."),
        ["revoyure.outOfTurnLead"] = ("Délai d’une revoyure hors calendrier", "Jours ouvrés entre la règle qui l’ouvre et la séance demandée."),
        ["revoyure.consumption"] = ("Revoyure ouverte par la consommation", "Part des crédits à disposition, en %, dont l’engagement ouvre une revoyure. Vide : la règle ne s’applique pas."),
        ["revoyure.lateReport"] = ("Revoyure ouverte par un document en retard", "Jours ouvrés de retard qui ouvrent une revoyure. Vide : la règle ne s’applique pas."),
        ["revoyure.missedImpact"] = ("Revoyure ouverte par un impact manqué", "Part de la cible d’un indicateur, en %, au-dessous de laquelle une revoyure s’ouvre. Vide : la règle ne s’applique pas."),
        ["revoyure.sponsorChange"] = ("Revoyure ouverte par un changement de commanditaire", "Oui : l’événement peut être enregistré et ouvre une revoyure."),
        ["revoyure.provisional"] = ("Décision provisoire", "Oui : le délégant peut accorder une courte période contre une preuve à apporter avant sa fin."),
        ["revoyure.provisionalMin"] = ("Décision provisoire, durée la plus courte", "Durée au-dessous de laquelle une décision provisoire est refusée."),
        ["revoyure.provisionalMax"] = ("Décision provisoire, durée la plus longue", "Durée au-dessus de laquelle elle est refusée, et durée d’une décision sans dates."),
        ["guard.publication"] = ("Publication exigée avant une dépense", "Textes dont la publication doit être enregistrée avant d’engager."),
        ["cutoff.inclusive"] = ("Dernier jour avant la clôture annuelle", "Oui : ce jour compte encore. Non : la veille est le dernier jour."),
        ["cutoff.warnings"] = ("Avertissements avant la clôture annuelle", "Jours ouvrés avant la date limite."),
        ["end.warnings"] = ("Avertissements avant la fin", "Jours avant la fin de la convention."),
        ["notice.inclusive"] = ("Dernier jour du préavis", "Oui : ce jour est compris dans la convention."),
        ["notice.rollToWorkingDay"] = ("Préavis qui finit un jour non ouvré", "Oui : il va au jour ouvré suivant. Non : il garde sa date."),
        ["jobs.time"] = ("Heure des travaux du jour", "Heure de Paris à laquelle partent demandes, rappels et avertissements. Vaut pour tout le service."),
        ["monthly.openDay"] = ("Ouverture du compte rendu mensuel", "Jour du mois suivant. Vaut pour tout le service."),
        ["tax.rate"] = ("Taux de TVA", "Pour cent ajoutés à un total hors taxes, quand un texte est contrôlé. Vaut pour tout le service."),
        ["ocr.autoCorrect"] = ("Code CHORUS mal imprimé", "Oui : le code proposé est retenu dès l’import, et le journal le dit. Non : une personne le confirme. Vaut pour tout le service."),
        ["ceiling.equalityAccepted"] = ("Montant égal au plafond", "Oui : une tranche peut atteindre le plafond. Non : elle doit rester au-dessous."),
    };

    private static readonly Dictionary<string, string> Valeurs = new()
    {
        ["asInText"] = "selon le texte", ["effect"] = "prise d’effet", ["signing"] = "signature", ["convention"] = "convention", ["avenant"] = "avenant",
        ["next"] = "jour ouvré suivant", ["previous"] = "jour ouvré précédent", ["none"] = "date gardée", ["last"] = "dernier jour", ["true"] = "oui", ["false"] = "non",
        ["end"] = "fin de la convention", ["paymentsUntil"] = "dernier jour des paiements", ["decisionMaker"] = "délégant", ["coordinator"] = "coordination",
        ["lastWorkingDayBefore15"] = "dernier jour ouvré avant le 15", ["lastDayBefore15"] = "le 14, même non ouvré",
        ["metropole"] = "métropole", ["FR-metropolitan"] = "métropole", ["alsaceMoselle"] = "Alsace-Moselle", ["guadeloupe"] = "Guadeloupe", ["martinique"] = "Martinique",
        ["guyane"] = "Guyane", ["reunion"] = "La Réunion", ["mayotte"] = "Mayotte",
    };

    /// <summary>The settings that a person may switch for one convention.</summary>
    public static IEnumerable<ReglagePossible> Offerts => ReglagesPossibles.Tous.Where(r => r is { EstCommun: false, EstReserve: false });

    public static string Nom(string reglage) => Mots[reglage].Nom;

    public static string Sens(string reglage) => Mots[reglage].Sens;

    /// <summary>A value in words.</summary>
    public static string Valeur(ReglagePossible reglage, JsonElement valeur) => valeur.ValueKind == JsonValueKind.Null ? "non appliqué" : reglage.Forme switch
    {
        FormeDeReglage.Duree when valeur.ValueKind == JsonValueKind.String => Mise.Duree(Periode.Parse(valeur.GetString()!)),
        FormeDeReglage.Ordre => string.Join(", à défaut ", Elements(valeur).Select(Mot)),
        FormeDeReglage.Liste or FormeDeReglage.Jours => Elements(valeur) is { Count: > 0 } items ? Mise.Liste([.. items.Select(Mot)]) : "aucun",
        FormeDeReglage.JourDuMois when valeur.ValueKind == JsonValueKind.Number => $"le {valeur.GetRawText()}",
        _ => Mot(Texte(valeur)),
    };

    /// <summary>The choices of a setting that is chosen, each with the JSON that it stands for; none for one that is typed.</summary>
    public static IReadOnlyList<OptionChoix> Options(ReglagePossible reglage) => reglage.Forme switch
    {
        FormeDeReglage.OuiNon => [new("true", "Oui"), new("false", "Non")],
        FormeDeReglage.Choix => [.. reglage.Valeurs.Where(v => v != "FR-metropolitan").Select(v => new OptionChoix(v is "true" or "false" ? v : JsonSerializer.Serialize(v), Formats.Majuscule(Mot(v))))],
        FormeDeReglage.Liste or FormeDeReglage.Ordre =>
            [.. Suites(reglage.Valeurs, reglage.Forme == FormeDeReglage.Ordre).Where(s => s.Count >= reglage.Min)
                .Select(s => new OptionChoix(JsonSerializer.Serialize(s), Formats.Majuscule(Valeur(reglage, Json(s)))))],
        _ => [],
    };

    /// <summary>What stands in the field of a setting for a value.</summary>
    public static string Saisie(ReglagePossible reglage, JsonElement valeur) => valeur.ValueKind == JsonValueKind.Null ? "" : reglage.Forme switch
    {
        FormeDeReglage.OuiNon or FormeDeReglage.Liste or FormeDeReglage.Ordre => JsonSerializer.Serialize(valeur),
        FormeDeReglage.Choix => valeur.ValueKind == JsonValueKind.String && valeur.GetString() == "FR-metropolitan" ? "\"metropole\"" : valeur.GetRawText(),
        FormeDeReglage.JourDuMois => Texte(valeur) == "last" ? "dernier" : Texte(valeur),
        FormeDeReglage.Jours => string.Join(", ", Elements(valeur)),
        FormeDeReglage.Duree => Mise.Duree(Periode.Parse(Texte(valeur))),
        _ => Texte(valeur),
    };

    /// <summary>What a field holds, as a value; what cannot be read stays text, which the rules refuse.</summary>
    public static JsonElement Lire(ReglagePossible reglage, string saisie)
    {
        var typed = saisie.Trim();
        if (typed.Length == 0 && reglage.EstFacultatif)
            return Json<string?>(null);
        return reglage.Forme switch
        {
            FormeDeReglage.Nombre => Nombre(typed),
            FormeDeReglage.Pourcentage => Taux(typed),
            FormeDeReglage.JourDuMois => typed is "dernier" or "dernier jour" ? Json("last") : Nombre(typed),
            FormeDeReglage.Jours => Json(typed.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Nombre).ToList()),
            FormeDeReglage.Duree => Json(Duree(typed)),
            _ => Choisi(reglage, typed),
        };
    }

    /// <summary>What to type, as the hint of a field.</summary>
    public static string Attendu(ReglagePossible reglage) => SiPose(reglage) + (reglage.EstFacultatif ? " Laissez vide pour ne pas appliquer la règle." : "");

    private static string SiPose(ReglagePossible reglage) => reglage.Forme switch
    {
        FormeDeReglage.JourDuMois => "Un jour du mois, de 1 à 31, ou « dernier ».",
        FormeDeReglage.Jours => "Un ou plusieurs nombres de jours, séparés par des virgules. Exemple : 90, 60, 30",
        FormeDeReglage.Pourcentage => "Un taux de 0 à 100. Exemple : 80",
        FormeDeReglage.Duree => "Une durée en jours, en semaines, en mois ou en années. Exemple : 7 jours",
        FormeDeReglage.Nombre => $"Un nombre entier, de {reglage.Min.ToString(CultureInfo.InvariantCulture)} à {reglage.Max.ToString(CultureInfo.InvariantCulture)}.",
        _ => "Choisissez une valeur.",
    };

    private static JsonElement Choisi(ReglagePossible reglage, string typed) =>
        Options(reglage).Any(o => o.Valeur == typed) ? JsonDocument.Parse(typed).RootElement : Json(typed);

    /// <summary>Every selection of the values, in their order or in any.</summary>
    private static IEnumerable<IReadOnlyList<string>> Suites(IReadOnlyList<string> values, bool anyOrder)
    {
        yield return [];
        for (var rank = 0; rank < values.Count; rank++)
        {
            var rest = anyOrder ? [.. values.Where((_, other) => other != rank)] : values.Skip(rank + 1).ToList();
            foreach (var suite in Suites(rest, anyOrder))
            {
                yield return [values[rank], .. suite];
            }
        }
    }

    /// <summary>« 1 mois et 15 jours » as it is kept, <c>P1M15D</c>; what is no duration stays as typed.</summary>
    private static string Duree(string typed)
    {
        var parts = typed.Split([" et ", ", "], StringSplitOptions.TrimEntries).Select(part => Durees().Match(part)).ToList();
        return parts.TrueForAll(part => part.Success) && parts.DistinctBy(Unite).Count() == parts.Count
            ? "P" + string.Concat(parts.OrderBy(part => "YMWD".IndexOf(Unite(part))).Select(part => part.Groups[1].Value + Unite(part))) : typed;
    }

    private static char Unite(Match part) => part.Groups[2].Value.ToLowerInvariant()[0] switch { 'j' => 'D', 's' => 'W', 'a' => 'Y', _ => 'M' };

    private static JsonElement Nombre(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Json(number) : Json(typed);

    private static JsonElement Taux(string typed) =>
        decimal.TryParse(typed.TrimEnd('%', ' ').Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) ? Json(rate) : Json(typed);

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);

    private static IReadOnlyList<string> Elements(JsonElement valeur) =>
        valeur.ValueKind == JsonValueKind.Array ? [.. valeur.EnumerateArray().Select(Texte)] : [Texte(valeur)];

    private static string Texte(JsonElement valeur) => valeur.ValueKind == JsonValueKind.String ? valeur.GetString()! : valeur.GetRawText();

    private static string Mot(string valeur) => Valeurs.GetValueOrDefault(valeur, valeur);

    [GeneratedRegex("^([0-9]{1,4}) ?(jours?|semaines?|mois|ans?|années?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Durees();
}
