namespace ComiteFlow.Activities.Documents;

/// <summary>A document to make from a template: its data and template version are kept with the act, its title comes from the template's head, the .docx is made in the burst.</summary>
/// <param name="Key">Business key; also the base of the file name.</param>
/// <param name="Template">Folder name under <c>templates/documents</c>.</param>
/// <param name="Data">The template's data: strings, numbers, booleans, ISO dates, lists and dictionaries only.</param>
public sealed record DocumentRequest(string Key, string Template, string Convention, IReadOnlyDictionary<string, object?> Data);

/// <summary>Makes documents in the current transaction.</summary>
public interface IDocuments
{
    /// <summary>Makes the document once per key and returns its file name, such as <c>X-AV1.docx</c>.</summary>
    Task<string> MakeAsync(DocumentRequest request, CancellationToken ct);

    /// <summary>Makes the document again: its next version where the text has changed, else the one that is there.</summary>
    Task<string> RemakeAsync(DocumentRequest request, CancellationToken ct);

    /// <summary>Hash (SHA-256, hexadecimal) of the latest text of a document and of its data, as its foot begins it; null where none was made.</summary>
    /// <param name="key">Business key of the document.</param>
    Task<string?> HashAsync(string key, CancellationToken ct);
}
