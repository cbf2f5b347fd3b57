using ComiteFlow.Activities.Signatures;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Conventions;

/// <summary>A dated event is recorded: the start of the incubation, or a milestone of the text.</summary>
internal sealed class RecordMilestone(IDossiers dossiers, IWorkflows workflows, TimeProvider clock) : IUseCase<RecordMilestone.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        new Enregistrement(dossier).Milestone(commande.Milestone, commande.Startup, Actes.Dossiers.Jour(commande.On) ?? clock.Today(), clock.Today());
        new OuverturesParRegle(dossier).Verify(clock.Today());
        await Suites.JalonAsync(workflows, dossier, ct);
    }

    internal sealed record Commande : Actes.Commande
    {
        public string? Startup { get; init; }

        public string Milestone { get; init; } = "";

        public string? On { get; init; }
    }
}
