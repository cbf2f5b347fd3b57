using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.TachesHumaines;

namespace ComiteFlow.Host.Pages.TachesHumaines;

/// <summary>What the page of a task says.</summary>
internal sealed partial class TacheModel
{
    public Dossier? Dossier => _ouverte.Dossier;

    public string Meta => $"{(Dossier is { } dossier ? Noms.Court(dossier) : Tache.CorrelationId)} · demandée le {Formats.InstantCourt(Tache.OpenedAt)}";

    public Badge Badge => Tache switch
    {
        { State: TaskState.Done } => new Badge(TonBadge.Ok, "Faite"),
        { State: TaskState.Cancelled } => new Badge(TonBadge.End, "Annulée"),
        { DueOn: { } day } when day < _today => new Badge(TonBadge.Late, "En retard"),
        _ => new Badge(TonBadge.Info, "À faire"),
    };

    /// <summary>What was done just now, as long as it still holds.</summary>
    public string? Fait => Faits == Gestes.Answer && Tache.State != TaskState.Done ? null : TachesEnFrancais.Fait(Faits);

    public bool PeutFaire => EstOuverte && _ouverte.EstPour;

    public bool PeutPrendre => PeutFaire && Tache.Assignee is null;

    public bool PeutRendre => EstOuverte && Tache.Assignee == _acteur.Person && Tache.Candidates.Count > 0;

    public bool PeutReprendre => EstOuverte && Tache.DelegatedTo is { } to && (to == _acteur.Person || Tache.Assignee == _acteur.Person);

    public bool PeutDeleguer => PeutFaire && (Tache.Assignee is null || Tache.Assignee == _acteur.Person);

    /// <summary>One sentence: who has it now.</summary>
    public string AQui => (Tache.HolderOn(_today), Tache.Assignee) switch
    {
        (null, _) => "Elle n’est encore à personne : prenez-la pour que les autres sachent qui la fait.",
        ({ } holder, { } assignee) when holder != assignee => $"Elle est à {assignee}, qui l’a déléguée à {holder}.",
        ({ } holder, _) when holder == _acteur.Person => "Elle est à vous.",
        ({ } holder, _) => $"Elle est à {holder}.",
    };

    public IReadOnlyList<LigneRecapitulatif> Reperes =>
    [
        new("Peuvent la faire", TachesEnFrancais.Candidats(Tache.Candidates)),
        .. Tache.Assignee is { } assignee ? (LigneRecapitulatif[])[new("Confiée à", assignee, $"depuis le {Formats.InstantCourt(Tache.AssignedAt!.Value)}")] : [],
        .. Tache.DelegatedTo is { } to ? (LigneRecapitulatif[])[new("Déléguée à", to, Tache.DelegatedUntil is { } until ? $"jusqu’au {Formats.DateCourte(until)}" : null)] : [],
        new("Échéance", Tache.DueOn is { } day ? Formats.DateJour(day) : "Sans échéance", Tache.DueOn is { } due && EstOuverte ? Formats.Relatif(due, _today) : null),
        new("Rappels", TachesEnFrancais.Rappels(Tache.Issued, Tache.EscalatedOn), TachesEnFrancais.Suivant(Tache.NextRungOn)),
        .. Tache.ClosedAt is { } closed ? (LigneRecapitulatif[])[new(Tache.State == TaskState.Done ? "Faite" : "Annulée", $"le {Formats.InstantCourt(closed)}", Tache.ClosedBy is { } by ? $"par {by}" : null)] : [],
        .. Tache.Outcome is { } outcome ? (LigneRecapitulatif[])[new("Issue", outcome)] : [],
    ];

    public IReadOnlyList<LigneRecapitulatif> Histoire =>
        [.. Tache.History.Select(line => new LigneRecapitulatif(Formats.InstantCourt(line.At), TachesEnFrancais.Evenement(line), line.Actor is { } who ? $"par {who}" : "par le programme"))];

    /// <summary>What the workflow tells beside the question, then the answers once it is done.</summary>
    public IReadOnlyList<LigneRecapitulatif> ASavoir => [.. Lignes(Tache.Payload, name => name), .. Lignes(Tache.Answers, Libelle)];

    public IReadOnlyList<object> Champs =>
    [
        .. Tache.Outcomes.Count == 0 ? [] : (object[])
        [
            new ChampChoix("issue", "Comment se termine-t-elle ?", Issue, [.. Tache.Outcomes.Select(outcome => new OptionChoix(outcome, outcome))]) { Riche = true, Erreur = Erreurs?.Pour("issue") },
        ],
        .. (Tache.Form?.Fields ?? []).Select(ChampDe),
    ];

    public IReadOnlyList<object> ChampsDeDelegation =>
    [
        _connus is { } known
            ? new ChampChoix("delegue", "À qui ?", Delegue, [.. known.Select(name => new OptionChoix(name, name))]) { Erreur = Erreurs?.Pour("delegue") }
            : new ChampTexte("delegue", "À qui ?", Delegue) { Indication = "Le nom de la personne, tel que l’affiche son en-tête quand elle est connectée.", Erreur = Erreurs?.Pour("delegue") },
        new ChampTexte("motif", "Motif", Motif) { Indication = "Gardé avec la tâche. Exemple : congés.", Erreur = Erreurs?.Pour("motif") },
        new ChampDate("fin", "Dernier jour (optionnel)", Fin) { Indication = "Sans date, jusqu’à ce que l’un de vous y mette fin. Exemple : 30 11 2026", Erreur = Erreurs?.Pour("fin") },
    ];

    private bool EstOuverte => Tache.State == TaskState.Open && Droits.Allows(actors.Required, ActOnTask.Verbe);

    private object ChampDe(TaskField field)
    {
        var (name, label, error) = (Champ + field.Name, field.Required ? field.Label : $"{field.Label} (optionnel)", Erreurs?.Pour(Champ + field.Name));
        return field.Type switch
        {
            "date" => new ChampDate(name, label, Jour(field)) { Erreur = error },
            "choice" => new ChampChoix(name, label, Saisi(field), [.. field.Choices.Select(choice => new OptionChoix(choice, choice))]) { Erreur = error },
            "boolean" => new ChampChoix(name, label, Saisi(field), [new("oui", "Oui"), new("non", "Non")]) { Riche = true, Erreur = error },
            "number" => new ChampTexte(name, label, Saisi(field)) { Indication = "Exemple : 1 234,50", Erreur = error },
            _ => new ChampTexte(name, label, Saisi(field)) { Erreur = error },
        };
    }

    private string Libelle(string field) => Tache.Form?.Fields.FirstOrDefault(one => one.Name == field)?.Label ?? field;

    private static IEnumerable<LigneRecapitulatif> Lignes(string? json, Func<string, string> label)
    {
        if (json is null)
            return [];
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return root.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Object => [.. root.EnumerateObject().Select(one => new LigneRecapitulatif(label(one.Name), Texte(one.Value)))],
            _ => [new LigneRecapitulatif("Demande", Texte(root))],
        };
    }

    private static string Texte(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "oui",
        JsonValueKind.False => "non",
        JsonValueKind.Null => "–",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Texte)),
        _ => value.GetRawText(),
    };
}
