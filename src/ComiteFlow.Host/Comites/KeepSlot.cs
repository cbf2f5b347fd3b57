using ComiteFlow.Activities.Comites;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Comites;

/// <summary>The coordination holds a séance at one of the proposed slots: day and hour are set before anybody is told, once.</summary>
internal sealed class KeepSlot(IDossiers dossiers, SuitesDUneSeance suites, Convocations convocations, TimeProvider clock) : IUseCase<KeepSlot.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "keepSlot";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        switch (new ChoixDesParties(dossier).Keep(comite, commande.Slot, commande.Reason, clock.Today()))
        {
            case CreneauRetenu.AutreJour:
                await suites.MovedAsync(dossier, comite, commande.Reason, clock.GetUtcNow(), ct);
                break;
            case CreneauRetenu.AutreHeure:
                await convocations.TellAsync(dossier, comite, new ChangementDeSeance(GenreDeChangement.Precision, null), clock.Today(), ct);
                break;
        }
    }

    internal sealed record Commande : CommandeDeComite
    {
        /// <summary>Such as <c>2020-09-23T10:00-11:00</c>.</summary>
        public string Slot { get; init; } = "";

        /// <summary>Why the séance changes its day; empty where it keeps it.</summary>
        public string? Reason { get; init; }
    }
}
