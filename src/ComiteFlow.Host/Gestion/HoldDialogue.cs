using System.Text.Json.Serialization;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Gestion;

/// <summary>A dialogue de gestion took place.</summary>
internal sealed class HoldDialogue(IDossiers dossiers, TimeProvider clock) : IUseCase<HoldDialogue.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct) =>
        new FinDeGestion(await dossiers.RequireAsync(commande.Convention, ct)).Hold(commande.Year, clock.Today());

    internal sealed record Commande : Actes.Commande
    {
        [JsonConverter(typeof(ClesSaisies.Annee))]
        public int Year { get; init; }
    }
}
