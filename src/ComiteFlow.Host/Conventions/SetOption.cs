using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Conventions;

/// <summary>A setting is switched for one convention.</summary>
internal sealed class SetOption(IDossiers dossiers, TimeProvider clock) : IUseCase<SetOption.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        new Choix(dossier).Set(commande.Option, commande.Value, clock.Today());
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Option { get; init; } = "";

        public JsonElement Value { get; init; }
    }
}
