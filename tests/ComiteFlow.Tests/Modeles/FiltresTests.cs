using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

public sealed class FiltresTests
{
    [Theory]
    [InlineData(258070000, "deux millions cinq cent quatre-vingt mille sept cents euros")]
    [InlineData(300000000, "trois millions d’euros")]
    [InlineData(0, "zéro euro")]
    [InlineData(100, "un euro")]
    [InlineData(200, "deux euros")]
    [InlineData(105, "un euro et cinq centimes")]
    [InlineData(1, "un centime")]
    [InlineData(8000, "quatre-vingts euros")]
    [InlineData(8100, "quatre-vingt-un euros")]
    [InlineData(2100, "vingt et un euros")]
    [InlineData(7100, "soixante et onze euros")]
    [InlineData(7700, "soixante-dix-sept euros")]
    [InlineData(9100, "quatre-vingt-onze euros")]
    [InlineData(10000, "cent euros")]
    [InlineData(20000, "deux cents euros")]
    [InlineData(20100, "deux cent un euros")]
    [InlineData(100000, "mille euros")]
    [InlineData(8000000, "quatre-vingt mille euros")]
    [InlineData(20000000, "deux cent mille euros")]
    [InlineData(11930000, "cent dix-neuf mille trois cents euros")]
    [InlineData(117408400, "un million cent soixante-quatorze mille quatre-vingt-quatre euros")]
    [InlineData(20000000000, "deux cents millions d’euros")]
    [InlineData(100000000000, "un milliard d’euros")]
    [InlineData(8000000012, "quatre-vingts millions d’euros et douze centimes")]
    [InlineData(-2591600, "moins vingt-cinq mille neuf cent seize euros")]
    public void EurosLettres_Amount_IsWrittenInWords(long cents, string words) => Assert.Equal(words, NombreEnLettres.Euros(cents));

    [Theory]
    [InlineData("m | euros", 80661600, "806 616 €")]
    [InlineData("m | euros", 80661650, "806 616,50 €")]
    [InlineData("m | eurosExacts", 140661600, "1 406 616,00 €")]
    [InlineData("m | eurosExacts", -5, "−0,05 €")]
    [InlineData("m | eurosSignes", 11930000, "+ 119 300,00 €")]
    [InlineData("m | eurosSignes", -11930000, "−119 300,00 €")]
    [InlineData("m | absolu | euros", -11930000, "119 300 €")]
    [InlineData("m | articleNumero", 1, "Article 1er")]
    [InlineData("m | articleNumero", 2, "Article 2")]
    [InlineData("m | ordinal", 1, "1er")]
    [InlineData("m | ordinal", 3, "3e")]
    [InlineData("m | enLettres", 2, "deux")]
    [InlineData("m | pluriel: 'jour', 'jours'", 0, "0 jour")]
    [InlineData("m | pluriel: 'jour', 'jours'", 3, "3 jours")]
    [InlineData("m | pluriel: 'jour', 'jours'", 1, "1 jour")]
    [InlineData("m | accord: 'jour', 'jours'", 1, "jour")]
    [InlineData("m", 2021, "2021")]
    [InlineData("m | nombre", 2450, "2 450")]
    [InlineData("m | nombre", -5, "−5")]
    public void Filter_Number_IsWrittenTheFrenchWay(string expression, long value, string expected) => Expect(expected, expression, value);

    [Theory]
    [InlineData("m | dateLongue", "2020-01-01", "1er janvier 2020")]
    [InlineData("m | dateLongue", "2020-09-24T14:00", "24 septembre 2020")]
    [InlineData("m | dateJour", "2020-09-24", "jeudi 24 septembre 2020")]
    [InlineData("m | dateCourte", "2020-09-24", "24/09/2020")]
    [InlineData("m | mois", "2020-09", "septembre 2020")]
    [InlineData("m | deMois", "2021-08", "d’août 2021")]
    [InlineData("m | deMois", "2020-09-01", "de septembre 2020")]
    [InlineData("m | heure", "2020-09-24T14:00", "14 h")]
    [InlineData("m | heure", "14:30", "14 h 30")]
    [InlineData("m | duree", "P3M", "trois mois")]
    [InlineData("m | duree", "P1D", "un jour")]
    [InlineData("m | duree", "P2Y", "deux ans")]
    [InlineData("m | duree", "P1M15D", "un mois et quinze jours")]
    [InlineData("m | duree", "P1Y6M", "un an et six mois")]
    [InlineData("m | duree", "P1Y2M1D", "un an, deux mois et un jour")]
    [InlineData("m | duree", "P3W", "trois semaines")]
    [InlineData("m | duree", "P1M1W", "un mois et une semaine")]
    [InlineData("m | duree", "P21W", "vingt et une semaines")]
    [InlineData("m | duree", "P0D", "zéro jour")]
    [InlineData("m | rythme", "P1M", "chaque mois")]
    [InlineData("m | rythme", "P1D", "chaque jour")]
    [InlineData("m | rythme", "P1W", "chaque semaine")]
    [InlineData("m | rythme", "P1Y", "chaque année")]
    [InlineData("m | rythme", "P6M", "tous les six mois")]
    [InlineData("m | rythme", "P3W", "toutes les trois semaines")]
    [InlineData("m | rythme", "P2M15D", "tous les deux mois et quinze jours")]
    [InlineData("m | rythme", "P1M15D", "à intervalles d’un mois et quinze jours")]
    [InlineData("m | rythme", "P1W3D", "à intervalles d’une semaine et trois jours")]
    [InlineData("m | pluriel: 'jour', 'jours'", "0", "0 jour")]
    [InlineData("m | pluriel: 'jour ouvré', 'jours ouvrés'", "1", "1 jour ouvré")]
    [InlineData("m | pluriel: 'jour', 'jours'", "45", "45 jours")]
    [InlineData("m | accord: 'jour', 'jours'", "1", "jour")]
    [InlineData("m | de", "Eva", "d’Eva")]
    [InlineData("m | de", "Dora", "de Dora")]
    [InlineData("m | de", "le comité", "du comité")]
    [InlineData("m | a", "le comité", "au comité")]
    [InlineData("m | a", "les parties", "aux parties")]
    [InlineData("m | a", "la coordination", "à la coordination")]
    [InlineData("m | destinataire", "budgetOfficer", "le correspondant budgétaire")]
    [InlineData("m | destinataire", "DINUM", "la DINUM")]
    [InlineData("m | destinataire", "DINUM-SUPPLEANCE", "la suppléance de la DINUM")]
    [InlineData("m | destinataire", "DINUM-HIERARCHIE", "la hiérarchie de la DINUM")]
    [InlineData("m | destinataire | a", "CBCM-DELEGATAIRE", "au CBCM du délégataire")]
    [InlineData("m | destinataire | de", "la DINUM", "de la DINUM")]
    [InlineData("m | destinataire | de", "le CBCM du délégant", "du CBCM du délégant")]
    [InlineData("m | destinataire | a", "la hiérarchie de la DINUM", "à la hiérarchie de la DINUM")]
    [InlineData("m | destinataire | a", "l’équipe", "à l’équipe")]
    [InlineData("m | majuscule", "état", "État")]
    [InlineData("m | minuscule", "Délégué général", "délégué général")]
    [InlineData("m | article", "000_14b9270f9bf99a79.txt, art. 2", "article 2")]
    [InlineData("m | article", "4.2", "article 4.2")]
    [InlineData("m | article", "003.txt, annexe 1", "annexe 1")]
    public void Filter_Text_IsWrittenTheFrenchWay(string expression, string value, string expected) => Expect(expected, expression, value);

    [Fact]
    public void Liste_Words_EndWithEt()
    {
        Expect("A", "m | liste", new[] { "A" });
        Expect("la DINUM et la coordination", "m | destinataire | liste", new[] { "DINUM", "coordinator" });
        Expect("à la DGEFP et au délégant", "m | a | liste", new[] { "la DGEFP", "le délégant" });
        Expect("de la DGEFP et du délégant", "m | de | liste", new[] { "la DGEFP", "le délégant" });
        Expect("A, B et C", "m | liste", new[] { "A", "B", "C" });
    }

    [Theory]
    [InlineData("m | euros", "douze", "m | euros")]
    [InlineData("m | dateLongue", "24/09/2020", "24/09/2020")]
    [InlineData("m | dateLongue", "2021-02-31", "2021-02-31")]
    [InlineData("m | duree", "P", "« P »")]
    [InlineData("m | duree", "PT3H", "PT3H")]
    [InlineData("m | duree", "3 mois", "3 mois")]
    [InlineData("m | rythme", "P0D", "P0D")]
    [InlineData("m | pluriel: 'jour', 'jours'", "douze", "m | pluriel")]
    [InlineData("m | euros", "12", "m | euros")]
    public void Filter_WrongValue_IsAnErrorThatNamesIt(string expression, string value, string named)
    {
        var store = Depot.With("{{ " + expression + " }}");

        var error = Assert.Throws<ModeleException>(() => store.RenderDocument("essai", Depot.Data(("m", value))));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Spaces of the expected text stand for any space: no-break ones have their own test.</summary>
    private static void Expect(string expected, string expression, object value)
    {
        var text = Depot.Readable(Depot.With("{{ " + expression + " }}").RenderDocument("essai", Depot.Data(("m", value))).Markdown);
        Assert.Equal(expected + "\n", text.Replace('\u00A0', ' '));
    }
}
