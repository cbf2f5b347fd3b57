using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

public sealed class TypographieTests
{
    [Theory]
    [InlineData("l'État d'Eva", "l’État d’Eva")]
    [InlineData("« mot »", "«~mot~»")]
    [InlineData("Objet : un", "Objet~: un")]
    [InlineData("Prêt ? Oui ! Non ; fin", "Prêt_? Oui_! Non_; fin")]
    [InlineData("n° 3, article 2, annexe 1", "n°~3, article~2, annexe~1")]
    [InlineData("le 24 septembre et le 1er mai", "le 24~septembre et le 1er~mai")]
    [InlineData("1 406 616,00 € et 12 %", "1~406~616,00~€ et 12~%")]
    [InlineData("**Gras :** suite", "**Gras~:** suite")]
    [InlineData("| --- | :--- |", "| --- | :--- |")]
    [InlineData("::: signatures", "::: signatures")]
    [InlineData("https://exemple.fr/?a=1;b=2", "https://exemple.fr/?a=1;b=2")]
    public void Correct_Words_GetFrenchSpaces(string text, string expected) =>
        Assert.Equal(expected.Replace('~', '\u00A0').Replace('_', '\u202F'), Typographie.Correct(text));

    [Fact]
    public void Render_ValuesAndWords_ShareTheTypography()
    {
        var store = Depot.With("Convention n° {{ n }}, article {{ n }} : {{ titre }} ; {{ m | eurosExacts }}");

        var text = store.RenderDocument("essai", Depot.Data(("n", 3), ("titre", "Startup d'État : « Eva »"), ("m", 140661600L))).Markdown;

        Assert.Equal("Convention n°~3, article~3~: Startup d’État~: «~Eva~»_; 1~406~616,00~€\n".Replace('~', '\u00A0').Replace('_', '\u202F'), Depot.Readable(text));
    }
}
