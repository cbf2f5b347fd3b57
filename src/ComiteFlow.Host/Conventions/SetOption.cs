using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Conventions;

/// <summary>A setting is switched for one convention.</summary>
internal sealed class SetOption(IDossiers dossiers, IWorkflows workflows, TimeProvider clock) : IUseCase<SetOption.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        new Choix(dossier).Set(commande.Option, commande.Value, clock.Today());
        if (VerificationDesRegles.Reglages.Contains(commande.Option))
            await workflows.PublishAsync(Evenements.ConventionJalon, dossier.Id, null, ct);
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Option { get; init; } = "";

        public JsonElement Value { get; init; }
    }
}
