using System.Globalization;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Activities.Comites;

/// <summary>Convenes people to a séance, and tells those convened what changes afterwards: their calendar replaces its entry, or takes it out.</summary>
public sealed class Convocations(IOutbox outbox, IDocuments documents, IInvitations invitations)
{
    /// <summary>Convenes those who do not know of the séance on its day.</summary>
    public async Task ConveneAsync(Dossier dossier, Comite comite, IReadOnlyList<string> to, string obligation, DateOnly today, CancellationToken ct)
    {
        await documents.RemakeAsync(DemandesDeDocument.Convocation(dossier, comite, today), ct);
        var known = await invitations.FindAsync(comite, ct);
        var told = known?.Tous.Where(one => one.IsTold && one.On == comite.On).Select(one => one.To) ?? [];
        await SendAsync(dossier, comite, [.. to.Except(told)], new Envoi(to, obligation, known is null ? 0 : known.Sequence + 1, today), ct);
    }

    /// <summary>Tells those convened; nobody when nobody is. A cancelled séance is told to those whom a convocation has reached.</summary>
    public async Task TellAsync(Dossier dossier, Comite comite, ChangementDeSeance change, DateOnly today, CancellationToken ct)
    {
        if (await invitations.FindAsync(comite, ct) is not { } known)
            return;
        var isCancelled = change.Genre == GenreDeChangement.Annulation;
        if (!isCancelled)
            await documents.RemakeAsync(DemandesDeDocument.Convocation(dossier, comite, today), ct);
        var envoi = new Envoi([.. known.Tous.Select(one => one.To)], known.Obligation, known.Sequence + 1, today, change with { De = known.Tous[0].On }, [.. known.Tous.Where(one => !one.IsReached).Select(one => one.To)]);
        await SendAsync(dossier, comite, [.. known.Tous.Where(one => !isCancelled || one.IsReached).Select(one => one.To)], envoi, ct);
    }

    private async Task SendAsync(Dossier dossier, Comite comite, IReadOnlyList<string> to, Envoi envoi, CancellationToken ct)
    {
        var version = comite.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (envoi.Sequence == 0 ? "" : "." + envoi.Sequence.ToString(CultureInfo.InvariantCulture));
        var entry = invitations.Write(dossier, comite, envoi.Convened, envoi.Sequence);
        foreach (var one in to)
        {
            await outbox.EnqueueAsync(
                new Courriel(
                    $"convocation/{comite.Id}/{version}/{one}", "convocation", one, [], dossier.Id, null, envoi.Obligation,
                    DonneesDeCourriel.Convocation(dossier, comite, one, envoi.New?.Contains(one) == true ? null : envoi.Change, envoi.Today))
                {
                    Demandes = [Demande.Seance(comite.Id, comite.On, comite.State == ComiteState.Cancelled)],
                    // What nobody need come to any more is told at once.
                    Nature = comite.State == ComiteState.Cancelled ? NatureDeCourriel.Acte : NatureDeCourriel.Invitation,
                    Fil = comite.Id,
                    Invitation = entry,
                },
                ct);
        }
    }

    /// <param name="Sequence">Stands in the keys of its mails: one for each version and recipient.</param>
    /// <param name="New">Those whom no mail has reached: to them nothing has changed.</param>
    private sealed record Envoi(
        IReadOnlyList<string> Convened, string Obligation, int Sequence, DateOnly Today, ChangementDeSeance? Change = null, IReadOnlyList<string>? New = null);
}
