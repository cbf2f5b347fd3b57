using ComiteFlow.Domain;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>Holds mail back, for one convention or for all, or lets it leave again. What is held stays in the outbox and leaves afterwards.</summary>
internal sealed class SuspendMail(ComiteFlowDb db, ComiteFlow.Domain.Conventions.IDossiers dossiers, IJournalFaits faits, TimeProvider clock) : IUseCase<SuspendMail.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "suspendMail";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        if (commande.Convention is not null)
            await dossiers.RequireAsync(commande.Convention, ct);
        var scope = commande.Convention ?? SuspensionRow.Tout;
        var held = await db.Set<SuspensionRow>().FirstOrDefaultAsync(s => s.Scope == scope, ct);
        if (commande.Resume)
        {
            db.Remove(held ?? throw new BrokenRuleException("alreadyDone", "Les envois ne sont pas suspendus : il n’y a rien à reprendre."));
            faits.Add(new MailResumed { Convention = commande.Convention, By = Fonctions.Nom(actor), Reason = held.Reason });
            return;
        }

        if (string.IsNullOrWhiteSpace(commande.Reason))
            throw new BrokenRuleException("commentRequired", "Écrivez en une phrase pourquoi les envois sont suspendus : le motif se lit sur la page des envois.");
        if (held is not null)
            throw new BrokenRuleException("alreadyDone", $"Les envois sont déjà suspendus par {held.By} : « {held.Reason} ».");
        faits.Add(new MailSuspended { Convention = commande.Convention, By = Fonctions.Nom(actor), Reason = commande.Reason.Trim() });
        db.Add(new SuspensionRow { Scope = scope, By = Fonctions.Nom(actor), At = clock.GetUtcNow(), Reason = commande.Reason.Trim() });
    }

    /// <summary>Without a convention, it is about all of them.</summary>
    internal sealed record Commande : Actes.Commande
    {
        public string? Reason { get; init; }

        /// <summary>True to let mail leave again.</summary>
        public bool Resume { get; init; }
    }
}
