using ComiteFlow.Activities.Comites;
using ComiteFlow.Activities.Gestion;
using ComiteFlow.Activities.Tranches;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Courriels;

/// <summary>What somebody is awaited for, by facts alone: the partial <c>geste-attendu</c> finds the words.</summary>
/// <param name="Genre">The act, by its verb.</param>
public sealed record GesteAttendu(string Genre)
{
    public Acte? Acte { get; init; }

    public string? Partie { get; init; }

    public Rapport? Rapport { get; init; }

    public Comite? Comite { get; init; }

    public int? Annee { get; init; }

    public int? Tranche { get; init; }

    /// <summary>How many things it is about.</summary>
    public int? Nombre { get; init; }

    /// <summary>A name that people gave: a place, a recipient, a task that somebody drew.</summary>
    public string? Texte { get; init; }

    /// <summary>True once the convention has come to its end.</summary>
    public bool EstFinie { get; init; }

    /// <summary>What a task asks for: the act of a shipped step, or the name that people gave to a task which they drew.</summary>
    public static GesteAttendu DeTache(Dossier dossier, HumanTask task)
    {
        if (dossier.Comites.FirstOrDefault(comite => HoldComite.TaskKey(comite.Id) == task.Key) is { } held)
            return new("holdCommittee") { Comite = held };
        if (dossier.Comites.FirstOrDefault(comite => ChooseDate.TaskKey(comite) == task.Key) is { } dated)
            return new("confirmDate") { Comite = dated };
        if (dossier.Tranches.FirstOrDefault(tranche => RequestRelease.TaskKey(tranche) == task.Key) is { } tranche)
            return new("releaseFunds") { Tranche = tranche.Number };
        return dossier.Dialogues.FirstOrDefault(dialogue => RequestDialogue.TaskKey(dossier.Id, dialogue.Year) == task.Key) is { } dialogue
            ? new("holdDialogue") { Annee = dialogue.Year } : new("actOnTask") { Texte = task.Name };
    }

    public Dictionary<string, object?> Donnees(Dossier dossier) => new()
    {
        ["genre"] = Genre, ["acte"] = Acte is null ? null : DonneesDeCourriel.Acte(dossier, Acte), ["partie"] = Partie is null ? null : DonneesDeCourriel.Avec(Partie),
        ["rapport"] = Rapport?.Kind, ["mois"] = Rapport?.Month,
        ["comite"] = Comite is null ? null : new Dictionary<string, object?>
        {
            ["nom"] = DonneesDeCourriel.Nom(dossier, Comite), ["numero"] = Comite.Occurrence, ["produit"] = Comite.Startup is null ? null : DonneesDeCourriel.Produit(dossier, Comite.Startup),
            ["le"] = DonneesDeCourriel.Iso(Comite.On),
        },
        ["annee"] = Annee, ["tranche"] = Tranche, ["nombre"] = Nombre, ["texte"] = Texte, ["finie"] = EstFinie,
    };
}
