using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Expressions;
using ComiteFlow.Engine.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.Engine.Runs;

/// <summary>The context of one execution inside a burst.</summary>
internal sealed class BurstContext(Burst burst, Node node, Execution execution) : ActivityContext
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public override Guid InstanceId => burst.Instance.Id;

    public override string DefinitionId => burst.Definition.DefinitionId;

    public override int DefinitionVersion => burst.Definition.Version;

    public override string ActivityId => node.Id;

    public override string CorrelationId => burst.CorrelationId;

    public override DateTimeOffset Now => burst.Now;

    public override DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(burst.Now, Paris).DateTime);

    internal Node Node => node;

    /// <summary>Tells the turns of a loop apart.</summary>
    internal int Execution => execution.Id;

    /// <summary>What the execution keeps between two bursts.</summary>
    internal JsonObject Data => execution.Data ??= [];

    internal int? Parent => execution.Parent;

    /// <summary>The variable that a file names, by its id first: a renamed one keeps its id.</summary>
    internal string? VariableName(JsonElement reference) => burst.Inputs.VariableName(reference);

    /// <summary>The value of an expression that is no input, such as a case's condition.</summary>
    internal JsonElement? Evaluate(JsonElement expression) => burst.Inputs.Evaluate(expression, () => burst.Scope(execution));

    public override T? Input<T>(string name)
        where T : default
    {
        if (burst.Inputs.Read(node, name, () => burst.Scope(execution)) is not { } value || value.ValueKind == JsonValueKind.Null)
            return default;
        return Convert<T>(name, value);
    }

    /// <summary>Named values; those that are expressions themselves are evaluated.</summary>
    internal Dictionary<string, object?> Named(string name)
    {
        var values = Input<Dictionary<string, object?>>(name) ?? [];
        foreach (var (key, value) in values.ToList())
        {
            if (value is JsonElement element && WrittenInput.IsExpression(element))
                values[key] = Evaluate(element);
        }

        return values;
    }

    public override bool HasInput(string name) => burst.Inputs.Read(node, name, () => burst.Scope(execution)) is not null;

    public override T? WorkflowInput<T>(string name)
        where T : default => burst.State.Input.TryGetValue(name, out var value) ? Convert<T>(name, value) : default;

    public override T? Variable<T>(string name)
        where T : default => burst.Scope(execution).Variables.TryGetValue(name, out var value) ? Convert<T>(name, value) : default;

    public override void SetVariable(string name, object? value) => burst.State.Variables[name] = JsonSerializer.SerializeToElement(value, Json);

    public override void SetOutput(string name, object? value)
    {
        var element = JsonSerializer.SerializeToElement(value, Json);
        burst.SetOutput(execution, node, name, element);
        Bind(name, element);
    }

    public override void WaitForEvent(string name, string correlationId) => burst.WaitForEvent(execution, new EventWait(name, correlationId));

    public override void WaitUntil(DateTimeOffset due) => burst.WaitUntil(execution, due);

    public override Task OpenTaskAsync(TaskRequest request, CancellationToken ct) =>
        burst.Services.GetRequiredService<ITasks>().OpenAsync(request, InstanceId, Now, ct);

    public override void Note(string message) => burst.Line(node, "Note", message);

    /// <summary>Writes a value into the variable, or the output of the workflow, that the file binds to a property of the step.</summary>
    internal void Bind(string property, JsonElement value)
    {
        if (node.Json.Propriete(property)?.Propriete("memoryReference")?.Texte("id") is not { } id)
            return;
        if (burst.Definition.Variables.FirstOrDefault(v => v.Id == id) is null && burst.Definition.Outputs.Contains(id))
            SetWorkflowOutput(id, value);
        else
            burst.State.Variables[burst.Definition.Variables.FirstOrDefault(v => v.Id == id)?.Name ?? id] = value;
    }

    internal void SetWorkflowOutput(string name, JsonElement value) => (burst.State.Output ??= [])[name] = value;

    internal void EndBy(IReadOnlyList<string> outcomes) => burst.State.Outcomes = [.. outcomes];

    internal void Name(string name) => burst.State.Name = name;

    internal void Correlate(string correlationId) => burst.CorrelationId = correlationId;

    private T? Convert<T>(string name, JsonElement value) => InputConversion.TryConvert<T>(value, out var result)
        ? result
        : throw new StepFailedException("input.invalid", $"L’entrée « {name} » de l’étape « {node.Label} » ne convient pas : {value.GetRawText()}.");
}
