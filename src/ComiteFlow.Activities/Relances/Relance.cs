using System.Text.Json;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Relances;

/// <summary>What a rung of a task needs to be issued: the fact that it is, the mail that it sends, and to whom.</summary>
public sealed record Relance
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Fact of FORMAT.md; null when only a mail goes out.</summary>
    public string? Fact { get; init; }

    public required string Convention { get; init; }

    public string? Document { get; init; }

    public string? Party { get; init; }

    /// <summary>Key of a task that is neither a signature nor a report.</summary>
    public string? Task { get; init; }

    public string? Report { get; init; }

    public string? Committee { get; init; }

    public int? Occurrence { get; init; }

    public string? Startup { get; init; }

    public string? Month { get; init; }

    public DateOnly? Due { get; init; }

    public bool? Voluntary { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public IReadOnlyList<string> Cc { get; init; } = [];

    public required string Template { get; init; }

    /// <summary>Obligation of the digest that the reminder serves.</summary>
    public required string Obligation { get; init; }

    /// <summary>The item's own data for the template.</summary>
    public Dictionary<string, object?>? Element { get; init; }

    /// <summary>Null for a rung that does not say all of it, such as one of a drawn step: <see cref="RappelDeTache"/>.</summary>
    public static Relance? Read(JsonElement details) =>
        details.ValueKind == JsonValueKind.Object && details.TryGetProperty("convention", out _) ? details.Deserialize<Relance>(Json) : null;

    public Rung Rung(DateOnly on, string kind, int? repeatEvery = null) =>
        new(on, kind, repeatEvery, JsonSerializer.SerializeToElement(this, Json)) { To = kind == Engine.Tasks.Rung.Escalation ? To : null };
}
