using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Revoyures;

/// <summary>Issues the relevé de décisions and the letter of the décision. The fact names the relevé alone.</summary>
[ActivityType("ComiteFlow.IssueMinutes", DisplayName = "Établir le relevé de décisions", Category = Rubriques.Revoyures, Help = "Établit le relevé de décisions du comité.")]
public sealed class IssueMinutes(IDossiers dossiers, IDocuments documents) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        var file = await documents.MakeAsync(DemandesDeDocument.Releve(dossier, comite), ct);
        if (comite.Outcome is not null)
            await documents.MakeAsync(DemandesDeDocument.Lettre(dossier, comite), ct);
        var waiver = dossier.Rapports.FirstOrDefault(r => r.Id == Rapport.StatusId(comite.Id))?.WaivedBecause;
        dossier.Raise(new MinutesIssued
        {
            Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup,
            Outcome = comite.Outcome ?? "", Waiver = waiver, Files = [file],
        });
        return Outcome.Done;
    }
}
