using System.IO.Compression;

namespace ComiteFlow.Host.Modeles;

/// <summary>What a Word file says about itself besides its text.</summary>
/// <param name="Numero">Number of the document, at the foot of each page.</param>
/// <param name="Date">Business time of its making: the only date that the file holds.</param>
internal sealed record DocxDetails(string Titre, string Numero, DateTimeOffset Date)
{
    public int Version { get; init; } = 1;

    /// <summary>Hash of the text and of its data, at the foot of each page; null without one.</summary>
    public string? Empreinte { get; init; }
}

/// <summary>Packs the parts of a Word file so that the same parts always give the same bytes.</summary>
internal static class DocxPaquet
{
    private const string Xml = PaquetOffice.Xml;
    private const string Package = PaquetOffice.Package;
    private const string Office = PaquetOffice.Office;
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml";

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
            PaquetOffice.Add(zip, "[Content_Types].xml", ContentTypes());
            PaquetOffice.Add(zip, "_rels/.rels", PaquetOffice.Relations([
                ("document", Office + "/officeDocument", "word/document.xml"),
                ("core", Package + "/relationships/metadata/core-properties", "docProps/core.xml"),
            ]));
            PaquetOffice.Add(zip, "docProps/core.xml", PaquetOffice.Core(details.Titre, details.Numero, details.Date));
            PaquetOffice.Add(zip, "word/document.xml", Xml + document);
            PaquetOffice.Add(zip, "word/_rels/document.xml.rels", PaquetOffice.Relations(Parts.Select(part => (part.Name, $"{Office}/{part.Type}", part.Name + ".xml"))));
            PaquetOffice.Add(zip, "word/footer.xml", Xml + footer);
            foreach (var name in new[] { "styles.xml", "numbering.xml", "settings.xml" })
            {
                PaquetOffice.Add(zip, "word/" + name, look(name));
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
}
