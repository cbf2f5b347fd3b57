using System.Text.Json;

namespace ComiteFlow.Domain.Obligations;

/// <summary>An obligation as all conventions of its family word it.</summary>
/// <param name="Who">Who is bound, by the words of the schema.</param>
/// <param name="Carrier">What carries it in the product: rule, workflow, mail or checklist.</param>
/// <param name="State">Name of the rule that tells its state.</param>
/// <param name="Title">Short name in French.</param>
/// <param name="Text">What is owed, in one French sentence.</param>
/// <param name="Proof">What proves it, in French.</param>
public sealed record ModeleDObligation(string Id, string Who, string Carrier, string State, string Title, string Text, string Proof);

/// <summary>The obligations that several texts share (<c>conventions/obligations.json</c>); a text may hold others of its own.</summary>
public static class Catalogue
{
    private const string Resource = "ComiteFlow.Domain.conventions.obligations.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<IReadOnlyDictionary<string, ModeleDObligation>> Livre = new(Read);

    public static IReadOnlyCollection<ModeleDObligation> Tous => [.. Livre.Value.Values];

    /// <summary>The wording of an id; null when the catalogue does not hold it.</summary>
    public static ModeleDObligation? Find(string? id) => id is null ? null : Livre.Value.GetValueOrDefault(id);

    private static IReadOnlyDictionary<string, ModeleDObligation> Read()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Resource {Resource} is missing.");
        var file = JsonSerializer.Deserialize<Fichier>(stream, Json);
        return file!.Obligations.ToDictionary(one => one.Id, StringComparer.Ordinal);
    }

    private sealed record Fichier(IReadOnlyList<ModeleDObligation> Obligations);
}
