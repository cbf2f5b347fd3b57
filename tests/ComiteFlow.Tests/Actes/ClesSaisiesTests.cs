using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Depenses;
using ComiteFlow.Host.Gestion;

namespace ComiteFlow.Tests.Actes;

public sealed class ClesSaisiesTests
{
    [Theory]
    [InlineData("1.5")]
    [InlineData("1e300")]
    [InlineData("2147483648")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public void Lire_NumberThatIsNone_IsARefusal(string number)
    {
        Assert.Equal("unknownReference", Refus<HoldCommittee.Commande>($$"""{"occurrence": {{number}}}""").Code);
        Assert.Equal("invalidDate", Refus<HoldDialogue.Commande>($$"""{"year": {{number}}}""").Code);
    }

    [Fact]
    public void Lire_WholeNumberWrittenAsADecimal_IsThatNumber() => Assert.Equal(2, Lire<HoldCommittee.Commande>("""{"occurrence": 2.0}""").Occurrence);

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Lire_TextThatIsNone_IsARefusal(string text) => Assert.Equal("unknownReference", Refus<ResolveDoubt.Commande>($$"""{"value": {{text}}}""").Code);

    [Fact]
    public void Lire_NullCharacter_IsReplacedByOneThatCanBeKept() => Assert.Equal("a\uFFFDb", Lire<ResolveDoubt.Commande>("""{"value": "a\u0000b"}""").Value);

    [Theory]
    [InlineData("1200", true)]
    [InlineData("1200.0", true)]
    [InlineData("1.2e3", true)]
    [InlineData("\"1200\"", false)]
    [InlineData("\"12,00\"", false)]
    [InlineData("1200.5", false)]
    [InlineData("[1200]", false)]
    [InlineData("true", false)]
    public void Lire_Amount_IsCentsAsANumberAlone(string written, bool isAmount)
    {
        var amount = Lire<RecordExpense.Engagement>($$"""{"amountCents": {{written}}}""").AmountCents!;

        if (isAmount)
            Assert.Equal(1200, amount.Lire().Cents);
        else
            Assert.Equal("invalidAmount", Assert.Throws<BrokenRuleException>(() => amount.Lire()).Code);
    }

    private static TCommande Lire<TCommande>(string json)
        where TCommande : Commande => ClesSaisies.Lire<TCommande>(JsonDocument.Parse(json).RootElement);

    private static BrokenRuleException Refus<TCommande>(string json)
        where TCommande : Commande => Assert.Throws<BrokenRuleException>(() => Lire<TCommande>(json));
}
