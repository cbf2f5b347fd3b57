using ComiteFlow.Domain;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Gestion;

public sealed class SoldesTests
{
    private const string Une = AnneesDEssai.Une, Autre = AnneesDEssai.Autre;

    [Fact]
    public void Limits_AfterThe31st_LoseWhatWasNeitherConsumedNorCarriedOver()
    {
        var essai = AnneesDEssai.Dotee();
        essai.Engage(60_000, Le(2020, 6, 1), Une);
        essai.Paie(20_000, Le(2020, 6, 1), Une);

        Assert.Equal((100_000, 100_000), Limits(essai, Une, Le(2020, 12, 31)));
        Assert.Equal((60_000, 20_000), Limits(essai, Une, Le(2021, 1, 1)));
        Assert.Equal((0, 0), Limits(essai, Autre, Le(2021, 1, 1)));
    }

    [Fact]
    public void Limits_CarriedOver_StayForOneYearAndCanBeCarriedAgain()
    {
        var essai = AnneesDEssai.Dotee();
        essai.Engage(60_000, Le(2020, 6, 1), Une);
        Decider(essai, Une, 2020, default, (30_000, 70_000), Le(2020, 12, 3));
        essai.Engage(10_000, Le(2021, 2, 1), Une);
        Decider(essai, Une, 2021, default, (15_000, 0), Le(2021, 12, 3));

        Assert.Equal((90_000, 70_000), Limits(essai, Une, Le(2021, 1, 1)));
        Assert.Equal((85_000, 0), Limits(essai, Une, Le(2022, 1, 1)));
        Assert.Equal((70_000, 0), Limits(essai, Une, Le(2023, 1, 1)));
    }

    [Fact]
    public void Limits_OfAllStartups_CountEachReleaseOnce()
    {
        var essai = AnneesDEssai.Dotee();
        essai.Dossier.Add(new ComiteFlow.Domain.Tranches.MiseADisposition(DossierDEssai.Id, 3, DossierDEssai.Debut, Money.FromCents(7_000), Money.FromCents(7_000)));

        Assert.Equal((157_000, 157_000), Limits(essai, null, Le(2020, 6, 1)));
    }

    [Fact]
    public void Startups_WithoutControlByStartup_AreCountedTogether()
    {
        var essai = AnneesDEssai.Convention(texte => texte with { BudgetControl = new ComiteFlow.Domain.Conventions.TexteControle { Level = "global" } }).Signe();

        Assert.Equal([Une], new Soldes(essai.Dossier).Startups);
        Assert.Equal([Une, Autre], new Soldes(AnneesDEssai.Convention().Signe().Dossier).Startups);
    }

    [Fact]
    public void Limits_WithoutCutoffs_NeverLapse()
    {
        var essai = new DossierDEssai().Dote();

        Assert.Equal((400_000, 400_000), Limits(essai, null, Le(2030, 1, 1)));
    }

    [Fact]
    public void Decide_Return_LowersTheLimitAtOnceAndTheAllocation()
    {
        var essai = AnneesDEssai.Dotee();
        essai.Engage(60_000, Le(2020, 6, 1), Une);

        Decider(essai, Une, 2020, (40_000, 10_000), default, Le(2020, 11, 30));

        Assert.Equal((60_000, 90_000), Limits(essai, Une, Le(2020, 11, 30)));
        Assert.Equal(110_000, essai.Dossier.AllocatedAe.Cents);
        var fact = essai.De<BalanceDecided>().Single();
        Assert.Equal((40_000, 10_000, 60_000, 90_000), (fact.ReturnAeCents, fact.ReturnCpCents, fact.LimitAeCents, fact.LimitCpCents));
        Assert.Equal("startupAllocationExceeded", DossierDEssai.Refus(() => essai.Engage(1, Le(2020, 11, 30), Une)).Code);
        essai.Engage(50_000, Le(2020, 11, 30), Autre);
    }

    [Fact]
    public void Decide_OfThePastYear_RevivesWhatHadLapsed()
    {
        var essai = AnneesDEssai.Dotee();
        Assert.Equal("startupAllocationExceeded", DossierDEssai.Refus(() => essai.Engage(1, Le(2021, 1, 10), Une)).Code);

        Decider(essai, Une, 2020, default, (100_000, 100_000), Le(2021, 1, 11));

        essai.Engage(100_000, Le(2021, 1, 12), Une);
    }

    [Theory]
    [InlineData(100_000, 0, true)]
    [InlineData(60_000, 40_000, true)]
    [InlineData(60_000, 40_001, false)]
    [InlineData(100_001, 0, false)]
    public void Decide_UpToTheBalance_IsAccepted(long returned, long carried, bool accepted)
    {
        var essai = AnneesDEssai.Dotee();

        var act = () => Decider(essai, Une, 2020, (returned, 0), (carried, 0), Le(2020, 12, 1));

        if (accepted)
            act();
        else
            Assert.Equal(1L, DossierDEssai.Refus(act).Details["byCents"]);
        Assert.Equal(accepted ? 1 : 0, essai.Dossier.Soldes.Count);
    }

    [Fact]
    public void Decide_WhatCannotBe_IsRefusedAndChangesNothing()
    {
        var essai = AnneesDEssai.Dotee();
        Decider(essai, Une, 2020, (1, 0), default, Le(2020, 12, 1));
        essai.Oublier();

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => Decider(essai, Une, 2020, (1, 0), default, Le(2020, 12, 2))).Code);
        Assert.Equal("invalidAmount", DossierDEssai.Refus(() => Decider(essai, Autre, 2020, default, default, Le(2020, 12, 2))).Code);
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => Decider(essai, "PERSONNE", 2020, (1, 0), default, Le(2020, 12, 2))).Code);
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => Decider(essai, Autre, 2021, (1, 0), default, Le(2020, 12, 2))).Code);
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => Decider(essai, Autre, 2019, (1, 0), default, Le(2020, 12, 2))).Code);
        Assert.Equal("noSuchClause", DossierDEssai.Refus(() => Decider(new DossierDEssai(texte => texte with { Startups = AnneesDEssai.Convention().Texte.Startups }).Dote(), Une, 2020, (1, 0), default, Le(2020, 12, 2))).Code);
        Assert.Empty(essai.Faits);
        Assert.Single(essai.Dossier.Soldes);
    }

    private static (long Ae, long Cp) Limits(DossierDEssai essai, string? startup, DateOnly today)
    {
        var (ae, cp) = new Soldes(essai.Dossier).Limits(startup, today);
        return (ae.Cents, cp.Cents);
    }

    private static void Decider(DossierDEssai essai, string startup, int year, (long Ae, long Cp) returned, (long Ae, long Cp) carried, DateOnly today) =>
        new Soldes(essai.Dossier).Decide(startup, year, Of(returned), Of(carried), today);

    private static ParDimension Of((long Ae, long Cp) cents) => new(Money.FromCents(cents.Ae), Money.FromCents(cents.Cp));

    private static DateOnly Le(int year, int month, int day) => new(year, month, day);
}
