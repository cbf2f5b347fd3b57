using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Signatures;

/// <summary>Opens a task for each copy that the text asks for.</summary>
[ActivityType(
    "ComiteFlow.OpenCopies", DisplayName = "Transmettre les copies", Category = Rubriques.Actes,
    Help = "Ouvre une tâche pour chaque copie que le texte demande, au CBCM par exemple.")]
public sealed class OpenCopies(IDossiers dossiers) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var acte = dossier.Acte(context.CorrelationId);
        if (acte.SignedOn is not null)
            new Taches(dossier).OpenCopies(acte, context.Today);
        return Outcome.Done;
    }
}

/// <summary>Opens a task for each place of publication.</summary>
[ActivityType("ComiteFlow.OpenPublications", DisplayName = "Publier", Category = Rubriques.Actes, Help = "Ouvre une tâche pour chaque lieu où l’acte doit être publié.")]
public sealed class OpenPublications(IDossiers dossiers) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var acte = dossier.Acte(context.CorrelationId);
        if (acte.SignedOn is not null)
            new Taches(dossier).OpenPublications(acte, context.Today);
        return Outcome.Done;
    }
}
