using System.Text.Json;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace ComiteFlow.Host.Courriels;

/// <summary>
/// Hands waiting mail over, in order, outside of any transaction and of the turn to write; each result is recorded at once in a transaction of its own. Mail that stays here is recorded a batch at a time.
/// A crash in between costs one more hand-over of that one message, with the same Message-ID.
/// </summary>
internal sealed partial class Distribution(
    IServiceScopeFactory scopes, ModeleStore modeles, CourrielComposer composer, Annuaire annuaire, IMailTransport transport, Tour tour, TimeProvider clock,
    ILogger<Distribution> logger) : IDisposable
{
    private const int Batch = 20;
    private const int MaxAttempts = 24;

    /// <summary>How long a message waits after each refusal for now; the last one repeats. All attempts span some three days.</summary>
    private static readonly TimeSpan[] Delays = [.. new[] { 1, 5, 15, 30, 60, 120, 240 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    private static readonly Func<ComiteFlowDb, IAsyncEnumerable<CourrielRow>> Waiting = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db) => db.Set<CourrielRow>().Where(c => c.SentAt == null && c.Failure == null && c.CancelledAt == null)
            .OrderBy(c => c.Number).Take(Batch)));

    private readonly SemaphoreSlim _round = new(1, 1);

    /// <summary>Messages that wait for their next attempt. After a restart each is tried at once.</summary>
    private readonly Dictionary<string, DateTimeOffset> _later = [];

    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    /// <summary>Hands over everything that waits. One round at a time: a message is never in two hands.</summary>
    public async Task DeliverAsync(CancellationToken ct)
    {
        await _round.WaitAsync(ct);
        try
        {
            if (clock.GetUtcNow() < _closedUntil)
                return;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
            await using var round = await TourneeUnique.TakeAsync(db, ct);
            while (round.IsMine && await BatchAsync(db, scope.ServiceProvider.GetRequiredService<UnitOfWork>(), ct))
            {
                db.ChangeTracker.Clear();
            }
        }
        finally
        {
            _round.Release();
        }
    }

    public void Dispose() => _round.Dispose();

    /// <returns>True when the batch was full and all of it could be worked on: more may wait.</returns>
    private async Task<bool> BatchAsync(ComiteFlowDb db, UnitOfWork work, CancellationToken ct)
    {
        var waiting = await WaitingAsync(db, ct);
        if (transport.StaysHere)
            return await KeepAsync(waiting, db, work, ct);
        var done = 0;
        foreach (var row in waiting.TakeWhile(_ => clock.GetUtcNow() >= _closedUntil))
        {
            // A stop waits for the message that is on its way, and for its record: neither is cut.
            ct.ThrowIfCancellationRequested();
            if (await HandOverAsync(row, db, work))
                done++;
        }

        return done == Batch;
    }

    /// <summary>Mail that stays here is recorded a batch at a time: a crash costs nothing but writing it again.</summary>
    private async Task<bool> KeepAsync(List<CourrielRow> waiting, ComiteFlowDb db, UnitOfWork work, CancellationToken ct)
    {
        if (waiting.Count == 0)
            return false;
        using var turn = await tour.TakeAsync(ct);
        await work.BeginAsync(ct);
        var demandes = await DemandesDuCourriel.ReadAsync(db, waiting, CancellationToken.None);
        var done = 0;
        foreach (var (row, asked) in waiting.Zip(demandes))
        {
            if (await SettleAsync(row, asked, work))
                done++;
        }

        await work.CommitAsync(CancellationToken.None);
        return done == Batch;
    }

    private async Task<List<CourrielRow>> WaitingAsync(ComiteFlowDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var notYet = _later.Where(wait => wait.Value > now).Select(wait => wait.Key).ToList();
        if (notYet.Count > 0)
        {
            return await db.Set<CourrielRow>().Where(c => c.SentAt == null && c.Failure == null && c.CancelledAt == null && !notYet.Contains(c.Key))
                .OrderBy(c => c.Number).Take(Batch).ToListAsync(ct);
        }

        var waiting = new List<CourrielRow>();
        await foreach (var row in Waiting(db).WithCancellation(ct))
        {
            waiting.Add(row);
        }

        return waiting;
    }

    /// <returns>True when the message is settled: handed over, given up, or no longer wanted.</returns>
    private async Task<bool> HandOverAsync(CourrielRow row, ComiteFlowDb db, UnitOfWork work)
    {
        var demandes = await DemandesDuCourriel.ReadAsync(db, [row], CancellationToken.None);
        var isSettled = await SettleAsync(row, demandes[0], work);
        if (!isSettled && clock.GetUtcNow() < _closedUntil)
            return false;
        using var turn = await tour.TakeAsync(CancellationToken.None);
        await work.BeginAsync(CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        return isSettled;
    }

    private async Task<bool> SettleAsync(CourrielRow row, DemandesDuCourriel demandes, UnitOfWork work)
    {
        var isSettled = demandes.Refusal is { } refusal ? Cancel(row, refusal) : await SendAsync(row, demandes);
        if (row.SentAt is not null)
            work.Add(Sent(row));
        return isSettled;
    }

    private async Task<bool> SendAsync(CourrielRow row, DemandesDuCourriel demandes)
    {
        try
        {
            var rendu = Render(row, demandes);
            row.Subject = rendu.Objet;
            var message = composer.Compose(rendu, row.Key, annuaire.Find(row.Recipient), row.CreatedAt, []);
            await transport.SendAsync(message, CancellationToken.None);
            row.Message = CourrielComposer.ToEml(message);
            row.SentAt = clock.GetUtcNow();
            _later.Remove(row.Key);
            return true;
        }
        catch (Exception error) when (error is MailRefusedException or ModeleException)
        {
            row.Failure = error.Message;
            LogRefused(error, row.Key);
            return true;
        }
        catch (MailServerGoneException error)
        {
            _closedUntil = clock.GetUtcNow() + Delays[0];
            LogGone(error);
            return false;
        }
        catch (Exception error)
        {
            _later[row.Key] = clock.GetUtcNow() + Delays[Math.Min(row.Attempts, Delays.Length - 1)];
            row.Attempts++;
            if (row.Attempts >= MaxAttempts)
                row.Failure = error.Message;
            LogLater(error, row.Key);
            return false;
        }
    }

    private bool Cancel(CourrielRow row, string refusal)
    {
        (row.CancelledAt, row.CancelledBecause) = (clock.GetUtcNow(), refusal);
        _later.Remove(row.Key);
        LogCancelled(row.Key, refusal);
        try
        {
            row.Subject = Render(row, new DemandesDuCourriel([], null)).Objet;
        }
        catch (Exception error) when (error is ModeleException or TimeoutException)
        {
            LogRefused(error, row.Key);
        }

        return true;
    }

    private RenduCourriel Render(CourrielRow row, DemandesDuCourriel demandes) =>
        modeles.RenderCourriel(row.Template, demandes.Keep(DonneesDeModele.Read(JsonDocument.Parse(row.Data).RootElement)));

    private static EmailSent Sent(CourrielRow row) => new()
    {
        Convention = row.Convention,
        Template = row.Template,
        To = row.Recipient,
        Cc = JsonSerializer.Deserialize<List<string>>(row.Cc) ?? [],
        Subject = row.Subject!,
        Document = row.Document,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Key} is given up")]
    private partial void LogRefused(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Key} is no longer wanted: {Reason}")]
    private partial void LogCancelled(string key, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server cannot be reached; all mail waits")]
    private partial void LogGone(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Key} could not be handed over yet")]
    private partial void LogLater(Exception error, string key);
}
