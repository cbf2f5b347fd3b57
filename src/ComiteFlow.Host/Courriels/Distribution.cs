using System.Text.Json;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using MimeKit;
using MimeKit.IO;

namespace ComiteFlow.Host.Courriels;

/// <summary>
/// Hands waiting mail over once it is due, in order, outside of any transaction and of the turn to write; each result is recorded at once in a transaction of its own. Mail that stays here is
/// recorded a batch at a time. A crash in between costs one more hand-over of that one message, with the same Message-ID.
/// </summary>
internal sealed partial class Distribution(
    IServiceScopeFactory scopes, CourrielComposer composer, Annuaire annuaire, IMailTransport transport, Tour tour, AdresseDuSite adresse, TimeProvider clock,
    ILogger<Distribution> logger) : IDisposable
{
    /// <summary>After how long a message that is refused for now is given up, and after how many attempts at least.</summary>
    private static readonly (TimeSpan Time, int Attempts) Limit = (TimeSpan.FromHours(48), 5);

    /// <summary>How long a message waits after each refusal for now; the last one repeats.</summary>
    private static readonly TimeSpan[] Delays = [.. new[] { 1, 5, 15, 30, 60, 120, 240 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <summary>The most that the texts of a message may weigh; many boxes cut what is heavier.</summary>
    private const int Lourd = 100 * 1024;

    private readonly SemaphoreSlim _round = new(1, 1);

    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    /// <summary>Hands over everything that is due. One round at a time: a message is never in two hands.</summary>
    public async Task DeliverAsync(CancellationToken ct)
    {
        await _round.WaitAsync(ct);
        try
        {
            if (clock.GetUtcNow() < _closedUntil)
                return;
            await using var scope = scopes.CreateAsyncScope();
            var round = new Tournee(scope.ServiceProvider);
            await using var mine = await TourneeUnique.TakeAsync(round.Db, ct);
            if (mine.IsMine)
                await scope.ServiceProvider.GetRequiredService<VersionsDeModele>().SuivreAsync(ct);
            while (mine.IsMine && await BatchAsync(round, ct))
            {
                round.Db.ChangeTracker.Clear();
            }
        }
        finally
        {
            _round.Release();
        }
    }

    /// <summary>When the next mail may leave; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var next = await scope.ServiceProvider.GetRequiredService<FileDAttente>().NextAsync(ct);
        return next < _closedUntil && clock.GetUtcNow() < _closedUntil ? _closedUntil : next;
    }

    public void Dispose() => _round.Dispose();

    /// <returns>True when the batch was full and all of it could be worked on: more may wait.</returns>
    private async Task<bool> BatchAsync(Tournee round, CancellationToken ct)
    {
        round.HasWritten = false;
        var waiting = await round.File.TakeAsync(ct);
        var isFull = waiting.Sum(unit => unit.Count) >= FileDAttente.Batch;
        if (transport.StaysHere)
            return await KeepAsync(waiting, round, ct) && (isFull || round.HasWritten);
        foreach (var unit in waiting)
        {
            // A stop waits for the message that is on its way, and for its record: neither is cut.
            ct.ThrowIfCancellationRequested();
            if (!await HandOverAsync(unit, round))
                return false;
        }

        return isFull || round.HasWritten;
    }

    /// <summary>Mail that stays here is recorded a batch at a time: a crash costs nothing but writing it again.</summary>
    private async Task<bool> KeepAsync(IReadOnlyList<List<CourrielRow>> waiting, Tournee round, CancellationToken ct)
    {
        if (waiting.Count == 0)
            return false;
        using var turn = await tour.TakeAsync(ct);
        await round.Work.BeginAsync(ct);
        foreach (var unit in waiting)
        {
            await SettleAsync(unit, round);
            await round.RecordAsync(unit);
        }

        await round.Work.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <returns>False when nothing can be handed over now, whatever it is.</returns>
    private async Task<bool> HandOverAsync(List<CourrielRow> unit, Tournee round)
    {
        await SettleAsync(unit, round);
        await SaveAsync(round, () => round.RecordAsync(unit));
        return clock.GetUtcNow() >= _closedUntil;
    }

    /// <summary>What is written in the turn of whoever writes.</summary>
    private async Task SaveAsync(Tournee round, Func<Task> record)
    {
        using var turn = await tour.TakeAsync(CancellationToken.None);
        await round.Work.BeginAsync(CancellationToken.None);
        await record();
        await round.Work.CommitAsync(CancellationToken.None);
    }

    /// <summary>Cancels what nobody needs any more, holds what would leave with a hole, leaves what may not leave at this hour, and sends the rest as one message.</summary>
    private async Task SettleAsync(List<CourrielRow> unit, Tournee round)
    {
        var (wanted, held) = (new List<(CourrielRow Row, DemandesDuCourriel Asked)>(), new List<(CourrielRow Row, string Why)>());
        foreach (var (row, asked) in await round.AskedAsync(unit))
        {
            if (asked.Refusal is { } refusal)
                Cancel(row, refusal, round);
            else if ((asked.Faute ?? Manque(row, asked, round)) is { } why)
                held.Add((row, why));
            else if (!await round.File.IsClosedAsync(row, CancellationToken.None) && !await round.IsIncompleteAsync(row))
                wanted.Add((row, asked));
        }

        if (wanted.Count > 0 && !await round.File.PostponeAsync([.. wanted.Select(one => one.Row)], CancellationToken.None))
            await SendFittingAsync(wanted, round);
        // Not before: which reminders leave together is written down while they are on their way, and what is given up never without its task.
        held.ForEach(one => GiveUp(one.Row, one.Why));
    }

    private static void GiveUp(CourrielRow row, string why) => (row.Failure, row.Attempts) = (why, row.Attempts + 1);

    /// <summary>Why the data of a row cannot fill its template any more; null where they can, or where the rendering tells what is wrong.</summary>
    private static string? Manque(CourrielRow row, DemandesDuCourriel asked, Tournee round)
    {
        try
        {
            return round.Rappels.Manque(row, asked);
        }
        catch (ModeleException)
        {
            return null;
        }
    }

    /// <summary>As many reminders as one message may hold; the others wait for the next day of the post.</summary>
    private async Task SendFittingAsync(List<(CourrielRow Row, DemandesDuCourriel Asked)> wanted, Tournee round)
    {
        while (!await SendAsync(wanted, round))
        {
            wanted = wanted[..(wanted.Count / 2)];
        }
    }

    /// <returns>False when the message is too heavy with all of them.</returns>
    private async Task<bool> SendAsync(List<(CourrielRow Row, DemandesDuCourriel Asked)> wanted, Tournee round)
    {
        var rows = wanted.ConvertAll(one => one.Row);
        var isAgain = NaturesDeCourriel.Lot(rows[0]) is not null;
        try
        {
            await TransmitAsync(wanted, rows, round);
        }
        catch (TropLourdException)
        {
            return false;
        }
        catch (Exception error) when (error is MailRefusedException or ModeleException)
        {
            rows.ForEach(row => GiveUp(row, error.Message));
            LogRefused(error, rows[0].Key);
        }
        catch (MailServerGoneException error)
        {
            // Nothing left now, but the message of an earlier attempt may have: it keeps what it holds, and its Message-ID.
            if (!isAgain)
                rows.ForEach(row => NaturesDeCourriel.Join(row, null));
            _closedUntil = clock.GetUtcNow() + Delays[0];
            LogGone(error);
        }
        catch (Exception error)
        {
            foreach (var row in rows)
            {
                await PutOffAsync(row, error, round);
            }

            LogLater(error, rows[0].Key);
        }

        return true;
    }

    /// <exception cref="TropLourdException">The message is too heavy with all of them.</exception>
    private async Task TransmitAsync(List<(CourrielRow Row, DemandesDuCourriel Asked)> wanted, List<CourrielRow> rows, Tournee round)
    {
        var first = rows[0];
        var pieces = await round.PiecesAsync(first);
        var rendu = round.Rappels.Render(wanted);
        rows.ForEach(row => row.Subject = rendu.Objet);
        if (rendu.Corps.Modele == $"{NomDeModele.Courriels}/{first.Template}")
            first.TemplateHash = rendu.Corps.Version;
        var message = Compose(rendu, first, pieces);
        if (Poids(message) is { } weight)
            throw wanted.Count == 1 ? new MailRefusedException(weight) : new TropLourdException();
        if (NaturesDeCourriel.Of(first) == NatureDeCourriel.Recapitulatif)
            composer.AddUnsubscribe(message, NaturesDeCourriel.Desabonnement(first) is { } page ? new Uri(new Uri(adresse.Valeur), page) : null);
        await JoinAsync(rows, round);
        await transport.SendAsync(message, CancellationToken.None);
        first.Message = CourrielComposer.ToEml(message);
        first.SentAt = clock.GetUtcNow();
        await round.File.PartAsync(rows, CancellationToken.None);
        foreach (var row in rows.Skip(1))
        {
            (row.CancelledAt, row.CancelledBecause) = (first.SentAt, CourrielReuni.Motif(rendu.Objet));
        }
    }

    /// <summary>
    /// Writes down, before the message is on its way, which reminders it holds: after a crash they go again together, under the same Message-ID, whatever is done or due by then.
    /// </summary>
    private async Task JoinAsync(List<CourrielRow> rows, Tournee round)
    {
        if (transport.StaysHere || !NaturesDeCourriel.IsReminder(rows[0]) || NaturesDeCourriel.Lot(rows[0]) is not null)
            return;
        rows.ForEach(row => NaturesDeCourriel.Join(row, rows[0].Key));
        await SaveAsync(round, () => Task.CompletedTask);
    }

    /// <summary>Why a message is not handed over as it is; null where it is light enough. What goes with it weighs apart.</summary>
    private static string? Poids(MimeMessage message)
    {
        var texts = message.BodyParts.OfType<TextPart>().Where(part => !part.IsAttachment).ToList();
        // On its way a byte becomes three at most.
        if (texts.Sum(part => part.Content?.Stream?.Length ?? 0) * 3 <= Lourd)
            return null;
        using var measure = new MeasuringStream();
        texts.ForEach(part => part.WriteTo(measure));
        return measure.Length <= Lourd ? null : CauseDEchec.TropLourd(measure.Length / 1024, Lourd / 1024);
    }

    /// <summary>What answers an act bears its hour; the rest bears that of its leaving.</summary>
    private MimeMessage Compose(RenduCourriel rendu, CourrielRow row, IReadOnlyList<PieceJointe> pieces) => composer.Compose(
        rendu, NaturesDeCourriel.Lot(row) ?? row.Key, annuaire.Find(row.Recipient), NaturesDeCourriel.Of(row) == NatureDeCourriel.Acte ? row.CreatedAt : clock.GetUtcNow(), pieces, row.Thread,
        row.Invitation is { } kept && InvitationGardee.Read(kept) is var invitation ? new PartieDAgenda(invitation.Methode, InvitationIcs.Write(invitation)) : null);

    /// <summary>Its next attempt stands in its row, so that a restart changes nothing.</summary>
    private async Task PutOffAsync(CourrielRow row, Exception error, Tournee round)
    {
        var now = clock.GetUtcNow();
        row.RefusedSince ??= now;
        var next = now + Delays[Math.Min(row.Attempts, Delays.Length - 1)];
        row.DueAt = await round.File.OpeningAsync(row, next, CancellationToken.None);
        row.Attempts++;
        if (now - row.RefusedSince >= Limit.Time && row.Attempts >= Limit.Attempts)
            row.Failure = CauseDEchec.SansSucces(error);
    }

    private void Cancel(CourrielRow row, string refusal, Tournee round)
    {
        (row.CancelledAt, row.CancelledBecause) = (clock.GetUtcNow(), refusal);
        LogCancelled(row.Key, refusal);
        try
        {
            row.Subject = round.Rappels.Render([(row, new DemandesDuCourriel([], null))]).Objet;
        }
        catch (Exception error) when (error is ModeleException or TimeoutException)
        {
            LogRefused(error, row.Key);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Key} is given up")]
    private partial void LogRefused(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Key} is no longer wanted: {Reason}")]
    private partial void LogCancelled(string key, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server cannot be reached; all mail waits")]
    private partial void LogGone(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Key} could not be handed over yet")]
    private partial void LogLater(Exception error, string key);
}

/// <summary>Several reminders are too much for one message.</summary>
internal sealed class TropLourdException : Exception;
