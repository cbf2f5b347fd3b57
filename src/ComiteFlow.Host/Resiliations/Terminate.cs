using ComiteFlow.Activities.Comites;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Activities.Gestion;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Resiliations;

/// <summary>A party gives notice, or the délégataire ends the accompaniment of one team.</summary>
internal sealed class Terminate(IDossiers dossiers, IWorkflows workflows, ITasks tasks, SuitesDUneSeance suites, CourrielsDePreavis mail, IDocuments documents, TimeProvider clock) : IUseCase<Terminate.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, today) = (await dossiers.RequireAsync(commande.Convention, ct), clock.Today());
        if (actor.Scope != commande.Party)
            throw Saisies.PartieInterdite($"résilier {dossier.Id} pour {Saisies.Citer(commande.Party)}", actor.Scope ?? "");
        var rules = new Preavis(dossier);
        var received = Actes.Dossiers.Jour(commande.ReceivedOn) ?? today;
        var resiliation = commande.Startup is { } startup
            ? rules.EndAccompaniment(commande.Party, startup, commande.Reason, today)
            : rules.Notify(commande.Party, received, commande.Reason, today);
        foreach (var comite in resiliation.Comites)
        {
            await suites.CancelledAsync(dossier, dossier.Comite(comite), resiliation.Startup is null ? Preavis.ParPreavis : Preavis.ParFinDAccompagnement, clock.GetUtcNow(), ct);
        }

        foreach (var dialogue in dossier.Dialogues.Where(dialogue => dialogue.CancelledOn is not null))
        {
            await tasks.CancelAsync(RequestDialogue.TaskKey(dossier.Id, dialogue.Year), clock.GetUtcNow(), ct);
        }

        await workflows.PublishAsync(Evenements.ConventionFin, dossier.Id, null, ct);
        await dossiers.ReviewSharedAsync(dossier, today, ct);
        await documents.MakeAsync(DemandesDeDocument.Resiliation(dossier, resiliation), ct);
        await mail.SendAsync(dossier, resiliation, isWithdrawn: false, ct);
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Party { get; init; } = "";

        public string? ReceivedOn { get; init; }

        public string? Startup { get; init; }

        public string? Reason { get; init; }
    }
}
