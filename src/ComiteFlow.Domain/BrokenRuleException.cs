namespace ComiteFlow.Domain;

/// <summary>A rule of the texts or of the house refuses an act. Nothing has changed. Never retried; a page answers 409.</summary>
/// <param name="code">Refusal code of FORMAT.md, such as <c>ceilingExceeded</c>.</param>
/// <param name="message">One French sentence: what, why, and how to repair.</param>
/// <param name="details">Figures of the refusal, by the keys of FORMAT.md (<c>byCents</c>, <c>missing</c>, <c>offers</c>…).</param>
public sealed class BrokenRuleException(string code, string message, IReadOnlyDictionary<string, object?>? details = null) : Exception(message)
{
    public string Code { get; } = code;

    public IReadOnlyDictionary<string, object?> Details { get; } = details ?? new Dictionary<string, object?>();
}
