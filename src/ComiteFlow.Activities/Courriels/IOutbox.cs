namespace ComiteFlow.Activities.Courriels;

/// <summary>Mail to send once the transaction is committed; one row per recipient.</summary>
/// <param name="Key">Business key (document, person, rung): the same key is sent once.</param>
/// <param name="Template">Folder name under <c>templates/courriels</c>.</param>
/// <param name="To">Recipient's id in the directory: a party, a role, a CBCM.</param>
/// <param name="Convention">Convention concerned.</param>
/// <param name="Document">Document concerned, if any.</param>
/// <param name="Obligation">Obligation of the digest (O-nn) that the mail serves.</param>
/// <param name="Data">The template's data: strings, numbers, booleans, ISO dates, lists and dictionaries only.</param>
public sealed record Courriel(
    string Key, string Template, string To, IReadOnlyList<string> Cc, string Convention, string? Document, string Obligation,
    IReadOnlyDictionary<string, object?> Data);

/// <summary>The outgoing mail of the current transaction.</summary>
public interface IOutbox
{
    /// <summary>Adds the mail unless its key is known already.</summary>
    Task EnqueueAsync(Courriel courriel, CancellationToken ct);
}
