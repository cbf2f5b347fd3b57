using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>Which versions a call is about, as Elsa Studio writes it.</summary>
internal sealed record ChoixDeVersion(string? Words)
{
    public bool Prend(DefinitionRow row, int latest, bool anyPublished) => Words?.ToUpperInvariant() switch
    {
        null or "" or "ALLVERSIONS" or "ALL" => true,
        "LATEST" => row.Version == latest,
        "PUBLISHED" => row.IsPublished,
        "DRAFT" => row.Version == latest && !row.IsPublished,
        "LATESTORPUBLISHED" => anyPublished ? row.IsPublished : row.Version == latest,
        "LATESTANDPUBLISHED" => row.Version == latest || row.IsPublished,
        var number => int.TryParse(number, out var version) && row.Version == version,
    };
}

/// <summary>The stored versions as the API of Elsa Studio reads them.</summary>
internal sealed class LectureDeStudio(ComiteFlowDb db)
{
    /// <summary>The version of a definition that is asked for; the latest when nothing is said. Null when there is none.</summary>
    public async Task<(DefinitionRow Row, bool IsLatest)?> FindAsync(string definitionId, ChoixDeVersion choice, CancellationToken ct)
    {
        var rows = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.DefinitionId == definitionId).OrderByDescending(d => d.Version).ToListAsync(ct);
        var words = string.IsNullOrEmpty(choice.Words) ? new ChoixDeVersion("Latest") : choice;
        return rows.Find(row => words.Prend(row, rows[0].Version, rows.Exists(r => r.IsPublished))) is { } found ? (found, found == rows[0]) : null;
    }

    public async Task<(DefinitionRow Row, bool IsLatest)?> FindVersionAsync(string id, CancellationToken ct)
    {
        if (DefinitionPourStudio.Lire(id) is not { } key)
            return null;
        var row = await db.Set<DefinitionRow>().AsNoTracking().FirstOrDefaultAsync(d => d.DefinitionId == key.DefinitionId && d.Version == key.Version, ct);
        return row is null ? null : (row, !await db.Set<DefinitionRow>().AnyAsync(d => d.DefinitionId == row.DefinitionId && d.Version > row.Version, ct));
    }

    /// <summary>All that match, in order, each with whether it is the latest of its definition.</summary>
    public async Task<IReadOnlyList<(DefinitionRow Row, bool IsLatest)>> ListAsync(DemandeDeListe asked, CancellationToken ct)
    {
        var keys = asked.Ids.Select(DefinitionPourStudio.Lire).OfType<(string DefinitionId, int Version)>().ToList();
        if (asked.Ids.Count > 0 && keys.Count == 0)
            return [];
        IReadOnlyList<string> wanted = asked.Ids.Count > 0 ? [.. keys.Select(key => key.DefinitionId).Distinct()] : asked.DefinitionIds;
        var rows = await db.Set<DefinitionRow>().AsNoTracking().Where(d => wanted.Count == 0 || wanted.Contains(d.DefinitionId)).ToListAsync(ct);
        var found = rows.GroupBy(row => row.DefinitionId).SelectMany(group =>
        {
            var (latest, published) = (group.Max(row => row.Version), group.Any(row => row.IsPublished));
            return group.Where(row => asked.Ids.Count > 0 ? keys.Contains((row.DefinitionId, row.Version)) : asked.Versions.Prend(row, latest, published))
                .Select(row => (Row: row, IsLatest: row.Version == latest));
        });
        if (!string.IsNullOrWhiteSpace(asked.Search))
        {
            found = found.Where(one => one.Row.Name.Contains(asked.Search.Trim(), StringComparison.CurrentCultureIgnoreCase)
                || one.Row.DefinitionId.Contains(asked.Search.Trim(), StringComparison.OrdinalIgnoreCase) || DefinitionPourStudio.IdDe(one.Row) == asked.Search.Trim());
        }

        return [.. asked.InOrder(found)];
    }

    /// <summary>The latest versions of workflows that start this one or hold it as a step.</summary>
    public async Task<IReadOnlyList<DefinitionRow>> AppelantsAsync(DefinitionRow called, CancellationToken ct) =>
    [
        .. (await ListAsync(DemandeDeListe.Toutes("Latest"), ct)).Select(one => one.Row).Where(row => row.DefinitionId != called.DefinitionId && FusionDeCircuit.Steps(TexteDeCircuit.Lire(row.Json)["root"]).Any(step =>
            step.TexteDe("type") == called.Name || (step["workflowDefinitionId"] is { } id && id.ToJsonString().Contains(System.Text.Json.JsonSerializer.Serialize(called.DefinitionId), StringComparison.Ordinal)))),
    ];

    /// <summary>What each workflow is for, by its latest version.</summary>
    public async Task<IReadOnlyDictionary<string, string>> DescriptionsAsync(CancellationToken ct) => (await ListAsync(DemandeDeListe.Toutes("Latest"), ct))
        .ToDictionary(one => one.Row.DefinitionId, one => TexteDeCircuit.Lire(one.Row.Json).TexteDe("description") ?? "");

    public Task<bool> NameIsTakenAsync(string name, string? butOf, CancellationToken ct) =>
        db.Set<DefinitionRow>().AnyAsync(d => d.Name == name && d.DefinitionId != butOf, ct);
}

/// <summary>A call for a list of definitions; names of the query in any case, as Studio mixes them.</summary>
internal sealed record DemandeDeListe(
    ChoixDeVersion Versions, IReadOnlyList<string> Ids, IReadOnlyList<string> DefinitionIds, string? Search, string? OrderBy, bool Descending, int Page, int? PageSize)
{
    /// <summary>Rows of one page at most.</summary>
    private const int PageMax = 500;

    public static DemandeDeListe Toutes(string versions) => new(new ChoixDeVersion(versions), [], [], null, null, false, 0, null);

    public static DemandeDeListe De(IQueryCollection query) => new(
        new ChoixDeVersion(query["versionOptions"].LastOrDefault()), List(query, "ids"), List(query, "definitionIds"), query["searchTerm"].LastOrDefault(),
        query["orderBy"].LastOrDefault(), "Descending".Equals(query["orderDirection"].LastOrDefault(), StringComparison.OrdinalIgnoreCase), Number(query, "page") ?? 0, Number(query, "pageSize"));

    public IEnumerable<T> PageOf<T>(IEnumerable<T> all) => PageSize is { } size ? all.Skip(Math.Max(Page, 0) * size).Take(size) : all;

    public IEnumerable<(DefinitionRow Row, bool IsLatest)> InOrder(IEnumerable<(DefinitionRow Row, bool IsLatest)> found)
    {
        var ordered = OrderBy?.ToUpperInvariant() switch
        {
            "VERSION" => found.OrderBy(one => one.Row.Version),
            "CREATED" or "CREATEDAT" => found.OrderBy(one => one.Row.CreatedAt),
            _ => found.OrderBy(one => one.Row.Name, StringComparer.CurrentCulture).ThenBy(one => one.Row.DefinitionId, StringComparer.Ordinal).ThenBy(one => one.Row.Version),
        };
        return Descending ? ordered.Reverse() : ordered;
    }

    private static List<string> List(IQueryCollection query, string name) => [.. query[name].Where(value => !string.IsNullOrEmpty(value)).OfType<string>().Take(PageMax)];

    private static int? Number(IQueryCollection query, string name) => int.TryParse(query[name].LastOrDefault(), out var number) ? Math.Clamp(number, 0, PageMax) : null;
}
