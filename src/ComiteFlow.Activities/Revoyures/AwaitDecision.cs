using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Revoyures;

/// <summary>Asks DGEFP to decide and goes on by the form that the decision takes.</summary>
[ActivityType(
    "ComiteFlow.AwaitDecision", DisplayName = "Faire décider", Category = Rubriques.Revoyures,
    Help = "Ouvre la tâche de décision et continue par la forme que la décision prend.", Outcomes = ["Tranche", "Avenant", "NewConvention", "None"],
    Labels = ["Une tranche", "Un avenant", "Une nouvelle convention", "Rien de neuf"])]
[SendsMail(CourrielsDuSite.DemandeDecision, "quand la décision devient possible", Who = "qui décide pour le délégant")]
public sealed class AwaitDecision(IDossiers dossiers, IOutbox outbox, CourrielsDuSite site) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        await context.OpenTaskAsync(new TaskRequest(TaskKey(comite.Id), "decider", comite.Id, ["decisionMaker"], null, []), ct);
        if (site.Envoie(CourrielsDuSite.DemandeDecision))
        {
            await outbox.EnqueueAsync(
                new Courriel(
                    $"demandeDecision/{comite.Id}/{dossier.Delegant}", CourrielsDuSite.DemandeDecision, dossier.Delegant, [], dossier.Id, null,
                    DonneesDeDecision.Obligation(dossier), DonneesDeDecision.Demande(dossier, comite, context.Today))
                {
                    Demandes = [Demande.Tache(TaskKey(comite.Id))],
                    Fil = comite.Id,
                },
                ct);
        }

        context.WaitForEvent(Evenements.RevoyureDecidee, comite.Id);
        return Outcome.Wait;
    }

    public async Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        var comite = (await dossiers.ForAsync(context, ct)).Comite(context.CorrelationId);
        return Outcome.Named(comite.Decision?.Form switch
        {
            "tranche" => "Tranche",
            "avenant" => "Avenant",
            "newConvention" => "NewConvention",
            _ => "None",
        });
    }

    /// <summary>Key of the decision task; a use case completes it by this key.</summary>
    public static string TaskKey(string comiteId) => "decision/" + comiteId;
}
