using System.Globalization;
using System.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace ComiteFlow.Host.Modeles;

/// <summary>Writes a text as plain text: the twin of a mail, with the same words, figures and addresses.</summary>
internal sealed class TexteWriter
{
    private const int Usual = 76;

    private readonly StringBuilder _text = new();
    private readonly string _modele;
    private readonly int _width;

    private TexteWriter(string modele, int width) => (_modele, _width) = (modele, width);

    /// <param name="width">Signs of a line.</param>
    public static string Write(Rendu rendu, int width = Usual)
    {
        var writer = new TexteWriter(rendu.Modele, width);
        writer.Blocks(rendu.Arbre);
        return writer._text.ToString().TrimEnd() + "\n";
    }

    private void Blocks(ContainerBlock parent)
    {
        foreach (var block in parent)
        {
            switch (block)
            {
                case HeadingBlock heading: Title(heading); break;
                case ParagraphBlock paragraph: Paragraph(paragraph, "", ""); _text.Append('\n'); break;
                case ListBlock list: List(list); break;
                case Table table: Table(table); break;
                case ThematicBreakBlock: _text.Append("----\n\n"); break;
                case CustomContainer frame: Blocs.Frame(_modele, frame); Blocks(frame); break;
                case LinkReferenceDefinitionGroup: break;
                default: throw Blocs.Forbidden(_modele, block);
            }
        }
    }

    private void Title(HeadingBlock heading)
    {
        var title = Fragment.Plain(Fragment.Of(_modele, heading));
        Wrap(title, "", "");
        _text.Append(new string(heading.Level == 1 ? '=' : '-', Math.Min(title.Length, _width))).Append("\n\n");
    }

    private void Paragraph(LeafBlock block, string first, string next)
    {
        var fragments = Fragment.Of(_modele, block);
        var plain = Fragment.Plain(fragments);
        var words = new StringBuilder();
        for (var i = 0; i < fragments.Count; i++)
        {
            words.Append(fragments[i].Text);
            var lastOfLink = i + 1 == fragments.Count || fragments[i + 1].Link != fragments[i].Link;
            if (fragments[i].Link is { } link && lastOfLink && !plain.Contains(link, StringComparison.Ordinal)) words.Append(" (").Append(link).Append(')');
        }

        foreach (var line in words.ToString().Split('\n'))
        {
            Wrap(line, first, next);
            first = next;
        }
    }

    private void List(ListBlock list)
    {
        var number = 1;
        foreach (var item in list.Cast<ListItemBlock>())
        {
            var sign = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            foreach (var block in item)
            {
                if (block is not ParagraphBlock paragraph) throw Blocs.Forbidden(_modele, block);
                Paragraph(paragraph, sign, "  ");
                sign = "  ";
            }
        }

        _text.Append('\n');
    }

    private void Table(Table table)
    {
        var rows = table.Cast<TableRow>()
            .Select(row => row.Cast<TableCell>().Select(cell => Fragment.Plain(Blocs.CellText(_modele, cell)).Replace('\n', ' ')).ToList()).ToList();
        var widths = Enumerable.Range(0, Blocs.Columns(table)).Select(column => rows.Max(row => column < row.Count ? row[column].Length : 0)).ToList();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => Blocs.IsRight(table, column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            _text.Append(string.Join("   ", cells).TrimEnd()).Append('\n');
        }

        _text.Append('\n');
    }

    private void Wrap(string words, string first, string next)
    {
        var line = first;
        var empty = true;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > _width)
            {
                _text.Append(line).Append('\n');
                line = next;
                empty = true;
            }

            line += empty ? word : " " + word;
            empty = false;
        }

        _text.Append(line.TrimEnd()).Append('\n');
    }
}
