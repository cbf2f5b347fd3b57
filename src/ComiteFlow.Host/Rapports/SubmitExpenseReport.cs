using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Rapports;

/// <summary>A monthly or the final account comes in; figures default to the ledger's.</summary>
internal sealed class SubmitExpenseReport(IDossiers dossiers, IWorkflows workflows, ITasks tasks, IDocuments documents, CourrielDesDepenses courriel, TimeProvider clock) : IUseCase<SubmitExpenseReport.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        var chiffres = new SuiviDesRapports.Chiffres(
            commande.CumulatedCommittedCents?.LireOuZero(), commande.CumulatedPaidCents?.LireOuZero(),
            commande.ForecastAeCents?.LireOuZero(), commande.ForecastCpCents?.LireOuZero());
        var rapport = new SuiviDesRapports(dossier).ReceiveAccount(Rapport.MonthOf(commande.Month, commande.Report), chiffres, commande.Comment, clock.Today());
        await tasks.CompleteAsync(RequestStatusReport.TaskKey(rapport), Fonctions.Nom(actor), clock.GetUtcNow(), ct);
        // A monthly account has a workflow that makes its document; the final one has none.
        if (rapport.Kind == "final")
            await documents.RemakeAsync(DemandesDeDocument.Compte(dossier, rapport), ct);
        await workflows.PublishReceivedAsync(dossier, rapport, ct);
        await courriel.SendAsync(dossier, rapport, ct);
    }

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>Month (<c>yyyy-MM</c>) of a monthly account.</summary>
        public string? Month { get; init; }

        /// <summary><c>final</c> for the account at the end.</summary>
        public string? Report { get; init; }

        public MontantSaisi? CumulatedCommittedCents { get; init; }

        public MontantSaisi? CumulatedPaidCents { get; init; }

        public MontantSaisi? ForecastAeCents { get; init; }

        public MontantSaisi? ForecastCpCents { get; init; }

        public string? Comment { get; init; }
    }
}

/// <summary>Tells the report's own workflow and the comités that wait for it.</summary>
internal static class ReceivedEvents
{
    public static async Task PublishReceivedAsync(this IWorkflows workflows, Dossier dossier, Rapport rapport, CancellationToken ct)
    {
        if (rapport.Kind == "monthly")
            await workflows.PublishAsync(Evenements.RapportRecu, rapport.Id, null, ct);
        foreach (var comite in dossier.Comites.Where(c => c.IsWaiting && c.HeldOn is null))
        {
            await workflows.PublishAsync(Evenements.RapportRecu, comite.Id, null, ct);
        }
    }
}
