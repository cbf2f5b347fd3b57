using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Activities.Signatures;

/// <summary>Tells the workflows what signatures and publications bring about.</summary>
public static class Suites
{
    /// <param name="missingBefore">How many signatures were missing before the act.</param>
    public static async Task AnnounceAsync(IWorkflows workflows, Dossier dossier, Acte acte, int missingBefore, CancellationToken ct)
    {
        if (missingBefore == acte.Signatures.Count && acte.Missing.Count < missingBefore && acte.Missing.Count > 0)
            await workflows.PublishAsync(Evenements.PremiereSignature, acte.Id, null, ct);
        if (missingBefore == 0 || acte.SignedOn is null)
            return;
        await workflows.PublishAsync(Evenements.ActeSigne, acte.Id, null, ct);
        await JalonAsync(workflows, dossier, ct);
        if (!acte.IsAvenant && dossier.EffectOn is not null)
            await workflows.PublishAsync(Evenements.ConventionEffet, dossier.Id, null, ct);
    }

    /// <summary>Something from which dates are counted is known.</summary>
    public static async Task JalonAsync(IWorkflows workflows, Dossier dossier, CancellationToken ct)
    {
        await workflows.PublishAsync(Evenements.ConventionJalon, dossier.Id, null, ct);
        await workflows.PublishAsync(Evenements.ConventionFin, dossier.Id, null, ct);
    }
}
