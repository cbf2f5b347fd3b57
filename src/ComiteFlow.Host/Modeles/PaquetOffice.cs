using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace ComiteFlow.Host.Modeles;

/// <summary>What Word and Excel files have in common; the same parts always give the same bytes.</summary>
internal static class PaquetOffice
{
    public const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    public const string Package = "http://schemas.openxmlformats.org/package/2006";
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Relations(IEnumerable<(string Id, string Type, string Target)> relations) =>
        $"{Xml}<Relationships xmlns=\"{Package}/relationships\">"
        + string.Concat(relations.Select(relation => $"<Relationship Id=\"{relation.Id}\" Type=\"{relation.Type}\" Target=\"{relation.Target}\"/>"))
        + "</Relationships>";

    public static string Core(string titre, string numero, DateTimeOffset made)
    {
        var date = made.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $"{Xml}<cp:coreProperties xmlns:cp=\"{Package}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            + " xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
            + $"<dc:title>{SecurityElement.Escape(titre)}</dc:title><dc:creator>ComiteFlow</dc:creator><dc:identifier>{SecurityElement.Escape(numero)}</dc:identifier>"
            + $"<dc:language>fr-FR</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created>"
            + $"<dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified></cp:coreProperties>";
    }

    public static void Add(ZipArchive zip, string name, string text)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = ZipEpoch;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
