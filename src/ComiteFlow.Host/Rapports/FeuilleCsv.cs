using System.Globalization;
using System.Text;
using ComiteFlow.Domain;
using CsvHelper;
using CsvHelper.Configuration;

namespace ComiteFlow.Host.Rapports;

/// <summary>Writes an account as CSV that a French spreadsheet opens as it is: semicolons, decimal commas, CRLF, UTF-8 with its mark.</summary>
internal static class FeuilleCsv
{
    // A cell that begins so would be run as a formula, also in its full-width form.
    private const string Dangereux = "=+-@\t\r\n＝＋－＠";

    private static readonly CultureInfo Francais = CultureInfo.GetCultureInfo("fr-FR");

    public static byte[] Write(FeuilleDeCompte feuille)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(text, new CsvConfiguration(Francais) { Delimiter = ";", NewLine = "\r\n" }))
        {
            foreach (var ligne in feuille.Lignes.Prepend(feuille.Colonnes))
            {
                foreach (var cellule in ligne)
                {
                    csv.WriteField(Texte(cellule));
                }

                csv.NextRecord();
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A cell as text: an amount is a number, also below zero; a text never becomes a formula.</summary>
    internal static string Texte(object? cellule) => cellule switch
    {
        null => "",
        Money amount => amount.Euros.ToString("0.00", Francais),
        string { Length: > 0 } text when Dangereux.Contains(text[0]) || Dangereux.Contains(text.TrimStart().FirstOrDefault('\'')) => "'" + text,
        _ => cellule.ToString() ?? "",
    };
}
