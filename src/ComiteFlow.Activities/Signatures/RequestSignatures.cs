using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Signatures;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Signatures;

/// <summary>Asks every party that has not signed, and opens its task.</summary>
[ActivityType(
    "ComiteFlow.RequestSignatures", DisplayName = "Faire signer", Category = Rubriques.Actes,
    Help = "Demande sa signature à chaque partie qui n’a pas signé et ouvre sa tâche.")]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations,
    IsRequired = true)]
[SendsMail(RequestSignatures.Rappel, "quand l’étape est atteinte, ou quand l’acte est envoyé à la signature", Who = "chaque partie qui n’a pas signé")]
[SendsMail(CourrielsDuSite.DemandeSignature, "quand l’étape est atteinte, à la place du rappel de signature", Who = "chaque partie qui n’a pas signé")]
public sealed class RequestSignatures(IDossiers dossiers, IOutbox outbox, CourrielsDuSite site, ITasks tasks, IRunStore circuits) : IActivity
{
    /// <summary>Template of the mails that ask again for a signature.</summary>
    public const string Rappel = "rappelSignature";

    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var acte = dossier.Acte(context.CorrelationId);
        var obligation = ObligationServie.Require(context, dossier);
        var circuit = await circuits.VersionAsync(context.DefinitionId, context.DefinitionVersion, ct);
        var reminded = circuit is null ? null : RemindSignatories.FirstAfter(dossier, circuit);
        foreach (var party in new CircuitDeSignature(dossier).Request(acte))
        {
            var planned = (await tasks.FindAsync(TaskKey(acte.Id, party), ct))?.NextReminderOn;
            await context.OpenTaskAsync(
                new TaskRequest(TaskKey(acte.Id, party), "signer", acte.Id, ["signatory:" + party], null, []), ct);
            var (template, data) = site.Envoie(CourrielsDuSite.DemandeSignature)
                ? (CourrielsDuSite.DemandeSignature, DonneesDeSignature.Demande(dossier, acte, party, planned, reminded))
                : (Rappel, new Dictionary<string, object?>(DonneesDeCourriel.Lot(DonneesDeSignature.Rappel(dossier, acte, party, 0, [], context.Today), null)) { ["signataire"] = true });
            await outbox.EnqueueAsync(
                new Courriel($"{template}/{acte.Id}/{party}/0", template, party, [], dossier.Id, acte.Id, obligation, data)
                {
                    Demandes = [Demande.Tache(TaskKey(acte.Id, party))],
                },
                ct);
        }

        return Outcome.Done;
    }

    /// <summary>Key of a party's signing task; a use case completes it by this key.</summary>
    public static string TaskKey(string acte, string party) => $"signature/{acte}/{party}";
}
