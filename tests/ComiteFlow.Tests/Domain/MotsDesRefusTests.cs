using System.Globalization;
using ComiteFlow.Domain;

namespace ComiteFlow.Tests.Domain;

/// <summary>What people typed, told back to the cent and to the year; and the small words of sentences.</summary>
public sealed class MotsDesRefusTests
{
    [Theory]
    [InlineData("« 1200 »", "(« 1200 »)", "supérieur à zéro")]
    [InlineData("12.5", "(0,125)", "s’arrêter au centime")]
    [InlineData("-1", "(-0,01)", "supérieur à zéro")]
    [InlineData("9007199254740992", "(90 071 992 547 409,92 €)", "dépasse 90 071 992 547 409,91 €")]
    [InlineData("9007199254740991.5", "(90 071 992 547 409,915 €)", "dépasse")]
    [InlineData("9007199254740990.5", "(90 071 992 547 409,905)", "supérieur à zéro")]
    public void Montant_ThatCannotBe_IsToldAsTypedInEuros(string cents, string saisi, string raison)
    {
        var message = Espaces(Assert.Throws<BrokenRuleException>(() => Saisies.Montant(cents)).Message);

        Assert.Contains(saisi, message, StringComparison.Ordinal);
        Assert.Contains(raison, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("12", 12L)]
    public void MontantOuZero_ZeroOrMore_IsTaken(string cents, long attendu) => Assert.Equal(attendu, Saisies.MontantOuZero(cents).Cents);

    [Fact]
    public void MontantOuZero_Negative_IsRefused() => Assert.Throws<BrokenRuleException>(() => Saisies.MontantOuZero("-1"));

    [Theory]
    [InlineData("2000-01-01", true)]
    [InlineData("2099-12-31", true)]
    [InlineData("1999-12-31", false)]
    [InlineData("2100-01-01", false)]
    public void Date_OfThisCentury_IsTaken(string iso, bool taken)
    {
        var refus = Record.Exception(() => Assert.Equal(iso, Saisies.Date(iso).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))) as BrokenRuleException;

        Assert.Equal(taken ? null : "invalidDate", refus?.Code);
    }

    [Fact]
    public void Date_OfNoCalendar_IsToldAsTyped() =>
        Assert.Contains("(2021-02-30) n’existe pas au calendrier", Assert.Throws<BrokenRuleException>(() => Saisies.Date("2021-02-30")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(60, 60)]
    [InlineData(61, 61)]
    public void Citer_UpToSixtyCharacters_IsWhole(int longueur, int attendu)
    {
        var cited = Saisies.Citer(new string('a', longueur));

        Assert.Equal((attendu, longueur > 60), (cited.Length, cited.EndsWith('…')));
    }

    [Fact]
    public void Citer_PairOnTheEdge_IsLeftOutWhole() =>
        Assert.Equal(new string('a', 59) + "…", Saisies.Citer(new string('a', 59) + "😀" + new string('b', 9)));

    [Theory]
    [InlineData("", "Cette fonction n’a pas le droit")]
    [InlineData("DGEFP", "DGEFP n’a pas le droit")]
    public void PartieInterdite_WithOrWithoutAName_IsASentence(string partie, string debut) =>
        Assert.StartsWith(debut, Saisies.PartieInterdite("signer", partie).Message, StringComparison.Ordinal);

    [Fact]
    public void Inconnu_WithoutOrWithValues_SaysHowToRepair()
    {
        Assert.EndsWith("vérifiez l’identifiant.", Saisies.Inconnu("La partie", "Z", []).Message, StringComparison.Ordinal);
        Assert.EndsWith("(A et B).", Saisies.Inconnu("La partie", "Z", ["A", "B"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "Il manque 2 signatures")]
    [InlineData(1, "Il manque une signature")]
    public void Signatures_ThatAreMissing_AreCounted(int signees, string debut)
    {
        var essai = new DossierDEssai().Enregistre();
        foreach (var partie in essai.Dossier.Convention.Missing.Take(signees).ToList())
            new ComiteFlow.Domain.Signatures.CircuitDeSignature(essai.Dossier).Sign(essai.Dossier.Convention, partie, null, DossierDEssai.Debut);

        Assert.StartsWith(debut, DossierDEssai.Refus(() => essai.Engage(1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 séance")]
    [InlineData(1, "1 séance")]
    [InlineData(2, "2 séances")]
    [InlineData(3, "3 séances")]
    public void Compte_FromTwoOn_IsPlural(int nombre, string attendu) => Assert.Equal(attendu, Mise.Compte(nombre, "séance", "séances"));

    private static string Espaces(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
