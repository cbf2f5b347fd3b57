using ComiteFlow.Activities.Relances;

namespace ComiteFlow.Tests.Courriels;

public sealed class EchelonTests
{
    [Theory]
    [InlineData("J-30", -30, "")]
    [InlineData("J0", 0, "")]
    [InlineData("J", 0, "")]
    [InlineData(" j + 7 ", 7, "")]
    [InlineData("J+7 suppleance", 7, "suppleance")]
    [InlineData("J+15: hierarchie, coordinator", 15, "hierarchie coordinator")]
    public void Parse_ARung_ReadsDaysAndRecipients(string text, int days, string to)
    {
        var rung = Echelon.Parse(text);

        Assert.Equal((days, to), (rung!.Days, string.Join(' ', rung.To)));
        Assert.Equal(to.Length > 0, rung.IsSupport);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("J+")]
    [InlineData("J+1000")]
    [InlineData("J+7suppleance")]
    [InlineData("demain")]
    public void Parse_AnythingElse_IsNoRung(string text) => Assert.Null(Echelon.Parse(text));
}
