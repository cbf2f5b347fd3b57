using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Comites;

/// <summary>Comités that the words of an annexe plan, startup by startup.</summary>
public sealed class ComitesDeStartupTests
{
    [Fact]
    public void Plan_EndOfOctoberOnASundayBeforeAHoliday_GoesBackBeforeTheBound()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with
        {
            Startups = [Textes.Startup("PRODUIT-1", "fin", "2021-10")], End = new TexteFin { Date = new DateOnly(2021, 12, 31) },
        }).Signe().Planifie();

        Assert.Equal(new DateOnly(2021, 10, 31), essai.Dossier.Comites[0].Nominal);
        Assert.Equal(new DateOnly(2021, 10, 29), essai.Dossier.Comites[0].On);
    }

    [Fact]
    public void Plan_PerStartup_FollowsWithThePeriodOfTheText()
    {
        var essai = new DossierDEssai(Textes.ParStartup).Signe().Planifie();

        Assert.Equal([new DateOnly(2020, 10, 31), new(2020, 12, 31)], essai.Dossier.Comites.Select(c => c.Nominal));
        Assert.Equal(["PRODUIT-1", "PRODUIT-1"], essai.De<CommitteeScheduled>().Select(f => f.Startup));
        Assert.Equal(3, Assert.Single(essai.De<CommitteeNotScheduled>()).Occurrence);
    }

    [Fact]
    public void Plan_WithoutWordOfAComite_TakesTheEndOfThePeriod()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with
        {
            Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-10") with { CommitteeToPlan = null, PeriodEnd = "2020-09" }],
        }).Signe().Planifie();

        Assert.Equal(new DateOnly(2020, 9, 30), essai.Dossier.Comites[0].Nominal);
        Assert.True(essai.Dossier.Comites[0].Uncertain);
    }

    [Fact]
    public void Plan_AnnexeRenewedByAnAvenant_ProposesTheDateOfTheLatest()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Committees = [SansSuite(Textes.ParStartup(t).Committees[0])] }).Signe().Planifie();
        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "mi", "2020-11")), DossierDEssai.Debut);

        essai.Planifie().Planifie();

        Assert.Equal(new DateOnly(2020, 11, 16), Assert.Single(essai.De<CommitteeMoveProposed>()).On);
    }

    private static TexteComite SansSuite(TexteComite comite) => comite with { Cadence = comite.Cadence with { Every = null } };
}
