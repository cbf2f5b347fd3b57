using System.Text.Json;
using System.Text.Json.Nodes;

namespace ComiteFlow.Engine.Runs;

/// <summary>The state of an instance between two bursts, kept as compact JSON.</summary>
internal sealed class InstanceState
{
    public Dictionary<string, JsonElement> Input { get; set; } = [];

    public Dictionary<string, JsonElement> Variables { get; set; } = [];

    /// <summary>Last outputs of steps: step id, then output name.</summary>
    public Dictionary<string, Dictionary<string, JsonElement>> Outputs { get; set; } = [];

    /// <summary>Name given in the run; null for that of the definition.</summary>
    public string? Name { get; set; }

    /// <summary>Outputs of the workflow itself.</summary>
    public Dictionary<string, JsonElement>? Output { get; set; }

    /// <summary>Ways out by which the workflow ended; null for Done.</summary>
    public List<string>? Outcomes { get; set; }

    /// <summary>Steps that are alive: containers with living children and steps that wait.</summary>
    public List<Execution> Executions { get; set; } = [];

    public int NextExecution { get; set; } = 1;

    public Execution Add(string node, int? parent, string? port)
    {
        var execution = new Execution { Id = NextExecution++, Node = node, Parent = parent, Port = port };
        Executions.Add(execution);
        return execution;
    }

    public Execution? Find(int id) => Executions.Find(execution => execution.Id == id);

    /// <summary>The execution that an event is for: the one that it was given to, else the oldest other one that waits for the same.</summary>
    public Execution? Awaiting(EventWait wait, int first) =>
        Executions.Where(execution => execution.Waits?.Contains(wait) == true).OrderBy(execution => execution.Id != first).ThenBy(execution => execution.Id).FirstOrDefault();

    /// <summary>Outputs of steps as one step sees them: those of its own turn of a parallel loop before those of the instance.</summary>
    public Dictionary<string, Dictionary<string, JsonElement>> OutputsSeenBy(Execution execution)
    {
        if (TurnOf(execution) is null)
            return Outputs;
        var seen = new Dictionary<string, Dictionary<string, JsonElement>>();
        for (var turn = TurnOf(execution); turn is not null; turn = turn.Parent is { } parent ? TurnOf(Find(parent)) : null)
        {
            foreach (var (step, outputs) in turn.Outputs ?? [])
            {
                seen.TryAdd(step, outputs);
            }
        }

        foreach (var (step, outputs) in Outputs)
        {
            seen.TryAdd(step, outputs);
        }

        return seen;
    }

    /// <summary>Where the outputs of steps that run beside or inside an execution are kept.</summary>
    public Dictionary<string, Dictionary<string, JsonElement>> OutputsOf(Execution execution) =>
        TurnOf(execution) is { } turn ? turn.Outputs ??= [] : Outputs;

    /// <summary>The turn of a parallel loop in which an execution stands, or null.</summary>
    private Execution? TurnOf(Execution? execution)
    {
        while (execution is { IsTurn: false })
        {
            execution = execution.Parent is { } parent ? Find(parent) : null;
        }

        return execution;
    }

    public IEnumerable<Execution> ChildrenOf(Execution parent) => Executions.Where(execution => execution.Parent == parent.Id);
}

/// <summary>One living execution of a step.</summary>
internal sealed class Execution
{
    public int Id { get; set; }

    public string Node { get; set; } = "";

    public int? Parent { get; set; }

    /// <summary>Port of the parent in which it stands.</summary>
    public string? Port { get; set; }

    /// <summary>What a container remembers: tokens, position, items.</summary>
    public JsonObject? Data { get; set; }

    /// <summary>The arrows of a flowchart as they count in this execution.</summary>
    public Definitions.FlowGraph? GraphOf(Definitions.Node flowchart) => flowchart.GraphFrom(Data?[Triggers.StartedBy]?.GetValue<string>());

    /// <summary>True for one turn of a parallel loop; its outputs stay its own.</summary>
    public bool IsTurn { get; set; }

    public Dictionary<string, Dictionary<string, JsonElement>>? Outputs { get; set; }

    /// <summary>Events that it waits for.</summary>
    public List<EventWait>? Waits { get; set; }

    /// <summary>Instant that it waits for.</summary>
    public DateTimeOffset? Due { get; set; }
}

/// <summary>A wait for an event by name and correlation.</summary>
internal sealed record EventWait(string Name, string CorrelationId);

/// <summary>Where an instance stands.</summary>
public enum InstanceStatus
{
    Suspended,
    Finished,
    Faulted,
    Cancelled,
}

/// <summary>One run of a definition version.</summary>
public sealed class Instance
{
    /// <summary>Event that tells a parent that its child ended or is stopped by an incident; its correlation is the child's key.</summary>
    public const string CompletedEvent = "circuit.termine";

    public Guid Id { get; set; }

    /// <summary>Business key; one instance per key.</summary>
    public string Key { get; set; } = "";

    public string DefinitionId { get; set; } = "";

    public int DefinitionVersion { get; set; }

    public string CorrelationId { get; set; } = "";

    public InstanceStatus Status { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The state document; lists never read it.</summary>
    public string State { get; set; } = "{}";

    /// <summary>What whoever waits for the end is told (<see cref="ChildEnd"/>, JSON); null as long as the instance can go on.</summary>
    public string? End { get; set; }

    /// <summary>Raised by each writing: who read an older one is refused.</summary>
    public long Fence { get; set; }

    /// <summary>The same instance with what a burst or a person made of it; this one stays as it was read.</summary>
    /// <param name="end">What the end tells; by default the status alone.</param>
    public Instance With(string state, InstanceStatus status, DateTimeOffset now, ChildEnd? end = null)
    {
        var changed = (Instance)MemberwiseClone();
        (changed.State, changed.Status, changed.UpdatedAt) = (state, status, now);
        changed.End = status is InstanceStatus.Finished or InstanceStatus.Cancelled ? (end ?? ChildEnd.Of(status)).Written() : null;
        return changed;
    }
}
