using System.Text.Json;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>Hands waiting mail over, in order, and marks it in the same transaction. A crash in between costs one more hand-over with the same Message-ID.</summary>
internal sealed partial class Distribution(
    IServiceScopeFactory scopes, ModeleStore modeles, CourrielComposer composer, Annuaire annuaire, IMailTransport transport, TimeProvider clock,
    ILogger<Distribution> logger)
{
    private const int Batch = 20;
    private const int MaxAttempts = 24;

    /// <summary>How long a message waits after each refusal for now; the last one repeats. All attempts span some three days.</summary>
    private static readonly TimeSpan[] Delays = [.. new[] { 1, 5, 15, 30, 60, 120, 240 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <summary>Messages that wait for their next attempt. After a restart each is tried at once.</summary>
    private readonly Dictionary<string, DateTimeOffset> _later = [];

    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    private static readonly Func<ComiteFlowDb, IAsyncEnumerable<CourrielRow>> Waiting = EF.CompileAsyncQuery(
        (ComiteFlowDb db) => db.Set<CourrielRow>().Where(c => c.SentAt == null && c.Failure == null).OrderBy(c => c.Number).Take(Batch));

    /// <returns>True when the batch was full and all of it could be worked on: more may wait.</returns>
    public async Task<bool> SendWaitingAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var waiting = clock.GetUtcNow() < _closedUntil ? [] : await WaitingAsync(db, ct);
        if (waiting.Count == 0)
            return false;
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(ct);
        var done = 0;
        foreach (var row in waiting.TakeWhile(_ => clock.GetUtcNow() >= _closedUntil))
        {
            if (await SendAsync(row, work, ct))
                done++;
        }

        await work.CommitAsync(ct);
        return done == Batch;
    }

    private async Task<List<CourrielRow>> WaitingAsync(ComiteFlowDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var notYet = _later.Where(wait => wait.Value > now).Select(wait => wait.Key).ToList();
        if (notYet.Count > 0)
        {
            return await db.Set<CourrielRow>().Where(c => c.SentAt == null && c.Failure == null && !notYet.Contains(c.Key))
                .OrderBy(c => c.Number).Take(Batch).ToListAsync(ct);
        }

        var waiting = new List<CourrielRow>();
        await foreach (var row in Waiting(db).WithCancellation(ct))
        {
            waiting.Add(row);
        }

        return waiting;
    }

    private async Task<bool> SendAsync(CourrielRow row, UnitOfWork work, CancellationToken ct)
    {
        try
        {
            var rendu = modeles.RenderCourriel(row.Template, DonneesDeModele.Read(JsonDocument.Parse(row.Data).RootElement));
            var message = composer.Compose(rendu, row.Key, annuaire.Find(row.Recipient), row.CreatedAt, []);
            await transport.SendAsync(message, ct);
            row.Subject = rendu.Objet;
            row.Message = CourrielComposer.ToEml(message);
            row.SentAt = clock.GetUtcNow();
            _later.Remove(row.Key);
            work.Add(new EmailSent
            {
                Convention = row.Convention,
                Template = row.Template,
                To = row.Recipient,
                Cc = JsonSerializer.Deserialize<List<string>>(row.Cc) ?? [],
                Subject = rendu.Objet,
                Document = row.Document,
            });
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
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _later[row.Key] = clock.GetUtcNow() + Delays[Math.Min(row.Attempts, Delays.Length - 1)];
            row.Attempts++;
            if (row.Attempts >= MaxAttempts)
                row.Failure = error.Message;
            LogLater(error, row.Key);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Key} is given up")]
    private partial void LogRefused(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server cannot be reached; all mail waits")]
    private partial void LogGone(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Key} could not be handed over yet")]
    private partial void LogLater(Exception error, string key);
}
