using System.Text.Json.Serialization;
using ComiteFlow.Activities.Gestion;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Gestion;

/// <summary>A dialogue de gestion took place.</summary>
internal sealed class HoldDialogue(IDossiers dossiers, ITasks tasks, TimeProvider clock) : IUseCase<HoldDialogue.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        new FinDeGestion(dossier).Hold(commande.Year, clock.Today());
        await tasks.CompleteAsync(RequestDialogue.TaskKey(dossier.Id, commande.Year), Fonctions.Nom(actor), clock.GetUtcNow(), ct);
    }

    internal sealed record Commande : Actes.Commande
    {
        [JsonConverter(typeof(ClesSaisies.Annee))]
        public int Year { get; init; }
    }
}
