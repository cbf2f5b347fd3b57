using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>Reminds at once of a task, in the words of its next reminder; once in 24 hours.</summary>
internal sealed class RemindNow(ComiteFlowDb db, ITasks tasks, EmissionDesRelances emission, TimeProvider clock) : IUseCase<RemindNow.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "remindNow";

    private static readonly TimeSpan Cooldown = TimeSpan.FromHours(24);

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        if (await tasks.FindAsync(commande.Task, ct) is not { State: TaskState.Open } task)
            throw Saisies.Inconnu("La tâche ouverte", commande.Task, []);
        var now = clock.GetUtcNow();
        var (prefix, since) = (EmissionDesRelances.ByHand(task), (now - Cooldown).ToUniversalTime());
        if (await db.Set<CourrielRow>().AsNoTracking().Where(c => c.Key.StartsWith(prefix) && c.CreatedAt > since).Select(c => (DateTimeOffset?)c.CreatedAt).MaxAsync(ct) is { } last)
            throw new BrokenRuleException("alreadyDone", $"Un rappel de votre main est parti le {Formats.InstantCourt(last)} : attendez 24 heures avant le suivant.");
        if (!await emission.RemindNowAsync(task, ct))
            throw new BrokenRuleException("noSuchClause", "Aucun rappel n’est prévu pour cette tâche : il n’y a pas de courriel à envoyer en avance.");
    }

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>Key of the task.</summary>
        public string Task { get; init; } = "";
    }
}
