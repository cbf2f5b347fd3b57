using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>Sends a mail again that was refused, with all those to the same person, once the address is right.</summary>
internal sealed class ResendMail(ComiteFlowDb db, CourriersRefuses refuses, TimeProvider clock) : IUseCase<ResendMail.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "resendMail";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var asked = await db.Set<CourrielRow>().FirstOrDefaultAsync(c => c.Number == commande.Number, ct)
            ?? throw Saisies.Inconnu("Le courriel", $"{commande.Number}", []);
        if (asked.Failure is null)
            throw new BrokenRuleException("alreadyDone", "Ce courriel n’est pas refusé : il est parti, ou il attend son heure.");
        foreach (var row in await db.Set<CourrielRow>().Where(c => c.Recipient == asked.Recipient && c.Failure != null).ToListAsync(ct))
        {
            await refuses.CloseAsync(row, Fonctions.Nom(actor), ct);
            (row.Failure, row.RefusedSince, row.DueAt) = (null, null, clock.GetUtcNow());
        }
    }

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>Number of the mail.</summary>
        public long Number { get; init; }
    }
}
