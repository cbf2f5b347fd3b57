using System.Text.Json;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Fichiers;

namespace ComiteFlow.Host.Conventions;

/// <summary>The policies and aliases of the house, read from <c>policies.json</c>; a run may set some of its own.</summary>
internal sealed class ReglagesCourants
{
    /// <param name="shipped">The policies of the product, for the settings that a file of one's own leaves out.</param>
    /// <exception cref="FormatException">A setting is unknown, or of a value that it does not take.</exception>
    public ReglagesCourants(string policiesJson, IReadOnlyDictionary<string, JsonElement> passage, string? shipped = null)
    {
        using var document = JsonDocument.Parse(policiesJson);
        var racine = document.RootElement;
        var defauts = racine.GetProperty("settings").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone());
        if (Problems(racine.GetProperty("settings"), "$.settings").FirstOrDefault() is { Reason: not null } problem)
            throw new FormatException($"policies.json: {problem.Path}: {problem.Reason}");
        if (shipped is not null)
        {
            foreach (var (name, value) in new ReglagesCourants(shipped, passage).Reglages.Defauts)
            {
                defauts.TryAdd(name, value);
            }
        }

        Reglages = new Reglages(defauts, [passage]);
        var aliases = racine.GetProperty("aliases");
        Aliases = new Aliases(Table(aliases, "recipients"), Table(aliases, "places"));
        Politiques = new Politiques(passage, defauts);
    }

    public Reglages Reglages { get; }

    public Aliases Aliases { get; }

    /// <summary>The policies without any convention's own.</summary>
    public Politiques Politiques { get; }

    /// <summary>Each setting of an object that does not exist or does not take its value, with a French sentence.</summary>
    public static IEnumerable<(string Path, string Reason)> Problems(JsonElement settings, string path) => settings.ValueKind == JsonValueKind.Object
        ? Problems(settings.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value)), path)
        : [];

    private static IEnumerable<(string Path, string Reason)> Problems(IEnumerable<KeyValuePair<string, JsonElement>> settings, string path)
    {
        foreach (var (name, value) in settings)
        {
            if (ReglagesPossibles.Problem(name, value) is { } refusal)
                yield return (JsonText.Child(path, name), refusal.Message);
        }
    }

    private static Dictionary<string, string> Table(JsonElement aliases, string name) =>
        aliases.GetProperty(name).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
}
