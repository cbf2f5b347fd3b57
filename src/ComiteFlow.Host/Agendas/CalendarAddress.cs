using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Agendas;

/// <summary>A person makes, renews or revokes the address of a private calendar; the one before stops at once.</summary>
internal sealed class CalendarAddress(ComiteFlowDb db, LectureDossiers lecture, TimeProvider clock) : IUseCase<CalendarAddress.Commande>
{
    public const string Verbe = "calendarAddress";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var kinds = GenreDAgenda.Tous(await lecture.AllAsync(actor, ct));
        var before = await db.Set<AbonnementRow>()
            .Where(a => a.Person == actor.Person && a.Role == actor.Role && a.ActorScope == actor.Scope && a.Kind == commande.Kind).ToListAsync(ct);
        db.RemoveRange(before);
        if (commande.SecretHash is not { Length: > 0 } hash)
        {
            if (before.Count == 0)
                throw new BrokenRuleException("alreadyDone", "Cet agenda n’a pas d’adresse : il n’y a rien à révoquer.");
            return;
        }

        if (!kinds.Contains(commande.Kind))
            throw Saisies.Inconnu("L’agenda", commande.Kind, kinds);
        db.Add(new AbonnementRow { SecretHash = hash, Person = actor.Person, Role = actor.Role, ActorScope = actor.Scope, Kind = commande.Kind, MadeAt = clock.GetUtcNow() });
    }

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>One of <see cref="GenreDAgenda"/>.</summary>
        public string Kind { get; init; } = "";

        /// <summary>Hash of the new secret; null revokes.</summary>
        public string? SecretHash { get; init; }
    }
}
