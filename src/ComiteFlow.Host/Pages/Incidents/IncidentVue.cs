using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Incidents;

namespace ComiteFlow.Host.Pages.Incidents;

/// <summary>What the page of an incident says.</summary>
internal sealed partial class IncidentModel
{
    public string Question => EstConfirmation
        ? $"Confirmer : {OptionChoisie!.Libelle}"
        : Lu.EstOuvert ? $"Que faire de {(Lu.Etape is { } step ? $"l’étape « {step} »" : $"ce départ de « {Lu.Circuit} »")} ?" : $"Incident clos : {Lu.Etape ?? Lu.Circuit}";

    public string Meta => $"Circuit « {Lu.Circuit} » · arrêté le {Formats.InstantCourt(Lu.Incident.At)}{(Lu.Dossier is { } dossier ? $" · {Noms.Court(dossier)}" : "")}";

    public Badge Badge => Lu.EstOuvert
        ? new Badge(TonBadge.Late, "Arrêté, à décider")
        : new Badge(Lu.Incident.Decision == Decisions.Cancel ? TonBadge.End : TonBadge.Ok, IncidentsEnFrancais.Decision(Lu.Incident.Decision));

    public IReadOnlyList<LigneRecapitulatif> Faits =>
    [
        new("Circuit", Lu.Circuit, $"version {Lu.Definition?.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "inconnue"}"),
        new("Étape", Lu.Etape ?? "aucune : le circuit n’a pas pu commencer"),
        .. Lu.Correlation.Length == 0 ? (LigneRecapitulatif[])[] :
        [
            new("Concerne", Lu.Dossier is { } dossier ? Noms.Court(dossier) : Lu.Correlation, Lu.Dossier is null || Lu.Correlation == Lu.Dossier.Id ? null : $"repère {Lu.Correlation}"),
        ],
        new("Arrêté depuis", Formats.Instant(Lu.Incident.At)),
        new("Code", Lu.Incident.Code),
    ];

    public IReadOnlyList<PointControle> Retenus =>
    [
        new(IconePoint.Missing, IncidentsEnFrancais.Retenu(_dossier.Travail), "Gardé tel quel jusqu’à votre décision."),
        .. Suspendus().Select(what => new PointControle(IconePoint.Next, what, "Suspendu avec le circuit.")),
    ];

    public IReadOnlyList<LigneRecapitulatif> Journal =>
        [.. _dossier.Journal.Select(line => new LigneRecapitulatif(
            Formats.InstantCourt(line.At), IncidentsEnFrancais.Ligne(line, Lu.Incident), line.Actor is { } who ? $"par {who}" : line.Event == "Incident" ? null : "par le programme"))];

    public IReadOnlyList<object> Champs =>
    [
        new ChampChoix("decision", "Que faire ?", Decision, Options()) { Riche = true, Erreur = Erreurs?.Pour("decision") },
        .. _dossier.Variables.Count == 0 ? [] : ChampsDeVariable(),
        new ChampTexte("motif", "Motif", Motif) { Lignes = 3, Indication = "Porté au journal avec votre nom. Exemple : le budget a été saisi ce matin.", Erreur = Erreurs?.Pour("motif") },
    ];

    public string Bouton => Decision != Decisions.Cancel ? "Confirmer ma décision" : Lu.Etat is null ? "Abandonner le départ" : "Annuler le circuit";

    public IReadOnlyList<LigneRecapitulatif> Recap => [new("Décision", OptionChoisie!.Libelle), new("Motif", Motif!.Trim()), new("Décidé par", Personnes.Fonctions.Nom(actors.Required))];

    /// <summary>What became of the workflow since the decision.</summary>
    public (bool Bien, string Titre, string Phrase, Lien? Lien)? Suite => Lu.EstOuvert ? null : (_dossier.Suivant, Lu.Etat, Lu.Incident.Decision) switch
    {
        ({ } next, _, _) => (false, "Décision enregistrée, mais le circuit s’est arrêté à nouveau", "La cause demeure, ou une autre étape est en cause.", new Lien("Voir le nouvel incident", IncidentsEnFrancais.Adresse(next))),
        (_, InstanceStatus.Cancelled, _) => (true, "Décision enregistrée : le circuit est annulé", "Plus rien ne partira de ce circuit.", null),
        (_, null, Decisions.Cancel) => (true, "Décision enregistrée : le départ est abandonné", "Le circuit n’a pas commencé.", null),
        (_, null, _) => (true, "Décision enregistrée : le circuit a commencé", "Il suit son cours.", null),
        (_, InstanceStatus.Finished, _) => (true, "Décision enregistrée : le circuit est allé à son terme", "Il n’attend plus rien.", null),
        _ => (true, "Décision enregistrée : le circuit a repris", "Il attend la suite, comme avant l’incident.", null),
    };

    private OptionChoix? OptionChoisie => Options().FirstOrDefault(option => option.Valeur == Decision);

    /// <summary>What will happen, before it is confirmed.</summary>
    public IEnumerable<PointControle> Consequences()
    {
        var step = Lu.Etape is { } name ? $"L’étape « {name} »" : "Le départ du circuit";
        if (Sortie is { } way)
        {
            var next = Lu.Apres(way);
            yield return new(IconePoint.Next, $"{step} n’est pas exécutée : elle est tenue pour faite, par la sortie « {IncidentsEnFrancais.Sortie(way)} »");
            yield return new(IconePoint.Next, next.Count == 0 ? "Le circuit continue avec ce qui suit" : $"Le circuit continue par : {string.Join(", ", next.Select(one => $"« {one} »"))}");
        }

        if (Decision == Decisions.Set && VariableChoisie is { } variable)
            yield return new(IconePoint.Next, $"La variable « {variable.Nom} » passe de {IncidentsEnFrancais.Valeur(variable.Valeur)} à {IncidentsEnFrancais.Valeur(IncidentsEnFrancais.Lire(variable, Valeur ?? ""))}");
        if (Decision is Decisions.Set or Decisions.Retry)
            yield return new(IconePoint.Next, $"{step} est tenté{(Lu.Etape is null ? "" : "e")} à nouveau, aussitôt", "Si la cause demeure, un nouvel incident s’ouvre et vous est présenté.");
        if (Decision != Decisions.Cancel)
            yield break;
        yield return new(IconePoint.Missing, Lu.Etat is null ? "Le départ est abandonné : le circuit ne commence pas" : $"Le circuit « {Lu.Circuit} » s’arrête pour de bon");
        foreach (var what in Suspendus())
        {
            yield return new(IconePoint.Missing, what, "Annulé avec le circuit.");
        }

        yield return new(IconePoint.Next, "Un circuit qui attendait la fin de celui-ci en est informé");
    }

    private List<OptionChoix> Options()
    {
        var step = Lu.Etape is null ? "le départ" : "l’étape";
        List<OptionChoix> options = [new(Decisions.Retry, $"Reprendre {step}", "La cause est levée : tout est tenté à nouveau.")];
        options.AddRange(_dossier.Sorties.Select(way => new OptionChoix(
            Passer + way, _dossier.Sorties.Count == 1 && way == "Done" ? "Tenir l’étape pour faite" : $"Tenir l’étape pour faite, sortie « {IncidentsEnFrancais.Sortie(way)} »",
            Lu.Apres(way) is { Count: > 0 } next ? $"Elle n’est pas exécutée. Le circuit continue par {string.Join(", ", next.Select(one => $"« {one} »"))}." : "Elle n’est pas exécutée, et le circuit continue.")));
        if (_dossier.Variables.Count > 0)
            options.Add(new(Decisions.Set, $"Corriger une variable, puis reprendre {step}", "Choisissez ci-dessous la variable et sa valeur."));
        options.Add(Lu.Etat is null
            ? new(Decisions.Cancel, "Abandonner le départ", "Le circuit ne commence pas.")
            : new(Decisions.Cancel, "Annuler le circuit", "Il s’arrête pour de bon, avec ses attentes et ses tâches."));
        return options;
    }

    private List<object> ChampsDeVariable() =>
    [
        new ChampChoix("variable", "Variable à corriger (optionnel)", Variable, [.. _dossier.Variables.Select(v => new OptionChoix(v.Nom, $"{v.Nom}, qui vaut {Court(IncidentsEnFrancais.Valeur(v.Valeur))}"))])
        {
            Indication = "Seulement si vous corrigez une variable.", Invite = "Aucune", Erreur = Erreurs?.Pour("variable"),
        },
        new ChampTexte("valeur", "Nouvelle valeur (optionnel)", Valeur) { Erreur = Erreurs?.Pour("valeur") },
    ];

    private IEnumerable<string> Suspendus()
    {
        if (_dossier.Attentes > 0)
            yield return Formats.Compte(_dossier.Attentes, "attente d’un événement", "attentes d’événements");
        if (_dossier.Echeances > 0)
            yield return Formats.Compte(_dossier.Echeances, "échéance", "échéances");
        if (_dossier.Taches > 0)
            yield return Formats.Compte(_dossier.Taches, "tâche ouverte", "tâches ouvertes");
    }

    private static string Court(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
