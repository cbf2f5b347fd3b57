namespace ComiteFlow.Host.Fichiers;

/// <summary>What is wrong in a file, where, in one French sentence.</summary>
/// <param name="File">Name of the file as the reader gave it.</param>
/// <param name="Path">JSON path such as <c>$.tranches[0].amountCents</c>.</param>
/// <param name="Reason">One French sentence.</param>
internal sealed record FileProblem(string File, string Path, string Reason)
{
    /// <summary>The line for standard error: <c>fichier: chemin: phrase</c>.</summary>
    public override string ToString() => $"{File}: {Path}: {Reason}";
}
