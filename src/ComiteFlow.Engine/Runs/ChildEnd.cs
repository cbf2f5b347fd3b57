using System.Text.Json;

namespace ComiteFlow.Engine.Runs;

/// <summary>What the end of an instance, or a fault of it, tells its parent: payload of <see cref="Instance.CompletedEvent"/>. Without one the child came to its end.</summary>
/// <param name="Status">Name of an <see cref="InstanceStatus"/>.</param>
/// <param name="Outcomes">Ways out that the child named; null for Done.</param>
public sealed record ChildEnd(string Status, IReadOnlyList<string>? Outcomes, IReadOnlyDictionary<string, JsonElement>? Output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static ChildEnd Of(InstanceStatus status) => new(status.ToString(), null, null);

    public bool Was(InstanceStatus status) => Status == status.ToString();

    public string Written() => JsonSerializer.Serialize(this, Json);

    public static ChildEnd Read(JsonElement? payload) =>
        payload is { ValueKind: JsonValueKind.Object } told && told.Deserialize<ChildEnd>(Json) is { Status: not null } end ? end : Of(InstanceStatus.Finished);
}
