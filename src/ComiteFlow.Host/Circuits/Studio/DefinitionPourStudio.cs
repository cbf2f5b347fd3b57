using System.Text.Json.Nodes;
using ComiteFlow.Host.Persistence.Moteur;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>A stored version as Elsa Studio wants to read it: nothing missing that it trips over, and links only for what this person may do.</summary>
internal sealed record DefinitionPourStudio(DefinitionRow Row, bool IsLatest, bool MayEdit, long? Revision = null)
{
    /// <summary>Id of the version, as everywhere.</summary>
    public string Id => IdDe(Row);

    public static string IdDe(DefinitionRow row) => $"{row.DefinitionId}-{row.Version}";

    /// <summary>The definition and number that an id of a version stands for; null when it is none.</summary>
    public static (string DefinitionId, int Version)? Lire(string id)
    {
        var dash = id.LastIndexOf('-');
        return dash > 0 && int.TryParse(id.AsSpan(dash + 1), out var version) ? (id[..dash], version) : null;
    }

    /// <summary>The whole definition.</summary>
    public JsonObject Entiere()
    {
        var definition = JsonNode.Parse(Row.Json, new JsonNodeOptions { PropertyNameCaseInsensitive = true }) as JsonObject ?? [];
        definition.Remove("$schema");
        Signer(definition);
        foreach (var list in new[] { "variables", "inputs", "outputs", "outcomes" })
        {
            if (definition[list] is not JsonArray)
                definition[list] = new JsonArray();
        }

        foreach (var map in new[] { "customProperties", "options" })
        {
            if (definition[map] is not JsonObject)
                definition[map] = new JsonObject();
        }

        if (Revision is { } revision)
            definition["customProperties"]!["comiteflow"] = new JsonObject { ["revision"] = revision };
        if (definition["root"] is JsonObject root)
            Chemins(root, "Workflow1");
        return definition;
    }

    /// <summary>What a list shows of it.</summary>
    public JsonObject Resumee()
    {
        var definition = JsonNode.Parse(Row.Json, new JsonNodeOptions { PropertyNameCaseInsensitive = true }) as JsonObject ?? [];
        var short_ = new JsonObject { ["description"] = definition["description"]?.DeepClone(), ["options"] = definition["options"]?.DeepClone() ?? new JsonObject() };
        short_["usableAsActivity"] = short_["options"]!["usableAsActivity"]?.DeepClone();
        Signer(short_);
        return short_;
    }

    private void Signer(JsonObject definition)
    {
        definition["id"] = Id;
        definition["definitionId"] = Row.DefinitionId;
        definition["name"] = Row.Name;
        definition["version"] = Row.Version;
        definition["createdAt"] = Row.CreatedAt.ToString("O");
        definition["toolVersion"] = FichiersDeStudio.Version + ".0";
        definition["isLatest"] = IsLatest;
        definition["isPublished"] = Row.IsPublished;
        definition["isReadonly"] = false;
        definition["isSystem"] = false;
        definition["providerName"] = "Database";
        definition["materializerName"] = "Json";
        definition["links"] = new JsonArray([.. Liens()]);
    }

    /// <summary>What Studio does not find among the links it does not offer; rights are checked on each call all the same.</summary>
    private IEnumerable<JsonNode> Liens()
    {
        if (!MayEdit || !IsLatest)
            yield break;
        yield return Lien("publish");
        yield return Lien(Row.IsPublished ? "retract" : "delete");
    }

    private JsonObject Lien(string relation) => new() { ["href"] = $"/workflow-definitions/{Row.DefinitionId}/{relation}", ["rel"] = relation, ["method"] = "POST" };

    /// <summary>The path of each step, and the maps that a step of an older file may lack.</summary>
    private static void Chemins(JsonNode? node, string parent)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Chemins(item, parent);
                }

                return;
            case JsonObject step when step["id"] is JsonValue id && id.TryGetValue<string>(out var name) && step.ContainsKey("type"):
                parent = $"{parent}:{name}";
                step["nodeId"] = parent;
                step["customProperties"] ??= new JsonObject();
                step["metadata"] ??= new JsonObject();
                step["version"] ??= 1;
                CartesDeValeurs.Envelopper(step);
                break;
        }

        foreach (var (_, value) in (node as JsonObject)?.ToList() ?? [])
        {
            Chemins(value, parent);
        }
    }
}
