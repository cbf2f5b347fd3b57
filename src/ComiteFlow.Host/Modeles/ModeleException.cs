namespace ComiteFlow.Host.Modeles;

/// <summary>A template or its data are wrong; the message names the template, the line where it is known, and what is wrong, in French.</summary>
/// <param name="modele">Name such as <c>courriels/decision</c>, or <c>partiels/lien-action</c>.</param>
/// <param name="ligne">Line of the template's file, from 1.</param>
internal sealed class ModeleException(string modele, string message, Exception? inner = null, int? ligne = null)
    : Exception($"{modele} : {Situer(message, ligne)}", inner)
{
    public string Modele { get; } = modele;

    public int? Ligne { get; } = ligne;

    /// <summary>Line of the composed text, from 0, where a form of it cannot be written; null where that is not what is wrong.</summary>
    public int? LigneDuRendu { get; init; }

    /// <summary>What is wrong, without line or name.</summary>
    public string Raison { get; } = message;

    /// <summary>What is wrong, with the line, without the name.</summary>
    public string Phrase => Situer(Raison, Ligne);

    private static string Situer(string message, int? ligne) => ligne is { } number ? $"ligne {number}, {message}" : message;
}
