using System.Text.Json;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Courriels;

/// <summary>Mail that never arrives becomes a task of the coordination: correct the address, then send it again.</summary>
internal sealed class CourriersRefuses(ITasks tasks, Annuaire annuaire, TimeProvider clock)
{
    private const string Prefixe = "envoi/";

    public static string TaskKey(CourrielRow row) => $"{Prefixe}{row.Number}/{row.Attempts}";

    /// <summary>The number of the mail that a task is about; null for another task.</summary>
    public static long? Number(string key) =>
        key.StartsWith(Prefixe, StringComparison.Ordinal) && long.TryParse(key[Prefixe.Length..].Split('/')[0], out var number) ? number : null;

    public Task OpenAsync(CourrielRow row, CancellationToken ct)
    {
        var address = annuaire.Knows(row.Recipient) ? annuaire.Find(row.Recipient).Address : null;
        var request = new TaskRequest(
            TaskKey(row), $"Courriel non remis à {row.Recipient} : corriger l’adresse, puis renvoyer", row.Convention ?? "courriels", [Roles.Coordinator], null, [])
        {
            Payload = JsonSerializer.SerializeToElement(new Dictionary<string, string?> { ["adresse"] = address, ["motif"] = row.Failure, ["objet"] = row.Subject }),
        };
        return tasks.OpenAsync(request, null, clock.GetUtcNow(), ct);
    }

    /// <summary>The mail is on its way again: its task is done.</summary>
    public Task CloseAsync(CourrielRow row, string by, CancellationToken ct) => tasks.CompleteAsync(TaskKey(row), by, clock.GetUtcNow(), ct);
}
