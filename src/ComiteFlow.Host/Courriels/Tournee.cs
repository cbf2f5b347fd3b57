using System.Text.Json;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Courriels;

/// <summary>What one round of the post works with, in the scope of its own context.</summary>
internal sealed class Tournee(IServiceProvider services)
{
    public ComiteFlowDb Db { get; } = services.GetRequiredService<ComiteFlowDb>();

    public UnitOfWork Work { get; } = services.GetRequiredService<UnitOfWork>();

    public FileDAttente File { get; } = services.GetRequiredService<FileDAttente>();

    public RappelsReunis Rappels { get; } = services.GetRequiredService<RappelsReunis>();

    /// <summary>Tells what became of the message of some rows: a fact when it left, a task when it never will.</summary>
    public async Task RecordAsync(IReadOnlyList<CourrielRow> unit)
    {
        if (unit.FirstOrDefault(row => row.SentAt is not null) is { } sent)
            Work.Add(Sent(sent, unit));
        if (unit.FirstOrDefault(row => row.Failure is not null) is { } refused)
            await services.GetRequiredService<CourriersRefuses>().OpenAsync(refused, CancellationToken.None);
    }

    private static EmailSent Sent(CourrielRow row, IReadOnlyList<CourrielRow> unit) => new()
    {
        Convention = row.Convention,
        Template = row.Template,
        To = row.Recipient,
        Cc = [.. unit.Where(one => one == row || CourrielReuni.Is(one)).SelectMany(one => JsonSerializer.Deserialize<List<string>>(one.Cc, Colonnes.Json) ?? []).Distinct()],
        Subject = row.Subject!,
        Document = row.Document,
    };
}

/// <summary>A reminder that left as a part of another one’s message.</summary>
internal static class CourrielReuni
{
    private const string Debut = "Ce rappel est parti avec d’autres, en un seul courriel";

    public static string Motif(string objet) => $"{Debut} : « {objet} ».";

    public static bool Is(CourrielRow row) => Is(row.CancelledBecause);

    public static bool Is(string? reason) => reason?.StartsWith(Debut, StringComparison.Ordinal) == true;
}
