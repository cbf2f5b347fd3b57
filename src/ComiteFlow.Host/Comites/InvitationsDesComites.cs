using System.Globalization;
using ComiteFlow.Activities.Comites;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Comites;

/// <summary>The calendar entries of convocations: the mails that hold them are all that is kept of them.</summary>
internal sealed class InvitationsDesComites(ComiteFlowDb db, Annuaire annuaire, RedactionDAgenda redaction, TimeProvider clock) : IInvitations
{
    public async Task<DejaConvoques?> FindAsync(Comite comite, CancellationToken ct)
    {
        var prefix = $"convocation/{comite.Id}/";
        var rows = await db.Set<CourrielRow>().AsNoTracking().Where(c => c.Template == "convocation" && c.Key.StartsWith(prefix)).OrderBy(c => c.Number)
            .Select(c => new Mail(c.Key, c.Recipient, c.Obligation, c.SentAt != null, c.CancelledAt != null || c.Failure != null)).ToListAsync(ct);
        var own = rows.Where(mail => mail.IsFor(comite)).ToList();
        return own.Count == 0 ? null : new DejaConvoques(
            [.. own.GroupBy(mail => mail.Recipient).Select(of => new Convoque(of.Key, of.Last().On, of.Any(mail => mail.IsSent), of.Last() is { IsSent: true } or { IsDropped: false }))],
            own[^1].Obligation, own.Max(mail => mail.Sequence));
    }

    public string? Write(Dossier dossier, Comite comite, IReadOnlyList<string> convened, int sequence)
    {
        if (!annuaire.Knows("coordinator"))
            return null;
        var (title, text) = redaction.Seance(dossier, comite);
        return InvitationGardee.Write(new Invitation(
            $"{comite.Id.Replace('/', '-')}@{Expediteur.DomaineStable}", sequence, clock.GetUtcNow(), comite.On, title, text, annuaire.Find("coordinator"),
            [.. convened.Distinct().Where(annuaire.Knows).Select(annuaire.Find)])
        {
            Heure = comite.StartsAt, Lieu = comite.Place, Annulee = comite.State == ComiteState.Cancelled,
        });
    }

    /// <summary>The last version of each entry of a convention.</summary>
    public async Task<IReadOnlyList<Invitation>> OfAsync(Dossier dossier, CancellationToken ct)
    {
        var kept = await db.Set<CourrielRow>().AsNoTracking().Where(c => c.Convention == dossier.Id && c.Invitation != null).OrderBy(c => c.Number)
            .Select(c => c.Invitation!).ToListAsync(ct);
        return [.. kept.Select(InvitationGardee.Read).GroupBy(invitation => invitation.Uid).Select(versions => versions.Last())];
    }

    /// <summary>A mail of a convocation; its key tells day and version.</summary>
    private sealed record Mail(string Key, string Recipient, string Obligation, bool IsSent, bool IsDropped)
    {
        private string[] Parts => Key.Split('/');

        private string Version => Parts[^2];

        public DateOnly On => DateOnly.ParseExact(Version.Split('.')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture);

        public int Sequence => Version.Split('.') is [_, var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 0;

        /// <summary>The id of a comité of one startup begins like those of its convention.</summary>
        public bool IsFor(Comite comite) => Parts.Length == comite.Id.Split('/').Length + 3;
    }
}
