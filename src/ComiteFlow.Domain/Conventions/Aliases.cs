namespace ComiteFlow.Domain.Conventions;

/// <summary>The one id under which several wordings of a recipient or a place are known (table <c>aliases</c> of policies.json).</summary>
public sealed record Aliases(IReadOnlyDictionary<string, string> Recipients, IReadOnlyDictionary<string, string> Places)
{
    /// <summary>Id of a recipient; the wording itself when the table does not hold it.</summary>
    public string Recipient(string wording) => Recipients.GetValueOrDefault(wording, wording);

    public string Place(string wording) => Places.GetValueOrDefault(wording, wording);
}
