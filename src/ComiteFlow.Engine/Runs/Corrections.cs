using System.Text.Json;

namespace ComiteFlow.Engine.Runs;

/// <summary>What people decided on the incidents of one piece of work. It stays with the work until that is done: a second incident undoes no earlier decision.</summary>
internal sealed class Corrections
{
    /// <summary>Executions that are taken as done instead of being run.</summary>
    public List<SkippedStep> Skips { get; set; } = [];

    /// <summary>Variables of an instance that could not start yet.</summary>
    public Dictionary<string, JsonElement> Variables { get; set; } = [];

    public static Corrections Of(DueWork work) =>
        work.Corrections is { } written ? JsonSerializer.Deserialize<Corrections>(written, EngineRunner.Json)! : new Corrections();

    public string? Written() => Skips.Count + Variables.Count == 0 ? null : JsonSerializer.Serialize(this, EngineRunner.Json);

    /// <summary>The way out of a step that is to be taken as done, or null.</summary>
    public string? WayOut(Execution execution) => Skips.Find(skip => skip.Execution == execution.Id && skip.Step == execution.Node)?.Outcome;
}

/// <summary>A step that is taken as done by a way out. A burst that is run again gives its executions the same numbers.</summary>
internal sealed record SkippedStep(string Step, int Execution, string Outcome);
