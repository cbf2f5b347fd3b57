using System.Text;
using ComiteFlow.Domain;
using ComiteFlow.Host.Rapports;

namespace ComiteFlow.Tests.Rapports;

/// <summary>A French spreadsheet opens the CSV as it is, and runs nothing of it.</summary>
public sealed class FeuilleCsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33 1", "'+33 1")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r\n=1", "'\r\n=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("Marché = 3 lots", "Marché = 3 lots")]
    [InlineData("   ", "   ")]
    [InlineData("", "")]
    public void Texte_ThatCouldBeAFormula_IsQuoted(string text, string expected) => Assert.Equal(expected, FeuilleCsv.Texte(text));

    [Theory]
    [InlineData(0, "0,00")]
    [InlineData(140661605, "1406616,05")]
    [InlineData(-1250, "-12,50")]
    public void Texte_Amount_IsANumberWithACommaAlsoBelowZero(long cents, string expected) => Assert.Equal(expected, FeuilleCsv.Texte(Money.FromCents(cents)));

    [Fact]
    public void Write_Account_HasMarkSemicolonsAndCrLf()
    {
        var feuille = new FeuilleDeCompte("n", "t", DateTimeOffset.UnixEpoch, ["Mois", "Été ; hiver"], [["=A1", Money.FromCents(5)], [null, "dit « \"oui\" »"]]);

        var bytes = FeuilleCsv.Write(feuille);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("Mois;\"Été ; hiver\"\r\n'=A1;0,05\r\n;\"dit « \"\"oui\"\" »\"\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }
}
