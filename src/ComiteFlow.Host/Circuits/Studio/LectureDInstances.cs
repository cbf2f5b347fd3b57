using System.Text.Json;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>A running or finished file of a workflow, as lists show it: without its state.</summary>
internal sealed record DossierDeCircuit(
    Guid Id, string Key, string DefinitionId, int Version, string Correlation, InstanceStatus Etat, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Circuit, int Incidents)
{
    public string Code => Id.ToString("N");

    public bool EstFini => Etat is InstanceStatus.Finished or InstanceStatus.Cancelled;

    /// <summary>Name for people: the workflow and what it is about.</summary>
    public string Nom => Correlation.Length == 0 ? Circuit : $"{Circuit} – {Correlation}";
}

/// <summary>One file with everything that its page shows.</summary>
internal sealed record DossierEntier(DossierDeCircuit Dossier, Instance Instance, WorkflowDefinition Definition, IReadOnlyList<JournalLine> Lignes, IReadOnlyList<Incident> Ouverts)
{
    private readonly Dictionary<string, string> _chemins = Chemins(Definition.Root, "Workflow1").DistinctBy(pair => pair.Key).ToDictionary();

    public InstanceState State { get; } = JsonSerializer.Deserialize<InstanceState>(Instance.State, EngineRunner.Json) ?? new InstanceState();

    /// <summary>A step as people call it.</summary>
    public string Etape(string id) => Definition.ById.TryGetValue(id, out var node) ? node.Label : id;

    public string Type(string id) => Definition.ById.TryGetValue(id, out var node) ? node.Type : "Elsa.Workflow";

    /// <summary>Path of a step, as the designer knows it.</summary>
    public string Chemin(string id) => _chemins.GetValueOrDefault(id, "Workflow1");

    /// <summary>The runs of steps so far, in the order in which they began.</summary>
    public IReadOnlyList<PassageDEtape> Passages() => PassageDEtape.De(this);

    private static IEnumerable<KeyValuePair<string, string>> Chemins(Node node, string parent)
    {
        var path = $"{parent}:{node.Id}";
        return node.Ports.Values.SelectMany(children => children).SelectMany(child => Chemins(child, path)).Prepend(new(node.Id, path));
    }
}

/// <summary>The files of workflows as the API of Elsa Studio and our pages read them.</summary>
internal sealed class LectureDInstances(ComiteFlowDb db, IRunStore store)
{
    public async Task<(IReadOnlyList<DossierDeCircuit> Page, int Count)> ListAsync(DemandeDInstances asked, CancellationToken ct)
    {
        var found = asked.Filtrer(db.Set<Instance>().AsNoTracking(), db);
        var count = await found.CountAsync(ct);
        var page = await asked.EnOrdre(found).Skip(asked.Page * asked.PageSize).Take(asked.PageSize)
            .Select(i => new { i.Id, i.Key, i.DefinitionId, i.DefinitionVersion, i.CorrelationId, i.Status, i.CreatedAt, i.UpdatedAt }).ToListAsync(ct);
        var ids = page.Select(i => (Guid?)i.Id).ToList();
        var incidents = (await db.Set<Incident>().AsNoTracking().Where(i => i.ClosedAt == null && ids.Contains(i.InstanceId)).GroupBy(i => i.InstanceId)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct)).ToDictionary(one => one.Key!.Value, one => one.Count);
        var definitions = page.Select(i => i.DefinitionId).Distinct().ToList();
        var names = (await db.Set<DefinitionRow>().AsNoTracking().Where(d => definitions.Contains(d.DefinitionId)).Select(d => new { d.DefinitionId, d.Version, d.Name }).ToListAsync(ct))
            .ToDictionary(d => (d.DefinitionId, d.Version), d => d.Name);
        return ([.. page.Select(i => new DossierDeCircuit(
            i.Id, i.Key, i.DefinitionId, i.DefinitionVersion, i.CorrelationId, i.Status, i.CreatedAt, i.UpdatedAt,
            names.GetValueOrDefault((i.DefinitionId, i.DefinitionVersion), i.DefinitionId), incidents.GetValueOrDefault(i.Id)))], count);
    }

    /// <summary>Null when there is no such file.</summary>
    public async Task<DossierEntier?> FindAsync(string code, CancellationToken ct)
    {
        if (!Guid.TryParse(code, out var id) || await db.Set<Instance>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct) is not { } instance)
            return null;
        if (await store.VersionAsync(instance.DefinitionId, instance.DefinitionVersion, ct) is not { } definition)
            return null;
        var lines = await db.Set<JournalLine>().AsNoTracking().Where(l => l.InstanceId == id).OrderBy(l => l.Number).ToListAsync(ct);
        var open = await db.Set<Incident>().AsNoTracking().Where(i => i.InstanceId == id && i.ClosedAt == null).ToListAsync(ct);
        return new DossierEntier(
            new DossierDeCircuit(
                id, instance.Key, instance.DefinitionId, instance.DefinitionVersion, instance.CorrelationId, instance.Status, instance.CreatedAt, instance.UpdatedAt, definition.Name, open.Count),
            instance, definition, lines, open);
    }

    /// <summary>What changes whenever a file does, whoever changed it.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> MarquesAsync(IReadOnlyCollection<Guid> watched, CancellationToken ct) => (await db.Set<Instance>().AsNoTracking()
        .Where(i => watched.Contains(i.Id)).Select(i => new
        {
            i.Id, i.Fence, Line = db.Set<JournalLine>().Where(l => l.InstanceId == i.Id).Max(l => (long?)l.Number), Open = db.Set<Incident>().Count(one => one.InstanceId == i.Id && one.ClosedAt == null),
        }).ToListAsync(ct)).ToDictionary(one => one.Id, one => $"{one.Fence} {one.Line} {one.Open}");

    public Task<bool> ExistsAsync(Guid id, CancellationToken ct) => db.Set<Instance>().AnyAsync(i => i.Id == id, ct);
}
