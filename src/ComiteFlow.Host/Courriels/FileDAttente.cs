using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>The mail that waits to be handed over: what may leave now, and when the next may. Mail that somebody holds back is left alone.</summary>
internal sealed class FileDAttente(ComiteFlowDb db, IDossiers dossiers, HeuresDePoste heures, TimeProvider clock)
{
    /// <summary>How many are taken at once.</summary>
    public const int Batch = 20;

    private static readonly Func<ComiteFlowDb, DateTimeOffset, IAsyncEnumerable<CourrielRow>> Due = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, DateTimeOffset now) => db.Set<CourrielRow>()
            .Where(c => c.SentAt == null && c.Failure == null && c.CancelledAt == null && c.DueAt <= now).OrderBy(c => c.Number).Take(Batch)));

    private static readonly Func<ComiteFlowDb, Task<DateTimeOffset?>> Next = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db) => db.Set<CourrielRow>().Where(c => c.SentAt == null && c.Failure == null && c.CancelledAt == null).Min(c => (DateTimeOffset?)c.DueAt)));

    /// <summary>
    /// What may leave now, oldest first. All reminders of a person come together, however many they are; but those that were on their way in one message when the host ended come by
    /// themselves, and before others.
    /// </summary>
    /// <returns>The mail in the units in which it is handed over: one message each.</returns>
    public async Task<IReadOnlyList<List<CourrielRow>>> TakeAsync(CancellationToken ct)
    {
        var rows = await DueAsync(ct);
        if (rows.Count == 0)
            return [];
        var held = await HeldAsync(ct);
        if (held.Count > 0)
            rows = await Waiting(held).Where(c => c.DueAt <= clock.GetUtcNow()).OrderBy(c => c.Number).Take(Batch).ToListAsync(ct);
        var units = new List<List<CourrielRow>>();
        var gathered = new Dictionary<(string Recipient, string? Lot), List<CourrielRow>>();
        foreach (var row in rows)
        {
            if (!NaturesDeCourriel.IsReminder(row))
                units.Add([row]);
            else if (gathered.TryGetValue((row.Recipient, NaturesDeCourriel.Lot(row)), out var others))
                others.Add(row);
            else
                units.Add(gathered[(row.Recipient, NaturesDeCourriel.Lot(row))] = [row]);
        }

        foreach (var ((recipient, lot), reminders) in rows.Count == Batch ? gathered : [])
        {
            await FillAsync(recipient, lot, reminders, held, ct);
        }

        return gathered.Keys.Any(unit => unit.Lot is not null) ? [.. units.OrderBy(unit => NaturesDeCourriel.IsReminder(unit[0]) && NaturesDeCourriel.Lot(unit[0]) is null)] : units;
    }

    /// <summary>From when on a mail may leave: at once where it answers an act, else in the hours of the post by the working days of its convention.</summary>
    public async Task<DateTimeOffset> OpeningAsync(CourrielRow row, DateTimeOffset from, CancellationToken ct) =>
        NaturesDeCourriel.Of(row) == NatureDeCourriel.Acte ? from : heures.Next(from, await JoursAsync(row, ct)).ToUniversalTime();

    /// <summary>Puts off what comes when the post is closed: after an outage, or when mail is no longer held back, it is another hour than the one planned.</summary>
    /// <returns>True when it waits.</returns>
    public async Task<bool> IsClosedAsync(CourrielRow row, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opening = await OpeningAsync(row, now, ct);
        if (opening <= now)
            return false;
        row.DueAt = opening;
        return true;
    }

    /// <summary>Puts off reminders to a person who had one today already.</summary>
    /// <returns>True when they wait.</returns>
    public async Task<bool> PostponeAsync(IReadOnlyList<CourrielRow> reminders, CancellationToken ct)
    {
        if (!NaturesDeCourriel.IsReminder(reminders[0]))
            return false;
        var today = HeureDeParis.Day(clock.GetUtcNow());
        var (from, recipient) = (HeureDeParis.At(today, TimeOnly.MinValue).ToUniversalTime(), reminders[0].Recipient);
        var sent = await db.Set<CourrielRow>().AsNoTracking().Where(c => c.SentAt >= from && c.Recipient == recipient).ToListAsync(ct);
        if (!sent.Exists(NaturesDeCourriel.CountsAsReminder))
            return false;
        foreach (var row in reminders)
        {
            row.DueAt = heures.After(today, await JoursAsync(row, ct)).ToUniversalTime();
        }

        return true;
    }

    /// <summary>
    /// Lets the reminders that were to go with others leave later in a message of their own: the others have left without them, because they were held back, closed for the day or too much for one message.
    /// </summary>
    public async Task PartAsync(IReadOnlyList<CourrielRow> sent, CancellationToken ct)
    {
        if (NaturesDeCourriel.Lot(sent[0]) is not { } lot)
            return;
        var (recipient, gone) = (sent[0].Recipient, sent.Select(row => row.Number).ToList());
        foreach (var row in await db.Set<CourrielRow>().Where(c => c.SentAt == null && c.CancelledAt == null && c.Recipient == recipient && !gone.Contains(c.Number)).ToListAsync(ct))
        {
            // Never its key alone: that of the first one names the message that left.
            if (NaturesDeCourriel.Lot(row) == lot)
                NaturesDeCourriel.Join(row, lot + NaturesDeCourriel.Suite);
        }
    }

    /// <summary>When the next mail may leave; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        if (await Next(db) is not { } next || next > clock.GetUtcNow())
            return await Next(db);
        var held = await HeldAsync(ct);
        return held.Count == 0 ? next : await Waiting(held).MinAsync(c => (DateTimeOffset?)c.DueAt, ct);
    }

    private async Task<List<CourrielRow>> DueAsync(CancellationToken ct)
    {
        var rows = new List<CourrielRow>();
        await foreach (var row in Due(db, clock.GetUtcNow().ToUniversalTime()).WithCancellation(ct))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task FillAsync(string recipient, string? lot, List<CourrielRow> reminders, IReadOnlyList<string> held, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        var known = reminders.Select(row => row.Number).ToList();
        var others = await Waiting(held).Where(c => c.DueAt <= now && c.Recipient == recipient && !known.Contains(c.Number)).OrderBy(c => c.Number).ToListAsync(ct);
        reminders.AddRange(others.Where(row => NaturesDeCourriel.IsReminder(row) && NaturesDeCourriel.Lot(row) == lot));
    }

    /// <summary>The working days of its convention; null for those of the service.</summary>
    private async Task<JoursOuvres?> JoursAsync(CourrielRow row, CancellationToken ct) =>
        row.Convention is { } id && await dossiers.FindAsync(id, ct) is { } dossier ? dossier.Jours : null;

    private async Task<List<string>> HeldAsync(CancellationToken ct) => await db.Set<SuspensionRow>().AsNoTracking().Select(s => s.Scope).ToListAsync(ct);

    private IQueryable<CourrielRow> Waiting(IReadOnlyList<string> held)
    {
        var waiting = db.Set<CourrielRow>().Where(c => c.SentAt == null && c.Failure == null && c.CancelledAt == null);
        if (held.Contains(SuspensionRow.Tout))
            return waiting.Where(_ => false);
        return held.Count == 0 ? waiting : waiting.Where(c => c.Convention == null || !held.Contains(c.Convention));
    }
}
