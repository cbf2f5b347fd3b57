using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Signatures;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Activities.Signatures;

/// <summary>Records the signatures that a text states without doubt, each on its day.</summary>
[ActivityType(
    "ComiteFlow.RecordStatedSignatures", DisplayName = "Constater les signatures datées du texte", Category = Rubriques.Actes,
    Help = "Enregistre les signatures que le texte date sans doute possible, chacune à son jour.")]
public sealed class RecordStatedSignatures(IDossiers dossiers, IWorkflows workflows) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var acte = dossier.Acte(context.CorrelationId);
        var circuit = new CircuitDeSignature(dossier);
        var before = acte.Missing.Count;
        circuit.RecordStated(acte, context.Today);
        if (before > 0 && acte.SignedOn is not null)
            await dossiers.ReviewSharedAsync(dossier, context.Today, ct);
        await Suites.AnnounceAsync(workflows, dossier, acte, before, ct);
        if (circuit.NextStated(acte) is not { } next)
            return Outcome.Done;
        context.WaitUntil(HeureDeParis.At(next, TimeOnly.MinValue));
        return Outcome.Wait;
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => RunAsync(context, ct);
}
