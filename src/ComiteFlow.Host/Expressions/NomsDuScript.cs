using System.Text;
using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Expressions;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ComiteFlow.Host.Expressions;

/// <summary>Gives an engine the names that one script says, and no other.</summary>
internal sealed class NomsDuScript(Jint.Engine engine, ExpressionScope scope)
{
    private const int MaxText = 65_536;
    private readonly JsonParser _parser = new(engine);

    public void Define(IReadOnlySet<string> names)
    {
        foreach (var name in names)
        {
            if (name == "variables")
                engine.SetValue(name, AllVariables());
            else if (FunctionOf(name) is { } function)
                Function(name, function);
        }

        // The native one builds its text before the memory limit is looked at.
        engine.Intrinsics.Array.PrototypeObject.FastSetDataProperty("join", new ClrFunction(engine, "join", Join));
    }

    private Func<JsValue[], JsValue>? FunctionOf(string name) => name switch
    {
        "getVariable" => arguments => Of(scope.Variables, Text(arguments, 0)),
        "getInput" => arguments => Of(scope.Inputs, Text(arguments, 0)),
        "getOutputFrom" => arguments => Output(Text(arguments, 0), arguments.Length > 1 ? Text(arguments, 1) : "result"),
        "getCorrelationId" => _ => scope.CorrelationId,
        "getWorkflowInstanceId" => _ => scope.InstanceId.ToString(),
        "getWorkflowDefinitionId" => _ => scope.DefinitionId,
        "toJson" => arguments => JsonDeScript.Text(arguments.At(0)),
        "isNullOrWhiteSpace" => arguments => arguments.At(0) is var value
            && (value.IsNull() || value.IsUndefined() || (value.IsString() && string.IsNullOrWhiteSpace(value.AsString()))),
        _ when NomsConnus.IsReader(name) => Reader(name),
        _ => null,
    };

    /// <summary><c>getMontant()</c> reads the variable or input <c>montant</c> (or <c>Montant</c>).</summary>
    private Func<JsValue[], JsValue> Reader(string name)
    {
        var exact = name[3..];
        var lower = char.ToLowerInvariant(exact[0]) + exact[1..];
        foreach (var values in new[] { scope.Variables, scope.Inputs })
        {
            foreach (var key in new[] { exact, lower })
            {
                if (values.ContainsKey(key))
                    return _ => Of(values, key);
            }
        }

        throw new StepFailedException("expression.unknown", $"L’expression appelle « {name} » : le circuit n’a ni variable ni entrée « {lower} ».");
    }

    /// <param name="activity">Id of the step, or its name where no step has that id.</param>
    private JsValue Output(string activity, string name) =>
        (scope.Outputs.TryGetValue(activity, out var outputs) || (scope.Steps.TryGetValue(activity, out var id) && scope.Outputs.TryGetValue(id, out outputs))) && outputs.TryGetValue(name, out var value) ? Parse(value) : JsValue.Undefined;

    private JsValue Of(IReadOnlyDictionary<string, JsonElement> values, string name) =>
        values.TryGetValue(name, out var value) ? Parse(value) : JsValue.Undefined;

    private JsObject AllVariables()
    {
        var variables = new JsObject(engine);
        foreach (var (name, value) in scope.Variables)
        {
            variables.FastSetDataProperty(name, Parse(value));
        }

        return variables;
    }

    private JsValue Parse(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? JsValue.Undefined : _parser.Parse(value.GetRawText());

    private void Function(string name, Func<JsValue[], JsValue> function) =>
        engine.SetValue(name, new ClrFunction(engine, name, (_, arguments) => function(arguments)));

    private static JsValue Join(JsValue list, JsValue[] arguments)
    {
        if (list is not JsArray array)
            return JsValue.Undefined;
        var separator = arguments.At(0).IsUndefined() ? "," : TypeConverter.ToString(arguments.At(0));
        var text = new StringBuilder();
        for (uint index = 0; index < array.Length; index++)
        {
            var item = array[index];
            text.Append(index == 0 ? "" : separator).Append(item.IsNull() || item.IsUndefined() ? "" : TypeConverter.ToString(item));
            if (text.Length > MaxText)
                throw new StepFailedException("expression.limit", "L’expression demande trop de calcul : elle assemble un texte de plus de 64 000 caractères.");
        }

        return text.ToString();
    }

    private static string Text(JsValue[] arguments, int rank) => TypeConverter.ToString(arguments.At(rank));
}
