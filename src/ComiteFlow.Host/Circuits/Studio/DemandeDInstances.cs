using System.Text.Json;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>A call for a list of files, as Elsa Studio writes it.</summary>
internal sealed record DemandeDInstances
{
    private const int PageMax = 200;

    public int Page { get; init; }

    public int PageSize { get; init; } = 25;

    public string? Search { get; init; }

    public IReadOnlyList<string> DefinitionIds { get; init; } = [];

    public string? Correlation { get; init; }

    public int? Version { get; init; }

    public bool? HasIncidents { get; init; }

    /// <summary>States that are wanted; empty for all.</summary>
    public IReadOnlyList<InstanceStatus> Etats { get; init; } = [];

    public string? OrderBy { get; init; }

    public bool Descending { get; init; } = true;

    public IReadOnlyList<FiltreDeDate> Dates { get; init; } = [];

    public static DemandeDInstances De(JsonElement body)
    {
        List<string> definitions = [.. Corps.Textes(body, "definitionIds"), .. Corps.Texte(body, "definitionId") is { Length: > 0 } one ? [one] : (string[])[]];
        List<string> wanted = [.. Corps.Textes(body, "subStatuses"), .. Corps.Texte(body, "subStatus") is { } sub ? [sub] : (string[])[]];
        List<string> broad = [.. Corps.Textes(body, "statuses"), .. Corps.Texte(body, "status") is { } status ? [status] : (string[])[]];
        return new DemandeDInstances
        {
            Page = Number(body, "page") ?? 0,
            PageSize = Math.Clamp(Number(body, "pageSize") ?? 25, 1, PageMax),
            Search = Corps.Texte(body, "searchTerm")?.Trim(),
            DefinitionIds = definitions,
            Correlation = Corps.Texte(body, "correlationId") is { Length: > 0 } correlation ? correlation : null,
            Version = Number(body, "version"),
            HasIncidents = body.TryGetProperty("hasIncidents", out var has) && has.ValueKind is JsonValueKind.True or JsonValueKind.False ? has.GetBoolean() : null,
            Etats = Wanted(broad, wanted),
            OrderBy = Corps.Texte(body, "orderBy"),
            Descending = !"Ascending".Equals(Corps.Texte(body, "orderDirection"), StringComparison.OrdinalIgnoreCase),
            Dates = body.TryGetProperty("timestampFilters", out var dates) && dates.ValueKind == JsonValueKind.Array ? [.. dates.EnumerateArray().Take(10).Select(FiltreDeDate.De).OfType<FiltreDeDate>()] : [],
        };
    }

    public IQueryable<Instance> Filtrer(IQueryable<Instance> all, ComiteFlowDb db)
    {
        if (DefinitionIds.Count > 0)
            all = all.Where(i => DefinitionIds.Contains(i.DefinitionId));
        if (Correlation is not null)
            all = all.Where(i => i.CorrelationId == Correlation);
        if (Version is { } version)
            all = all.Where(i => i.DefinitionVersion == version);
        if (Etats.Count > 0)
            all = all.Where(i => Etats.Contains(i.Status));
        if (HasIncidents is { } has)
            all = all.Where(i => db.Set<Incident>().Any(one => one.InstanceId == i.Id && one.ClosedAt == null) == has);
        if (!string.IsNullOrEmpty(Search))
        {
            var id = Guid.TryParse(Search, out var guid) ? guid : Guid.Empty;
            all = all.Where(i => i.Id == id || i.CorrelationId.Contains(Search) || i.Key.Contains(Search) || i.DefinitionId.Contains(Search));
        }

        return Dates.Aggregate(all, (found, filter) => filter.Filtrer(found));
    }

    public IQueryable<Instance> EnOrdre(IQueryable<Instance> found) => OrderBy?.ToUpperInvariant() switch
    {
        "NAME" => Descending ? found.OrderByDescending(i => i.DefinitionId).ThenByDescending(i => i.CorrelationId) : found.OrderBy(i => i.DefinitionId).ThenBy(i => i.CorrelationId),
        "UPDATED" or "UPDATEDAT" or "LASTEXECUTED" or "FINISHED" or "FINISHEDAT" => Descending ? found.OrderByDescending(i => i.UpdatedAt).ThenByDescending(i => i.Id) : found.OrderBy(i => i.UpdatedAt).ThenBy(i => i.Id),
        _ => Descending ? found.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id) : found.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id),
    };

    private static List<InstanceStatus> Wanted(List<string> broad, List<string> precise)
    {
        HashSet<InstanceStatus> wanted = [.. Enum.GetValues<InstanceStatus>()];
        if (broad.Count > 0)
            wanted.RemoveWhere(status => !broad.Contains(InstancesLues.Status(status), StringComparer.OrdinalIgnoreCase));
        if (precise.Count > 0)
            wanted.RemoveWhere(status => !precise.Contains(InstancesLues.SubStatus(status), StringComparer.OrdinalIgnoreCase));
        // Nothing is left of two that exclude each other: a state that no file has stands for that.
        return wanted.Count == Enum.GetValues<InstanceStatus>().Length ? [] : wanted.Count == 0 ? [(InstanceStatus)(-1)] : [.. wanted];
    }

    private static int? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? Math.Clamp(number, 0, 1_000_000) : null;
}

/// <summary>A condition on a date of a file.</summary>
internal sealed record FiltreDeDate(string Column, string Operator, DateTimeOffset At)
{
    public static FiltreDeDate? De(JsonElement filter) =>
        filter.ValueKind == JsonValueKind.Object && Corps.Texte(filter, "column") is { } column && Corps.Texte(filter, "operator") is { } by
            && DateTimeOffset.TryParse(Corps.Texte(filter, "timestamp"), System.Globalization.CultureInfo.InvariantCulture, out var at) ? new(column, by, at.ToUniversalTime()) : null;

    public IQueryable<Instance> Filtrer(IQueryable<Instance> all)
    {
        var isCreated = Column.StartsWith("Created", StringComparison.OrdinalIgnoreCase);
        if (Column.StartsWith("Finished", StringComparison.OrdinalIgnoreCase))
            all = all.Where(i => i.Status == InstanceStatus.Finished || i.Status == InstanceStatus.Cancelled);
        return Operator switch
        {
            "GreaterThan" or "IsAfter" => all.Where(i => (isCreated ? i.CreatedAt : i.UpdatedAt) > At),
            "GreaterThanOrEqual" or "IsOnOrAfter" => all.Where(i => (isCreated ? i.CreatedAt : i.UpdatedAt) >= At),
            "LessThan" or "IsBefore" => all.Where(i => (isCreated ? i.CreatedAt : i.UpdatedAt) < At),
            "LessThanOrEqual" or "IsOnOrBefore" => all.Where(i => (isCreated ? i.CreatedAt : i.UpdatedAt) <= At),
            "Is" => all.Where(i => (isCreated ? i.CreatedAt : i.UpdatedAt) == At),
            "IsNot" => all.Where(i => (isCreated ? i.CreatedAt : i.UpdatedAt) != At),
            _ => all,
        };
    }
}
