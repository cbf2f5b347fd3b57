using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Liste = Markdig.Syntax.ListBlock;
using Tableau = Markdig.Extensions.Tables.Table;

namespace ComiteFlow.Host.Modeles;

/// <summary>Writes a text as a Word file: real headings and lists, tables whose head row repeats, page and number at the foot.</summary>
/// <param name="source">Where <c>apparence/styles.xml</c> and its companions are read: the look of all documents.</param>
internal sealed class DocxWriter(IModeleSource source)
{
    private readonly Dictionary<string, string> _look = new(StringComparer.Ordinal);

    public byte[] Write(Rendu rendu, DocxDetails details)
    {
        var body = new Body();
        foreach (var element in new DocxBlocs(rendu.Modele).Blocks(rendu.Arbre))
        {
            body.Append(element);
        }

        DocxBlocs.ThinEnd(body);
        body.Append(new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = "footer" },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin { Top = 1247, Bottom = 1247, Left = DocxBlocs.Margin, Right = DocxBlocs.Margin, Header = 567, Footer = 567, Gutter = 0 }));
        return DocxPaquet.Pack(new Document(body).OuterXml, Footer(details).OuterXml, details, Look);
    }

    private static Footer Footer(DocxDetails details) => new(
        new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = "Pieddepage" }),
            DocxBlocs.Run(new Fragment(Echappement.Clean(details.Numero) + ", version" + Typographie.NoBreak + details.Version.ToString(CultureInfo.InvariantCulture))),
            new Run(new TabChar()),
            DocxBlocs.Run(new Fragment("Page" + Typographie.NoBreak)),
            Field("PAGE"),
            DocxBlocs.Run(new Fragment(" sur ")),
            Field("NUMPAGES")),
        new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = "Empreinte" }),
            DocxBlocs.Run(new Fragment(details.Empreinte is { } hash ? Typographie.Correct("Empreinte du texte et de ses données (SHA-256, début) : ") + Documents.Empreinte.Short(hash) : ""))));

    private static SimpleField Field(string name) => new(new Run(new Text("1"))) { Instruction = name };

    private string Look(string name)
    {
        lock (_look)
        {
            return _look.TryGetValue(name, out var xml)
                ? xml
                : _look[name] = source.Read("apparence/" + name) ?? throw new ModeleException("apparence", $"le fichier « {name} » n’existe pas.");
        }
    }
}

/// <summary>Turns the blocks of one text into paragraphs and tables of a Word file.</summary>
internal sealed class DocxBlocs(string modele)
{
    public const int Margin = 1276;
    public const int Width = 11906 - 2 * Margin;

    private const string Interligne = "Interligne";

    public IEnumerable<OpenXmlElement> Blocks(ContainerBlock parent, string style = "Normal")
    {
        var startsPage = false;
        for (var i = 0; i < parent.Count; i++)
        {
            if (parent[i] is ThematicBreakBlock)
            {
                startsPage = true;
                continue;
            }

            var next = i + 1 < parent.Count ? parent[i + 1] : null;
            var signed = next is CustomContainer { Info: "signatures" };
            foreach (var element in Block(parent[i], style, signed))
            {
                // A page that is full leaves no room for it: it would take the next one alone.
                if (next is ThematicBreakBlock && IsGap(element)) continue;
                if (startsPage) yield return OnANewPage(element);
                else yield return element;
                startsPage = false;
            }
        }
    }

    /// <summary>The page begins with the element itself: a break in a paragraph of its own may fill a page alone.</summary>
    private static OpenXmlElement OnANewPage(OpenXmlElement element)
    {
        if (element is Paragraph { ParagraphProperties: { } properties })
            properties.PageBreakBefore = new PageBreakBefore();
        return element;
    }

    public static Run Run(Fragment fragment)
    {
        var look = new RunProperties();
        if (fragment.Bold) look.Append(new Bold());
        if (fragment.Italic) look.Append(new Italic());
        if (fragment.Raised) look.Append(new VerticalTextAlignment { Val = VerticalPositionValues.Superscript });

        var run = look.HasChildren ? new Run(look) : new Run();
        run.Append(fragment.IsLineBreak ? new Break() : new Text(fragment.Text) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }

    public static Paragraph Paragraph(IEnumerable<Fragment> fragments, string style, bool keep = false, bool right = false)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (keep) properties.Append(new KeepNext());
        if (right) properties.Append(new Justification { Val = JustificationValues.Right });

        var paragraph = new Paragraph(properties);
        foreach (var fragment in fragments)
        {
            foreach (var part in fragment.CutOrdinals()) paragraph.Append(Run(part));
        }

        return paragraph;
    }

    private IEnumerable<OpenXmlElement> Block(Block block, string style, bool keep)
    {
        switch (block)
        {
            case HeadingBlock heading: return [Paragraph(Fragment.Of(modele, heading), "Titre" + Math.Min(heading.Level, 3), keep: true)];
            case ParagraphBlock paragraph: return [Paragraph(Fragment.Of(modele, paragraph), style, keep)];
            case Liste list: return List(list);
            case Tableau table: return [DocxTableau.Write(modele, table), Gap()];
            case CustomContainer frame: return Frame(frame);
            case LinkReferenceDefinitionGroup: return [];
            default: throw Blocs.Forbidden(modele, block);
        }
    }

    private IEnumerable<OpenXmlElement> Frame(CustomContainer frame) => Blocs.Frame(modele, frame) switch
    {
        "signatures" => [DocxTableau.Signatures(modele, frame), Gap()],
        "sous-titre" => Blocks(frame, "Sous-titre"),
        "centre" => Blocks(frame, "Centre"),
        "droite" => Blocks(frame, "Droite"),
        "encadre" => Boxed(frame),
        "compact" => Compact(frame),
        _ => Blocks(frame, "Mention"),
    };

    /// <summary>Small text, and items as small as it.</summary>
    private List<OpenXmlElement> Compact(CustomContainer frame)
    {
        var elements = Blocks(frame, "Compact").ToList();
        foreach (var style in elements.OfType<Paragraph>().Select(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId).OfType<ParagraphStyleId>().Where(style => style.Val == "Listepuces"))
        {
            style.Val = "Compactpuces";
        }

        return elements;
    }

    /// <summary>One box: its paragraphs and items have the same borders and the same indent, without which Word and LibreOffice would draw a box for each.</summary>
    private List<Paragraph> Boxed(CustomContainer frame)
    {
        var paragraphs = Blocks(frame, "Encadre").OfType<Paragraph>().ToList();
        foreach (var (paragraph, rank) in paragraphs.Select((paragraph, rank) => (paragraph, rank)))
        {
            var (isFirst, isLast) = (rank == 0, rank == paragraphs.Count - 1);
            var properties = paragraph.ParagraphProperties!;
            if (properties.ParagraphStyleId!.Val == "Listepuces")
                properties.ParagraphStyleId.Val = "Encadrepuces";
            properties.KeepNext = isLast ? null : new KeepNext();
            properties.SpacingBetweenLines = new SpacingBetweenLines { Before = isFirst ? "160" : "20", After = isLast ? "200" : "40" };
        }

        return paragraphs;
    }

    /// <summary>Word asks for a paragraph behind a table that ends the text: one point high, or a page that is full would be followed by an empty one.</summary>
    public static void ThinEnd(Body body)
    {
        if (body.LastChild is Paragraph { ParagraphProperties: { } properties } last && IsGap(last))
            properties.SpacingBetweenLines = new SpacingBetweenLines { After = "0", Line = "20", LineRule = LineSpacingRuleValues.Exact };
    }

    private static bool IsGap(OpenXmlElement element) => element is Paragraph { ParagraphProperties.ParagraphStyleId.Val.Value: Interligne };

    /// <summary>What Word asks for between two tables, as thin as can be.</summary>
    private static Paragraph Gap() => Paragraph([], Interligne);

    private IEnumerable<OpenXmlElement> List(Liste list)
    {
        foreach (var item in list.Cast<ListItemBlock>())
        {
            foreach (var block in item)
            {
                if (block is not ParagraphBlock paragraph) throw Blocs.Forbidden(modele, block);
                yield return Paragraph(Fragment.Of(modele, paragraph), list.IsOrdered ? "Listenumros" : "Listepuces");
            }
        }
    }
}
