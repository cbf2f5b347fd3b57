using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>Reminds at once of a task, in the words of its next reminder; a person gets one such reminder in 24 hours, and no other one on the same day.</summary>
internal sealed class RemindNow(ComiteFlowDb db, ITasks tasks, EmissionDesRelances emission, TimeProvider clock) : IUseCase<RemindNow.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "remindNow";

    private static readonly TimeSpan Cooldown = TimeSpan.FromHours(24);

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        if (await tasks.FindAsync(commande.Task, ct) is not { State: TaskState.Open } task)
            throw Saisies.Inconnu("La tâche ouverte", commande.Task, []);
        var recipients = await emission.NextRecipientsAsync(task, ct);
        if (recipients.Count == 0)
            throw new BrokenRuleException("noSuchClause", "Aucun rappel n’est prévu pour cette tâche : il n’y a pas de courriel à envoyer en avance.");
        var reminded = await RemindedAsync(recipients, ct);
        var others = recipients.Except(reminded.Select(mail => mail.Recipient)).ToList();
        if (others.Count == 0)
            throw Refusal(reminded.MaxBy(mail => mail.CreatedAt)!);
        await emission.RemindNowAsync(task, others, ct);
    }

    /// <summary>The reminders that spare these persons another one now: by hand in the last 24 hours, whatever the task, any today, or one that is due and waits. What was refused or is no longer wanted reached nobody.</summary>
    private async Task<List<CourrielRow>> RemindedAsync(IReadOnlyList<string> recipients, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (until, since, today) = (now.ToUniversalTime(), (now - Cooldown).ToUniversalTime(), HeureDeParis.At(HeureDeParis.Day(now), TimeOnly.MinValue).ToUniversalTime());
        var mails = await db.Set<CourrielRow>().AsNoTracking()
            .Where(c => recipients.Contains(c.Recipient) && c.Failure == null && c.CancelledAt == null)
            .Where(c => (c.CreatedAt > since && c.Key.StartsWith(EmissionDesRelances.ParMain)) || c.SentAt >= today || (c.SentAt == null && c.DueAt <= until)).ToListAsync(ct);
        return mails.FindAll(NaturesDeCourriel.CountsAsReminder);
    }

    private static BrokenRuleException Refusal(CourrielRow mail)
    {
        var (to, at) = (Filtres.To(Destinataires.Nom(mail.Recipient)), Formats.InstantCourt(mail.SentAt ?? mail.CreatedAt));
        if (mail.SentAt is null && NaturesDeCourriel.IsReminder(mail))
            return new BrokenRuleException("alreadyDone", $"Un rappel {to} attend déjà de partir : une même personne en reçoit un par jour au plus.");
        return new BrokenRuleException("alreadyDone", NaturesDeCourriel.IsReminder(mail)
            ? $"Un rappel est déjà parti {to} aujourd’hui, le {at} : une même personne en reçoit un par jour au plus."
            : $"Un rappel de votre main est parti {to} le {at} : attendez 24 heures avant le suivant.");
    }

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>Key of the task.</summary>
        public string Task { get; init; } = "";
    }
}
