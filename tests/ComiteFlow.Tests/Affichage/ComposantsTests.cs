using Refus = ComiteFlow.Host.Affichage.Refus;
using ComiteFlow.Domain;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Tests.Affichage;

public sealed class ComposantsTests
{
    [Fact]
    public void Budget_OpenAct_ScalesToItsEnvelope()
    {
        var budget = new Budget("Annexes", 100_000_000, 72_430_000, 43_495_000);

        Assert.Equal((724, 434, 27_570_000L), (budget.Engage, budget.Paye, budget.ResteCents));
    }

    [Fact]
    public void Budget_ActNotFullySigned_StaysAtZero() => Assert.Equal(0, new Budget("Enveloppe", 100, 50, 50, Ouvert: false).Engage);

    [Fact]
    public void Budget_NoEnvelope_StaysAtZero() => Assert.Equal(0, new Budget("Enveloppe", 0, 50, 50).Engage);

    [Fact]
    public void ControlePlafond_AboveTheCeiling_SaysTheExcess()
    {
        var check = new ControlePlafond("art. 2", new(258_070_000, 258_070_000), new(140_661_600, 140_661_600), new(120_000_000, 120_000_000));

        Assert.True(check.Depasse);
        Assert.True(check.LargeurAuDela > 0);
        Assert.Equal("Le cumul dépasse le plafond de 25\u00A0916,00\u00A0€", check.Phrase);
    }

    [Fact]
    public void ControlePlafond_ExactlyTheCeiling_IsNotAbove()
    {
        var check = new ControlePlafond("art. 2", new(258_070_000, 258_070_000), new(140_661_600, 140_661_600), new(117_408_400, 117_408_400));

        Assert.False(check.Depasse);
        Assert.Equal(0, check.LargeurAuDela);
    }

    [Fact]
    public void Frise_PointOfToday_StandsBeforeTheRuleOnceDone()
    {
        var today = new DateOnly(2021, 9, 14);
        var line = new Frise([new(today, "à faire", MarqueJalon.ToCome), new(today, "fait", MarqueJalon.Past), new(today.AddDays(-1), "hier", MarqueJalon.Late)], today);

        Assert.Equal(["hier", "fait"], line.Avant.Select(point => point.Titre));
        Assert.Equal(["à faire"], line.Apres.Select(point => point.Titre));
    }

    [Fact]
    public void Refus_SentenceWithRepair_IsCutAtTheRepair()
    {
        var refusal = Refus.De(new BrokenRuleException("notInEffect", "La convention « X : Y » ne produit pas encore d’effet : enregistrez la publication."));

        Assert.Equal("La convention « X : Y » ne produit pas encore d’effet.", refusal.Phrase);
        Assert.Equal("Enregistrez la publication.", refusal.AFaire);
    }

    [Theory]
    [InlineData(0, "fr-card cf-task is-soon")]
    [InlineData(-1, "fr-card cf-task is-late")]
    [InlineData(4, "fr-card cf-task")]
    public void CarteTache_DaysLeft_GiveItsEdge(int days, string expected)
    {
        var today = new DateOnly(2021, 9, 14);

        Assert.Equal(expected, new CarteTache("T", "C", "/", "A", today.AddDays(days), today).Classe);
    }
}
