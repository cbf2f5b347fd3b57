using System.Text.Json;
using System.Text.Json.Serialization;

namespace ComiteFlow.Host.Circuits.Descripteurs;

/// <summary>The shapes in which Elsa Studio reads what there is to draw with.</summary>
internal static class FormesDeStudio
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>A list in the envelope of descriptors.</summary>
    public static IResult Liste<T>(IReadOnlyCollection<T> items) => Results.Json(new Enveloppe<T>(items, items.Count), Json);

    private sealed record Enveloppe<T>(IReadOnlyCollection<T> Items, int Count);
}

/// <summary>A kind of step as the palette and the panels of Studio take it.</summary>
internal sealed record DescripteurDEtape(
    string TypeName, string Namespace, string Name, int Version, string Category, string DisplayName, string Description, string Kind,
    IReadOnlyList<DescripteurDEntree> Inputs, IReadOnlyList<DescripteurDeSortie> Outputs, IReadOnlyList<DescripteurDePort> Ports)
{
    public IReadOnlyDictionary<string, object?> CustomProperties { get; init; } = new Dictionary<string, object?>();

    /// <summary>Set on a step that is placed.</summary>
    public IReadOnlyDictionary<string, object?> ConstructionProperties { get; init; } = new Dictionary<string, object?>();

    public bool IsContainer { get; init; }

    public bool IsBrowsable { get; init; } = true;

    public bool IsStart { get; init; }

    public bool IsTerminal { get; init; }
}

/// <summary>An input of a step.</summary>
/// <param name="IsWrapped">True when its value stands in an expression.</param>
/// <param name="UiHint">By what it is edited.</param>
internal sealed record DescripteurDEntree(
    string Name, string TypeName, string DisplayName, string Description, float Order, bool IsBrowsable, bool IsSynthetic, bool IsWrapped, string UiHint,
    JsonElement? DefaultValue, IReadOnlyDictionary<string, object> UiSpecifications)
{
    public string? Category { get; init; }

    public string? DefaultSyntax { get; init; }

    public bool IsReadOnly { get; init; }

    public bool IsSensitive { get; init; }

    public string? StorageDriverType { get; init; }
}

/// <summary>An output of a step.</summary>
internal sealed record DescripteurDeSortie(string Name, string TypeName, string DisplayName, string Description, float Order, bool IsBrowsable, bool IsSynthetic);

/// <summary>A way out of a step (<c>Flow</c>), or a place for a step inside it (<c>Embedded</c>).</summary>
internal sealed record DescripteurDePort(string Name, string DisplayName, string Type, bool IsBrowsable = true);
