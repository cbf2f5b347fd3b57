using System.Globalization;
using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Signatures;

/// <summary>A change that a party asks for before it signs, while nobody has answered.</summary>
internal sealed record DemandeDeModification(string Cle, string Partie, string Motif, DateOnly Le);

/// <summary>The changes that are asked for: each is a task of the coordination, and while it is open nobody is reminded of that document.</summary>
internal sealed class DemandesDeModification(ComiteFlowDb db, ITasks tasks, TimeProvider clock)
{
    private const string Prefixe = "modification/";

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
    public async Task AskAsync(Acte acte, string party, string reason, string by, DateOnly today, CancellationToken ct)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{Prefixe}{acte.Id}/{party}/{today:yyyy-MM-dd}");
        var request = new TaskRequest(key, $"Répondre à la demande de modification de {party}", acte.Id, [Roles.Coordinator], null, [])
        {
            Payload = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["partie"] = party, ["motif"] = reason, ["le"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }),
        };
        await tasks.OpenAsync(request, null, clock.GetUtcNow(), ct);
        var signing = acte.Missing.Select(other => Activities.Signatures.RequestSignatures.TaskKey(acte.Id, other)).ToList();
        var stopped = await db.Set<ArretDeRelanceRow>().AsNoTracking().Where(stop => signing.Contains(stop.Task)).Select(stop => stop.Task).ToListAsync(ct);
        db.AddRange(signing.Except(stopped).Select(task => new ArretDeRelanceRow { Task = task, By = by, At = clock.GetUtcNow(), Reason = Motif(party) }));
    }

    /// <summary>Closes what a party asked for.</summary>
    /// <param name="resumes">True where its reason is gone: people are reminded again.</param>
    public async Task CloseAsync(string document, string party, string by, bool resumes, CancellationToken ct)
    {
        foreach (var asked in (await OpenAsync(document, ct)).Where(one => one.Partie == party))
        {
            await tasks.CompleteAsync(asked.Cle, by, clock.GetUtcNow(), ct);
        }

        if (!resumes)
            return;
        var (prefix, reason) = ($"signature/{document}/", Motif(party));
        db.RemoveRange(await db.Set<ArretDeRelanceRow>().Where(stop => stop.Task.StartsWith(prefix) && stop.Reason == reason).ToListAsync(ct));
    }

    private static string Motif(string party) => $"Modification demandée par {party}, sans réponse";

    private static DemandeDeModification Read(HumanTask task)
    {
        using var payload = JsonDocument.Parse(task.Payload!);
        string Text(string key) => payload.RootElement.GetProperty(key).GetString()!;
        return new DemandeDeModification(task.Key, Text("partie"), Text("motif"), DateOnly.ParseExact(Text("le"), "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
