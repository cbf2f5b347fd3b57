using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>Changes a workflow file as a coordinator would in a text editor.</summary>
internal sealed class WorkflowFile(string path)
{
    private readonly JsonObject _file = JsonNode.Parse(File.ReadAllText(path))!.AsObject();

    public JsonObject Root => _file["root"]!.AsObject();

    public JsonArray Activities => Root["activities"]!.AsArray();

    public JsonArray Connections => Root["connections"]!.AsArray();

    public JsonObject Activity(string id) => Activities.Select(a => a!.AsObject()).Single(a => (string)a["id"]! == id);

    public void SetInput(string activity, string input, string value) => Activity(activity)[input]!["expression"]!["value"] = value;

    /// <summary>Gives a step an input that its file does not have.</summary>
    /// <param name="value">A list of texts as JSON.</param>
    public void AddList(string activity, string input, string value) =>
        Activity(activity)[input] = new JsonObject { ["typeName"] = "String[]", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = value } };

    public void Connect(string from, string port, string to) => Connections.Add(new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        ["vertices"] = new JsonArray(),
    });

    /// <summary>Takes a step away with its arrows.</summary>
    public void Remove(string id)
    {
        Activities.Remove(Activity(id));
        foreach (var arrow in Connections.Where(c => (string)c!["source"]!["activity"]! == id || (string)c["target"]!["activity"]! == id).ToList())
        {
            Connections.Remove(arrow);
        }
    }

    public void Save() => File.WriteAllText(path, _file.ToJsonString());
}
