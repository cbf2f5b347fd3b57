using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.Host.Documents;

/// <summary>A document as it is downloaded.</summary>
internal sealed record FichierDocument(string Nom, string TypeContenu, Stream Contenu);

/// <summary>A document in a list: what it is, and where its PDF file stands.</summary>
/// <param name="Numero">Its address and the name of its files, without an ending.</param>
/// <param name="Famille">What all versions of one document share.</param>
/// <param name="AttentePdf">Why there is no PDF file yet; null when there is one.</param>
internal sealed record DocumentResume(string Numero, string Titre, string Convention, string NomConvention, DateTimeOffset Le, string Famille, int Version, string? AttentePdf)
{
    /// <summary>True when making it failed: somebody may ask for it anew.</summary>
    public bool AEchoue { get; init; }
}

/// <summary>A document to read.</summary>
/// <param name="Html">The text as the inside of a page; null for one made before texts were kept.</param>
/// <param name="Empreinte">Hash of the text and its data; null without a text.</param>
internal sealed record DocumentLu(DocumentResume Resume, string? Html, string? Empreinte, long OctetsWord, long? OctetsPdf)
{
    /// <summary>Hash of the Word file.</summary>
    public string? EmpreinteWord { get; init; }

    /// <summary>The other versions of the same document, newest first.</summary>
    public IReadOnlyList<DocumentResume> AutresVersions { get; init; } = [];
}

/// <summary>Finds documents for a reader.</summary>
internal interface ILectureDocuments
{
    /// <summary>A file by its name, .docx or .pdf; null when it does not exist or the actor may not read it.</summary>
    Task<FichierDocument?> OpenAsync(Actor actor, string fichier, CancellationToken ct);

    /// <summary>A document by its number; null when it does not exist or the actor may not read it.</summary>
    Task<DocumentLu?> ReadAsync(Actor actor, string numero, CancellationToken ct);

    /// <summary>The documents that the actor may read, newest first.</summary>
    Task<IReadOnlyList<DocumentResume>> ListAsync(Actor actor, CancellationToken ct);

    /// <summary>The last version of each document about an act or a comité of a convention, as far as the actor may read it.</summary>
    /// <param name="about">Id with which the keys of its documents end.</param>
    Task<IReadOnlyList<DocumentResume>> AboutAsync(Actor actor, string convention, string about, CancellationToken ct);
}
