using System.Globalization;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Simulation;

/// <summary>What a run leaves: the table of facts as JSON Lines, and the files that were produced.</summary>
internal sealed class ResultatDePassage(ComiteFlowDb db)
{
    /// <summary>Line by line: the facts of a large portfolio need no room of their own.</summary>
    public async Task WriteAsync(Stream output, string? folder, CancellationToken ct)
    {
        await WriteFactsAsync(output, ct);
        if (folder is not null)
            await WriteFilesAsync(folder, ct);
    }

    private async Task WriteFactsAsync(Stream output, CancellationToken ct)
    {
        await using var lines = new StreamWriter(output, bufferSize: 1 << 16, leaveOpen: true);
        await foreach (var row in db.Set<FaitRow>().AsNoTracking().OrderBy(f => f.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            await lines.WriteAsync(Line(row));
            await lines.WriteAsync('\n');
        }
    }

    /// <summary>One fact as a line: instant, name, then its own keys.</summary>
    public static string Line(FaitRow row)
    {
        var at = HeureDeParis.Local(row.At).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return row.Json == "{}"
            ? $"{{\"at\":\"{at}\",\"fact\":\"{row.Name}\"}}"
            : $"{{\"at\":\"{at}\",\"fact\":\"{row.Name}\",{row.Json[1..]}";
    }

    private async Task WriteFilesAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.Combine(folder, "mail"));
        Directory.CreateDirectory(Path.Combine(folder, "documents"));
        await using (var facts = File.Create(Path.Combine(folder, "facts.jsonl")))
        {
            await WriteFactsAsync(facts, ct);
        }

        await foreach (var mail in db.Set<CourrielRow>().AsNoTracking().Where(c => c.Message != null).OrderBy(c => c.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "mail", $"{mail.Number:D5}-{mail.Template}-{mail.Recipient}.eml"), mail.Message!, ct);
        }

        await foreach (var document in db.Set<DocumentRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "documents", document.FileName), document.Content, ct);
        }
    }
}
