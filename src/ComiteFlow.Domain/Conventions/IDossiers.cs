namespace ComiteFlow.Domain.Conventions;

/// <summary>The dossiers of the current transaction. Changes are saved when it commits.</summary>
public interface IDossiers
{
    /// <summary>The dossier of a convention with everything that its rules need; the same object for the whole transaction.</summary>
    Task<Dossier?> FindAsync(string conventionId, CancellationToken ct);

    /// <summary>The dossier that holds a document: a convention's own, or the one that an avenant amends.</summary>
    Task<Dossier?> OfDocumentAsync(string document, CancellationToken ct);

    /// <summary>Opens the dossier of a new convention.</summary>
    Dossier Create(TexteConvention texte, string json);

    /// <summary>Adds the text of an avenant to a dossier.</summary>
    void AddTexte(Dossier dossier, TexteConvention texte, string json);

    /// <summary>Ids of all conventions, in order of registration.</summary>
    Task<IReadOnlyList<string>> IdsAsync(CancellationToken ct);

    /// <summary>Texts of a convention and its avenants, in order of registration, without the rest of the dossier; none for an unknown one.</summary>
    Task<IReadOnlyList<TexteConvention>> TextesAsync(string conventionId, CancellationToken ct);

    /// <summary>Texts of all registered documents, in order of registration.</summary>
    Task<IReadOnlyList<TexteConvention>> TextesAsync(CancellationToken ct);
}
