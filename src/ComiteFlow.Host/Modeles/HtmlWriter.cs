using System.Globalization;
using System.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace ComiteFlow.Host.Modeles;

/// <summary>Writes a text as the inside of an HTML body: a few elements, everything encoded, only web and mail addresses as links.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();
    private readonly string _modele;
    private readonly int _below;

    private HtmlWriter(string modele, int below) => (_modele, _below) = (modele, below);

    /// <param name="below">How many levels of headings stand above the text in its page.</param>
    public static string Write(Rendu rendu, int below = 0)
    {
        var writer = new HtmlWriter(rendu.Modele, below);
        writer.Blocks(rendu.Arbre);
        return writer._html.ToString();
    }

    public static string Encode(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        foreach (var sign in text)
        {
            _ = sign switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                _ => html.Append(sign),
            };
        }

        return html.ToString();
    }

    private void Blocks(ContainerBlock parent)
    {
        foreach (var block in parent)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    var name = string.Create(CultureInfo.InvariantCulture, $"h{Math.Min(heading.Level + _below, 6)}");
                    Leaf(name, heading);
                    break;
                case ParagraphBlock paragraph: Leaf("p", paragraph); break;
                case ListBlock list: List(list); break;
                case Table table: Table(table); break;
                case ThematicBreakBlock: _html.Append("<hr>\n"); break;
                case CustomContainer frame: Frame(frame); break;
                case LinkReferenceDefinitionGroup: break;
                default: throw Blocs.Forbidden(_modele, block);
            }
        }
    }

    private void Leaf(string name, LeafBlock block)
    {
        _html.Append('<').Append(name).Append('>');
        Inline(Fragment.Of(_modele, block));
        _html.Append("</").Append(name).Append(">\n");
    }

    private void Frame(CustomContainer frame)
    {
        _html.Append("<div class=\"").Append(Blocs.Frame(_modele, frame)).Append("\">\n");
        Blocks(frame);
        _html.Append("</div>\n");
    }

    private void List(ListBlock list)
    {
        var name = list.IsOrdered ? "ol" : "ul";
        _html.Append('<').Append(name).Append(">\n");
        foreach (var item in list.Cast<ListItemBlock>())
        {
            _html.Append("<li>");
            if (item is [ParagraphBlock only]) Inline(Fragment.Of(_modele, only));
            else Blocks(item);
            _html.Append("</li>\n");
        }

        _html.Append("</").Append(name).Append(">\n");
    }

    private void Table(Table table)
    {
        _html.Append("<table>\n");
        var body = false;
        foreach (var row in table.Cast<TableRow>())
        {
            if (row.IsHeader) _html.Append("<thead>\n");
            else if (!body) _html.Append("<tbody>\n");
            body |= !row.IsHeader;
            Row(table, row);
            if (row.IsHeader) _html.Append("</thead>\n");
        }

        _html.Append(body ? "</tbody>\n</table>\n" : "</table>\n");
    }

    private void Row(Table table, TableRow row)
    {
        _html.Append("<tr>");
        for (var column = 0; column < row.Count; column++)
        {
            var text = Blocs.CellText(_modele, (TableCell)row[column]);
            var header = row.IsHeader && text.Count > 0 ? "th" : "td";
            _html.Append('<').Append(header);
            if (header == "th") _html.Append(" scope=\"col\"");
            if (Blocs.IsRight(table, column)) _html.Append(" class=\"nombre\"");
            _html.Append('>');
            Inline(text);
            _html.Append("</").Append(header).Append('>');
        }

        _html.Append("</tr>\n");
    }

    private void Inline(List<Fragment> fragments)
    {
        foreach (var fragment in fragments)
        {
            if (fragment.IsLineBreak)
            {
                _html.Append("<br>\n");
                continue;
            }

            if (fragment.Bold) _html.Append("<strong>");
            if (fragment.Italic) _html.Append("<em>");
            if (fragment.Link is not null) _html.Append("<a href=\"").Append(Encode(fragment.Link)).Append("\">");
            foreach (var part in fragment.CutOrdinals())
            {
                _html.Append(part.Raised ? $"<sup>{Encode(part.Text)}</sup>" : Encode(part.Text));
            }

            if (fragment.Link is not null) _html.Append("</a>");
            if (fragment.Italic) _html.Append("</em>");
            if (fragment.Bold) _html.Append("</strong>");
        }
    }
}
