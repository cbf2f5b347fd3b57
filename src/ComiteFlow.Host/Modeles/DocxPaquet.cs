using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace ComiteFlow.Host.Modeles;

/// <summary>What a Word file says about itself besides its text.</summary>
/// <param name="Numero">Number of the document, at the foot of each page.</param>
/// <param name="Date">Business time of its making: the only date that the file holds.</param>
internal sealed record DocxDetails(string Titre, string Numero, DateTimeOffset Date);

/// <summary>Packs the parts of a Word file so that the same parts always give the same bytes.</summary>
internal static class DocxPaquet
{
    private const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml";

    private static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, string Type)[] Parts =
    [
        ("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("footer", "footer"),
    ];

    /// <param name="look">Reads <c>styles.xml</c>, <c>numbering.xml</c> and <c>settings.xml</c>.</param>
    public static byte[] Pack(string document, string footer, DocxDetails details, Func<string, string> look)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", ContentTypes());
            Add(zip, "_rels/.rels", Relations([
                ("document", Office + "/officeDocument", "word/document.xml"),
                ("core", Package + "/relationships/metadata/core-properties", "docProps/core.xml"),
            ]));
            Add(zip, "docProps/core.xml", Core(details));
            Add(zip, "word/document.xml", Xml + document);
            Add(zip, "word/_rels/document.xml.rels", Relations(Parts.Select(part => (part.Name, $"{Office}/{part.Type}", part.Name + ".xml"))));
            Add(zip, "word/footer.xml", Xml + footer);
            foreach (var name in new[] { "styles.xml", "numbering.xml", "settings.xml" })
            {
                Add(zip, "word/" + name, look(name));
            }
        }

        return bytes.ToArray();
    }

    private static string ContentTypes() =>
        $"{Xml}<Types xmlns=\"{Package}/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + $"<Override PartName=\"/word/document.xml\" ContentType=\"{Word}.document.main+xml\"/>"
        + string.Concat(Parts.Select(part => $"<Override PartName=\"/word/{part.Name}.xml\" ContentType=\"{Word}.{part.Type}+xml\"/>"))
        + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

    private static string Relations(IEnumerable<(string Id, string Type, string Target)> relations) =>
        $"{Xml}<Relationships xmlns=\"{Package}/relationships\">"
        + string.Concat(relations.Select(relation => $"<Relationship Id=\"{relation.Id}\" Type=\"{relation.Type}\" Target=\"{relation.Target}\"/>"))
        + "</Relationships>";

    private static string Core(DocxDetails details)
    {
        var date = details.Date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $"{Xml}<cp:coreProperties xmlns:cp=\"{Package}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            + " xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
            + $"<dc:title>{SecurityElement.Escape(details.Titre)}</dc:title><dc:creator>ComiteFlow</dc:creator><dc:identifier>{SecurityElement.Escape(details.Numero)}</dc:identifier>"
            + $"<dc:language>fr-FR</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created>"
            + $"<dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified></cp:coreProperties>";
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = ZipEpoch;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
