using System.Text.Json;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Tests.Engine;

/// <summary>The committed rows, kept as texts so that nobody changes them by accident.</summary>
internal sealed class MemoryRows
{
    public Dictionary<object, string> Texts { get; } = [];

    public Dictionary<string, List<WorkflowDefinition>> Definitions { get; } = [];

    public Dictionary<string, HumanTask> Tasks { get; } = [];

    public long LastNumber { get; set; }

    /// <summary>Technical time that each new attempt was told to wait; here nobody waits for it.</summary>
    public List<TimeSpan> Delays { get; } = [];

    public IEnumerable<T> All<T>() => Texts.Where(row => row.Key is ValueTuple<Type, object> key && key.Item1 == typeof(T)).Select(row => JsonSerializer.Deserialize<T>(row.Value)!);
}

/// <summary>Version 7 ids that repeat themselves from run to run.</summary>
internal sealed class CountedIds : IIds
{
    private int _last;

    public Guid Next() => Guid.Parse($"018f4f6e-0000-7000-8000-{++_last:D12}");
}
