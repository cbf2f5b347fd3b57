using ComiteFlow.Domain;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>Somebody wants the digest of Monday, or wants it no more.</summary>
internal sealed class ChooseDigest(ComiteFlowDb db, IJournalFaits faits, TimeProvider clock) : IUseCase<ChooseDigest.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "chooseDigest";

    /// <summary>The mailbox of whoever acts; null for those who have none.</summary>
    public static string? BoiteDe(Actor actor) => actor.Role switch
    {
        Roles.Signatory => actor.Scope,
        Roles.Team => null,
        _ => actor.Role,
    };

    /// <summary>Who holds a mailbox: a function, or the signature of a party.</summary>
    public static Actor TitulaireDe(string recipient, DateTimeOffset now) => Roles.Tous.Contains(recipient)
        ? new Actor(recipient, recipient, null, "lien", now)
        : new Actor($"{Roles.Signatory}:{recipient}", Roles.Signatory, recipient, "lien", now);

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var recipient = BoiteDe(actor) ?? throw new BrokenRuleException("noSuchClause", "Aucun récapitulatif n’est envoyé à cette fonction : il n’y a rien à choisir.");
        var row = await db.Set<PreferenceRow>().FirstOrDefaultAsync(p => p.Recipient == recipient, ct);
        // The machine of a mail provider may ask twice for the same.
        if ((row?.WantsDigest ?? true) == commande.Wanted)
            return;
        if (row is null)
            db.Add(row = new PreferenceRow { Recipient = recipient });
        (row.WantsDigest, row.At) = (commande.Wanted, clock.GetUtcNow());
        faits.Add(new DigestChosen { Recipient = recipient, Wanted = commande.Wanted });
    }

    internal sealed record Commande : Actes.Commande
    {
        public bool Wanted { get; init; }
    }
}
