using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Signatures;

/// <summary>Opens a task for each copy that the text asks for.</summary>
[ActivityType("ComiteFlow.OpenCopies", DisplayName = "Transmettre les copies")]
public sealed class OpenCopies(IDossiers dossiers) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        new Taches(dossier).OpenCopies(dossier.Acte(context.CorrelationId), context.Today);
        return Outcome.Done;
    }
}

/// <summary>Opens a task for each place of publication.</summary>
[ActivityType("ComiteFlow.OpenPublications", DisplayName = "Publier")]
public sealed class OpenPublications(IDossiers dossiers) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        new Taches(dossier).OpenPublications(dossier.Acte(context.CorrelationId), context.Today);
        return Outcome.Done;
    }
}
