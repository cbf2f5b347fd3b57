using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Cellule = Markdig.Extensions.Tables.TableCell;
using Ligne = Markdig.Extensions.Tables.TableRow;
using Tableau = Markdig.Extensions.Tables.Table;

namespace ComiteFlow.Host.Modeles;

/// <summary>Tables of a Word file: figures on the right under a head row that repeats, and the block of signatures.</summary>
internal static class DocxTableau
{
    private const int FigureWidth = 2200;
    private const int CellPadding = 240;
    private const int SignWidth = 118;
    private const uint WritingHeight = 680;
    private const uint SignatureHeight = 2150;

    public static Table Write(string modele, Tableau source)
    {
        var columns = Blocs.Columns(source);
        var right = Enumerable.Range(0, columns).Select(column => Blocs.IsRight(source, column)).ToArray();
        var widths = Widths(source, right);
        var table = Start("Chiffres", widths, head: true);
        foreach (var row in source.Cast<Ligne>())
        {
            var properties = new TableRowProperties(new CantSplit());
            // A row whose last cell is empty is filled in by hand.
            if (!row.IsHeader && row.Count == columns && Words(row, columns - 1).Count == 0)
                properties.Append(new TableRowHeight { Val = WritingHeight, HeightType = HeightRuleValues.AtLeast });
            if (row.IsHeader) properties.Append(new TableHeader());
            var line = new TableRow(properties);
            for (var column = 0; column < columns; column++)
            {
                var text = column < row.Count ? Blocs.CellText(modele, (Cellule)row[column]) : [];
                line.Append(Cell(widths[column], DocxBlocs.Paragraph(text, "Cellule", keep: row != source[^1], right: right[column])));
            }

            table.Append(line);
        }

        return table;
    }

    /// <summary>Two signatories side by side, with room to sign; the block never parts from the words before it.</summary>
    public static Table Signatures(string modele, CustomContainer frame)
    {
        var signatories = frame.OfType<ParagraphBlock>().Select(block => Fragment.Of(modele, block)).ToList();
        // One signatory alone signs on the right.
        if (signatories.Count == 1) signatories.Insert(0, []);

        int[] widths = [DocxBlocs.Width / 2, DocxBlocs.Width - DocxBlocs.Width / 2];
        var table = Start("Signataires", widths, head: false);
        foreach (var pair in signatories.Chunk(2))
        {
            var row = new TableRow(new TableRowProperties(new CantSplit(), new TableRowHeight { Val = SignatureHeight, HeightType = HeightRuleValues.AtLeast }));
            for (var column = 0; column < widths.Length; column++)
            {
                row.Append(Cell(widths[column], DocxBlocs.Paragraph(column < pair.Length ? pair[column] : [], "Signature")));
            }

            table.Append(row);
        }

        return table;
    }

    /// <summary>Columns of figures take what they need; those of text share the rest by the length of their longest cell, none narrower than its longest word.</summary>
    private static int[] Widths(Tableau source, bool[] right)
    {
        var least = right.Select((isRight, column) => isRight ? Figures(source, column) : CellPadding + SignWidth * source.Cast<Ligne>().Max(row => Longest(row, column))).ToArray();
        var texts = Enumerable.Range(0, right.Length).Where(column => !right[column]).ToList();
        var left = DocxBlocs.Width - Enumerable.Range(0, right.Length).Where(column => right[column]).Sum(column => least[column]);
        if (texts.Count == 0) return [.. right.Select(_ => DocxBlocs.Width / right.Length)];

        var lengths = right.Select((_, column) => Math.Clamp(source.Cast<Ligne>().Max(row => Length(row, column)), 8, 60)).ToArray();
        var narrow = texts.Where(column => left * lengths[column] / texts.Sum(one => lengths[one]) < least[column]).ToList();
        if (narrow.Count == texts.Count) narrow = [];
        var wide = texts.Except(narrow).ToList();
        var shared = left - narrow.Sum(column => least[column]);
        return [.. right.Select((isRight, column) => isRight || narrow.Contains(column) ? least[column] : shared * lengths[column] / wide.Sum(one => lengths[one]))];
    }

    /// <summary>Amounts stand under each other from table to table; a rank or a number of days takes less.</summary>
    private static int Figures(Tableau source, int column)
    {
        var rows = source.Cast<Ligne>().ToList();
        return rows.Exists(row => Words(row, column).Any(word => word.Contains('€', StringComparison.Ordinal)))
            ? FigureWidth
            : Math.Min(FigureWidth, CellPadding + SignWidth * rows.Max(row => Longest(row, column)));
    }

    private static int Length(Ligne row, int column) => Words(row, column).Sum(word => word.Length + 1);

    private static int Longest(Ligne row, int column) => Words(row, column).Select(word => word.Length).DefaultIfEmpty().Max();

    /// <summary>What cannot be broken: no-break spaces hold words together, a hyphen does not.</summary>
    private static List<string> Words(Ligne row, int column) => column < row.Count && row[column] is Cellule { Count: > 0 } cell && cell[0] is ParagraphBlock { Inline: not null } text
        ? [.. Fragment.Plain(Fragment.Of("tableau", text)).Replace("-", "- ", StringComparison.Ordinal).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)]
        : [];

    private static Table Start(string style, int[] widths, bool head) => new(
        new TableProperties(
            new TableStyle { Val = style },
            new TableWidth { Width = Number(widths.Sum()), Type = TableWidthUnitValues.Dxa },
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableLook { Val = head ? "0020" : "0000", FirstRow = head }),
        new TableGrid(widths.Select(width => new GridColumn { Width = Number(width) })));

    private static TableCell Cell(int width, Paragraph paragraph) =>
        new(new TableCellProperties(new TableCellWidth { Width = Number(width), Type = TableWidthUnitValues.Dxa }), paragraph);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
