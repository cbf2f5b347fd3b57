using ComiteFlow.Activities.Comites;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Comites;

/// <summary>The coordinator says hour, place and agenda of a séance; those convened already get the next version of their invitation.</summary>
internal sealed class ConveneDetails(IDossiers dossiers, Convocations convocations, TimeProvider clock) : IUseCase<ConveneDetails.Commande>
{
    public const string Verbe = "conveneDetails";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        var starts = string.IsNullOrWhiteSpace(commande.Time) ? (TimeOnly?)null : Saisies.Heure(commande.Time);
        new DetailsDeSeance(dossier).Set(comite, starts, commande.Place, commande.Agenda ?? [], clock.Today());
        await convocations.TellAsync(dossier, comite, new ChangementDeSeance(GenreDeChangement.Precision, null), clock.Today(), ct);
    }

    internal sealed record Commande : CommandeDeComite
    {
        /// <summary>Hour in Paris, such as 14:30; empty for none.</summary>
        public string? Time { get; init; }

        /// <summary>Room, or https address of the visioconférence.</summary>
        public string? Place { get; init; }

        /// <summary>Points in order; none for the usual ones.</summary>
        public IReadOnlyList<string>? Agenda { get; init; }
    }
}
