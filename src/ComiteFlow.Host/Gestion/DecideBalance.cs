using System.Text.Json.Serialization;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Gestion;

/// <summary>The délégant decides what becomes of the unconsumed balance of a year.</summary>
internal sealed class DecideBalance(IDossiers dossiers, TimeProvider clock) : IUseCase<DecideBalance.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        new Soldes(dossier).Decide(
            commande.Startup, commande.Year, Of(commande.ReturnAeCents, commande.ReturnCpCents), Of(commande.CarryAeCents, commande.CarryCpCents), clock.Today());
    }

    private static ParDimension Of(MontantSaisi? ae, MontantSaisi? cp) => new(ae?.LireOuZero() ?? Money.Zero, cp?.LireOuZero() ?? Money.Zero);

    internal sealed record Commande : Actes.Commande
    {
        public string Startup { get; init; } = "";

        [JsonConverter(typeof(ClesSaisies.Annee))]
        public int Year { get; init; }

        public MontantSaisi? ReturnAeCents { get; init; }

        public MontantSaisi? ReturnCpCents { get; init; }

        public MontantSaisi? CarryAeCents { get; init; }

        public MontantSaisi? CarryCpCents { get; init; }
    }
}
