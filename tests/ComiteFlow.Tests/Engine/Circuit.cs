using System.Text.Json;
using System.Text.Json.Nodes;

namespace ComiteFlow.Tests.Engine;

/// <summary>Writes workflow files for the tests: steps, then arrows as <c>source[:port]&gt;target</c>.</summary>
internal static class Circuit
{
    public static string Flow(JsonObject[] steps, params string[] arrows) => Root(Flowchart("root", steps, arrows));

    public static string Root(JsonObject root, string id = "circuit") => new JsonObject
    {
        ["definitionId"] = id,
        ["name"] = "Essai",
        ["variables"] = new JsonArray(Variable("compte", "Int32", "0"), Variable("liste", "Object", null)),
        ["root"] = root,
    }.ToJsonString();

    public static JsonObject Flowchart(string id, JsonObject[] steps, params string[] arrows) => new()
    {
        ["id"] = id,
        ["type"] = "Elsa.Flowchart",
        ["activities"] = new JsonArray([.. steps]),
        ["connections"] = new JsonArray([.. arrows.Select(Arrow)]),
    };

    public static JsonObject Step(string id, string type, params (string Name, JsonNode? Value)[] properties)
    {
        var step = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in properties)
        {
            step[name] = value;
        }

        return step;
    }

    /// <summary>The same with what a step of its type cannot do without.</summary>
    public static JsonObject Whole(string id, string type, params (string Name, JsonNode? Value)[] properties)
    {
        var step = Step(id, type, properties);
        var needed = type switch { "Elsa.Event" or "Elsa.PublishEvent" => "eventName", "Elsa.RunTask" => "taskName", "Elsa.DispatchWorkflow" => "workflowDefinitionId", _ => null };
        if (needed is not null && !step.ContainsKey(needed))
            step[needed] = Literal("suite");
        return step;
    }

    public static JsonObject Start(string id = "start") => Step(id, "Elsa.Start");

    public static JsonObject Say(string id) => Step(id, "Tests.Say", ("text", Literal(id)));

    /// <summary>Says what a script gives.</summary>
    public static JsonObject Told(string id, string script) => Step(id, "Tests.Say", ("text", Script(script)));

    public static JsonObject Give(string id, string script) => Step(id, "Tests.Give", ("value", Script(script)));

    public static JsonObject Sequence(string id, params JsonObject[] steps) => Step(id, "Elsa.Sequence", ("activities", new JsonArray([.. steps])));

    public static JsonObject Parsed(string json) => Expression("Object", json);

    public static JsonObject Event(string id) => Step(id, "Elsa.Event", ("eventName", Literal(id)));

    public static JsonObject Join(string id, string mode) => Step(id, "Elsa.FlowJoin", ("mode", Literal(mode)));

    public static JsonObject Decide(string id, string script) => Step(id, "Elsa.FlowDecision", ("condition", Script(script)));

    public static JsonObject Set(string id, string variable, JsonObject value) =>
        Step(id, "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = $"v-{variable}", ["name"] = variable }), ("value", value));

    public static JsonObject Literal(JsonNode? value) => Expression("Literal", value);

    public static JsonObject Script(string script) => Expression("JavaScript", script);

    public static JsonObject Expression(string type, JsonNode? value) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    private static JsonObject Variable(string name, string type, string? value) => new() { ["id"] = $"v-{name}", ["name"] = name, ["typeName"] = type, ["value"] = value };

    private static JsonObject Arrow(string arrow)
    {
        var ends = arrow.Split('>');
        var source = ends[0].Split(':');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = ends[1], ["port"] = "In" },
        };
    }
}
