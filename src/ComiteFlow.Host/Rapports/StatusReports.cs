using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.Revoyures;

namespace ComiteFlow.Host.Rapports;

/// <summary>The état des réalisations of a comité comes in.</summary>
internal sealed class SubmitStatusReport(IDossiers dossiers, IWorkflows workflows, ITasks tasks, CourrielDeRevoyure courriel, TimeProvider clock) : IUseCase<SubmitStatusReport.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        if (actor is { Role: Roles.Team, Scope: { } team } && (comite.Startup is { } startup ? startup != team : dossier.Startups().All(s => s.Startup.Id != team)))
            throw Saisies.PartieInterdite("transmettre l’état des réalisations", $"L’équipe de {team}");
        var rapport = new SuiviDesRapports(dossier).ReceiveStatus(comite, clock.Today());
        if (new OuverturesParRegle(dossier).MissedImpact(comite, IndicateursLus.Of(commande.Indicators), clock.Today()) is not null)
        {
            await workflows.PublishAsync(Evenements.ConventionJalon, dossier.Id, null, ct);
            await courriel.SendAsync(dossier, NatureDeCourriel.Acte, ct);
        }

        await tasks.CompleteAsync(RequestStatusReport.TaskKey(rapport), Fonctions.Nom(actor), clock.GetUtcNow(), ct);
        await workflows.PublishReceivedAsync(dossier, rapport, ct);
    }

    internal sealed record Commande : CommandeDeComite
    {
        public System.Text.Json.JsonElement? Indicators { get; init; }
    }
}

/// <summary>The délégant goes without an état des réalisations, with a reason.</summary>
internal sealed class WaiveStatusReport(IDossiers dossiers, IWorkflows workflows, ITasks tasks, TimeProvider clock) : IUseCase<WaiveStatusReport.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        var rapport = new SuiviDesRapports(dossier).WaiveStatus(comite, commande.Reason, actor.Label);
        await tasks.CompleteAsync(RequestStatusReport.TaskKey(rapport), Fonctions.Nom(actor), clock.GetUtcNow(), ct);
        await workflows.PublishReceivedAsync(dossier, rapport, ct);
    }

    internal sealed record Commande : CommandeDeComite
    {
        public string Reason { get; init; } = "";
    }
}
