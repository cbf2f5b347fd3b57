using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Comites;

public sealed class PlanificationTests
{
    [Fact]
    public void Plan_EverySixMonths_CountsFromTheAnchorAndRollsForward()
    {
        var essai = new DossierDEssai().Signe().Planifie();

        Assert.Equal([new DateOnly(2020, 7, 15), new(2021, 1, 15), new(2021, 7, 15)], essai.Dossier.Comites.Select(c => c.On));
        Assert.Equal(new DateOnly(2022, 1, 15), Assert.Single(essai.De<CommitteeNotScheduled>()).Nominal);
        Assert.Equal(new DateOnly(2021, 12, 31), Assert.Single(essai.De<TaskOpened>(), t => t.Task == "close").Due);
    }

    [Fact]
    public void Plan_Chained_CountsFromTheMovedDate()
    {
        var essai = new DossierDEssai().Regle("committee.chained", true).Signe(new DateOnly(2020, 2, 15)).Planifie();

        Assert.Equal([new DateOnly(2020, 8, 17), new(2021, 2, 17), new(2021, 8, 17)], essai.Dossier.Comites.Select(c => c.On));
    }

    [Fact]
    public void Plan_NotChained_KeepsTheDayOfTheAnchor()
    {
        var essai = new DossierDEssai().Signe(new DateOnly(2020, 2, 15)).Planifie();

        Assert.Equal([new DateOnly(2020, 8, 15), new(2021, 2, 15), new(2021, 8, 15)], essai.Dossier.Comites.Select(c => c.Nominal));
    }

    [Theory]
    [InlineData(true, 2, 28)]
    [InlineData(false, 3, 1)]
    public void Plan_DayThatTheMonthLacks_FollowsClampDay(bool clamp, int mois, int jour)
    {
        var essai = new DossierDEssai().Regle("committee.clampDay", clamp).Signe(new DateOnly(2020, 8, 31)).Planifie();

        Assert.Equal(new DateOnly(2021, mois, jour), essai.Dossier.Comites[0].Nominal);
    }

    [Fact]
    public void Plan_SigningFirstInTheOrder_IsNotProvisional()
    {
        var essai = Publiee().Regle("committee.anchor", new[] { "signing", "effect" }).Signe().Planifie();

        Assert.All(essai.Dossier.Comites, c => Assert.False(c.Provisional));
        Assert.Equal(new DateOnly(2020, 7, 15), essai.Dossier.Comites[0].Nominal);
    }

    [Fact]
    public void Plan_BeforeTheEffect_IsProvisionalFromTheSigning()
    {
        var essai = Publiee().Signe().Planifie();

        Assert.Null(essai.Dossier.EffectOn);
        Assert.All(essai.De<CommitteeScheduled>(), f => Assert.True(f.Provisional));
    }

    [Fact]
    public void Plan_EffectRecordedLater_ProposesOnceAndMovesNothing()
    {
        var essai = Publiee().Signe().Planifie();
        Publie(essai);

        essai.Planifie().Planifie();

        Assert.Equal(3, essai.De<CommitteeMoveProposed>().Count());
        Assert.Equal(new DateOnly(2020, 7, 15), essai.Dossier.Comites[0].On);
        Assert.Equal(new DateOnly(2020, 8, 3), essai.Dossier.Comites[0].ProposedOn);
    }

    [Fact]
    public void Confirm_ProposedDates_AppliesThemAndIsNoLongerProvisional()
    {
        var essai = Publiee().Signe().Planifie();
        Publie(essai);
        essai.Planifie();

        new Planification(essai.Dossier).Confirm(new DateOnly(2020, 2, 3));

        Assert.Equal(new DateOnly(2020, 8, 3), essai.Dossier.Comites[0].On);
        Assert.All(essai.Dossier.Comites, c => Assert.False(c.Provisional));
        Assert.Equal(new DateOnly(2020, 7, 20), essai.De<CommitteeRescheduled>().First().ReportDue);
    }

    [Fact]
    public void Confirm_EndIsNearerNow_TellsTheSeancesThatFallAway()
    {
        var essai = Publiee().Signe().Planifie();
        Publie(essai);
        essai.Planifie();
        essai.Dossier.EndsOn = new DateOnly(2021, 5, 31);

        var (moved, _) = new Planification(essai.Dossier).Confirm(new DateOnly(2020, 2, 3));

        Assert.Equal([ComiteState.Planned, ComiteState.Planned, ComiteState.Cancelled], moved.Select(c => c.State));
        Assert.Equal(3, Assert.Single(essai.De<CommitteeCancelled>()).Occurrence);
    }

    [Fact]
    public void Confirm_NothingProposed_IsAlreadyDone()
    {
        var essai = new DossierDEssai().Signe().Planifie();

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => new Planification(essai.Dossier).Confirm(DossierDEssai.Debut)).Code);
    }

    [Fact]
    public void Plan_EndMovedByAnAvenant_AddsTheOccurrencesAndMovesNone()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        essai.Oublier();
        essai.Dossier.EndsOn = new DateOnly(2022, 12, 31);

        essai.Planifie();

        Assert.Equal([4, 5], essai.De<CommitteeScheduled>().Select(f => f.Occurrence));
        Assert.Equal(6, Assert.Single(essai.De<CommitteeNotScheduled>()).Occurrence);
        Assert.Empty(essai.De<CommitteeMoveProposed>());
    }

    [Fact]
    public void Plan_EndBeforeTheFirstDate_TellsItOnce()
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = new DateOnly(2020, 3, 31) } }).Signe();

        essai.Planifie().Planifie();

        Assert.Empty(essai.Dossier.Comites);
        Assert.Single(essai.De<CommitteeNotScheduled>());
    }

    [Theory]
    [InlineData("2020-01-14", "invalidDate")]
    [InlineData("2022-01-03", "invalidDate")]
    [InlineData("2020-07-15", "alreadyDone")]
    public void Reschedule_DateThatCannotBe_IsRefused(string to, string code)
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var day = DateOnly.ParseExact(to, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var refus = DossierDEssai.Refus(() => new Planification(essai.Dossier).Reschedule(essai.Dossier.Comites[0], day, "motif", DossierDEssai.Debut));

        Assert.Equal(code, refus.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void Reschedule_WithoutAReason_IsRefused(string motif)
    {
        var essai = new DossierDEssai().Signe().Planifie();

        var refus = DossierDEssai.Refus(() => new Planification(essai.Dossier).Reschedule(essai.Dossier.Comites[0], new DateOnly(2020, 7, 20), motif, DossierDEssai.Debut));

        Assert.Equal("commentRequired", refus.Code);
        Assert.Empty(essai.De<CommitteeRescheduled>());
    }

    private static DossierDEssai Publiee() => new(texte => texte with { Effect = new TexteEffet { Trigger = "publication" } });

    /// <summary>Published on 3 February 2020.</summary>
    private static void Publie(DossierDEssai essai) =>
        new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, new DateOnly(2020, 2, 3), new DateOnly(2020, 2, 3));
}
