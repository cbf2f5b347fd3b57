using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits;

/// <summary>One version of a workflow as lists show it, without its text.</summary>
/// <param name="IsLatest">True for the newest; it is a draft when it was never published.</param>
/// <param name="Empreinte">Hash of the text.</param>
/// <param name="Sens">Hash of what it means.</param>
internal sealed record VersionDeCircuit(
    string DefinitionId, int Version, string Nom, bool IsPublished, bool IsLatest, bool IsShipped, DateTimeOffset CreatedAt, DateTimeOffset? ChangedAt, string? ChangedBy,
    DateTimeOffset? PublishedAt, string? PublishedBy, string? Motif, string? Problemes, string Empreinte, string Sens)
{
    /// <summary>How the designer names this version.</summary>
    public string Id => $"{DefinitionId}-{Version}";

    public bool EstBrouillon => IsLatest && PublishedAt is null && !IsPublished;

    public IReadOnlyList<string> ListeDesProblemes => Problemes?.Split('\n') ?? [];
}

/// <summary>A line of the history: a writing of some version.</summary>
internal sealed record EcritureLue(long Revision, int Version, DateTimeOffset At, string Nom, string Moyen, string? Motif);

/// <summary>How many files follow a version and are not over.</summary>
internal sealed record DossiersEnCours(string DefinitionId, int Version, int Nombre);

/// <summary>Reads workflows, their versions and history. Texts are read one at a time, never by a list.</summary>
internal sealed class LectureCircuits(ComiteFlowDb db)
{
    /// <summary>Who may see workflows at all, by this verb of the table of rights.</summary>
    public const string Verbe = "readCircuits";

    private const int LignesMax = 200;

    /// <summary>All versions of one workflow, or of all, newest first within each.</summary>
    public async Task<IReadOnlyList<VersionDeCircuit>> VersionsAsync(string? definitionId, CancellationToken ct)
    {
        var rows = await db.Set<DefinitionRow>().AsNoTracking().Where(d => definitionId == null || d.DefinitionId == definitionId)
            .Select(d => new
            {
                d.DefinitionId, d.Version, d.Name, d.IsPublished, d.IsShipped, d.CreatedAt, d.ChangedAt, d.ChangedBy, d.PublishedAt, d.PublishedBy, d.Reason, d.Problems, d.Hash, d.Meaning,
            }).ToListAsync(ct);
        var latest = rows.GroupBy(row => row.DefinitionId).ToDictionary(group => group.Key, group => group.Max(row => row.Version));
        return
        [
            .. rows.OrderBy(row => row.DefinitionId, StringComparer.Ordinal).ThenByDescending(row => row.Version).Select(row => new VersionDeCircuit(
                row.DefinitionId, row.Version, row.Name, row.IsPublished, row.Version == latest[row.DefinitionId], row.IsShipped, row.CreatedAt, row.ChangedAt, row.ChangedBy,
                row.PublishedAt, row.PublishedBy, row.Reason, row.Problems, row.Hash, row.Meaning)),
        ];
    }

    /// <summary>The text of a version; null when there is none.</summary>
    public Task<string?> TexteAsync(string definitionId, int version, CancellationToken ct) =>
        db.Set<DefinitionRow>().AsNoTracking().Where(d => d.DefinitionId == definitionId && d.Version == version).Select(d => d.Json).FirstOrDefaultAsync(ct);

    /// <summary>The revision that a page builds its next writing on; 0 when nobody has written the definition.</summary>
    public async Task<long> RevisionAsync(string definitionId, CancellationToken ct) =>
        await db.Set<WritingRow>().Where(w => w.DefinitionId == definitionId).MaxAsync(w => (long?)w.Number, ct) ?? 0;

    /// <summary>Who wrote, newest first; the many writings of one page in a row are one line.</summary>
    public async Task<IReadOnlyList<EcritureLue>> HistoireAsync(string definitionId, CancellationToken ct)
    {
        var rows = await db.Set<WritingRow>().AsNoTracking().Where(w => w.DefinitionId == definitionId).OrderByDescending(w => w.Number)
            .Select(w => new { w.Number, w.Version, w.At, w.Person, w.Name, w.Means, w.Reason, w.Session }).ToListAsync(ct);
        var lines = new List<EcritureLue>();
        var before = "";
        foreach (var row in rows)
        {
            // Each gesture of the list is a page of its own; those of one person in a row are one line.
            var page = $"{row.Version} {(row.Means == Moyens.Liste ? row.Person : row.Session)} {row.Means}";
            if (page != before || row.Means is not (Moyens.Diagramme or Moyens.Liste))
                lines.Add(new EcritureLue(row.Number, row.Version, row.At, row.Name, row.Means, row.Reason));
            before = page;
            if (lines.Count == LignesMax)
                break;
        }

        return lines;
    }

    /// <summary>Files that are not over, by version.</summary>
    public async Task<IReadOnlyList<DossiersEnCours>> EnCoursAsync(string? definitionId, CancellationToken ct)
    {
        var counts = await db.Set<Instance>().AsNoTracking()
            .Where(i => (i.Status == InstanceStatus.Suspended || i.Status == InstanceStatus.Faulted) && (definitionId == null || i.DefinitionId == definitionId))
            .GroupBy(i => new { i.DefinitionId, i.DefinitionVersion }).Select(group => new { group.Key.DefinitionId, group.Key.DefinitionVersion, Count = group.Count() }).ToListAsync(ct);
        return [.. counts.Select(count => new DossiersEnCours(count.DefinitionId, count.DefinitionVersion, count.Count))];
    }
}
