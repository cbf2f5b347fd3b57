using System.Text.Json;

namespace ComiteFlow.Engine.Runs;

/// <summary>What the end of an instance tells its parent: payload of <see cref="Instance.CompletedEvent"/>. Without one the child came to its end.</summary>
/// <param name="Status">Name of an <see cref="InstanceStatus"/>.</param>
/// <param name="Outcomes">Ways out that the child named; null for Done.</param>
internal sealed record ChildEnd(string Status, IReadOnlyList<string>? Outcomes, Dictionary<string, JsonElement>? Output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public bool Was(InstanceStatus status) => Status == status.ToString();

    public static ChildEnd Read(JsonElement? payload) =>
        payload is { ValueKind: JsonValueKind.Object } told && told.Deserialize<ChildEnd>(Json) is { Status: not null } end
            ? end
            : new ChildEnd(nameof(InstanceStatus.Finished), null, null);
}
