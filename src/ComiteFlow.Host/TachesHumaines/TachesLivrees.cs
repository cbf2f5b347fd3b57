using ComiteFlow.Activities.Comites;
using ComiteFlow.Activities.Gestion;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Activities.Revoyures;
using ComiteFlow.Activities.Signatures;
using ComiteFlow.Activities.Tranches;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Signatures;

namespace ComiteFlow.Host.TachesHumaines;

/// <summary>The tasks of the shipped steps: each is done by an act that has a page of its own.</summary>
internal static class TachesLivrees
{
    /// <summary>What to do and where; null for a task that a drawn workflow asks for.</summary>
    public static Lien? Page(Dossier dossier, string key) => DActe(dossier, key) ?? Courriels.EnvoisEnFrancais.Tache(key);

    /// <summary>What people call a task: steps that ship name theirs by a code.</summary>
    /// <param name="dossier">What the task is about; null where nobody knows it.</param>
    public static string Nom(Dossier? dossier, HumanTask task) => dossier is null ? task.Name : DActe(dossier, task.Key)?.Texte ?? task.Name;

    private static Lien? DActe(Dossier dossier, string key) =>
        Signature(dossier, key) ?? Decision(dossier, key) ?? Rapport(dossier, key) ?? Tenue(dossier, key) ?? Credits(dossier, key) ?? Dialogue(dossier, key) ?? Modification(dossier, key);

    private static Lien? Signature(Dossier dossier, string key) =>
        (from acte in dossier.Actes
         from signature in acte.Signatures
         where RequestSignatures.TaskKey(acte.Id, signature.PartyId) == key
         select new Lien($"Signer {Noms.LActe(acte)} pour {signature.PartyId}", Adresses.Signature(acte))).FirstOrDefault();

    private static Lien? Decision(Dossier dossier, string key) => dossier.Comites.FirstOrDefault(comite => AwaitDecision.TaskKey(comite.Id) == key) is { } comite
        ? new Lien($"Décider la revoyure du {Minuscule(Noms.Comite(dossier, comite))}", Adresses.Comite(comite, "decider"))
        : null;

    private static Lien? Rapport(Dossier dossier, string key)
    {
        if (dossier.Rapports.FirstOrDefault(rapport => RequestStatusReport.TaskKey(rapport) == key) is not { } rapport)
            return null;
        return dossier.Comites.FirstOrDefault(one => Domain.Rapports.Rapport.StatusId(one.Id) == rapport.Id) is { } comite
            ? new Lien($"Transmettre l’état des réalisations avant le {Minuscule(Noms.Comite(dossier, comite))}", Adresses.Comite(comite, "etat"))
            : new Lien($"Transmettre le {Minuscule(Noms.Rapport(dossier, rapport))}", Adresses.CompteRendu(rapport));
    }

    private static Lien? Tenue(Dossier dossier, string key) => dossier.Comites.FirstOrDefault(comite => HoldComite.TaskKey(comite.Id) == key) is { } comite
        ? new Lien($"Enregistrer la tenue du {Minuscule(Noms.Comite(dossier, comite))}", Adresses.Comite(comite, "tenir"))
        : null;

    private static Lien? Credits(Dossier dossier, string key) => dossier.Tranches.FirstOrDefault(tranche => RequestRelease.TaskKey(tranche) == key) is { } tranche
        ? new Lien($"Mettre à disposition les crédits de la tranche n° {Noms.Rang(tranche.Number)}", Adresses.Acte(dossier, "credits"))
        : null;

    private static Lien? Dialogue(Dossier dossier, string key) => dossier.Dialogues.FirstOrDefault(dialogue => RequestDialogue.TaskKey(dossier.Id, dialogue.Year) == key) is { } dialogue
        ? new Lien($"Tenir le dialogue de gestion {Noms.Rang(dialogue.Year)}", Adresses.FinDeGestion(dossier, dialogue.Year))
        : null;

    private static Lien? Modification(Dossier dossier, string key) => dossier.Actes.FirstOrDefault(acte => acte.Id == DemandesDeModification.Document(key)) is { } acte
        ? new Lien($"Répondre à une demande de modification de {Noms.LActe(acte)}", Adresses.Signature(acte))
        : null;

    private static string Minuscule(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
