using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.TachesHumaines;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>Stops the reminders of one task, also those that its workflow plans later. The task stays to be done.</summary>
internal sealed class StopReminders(ComiteFlowDb db, ITasks tasks, IDossiers dossiers, IJournalFaits faits, TimeProvider clock) : IUseCase<StopReminders.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "stopReminders";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        if (await tasks.FindAsync(commande.Task, ct) is not { State: TaskState.Open } task)
            throw Saisies.Inconnu("La tâche ouverte", commande.Task, []);
        if (string.IsNullOrWhiteSpace(commande.Reason))
            throw new BrokenRuleException("commentRequired", "Écrivez en une phrase pourquoi les rappels s’arrêtent : le motif se lit sur la page des envois.");
        if (await db.Set<ArretDeRelanceRow>().AnyAsync(stop => stop.Task == commande.Task, ct))
            throw new BrokenRuleException("alreadyDone", "Les rappels de cette tâche sont déjà arrêtés.");
        var dossier = await dossiers.OfDocumentAsync(task.CorrelationId.Split('/')[0], ct);
        faits.Add(new RemindersStopped { Convention = dossier?.Id, Task = task.Key, TaskName = TachesLivrees.Nom(dossier, task), By = Fonctions.Nom(actor), Reason = commande.Reason.Trim() });
        db.Add(new ArretDeRelanceRow { Task = commande.Task, By = Fonctions.Nom(actor), At = clock.GetUtcNow(), Reason = commande.Reason.Trim() });
    }

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>Key of the task.</summary>
        public string Task { get; init; } = "";

        public string? Reason { get; init; }
    }
}

/// <summary>The stopped reminders in SQL.</summary>
internal sealed class SqlArretsDeRelance(ComiteFlowDb db) : IArretsDeRelance
{
    private static readonly Func<ComiteFlowDb, string, Task<bool>> Stopped = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, string task) => db.Set<ArretDeRelanceRow>().Any(stop => stop.Task == task)));

    public Task<bool> IsStoppedAsync(string task, CancellationToken ct) => Stopped(db, task);
}
