namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>What the form of one input says: where its value comes from, and the value as text, lists one item a line.</summary>
/// <param name="Source">One of the constants, or a variable or an input of the workflow after its prefix.</param>
/// <param name="Texte">The value; a variable's id where a variable is what is chosen.</param>
/// <param name="Script">An expression.</param>
internal sealed record SaisieDEntree(string Source, string Texte, string Script = "")
{
    /// <summary>The value is written in the file.</summary>
    public const string Valeur = "valeur";

    /// <summary>A run computes it by a JavaScript expression.</summary>
    public const string Expression = "expression";

    /// <summary>An expression of a kind that the editor does not know; it stays as it is.</summary>
    public const string Autre = "autre";

    public const string Variable = "variable:";
    public const string Entree = "entree:";

    public static SaisieDEntree Vide { get; } = new(Valeur, "");

    public bool EstVide => Source == Valeur && Texte.Length == 0;

    /// <summary>True when both mean the same, whatever browsers do to ends of lines.</summary>
    public bool DitAutant(SaisieDEntree other) =>
        Source == other.Source && (Source is not Valeur || Normal(Texte) == Normal(other.Texte)) && (Source is not Expression || Normal(Script) == Normal(other.Script));

    public static string Normal(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();

    /// <summary>The lines that say something.</summary>
    public static IReadOnlyList<string> Lignes(string text) => [.. Normal(text).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
