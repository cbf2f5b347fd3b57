using System.Globalization;
using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Signatures;

/// <summary>A change that a party asks for before it signs, while nobody has answered.</summary>
internal sealed record DemandeDeModification(string Cle, string Partie, string Motif, DateOnly Le)
{
    /// <summary>Which one of its party on that document it is.</summary>
    public string Numero => Cle[(Cle.LastIndexOf('/') + 1)..];
}

/// <summary>The changes that are asked for: each is a task of the coordination, and while it is open nobody is reminded of that document.</summary>
internal sealed class DemandesDeModification(ComiteFlowDb db, ITasks tasks, TimeProvider clock)
{
    private const string Prefixe = "modification/", MotifCommun = "Modification demandée par ", Answered = "signature.changeAnswered";

    /// <summary>The document that a task is about; null for another task.</summary>
    public static string? Document(string key) => key.StartsWith(Prefixe, StringComparison.Ordinal) ? key[Prefixe.Length..].Split('/')[0] : null;

    /// <summary>Those of a document, as open tasks tell them.</summary>
    public static IEnumerable<DemandeDeModification> Of(IEnumerable<HumanTask> open, string document) =>
        open.Where(task => task.State == TaskState.Open && Document(task.Key) == document).OrderBy(task => task.Key, StringComparer.Ordinal).Select(Read);

    public async Task<IReadOnlyList<DemandeDeModification>> OpenAsync(string document, CancellationToken ct)
    {
        var prefix = $"{Prefixe}{document}/";
        return [.. Of(await db.Set<HumanTask>().AsNoTracking().Where(t => t.State == TaskState.Open && t.Key.StartsWith(prefix)).ToListAsync(ct), document)];
    }

    /// <summary>Opens the task, and stops the reminders of the document.</summary>
    public async Task<DemandeDeModification> AskAsync(Acte acte, string party, string reason, string by, DateOnly today, CancellationToken ct)
    {
        var prefix = $"{Prefixe}{acte.Id}/{party}/";
        var number = await db.Set<HumanTask>().CountAsync(t => t.Key.StartsWith(prefix), ct) + 1;
        var request = new TaskRequest(Cle(acte.Id, party, number), $"Répondre à la demande de modification de {party}", acte.Id, [Roles.Coordinator], null, [])
        {
            Payload = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["partie"] = party, ["motif"] = reason, ["le"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }),
        };
        await tasks.OpenAsync(request, null, clock.GetUtcNow(), ct);
        var signing = acte.Missing.Select(other => Activities.Signatures.RequestSignatures.TaskKey(acte.Id, other)).ToList();
        var stopped = await db.Set<ArretDeRelanceRow>().AsNoTracking().Where(stop => signing.Contains(stop.Task)).Select(stop => stop.Task).ToListAsync(ct);
        db.AddRange(signing.Except(stopped).Select(task => new ArretDeRelanceRow { Task = task, By = by, At = clock.GetUtcNow(), Reason = Motif(party) }));
        return new DemandeDeModification(request.Key, party, reason, today);
    }

    /// <summary>Closes what a party asked for.</summary>
    /// <param name="resumes">True where its reason is gone: people are reminded again, unless another party waits for an answer or for another text.</param>
    public async Task CloseAsync(Acte acte, string party, string by, bool resumes, CancellationToken ct)
    {
        var open = await OpenAsync(acte.Id, ct);
        if (open.FirstOrDefault(one => one.Partie == party) is { } asked)
            await tasks.CompleteAsync(asked.Cle, by, clock.GetUtcNow(), ct);
        var promised = resumes ? (await AwaitAnotherTextAsync(acte, ct)).FirstOrDefault(other => other != party) : party;
        var stops = await StopsAsync(acte.Id, ct);
        if (open.FirstOrDefault(one => one.Partie != party) is { } other)
            stops.ForEach(stop => stop.Reason = Motif(other.Partie));
        else if (promised is not null)
            stops.ForEach(stop => stop.Reason = $"{MotifCommun}{promised}, autre texte annoncé");
        else
            db.RemoveRange(stops);
    }

    /// <summary>Parties that have not signed and were last told that another text will come.</summary>
    private async Task<IEnumerable<string>> AwaitAnotherTextAsync(Acte acte, CancellationToken ct)
    {
        var rows = await db.Set<FaitRow>().AsNoTracking().Where(f => f.Convention == acte.ConventionId && f.Name == Answered).OrderBy(f => f.Number).Select(f => f.Json).ToListAsync(ct);
        return rows.Select(json => JsonSerializer.Deserialize<Reponse>(json, JsonSerializerOptions.Web)!).Where(answer => answer.Document == acte.Id)
            .GroupBy(answer => answer.Party).Where(answers => !answers.Last().Kept).Select(answers => answers.Key).Intersect(acte.Missing);
    }

    /// <summary>The reminders of a document that demands stopped, not those that somebody stopped by hand.</summary>
    private async Task<List<ArretDeRelanceRow>> StopsAsync(string document, CancellationToken ct)
    {
        var (tasksOfDocument, reason) = ($"signature/{document}/", MotifCommun);
        return await db.Set<ArretDeRelanceRow>().Where(stop => stop.Task.StartsWith(tasksOfDocument) && stop.Reason.StartsWith(reason)).ToListAsync(ct);
    }

    private static string Motif(string party) => $"{MotifCommun}{party}, sans réponse";

    private static string Cle(string document, string party, int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefixe}{document}/{party}/{number}");

    private static DemandeDeModification Read(HumanTask task)
    {
        using var payload = JsonDocument.Parse(task.Payload!);
        string Text(string key) => payload.RootElement.GetProperty(key).GetString()!;
        return new DemandeDeModification(task.Key, Text("partie"), Text("motif"), DateOnly.ParseExact(Text("le"), "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>What the fact of an answer says.</summary>
    private sealed record Reponse(string Document, string Party, bool Kept);
}
