using System.Globalization;
using System.IO.Compression;
using ComiteFlow.Domain;
using ComiteFlow.Host.Modeles;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ComiteFlow.Host.Rapports;

/// <summary>Writes an account as an Excel file: amounts are numbers in euros with cents, texts stay texts.</summary>
internal static class FeuilleXlsx
{
    public const string TypeMime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    // Places in the list of cell formats below.
    private const uint Texte = 1;
    private const uint Montant = 2;
    private const uint Tete = 3;

    public static byte[] Write(FeuilleDeCompte feuille)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            PaquetOffice.Add(zip, "[Content_Types].xml", ContentTypes());
            PaquetOffice.Add(zip, "_rels/.rels", PaquetOffice.Relations([
                ("workbook", PaquetOffice.Office + "/officeDocument", "xl/workbook.xml"),
                ("core", PaquetOffice.Package + "/relationships/metadata/core-properties", "docProps/core.xml"),
            ]));
            PaquetOffice.Add(zip, "docProps/core.xml", PaquetOffice.Core(feuille.Titre, feuille.Nom, feuille.Le));
            PaquetOffice.Add(zip, "xl/workbook.xml", PaquetOffice.Xml + new Workbook(new Sheets(new Sheet { Name = "Compte rendu", SheetId = 1, Id = "sheet" })).OuterXml);
            PaquetOffice.Add(zip, "xl/_rels/workbook.xml.rels", PaquetOffice.Relations([
                ("sheet", PaquetOffice.Office + "/worksheet", "worksheets/sheet1.xml"), ("styles", PaquetOffice.Office + "/styles", "styles.xml"),
            ]));
            PaquetOffice.Add(zip, "xl/styles.xml", PaquetOffice.Xml + Styles().OuterXml);
            PaquetOffice.Add(zip, "xl/worksheets/sheet1.xml", PaquetOffice.Xml + Feuille(feuille).OuterXml);
        }

        return bytes.ToArray();
    }

    private static Worksheet Feuille(FeuilleDeCompte feuille)
    {
        var data = new SheetData(Ligne(feuille.Colonnes, Tete));
        foreach (var ligne in feuille.Lignes)
        {
            data.Append(Ligne(ligne, Texte));
        }

        var pane = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        return new Worksheet(
            new SheetViews(new SheetView(pane) { WorkbookViewId = 0 }),
            new Columns(new Column { Min = 1, Max = (uint)feuille.Colonnes.Count, Width = 22, CustomWidth = true }),
            data);
    }

    private static Row Ligne(IReadOnlyList<object?> cellules, uint style) => new(cellules.Select(cellule => cellule switch
    {
        Money amount => new Cell { StyleIndex = Montant, CellValue = new CellValue(amount.Euros.ToString("0.00", CultureInfo.InvariantCulture)) },
        string text => new Cell(new InlineString(new Text(Echappement.Clean(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString, StyleIndex = style,
        },
        _ => new Cell(),
    }));

    // A quote prefix keeps a text a text when someone edits its cell.
    private static Stylesheet Styles() => new(
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { QuotePrefix = true },
            new CellFormat { NumberFormatId = 4, ApplyNumberFormat = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Center }) { FontId = 1, ApplyFont = true, ApplyAlignment = true }));

    private static string ContentTypes() =>
        $"{PaquetOffice.Xml}<Types xmlns=\"{PaquetOffice.Package}/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Excel}.sheet.main+xml\"/>"
        + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Excel}.styles+xml\"/>"
        + $"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{Excel}.worksheet+xml\"/>"
        + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
}
