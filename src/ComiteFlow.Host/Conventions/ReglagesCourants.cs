using System.Text.Json;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Host.Conventions;

/// <summary>The policies and aliases of the house, read from <c>policies.json</c>; a run may set some of its own.</summary>
internal sealed class ReglagesCourants
{
    public ReglagesCourants(string policiesJson, IReadOnlyDictionary<string, JsonElement> passage)
    {
        using var document = JsonDocument.Parse(policiesJson);
        var racine = document.RootElement;
        var defauts = racine.GetProperty("settings").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone());
        Reglages = new Reglages(defauts, [passage]);
        var aliases = racine.GetProperty("aliases");
        Aliases = new Aliases(Table(aliases, "recipients"), Table(aliases, "places"));
        Politiques = new Politiques(passage, defauts);
    }

    public Reglages Reglages { get; }

    public Aliases Aliases { get; }

    /// <summary>The policies without any convention's own.</summary>
    public Politiques Politiques { get; }

    private static Dictionary<string, string> Table(JsonElement aliases, string name) =>
        aliases.GetProperty(name).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
}
