using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace ComiteFlow.Host.Modeles;

/// <summary>What the writers share about the blocks of a text.</summary>
internal static class Blocs
{
    /// <summary>The frames <c>::: name</c> that a template may open.</summary>
    private static readonly HashSet<string> Frames = new(["centre", "compact", "droite", "encadre", "sous-titre", "mention", "signatures"], StringComparer.Ordinal);

    public static string Frame(string modele, CustomContainer container) =>
        container.Info is { } name && Frames.Contains(name)
            ? name
            : throw new ModeleException(modele, $"le cadre « {container.Info} » n’existe pas.") { LigneDuRendu = container.Line };

    public static bool IsRight(Table table, int column) =>
        column < table.ColumnDefinitions.Count && table.ColumnDefinitions[column].Alignment == TableColumnAlign.Right;

    public static int Columns(Table table) => table.OfType<TableRow>().Max(row => row.Count);

    public static List<Fragment> CellText(string modele, TableCell cell) =>
        cell.Count == 0 ? [] : Fragment.Of(modele, (ParagraphBlock)cell[0]);

    public static ModeleException Forbidden(string modele, Block block) =>
        new(modele, $"le texte contient {Nom(block)} : les modèles ne le permettent pas.") { LigneDuRendu = block.Line };

    private static string Nom(Block block) => block switch
    {
        QuoteBlock => "une citation (« > » en début de ligne)",
        CodeBlock => "un bloc de code (une ligne en retrait, ou « ``` »)",
        ListBlock => "une liste dans une liste",
        _ => $"un bloc de trop ({block.GetType().Name})",
    };
}
