using ComiteFlow.Host.Courriels;

namespace ComiteFlow.Tests.Courriels;

/// <summary>A correction of the directory counts at once; a broken one leaves the last good reading and says what is wrong.</summary>
public sealed class AnnuaireTests : IDisposable
{
    private const string Good = """{ "boites": { "DNUM": { "nom": "DNUM", "adresse": "avant@dnum.example" } } }""";

    private readonly string _folder = Directory.CreateTempSubdirectory("comiteflow-annuaire-").FullName;

    private string FileName => Path.Combine(_folder, "annuaire.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Find_AfterACorrection_GivesTheNewAddress()
    {
        var annuaire = Write(Good);
        Assert.Equal("avant@dnum.example", annuaire.Find("DNUM").Address);

        Correct(Good.Replace("avant@", "depuis@", StringComparison.Ordinal));

        Assert.Equal("depuis@dnum.example", annuaire.Find("DNUM").Address);
        Assert.Null(annuaire.Probleme);
    }

    [Theory]
    [InlineData("""{ "boites": {""", "ligne 1")]
    [InlineData("{ \"boites\": {\n  \"DNUM\" } }", "ligne 2")]
    [InlineData("""{ "autre": {} }""", "liste « boites »")]
    [InlineData("[]", "liste « boites »")]
    [InlineData("""{ "boites": { "DNUM": { "nom": "DNUM" } } }""", "boîte « DNUM »")]
    [InlineData("""{ "boites": { "DNUM": { "nom": "DNUM", "adresse": "dnum" } } }""", "boîte « DNUM »")]
    [InlineData("""{ "boites": { "DNUM": { "nom": "DNUM", "adresse": "a@b.example, c@d.example" } } }""", "boîte « DNUM »")]
    [InlineData("""{ "boites": { "DNUM": "dnum@dnum.example" } }""", "boîte « DNUM »")]
    [InlineData("""{ "boites": { "A": { "nom": "A", "adresse": "a@b.example" }, "A": { "nom": "A", "adresse": "a@b.example" } } }""", "deux fois")]
    [InlineData("""{ "boites": {}, "domaineParDefaut": 3 }""", "domaineParDefaut")]
    public void Find_AfterABrokenCorrection_KeepsTheLastGoodReadingAndSaysWhy(string broken, string place)
    {
        var annuaire = Write(Good);

        Correct(broken);

        Assert.Equal("avant@dnum.example", annuaire.Find("DNUM").Address);
        Assert.Contains(place, annuaire.Probleme, StringComparison.Ordinal);
        Assert.EndsWith("restent en service.", annuaire.Probleme, StringComparison.Ordinal);
        Assert.Contains(place, Assert.Throws<FormatException>(() => Annuaire.OfFile(FileName)).Message, StringComparison.Ordinal);
        Correct(Good.Replace("avant@", "ensuite@", StringComparison.Ordinal));
        Assert.Equal("ensuite@dnum.example", annuaire.Find("DNUM").Address);
        Assert.Null(annuaire.Probleme);
    }

    [Fact]
    public void Find_AfterTheFileIsGone_KeepsTheLastGoodReading()
    {
        var annuaire = Write(Good);
        File.Delete(FileName);

        Assert.True(annuaire.Knows("DNUM"));
        Assert.Contains("ne peut pas être lu", annuaire.Probleme, StringComparison.Ordinal);
    }

    private Annuaire Write(string json)
    {
        File.WriteAllText(FileName, json);
        return Annuaire.OfFile(FileName);
    }

    /// <summary>Writes the file as an editor does, later than the last time by its own stamp, whatever the clock of the disk counts in.</summary>
    private void Correct(string json)
    {
        var before = File.GetLastWriteTimeUtc(FileName);
        File.WriteAllText(FileName, json);
        File.SetLastWriteTimeUtc(FileName, before.AddSeconds(1));
    }
}
