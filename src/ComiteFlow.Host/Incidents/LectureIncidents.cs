using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Incidents;

/// <summary>What stopped workflows, as the pages show it. The list reads no state of an instance.</summary>
internal sealed class LectureIncidents(ComiteFlowDb db, IRunStore store, IIncidents incidents, LectureDossiers dossiers)
{
    /// <summary>Closed incidents that the list still shows.</summary>
    public const int Recents = 50;

    /// <summary>Open ones by age, then those that were closed last.</summary>
    public async Task<IReadOnlyList<IncidentLu>> ListAsync(Actor actor, CancellationToken ct)
    {
        var open = await db.Set<Incident>().AsNoTracking().Where(i => i.ClosedAt == null).OrderBy(i => i.At).ToListAsync(ct);
        var closed = await db.Set<Incident>().AsNoTracking().Where(i => i.ClosedAt != null).OrderByDescending(i => i.ClosedAt).Take(Recents).ToListAsync(ct);
        return await ReadAsync(actor, [.. open, .. closed], ct);
    }

    /// <summary>One incident with all that a decision needs; null when there is none.</summary>
    public async Task<DossierIncident?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await db.Set<Incident>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct) is not { } incident)
            return null;
        var lu = (await ReadAsync(actor, [incident], ct))[0];
        var held = await store.HeldAsync(id, ct);
        return new DossierIncident(lu, held?.Work, await incidents.WaysOutAsync(id, ct))
        {
            Variables = held is null || lu.Definition is null ? [] : Variables(lu.Definition, held.Work),
            Attentes = await db.Set<Bookmark>().CountAsync(b => b.InstanceId == incident.InstanceId, ct),
            Echeances = await db.Set<DueWork>().CountAsync(w => w.InstanceId == incident.InstanceId && w.InstanceId != null && w.IsTimer && w.IncidentId == null, ct),
            Taches = await db.Set<HumanTask>().CountAsync(t => t.InstanceId == incident.InstanceId && t.InstanceId != null && t.State == TaskState.Open, ct),
            Journal = await db.Set<JournalLine>().AsNoTracking().Where(l => l.IncidentId == id).OrderBy(l => l.Number).ToListAsync(ct),
            Suivant = incident.ClosedAt is not { } closed ? null : await db.Set<Incident>()
                .Where(i => i.ClosedAt == null && i.At >= closed && i.DefinitionId == incident.DefinitionId && (i.InstanceId == incident.InstanceId || incident.InstanceId == null))
                .OrderBy(i => i.At).Select(i => (Guid?)i.Id).FirstOrDefaultAsync(ct),
        };
    }

    private async Task<IReadOnlyList<IncidentLu>> ReadAsync(Actor actor, IReadOnlyList<Incident> found, CancellationToken ct)
    {
        var ids = found.Select(i => i.InstanceId).ToList();
        var instances = (await db.Set<Instance>().Where(i => ids.Contains(i.Id))
            .Select(i => new { i.Id, i.DefinitionVersion, i.CorrelationId, i.Status }).ToListAsync(ct)).ToDictionary(i => i.Id);
        var held = found.Where(i => i.InstanceId is null && i.ClosedAt is null).Select(i => (Guid?)i.Id).ToList();
        var starts = await db.Set<DueWork>().Where(w => held.Contains(w.IncidentId)).ToDictionaryAsync(w => w.IncidentId!.Value, w => w.CorrelationId, ct);
        var all = found.Count == 0 ? [] : await dossiers.AllAsync(actor, ct);
        var read = new List<IncidentLu>();
        foreach (var incident in found)
        {
            var instance = incident.InstanceId is { } id ? instances.GetValueOrDefault(id) : null;
            var definition = instance is null
                ? await store.PublishedAsync(incident.DefinitionId, ct)
                : await store.VersionAsync(incident.DefinitionId, instance.DefinitionVersion, ct);
            var correlation = instance?.CorrelationId ?? starts.GetValueOrDefault(incident.Id) ?? "";
            read.Add(new IncidentLu(incident, definition, correlation, Of(all, correlation), instance?.Status));
        }

        return read;
    }

    /// <summary>The convention that a correlation names: itself, one of its acts, or something below either.</summary>
    internal static Dossier? Of(IReadOnlyList<Dossier> all, string correlation)
    {
        var first = correlation.Split('/')[0];
        return all.FirstOrDefault(dossier => dossier.Id == first || dossier.Actes.Any(acte => acte.Id == first));
    }

    /// <summary>The variables of the workflow with the values that a retry would find.</summary>
    private static IReadOnlyList<VariableLue> Variables(WorkflowDefinition definition, DueWork work)
    {
        var set = work.Instance is { } instance
            ? System.Text.Json.JsonSerializer.Deserialize<InstanceState>(instance.State, EngineRunner.Json)?.Variables
            : Corrections.Of(work).Variables;
        return [.. definition.Variables.Where(v => v.Name.Length > 0).Select(v => new VariableLue(v.Name, set is not null && set.TryGetValue(v.Name, out var value) ? value : v.Default))];
    }
}

/// <summary>An incident and where it stands.</summary>
/// <param name="Definition">Version that ran; null when it is not there any more.</param>
/// <param name="Correlation">What the workflow is about.</param>
/// <param name="Dossier">The convention that it concerns, if any.</param>
/// <param name="Etat">State of the instance; null for a start that failed.</param>
internal sealed record IncidentLu(Incident Incident, WorkflowDefinition? Definition, string Correlation, Dossier? Dossier, InstanceStatus? Etat)
{
    public bool EstOuvert => Incident.ClosedAt is null;

    public string Circuit => Definition?.Name ?? Incident.DefinitionId;

    /// <summary>The step as people call it; null when none is at fault.</summary>
    public string? Etape => Incident.ActivityId is not { } id ? null : Definition?.ById.GetValueOrDefault(id)?.Label ?? id;

    /// <summary>Steps to which a way out leads.</summary>
    public IReadOnlyList<string> Apres(string sortie) => Definition is null ? [] :
    [
        .. Definition.Root.Descendants().SelectMany(node => node.Connections).Where(arrow => arrow.Source == Incident.ActivityId && arrow.Port == sortie)
            .Select(arrow => Definition.ById.GetValueOrDefault(arrow.Target)?.Label ?? arrow.Target),
    ];
}

/// <summary>An incident with all that a decision needs.</summary>
/// <param name="Travail">What it holds; null once it is closed.</param>
/// <param name="Sorties">Ways out by which the step may be taken as done.</param>
internal sealed record DossierIncident(IncidentLu Lu, DueWork? Travail, IReadOnlyList<string> Sorties)
{
    public required IReadOnlyList<VariableLue> Variables { get; init; }

    /// <summary>Events that steps of the instance wait for.</summary>
    public required int Attentes { get; init; }

    public required int Echeances { get; init; }

    public required int Taches { get; init; }

    public required IReadOnlyList<JournalLine> Journal { get; init; }

    /// <summary>An incident that was opened after the decision on the same run.</summary>
    public required Guid? Suivant { get; init; }
}

/// <summary>A variable and its value; null for none.</summary>
internal sealed record VariableLue(string Nom, System.Text.Json.JsonElement? Valeur);
