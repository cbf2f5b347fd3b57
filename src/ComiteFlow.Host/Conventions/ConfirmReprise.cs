using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Rapports;

namespace ComiteFlow.Host.Conventions;

/// <summary>The coordinator says, point by point, what is still owed of what fell due before the registration; what is goes on from today.</summary>
internal sealed class ConfirmReprise(IDossiers dossiers, IWorkflows workflows, TimeProvider clock) : IUseCase<ConfirmReprise.Commande>
{
    /// <summary>The workflows that take up what is still owed; published names.</summary>
    private const string Seance = "comite", Mensuel = "compte-rendu-mensuel", Acte = "reprise-acte";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        var reponses = commande.Points.Select(p => new ReponseDeReprise(p.Point, p.Choice, Actes.Dossiers.Jour(p.On), p.Reason)).ToList();
        var points = new Reprise(dossier).Confirm(reponses, actor.Label, clock.Today());
        foreach (var point in points)
        {
            await GoOnAsync(dossier, point, ct);
        }

        foreach (var ofActe in points.Where(p => p is { IsOwed: true, Kind: "copy" or "publish" }).GroupBy(p => p.Document!))
        {
            await StartAsync(Acte, "reprise/" + ofActe.First().Id, ofActe.Key, ct);
        }
    }

    private async Task GoOnAsync(Dossier dossier, PointDeReprise point, CancellationToken ct)
    {
        var comite = dossier.Comites.FirstOrDefault(c => c.Id == point.Comite);
        switch (point.Kind)
        {
            case PointDeReprise.Seance when point.IsOwed:
                await StartAsync(Seance, "comite/" + point.Id, point.Id, ct);
                if (point.On is not null)
                    await workflows.PublishAsync(Evenements.ComiteDeplace, point.Id, null, ct);
                break;
            case PointDeReprise.Etat when point.IsOwed && comite is { State: ComiteState.Past }:
                await StartAsync(Seance, "comite/" + comite.Id, comite.Id, ct);
                break;
            case PointDeReprise.Etat when dossier.Rapports.FirstOrDefault(r => r.Id == point.Id) is { } rapport:
                if (!rapport.IsMissing)
                    await workflows.PublishReceivedAsync(dossier, rapport, ct);
                await workflows.PublishAsync(Evenements.RepriseConfirmee, point.Id, null, ct);
                break;
            case PointDeReprise.Mensuel when point.IsOwed:
                await StartAsync(Mensuel, "compte/" + point.Id, point.Id, ct);
                break;
            case PointDeReprise.Convocation or PointDeReprise.Final or PointDeReprise.Signature:
                await workflows.PublishAsync(Evenements.RepriseConfirmee, point.Id, null, ct);
                break;
        }
    }

    /// <summary>A workflow starts once per key: one that runs already goes on as it is.</summary>
    private Task StartAsync(string definition, string key, string correlation, CancellationToken ct) =>
        workflows.StartAsync(definition, key, correlation, new Dictionary<string, object?>(), ct);

    internal sealed record Commande : Actes.Commande
    {
        public IReadOnlyList<Reponse> Points { get; init; } = [];
    }

    /// <summary>What is said of one point.</summary>
    internal sealed record Reponse
    {
        public string Point { get; init; } = "";

        /// <summary><c>done</c>, <c>owed</c> or <c>moot</c>.</summary>
        public string Choice { get; init; } = "";

        public string? On { get; init; }

        public string? Reason { get; init; }
    }
}
