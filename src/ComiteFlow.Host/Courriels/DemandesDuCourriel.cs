using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>Which of the things that a mail asks for still stand at the moment of its hand-over.</summary>
/// <param name="Standing">One for each item of the mail's data; empty for a mail that informs.</param>
/// <param name="Refusal">Why nothing stands any more; null while the mail is wanted.</param>
internal sealed record DemandesDuCourriel(IReadOnlyList<bool> Standing, string? Refusal)
{
    /// <summary>Why a digest stays here, as the page of the mail tells it.</summary>
    public const string PlusRien = "Ce courriel n’est pas parti : plus rien de ce qu’il annonçait n’est à faire.";

    /// <summary>Why a digest stays here whose reader ended it while it waited.</summary>
    public const string PlusVoulu = "Ce courriel n’est pas parti : ce récapitulatif n’est plus voulu.";

    private const string Convocation = "convocation", Remplacee = "Ce courriel n’est pas parti : une convocation plus récente le remplace.";

    private const string Elements = "elements", Arretes = "Ce courriel n’est pas parti : les rappels de ce qu’il demandait sont arrêtés.";

    private static readonly DemandesDuCourriel None = new([], null);

    /// <summary>Why the data of the mail cannot be read, so that nobody knows what it asks for; null where they can.</summary>
    public string? Faute { get; init; }

    /// <summary>How many things stand beyond those that the mail names; null for a mail that names all of them.</summary>
    public int? Others { get; init; }

    private static readonly Func<ComiteFlowDb, string[], IAsyncEnumerable<Etat>> Closed = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, string[] keys) => db.Set<HumanTask>().Where(t => t.State != TaskState.Open && keys.Contains(t.Key))
            .Select(t => new Etat(t.Key, t.State == TaskState.Done, t.ClosedAt))));

    private static readonly Func<ComiteFlowDb, string[], IAsyncEnumerable<string>> Stopped = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, string[] keys) => db.Set<ArretDeRelanceRow>().Where(stop => keys.Contains(stop.Task)).Select(stop => stop.Task)));

    private static readonly Func<ComiteFlowDb, string, Task<Seance?>> Comites = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, string id) => db.Set<Comite>().Where(c => c.Id == id).Select(c => new Seance(c.State, c.On)).FirstOrDefault()));

    /// <summary>One for each mail, in the same order.</summary>
    public static async Task<IReadOnlyList<DemandesDuCourriel>> ReadAsync(ComiteFlowDb db, IReadOnlyList<CourrielRow> rows, CancellationToken ct)
    {
        var asked = rows.Select(row => row.Asks is null ? [] : JsonSerializer.Deserialize<List<Demande>>(row.Asks, Colonnes.Json)!).ToList();
        var closed = await ClosedAsync(db, [.. asked.SelectMany(list => list).Select(demande => demande.Task).OfType<string>().Distinct()], ct);
        var stopped = await StoppedAsync(db, [.. rows.Zip(asked).Where(pair => NaturesDeCourriel.IsReminder(pair.First)).SelectMany(pair => pair.Second).Select(demande => demande.Task).OfType<string>().Distinct()], ct);
        var read = new List<DemandesDuCourriel>(rows.Count);
        foreach (var (row, demandes) in rows.Zip(asked))
        {
            var refusals = new List<string?>(demandes.Count);
            foreach (var demande in demandes)
            {
                refusals.Add(demande.Committee is { } comite ? RefusalOf(await Comites(db, comite), demande)
                    : demande.Task is null ? null : RefusalOf(closed.GetValueOrDefault(demande.Task)) ?? (stopped.Contains(demande.Task) && NaturesDeCourriel.IsReminder(row) ? Arretes : null));
            }

            if (row.Template == Convocation && await IsReplacedAsync(db, row, ct))
                refusals = [refusals.Find(refusal => refusal is not null) ?? Remplacee];
            read.Add(refusals.Count == 0 ? None : Of(refusals));
        }

        return read;
    }

    /// <summary>The data of the mail without the items that ask for nothing any more.</summary>
    public IReadOnlyDictionary<string, object?> Keep(IReadOnlyDictionary<string, object?> data)
    {
        if (Others is { } others)
            data = new Dictionary<string, object?>(data) { ["total"] = Standing.Count(stands => stands) + others, ["autres"] = others };
        if (!Standing.Contains(false) || data.GetValueOrDefault(Elements) is not JsonElement { ValueKind: JsonValueKind.Array } items || items.GetArrayLength() != Standing.Count)
            return data;
        return new Dictionary<string, object?>(data) { [Elements] = items.EnumerateArray().Where((_, rank) => Standing[rank]).ToList() };
    }

    /// <summary>Of several versions of an invitation that wait, only the last is of use.</summary>
    private static Task<bool> IsReplacedAsync(ComiteFlowDb db, CourrielRow row, CancellationToken ct) => db.Set<CourrielRow>().AnyAsync(
        later => later.Number > row.Number && later.Template == Convocation && later.Thread == row.Thread && later.Recipient == row.Recipient, ct);

    private static DemandesDuCourriel Of(List<string?> refusals) =>
        new([.. refusals.Select(refusal => refusal is null)], refusals.Contains(null) ? null : string.Join(" ", refusals.Distinct()));

    private static async Task<Dictionary<string, Etat>> ClosedAsync(ComiteFlowDb db, string[] keys, CancellationToken ct)
    {
        var closed = new Dictionary<string, Etat>();
        if (keys.Length == 0)
            return closed;
        await foreach (var task in Closed(db, keys).WithCancellation(ct))
        {
            closed[task.Key] = task;
        }

        return closed;
    }

    private static async Task<HashSet<string>> StoppedAsync(ComiteFlowDb db, string[] keys, CancellationToken ct)
    {
        var stopped = new HashSet<string>();
        if (keys.Length == 0)
            return stopped;
        await foreach (var task in Stopped(db, keys).WithCancellation(ct))
        {
            stopped.Add(task);
        }

        return stopped;
    }

    private static string? RefusalOf(Etat? closed) => closed switch
    {
        null => null,
        { IsDone: true, At: { } at } => $"Ce courriel n’est pas parti : ce qu’il demandait est fait depuis le {Mise.EnForme(HeureDeParis.Day(at))}.",
        _ => "Ce courriel n’est pas parti : ce qu’il demandait n’est plus attendu.",
    };

    private static string? RefusalOf(Seance? seance, Demande demande) => seance switch
    {
        { State: ComiteState.Cancelled } when demande.IsCancelled => null,
        { State: ComiteState.Planned } when demande.IsCancelled => "Ce courriel n’est pas parti : la séance est rétablie.",
        { State: ComiteState.Planned } when seance.On == demande.On => null,
        { State: ComiteState.Planned } => $"Ce courriel n’est pas parti : la séance est déplacée au {Mise.EnForme(seance.On)}.",
        { State: ComiteState.Held or ComiteState.Decided } => "Ce courriel n’est pas parti : la séance a eu lieu.",
        _ => "Ce courriel n’est pas parti : la séance est annulée.",
    };

    private sealed record Etat(string Key, bool IsDone, DateTimeOffset? At);

    private sealed record Seance(ComiteState State, DateOnly On);
}
