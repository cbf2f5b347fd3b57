using System.Globalization;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Resiliations;

public sealed class PreavisTests
{
    private const string A = DossierDEssai.Delegant, B = DossierDEssai.Delegataire;

    [Theory]
    [InlineData("2020-11-30", true, false, "2021-02-28")]
    [InlineData("2020-11-30", false, false, "2021-02-27")]
    [InlineData("2020-11-30", true, true, "2021-03-01")]
    [InlineData("2020-05-31", true, false, "2020-08-31")]
    [InlineData("2020-07-15", true, false, "2020-10-15")]
    [InlineData("2020-02-29", true, false, "2020-05-29")]
    public void Notify_ThreeMonthsFromTheReceipt_AreClampedAndIncludedUnlessThePoliciesSayOtherwise(string received, bool inclusive, bool rolls, string end)
    {
        var essai = Convention().Regle("notice.inclusive", inclusive).Regle("notice.rollToWorkingDay", rolls).Dote();

        var notice = new Preavis(essai.Dossier).Notify(A, Jour(received), null, Jour(received));

        Assert.Equal(Jour(end), notice.NoticeEnd);
        Assert.Equal(Jour(end), essai.Dossier.EndsOn);
    }

    [Theory]
    [InlineData("2021-09-29", "2021-12-29", "notice")]
    [InlineData("2021-09-30", "2021-12-30", "notice")]
    [InlineData("2021-10-01", "2021-12-31", "contract")]
    [InlineData("2021-12-31", "2021-12-31", "contract")]
    public void Notify_NearTheEnd_EndsWithTheEarlier(string received, string end, string earlier)
    {
        var essai = Convention().Dote();

        new Preavis(essai.Dossier).Notify(A, Jour(received), null, Jour(received));

        var fact = essai.De<TerminationNotified>().Single();
        Assert.Equal((Jour(end), Jour(end), earlier), (fact.EffectiveEnd, fact.CommitmentsEnd!.Value, fact.Earlier));
    }

    [Fact]
    public void Notify_PaymentsThatLastLonger_AreBoundApart()
    {
        var essai = Convention(texte => texte with { End = new TexteFin { Duration = "P6M", LatestPayment = new DateOnly(2020, 12, 31), From = "signature" } }).Dote();

        new Preavis(essai.Dossier).Notify(A, Jour("2020-06-20"), null, Jour("2020-06-20"));

        // Commitments end by the contract, payments by the notice.
        Assert.Equal((Jour("2020-07-15"), Jour("2020-09-20")), (essai.Dossier.EndsOn!.Value, essai.Dossier.PaymentsUntil!.Value));
        Assert.Equal("contract", essai.De<TerminationNotified>().Single().Earlier);
    }

    [Fact]
    public void Notify_TakesAwayOnlyTheComitesWhoseNominalDateIsLater()
    {
        // Nominal dates: 15 July 2020, 15 January and 15 July 2021.
        var essai = Convention().Dote().Planifie();

        new Preavis(essai.Dossier).Notify(A, Jour("2020-10-15"), null, Jour("2020-10-15"));

        Assert.Equal([3], essai.De<CommitteeCancelled>().Select(c => c.Occurrence));
        Assert.Equal([ComiteState.Planned, ComiteState.Planned, ComiteState.Cancelled], essai.Dossier.Comites.Select(c => c.State));
    }

    [Fact]
    public void Notify_CancelsTheDialoguesAfterTheEndOnly()
    {
        var essai = AnneesDEssai.Convention(Resiliable).Signe();
        new ComiteFlow.Domain.Gestion.FinDeGestion(essai.Dossier).Hold(2020, Jour("2020-11-13"));

        new Preavis(essai.Dossier).Notify(A, Jour("2021-06-01"), null, Jour("2021-06-01"));

        Assert.Equal([2021], essai.De<DialogueCancelled>().Select(d => d.Year));
    }

    [Fact]
    public void Notify_WhatCannotBe_IsRefusedAndChangesNothing()
    {
        var (essai, early, without) = (Convention().Dote(), Convention().Enregistre(), new DossierDEssai().Dote());
        var rules = new Preavis(essai.Dossier);

        Assert.Equal("notInEffect", Code(() => new Preavis(early.Dossier).Notify(A, DossierDEssai.Debut, null, DossierDEssai.Debut)));
        Assert.Equal("noSuchClause", Code(() => new Preavis(without.Dossier).Notify(A, Jour("2020-06-01"), null, Jour("2020-06-01"))));
        Assert.Equal("unknownReference", Code(() => rules.Notify("PERSONNE", Jour("2020-06-01"), null, Jour("2020-06-01"))));
        Assert.Equal("invalidDate", Code(() => rules.Notify(A, Jour("2020-06-02"), null, Jour("2020-06-01"))));
        Assert.Equal("invalidDate", Code(() => rules.Notify(A, DossierDEssai.Debut.AddDays(-1), null, Jour("2020-06-01"))));
        Assert.Equal("conventionEnded", Code(() => rules.Notify(A, Jour("2022-01-01"), null, Jour("2022-01-01"))));
        Assert.Empty(essai.Dossier.Resiliations);
        rules.Notify(A, Jour("2020-06-01"), null, Jour("2020-06-01"));
        Assert.Equal("alreadyDone", Code(() => rules.Notify(B, Jour("2020-06-02"), null, Jour("2020-06-02"))));
        Assert.Single(essai.De<TerminationNotified>());
    }

    [Fact]
    public void Record_AfterTheNotice_IsRefusedTheDayAfterItsLast()
    {
        var essai = Convention().Dote();
        new Preavis(essai.Dossier).Notify(A, Jour("2020-07-15"), null, Jour("2020-07-15"));

        essai.Engage(100, Jour("2020-10-15"));

        Assert.Equal("conventionEnded", Code(() => essai.Engage(100, Jour("2020-10-16"))));
    }

    [Fact]
    public void Withdraw_OfARunningNotice_GivesEverythingBackOnItsDate()
    {
        var essai = AnneesDEssai.Convention(Resiliable).Signe().Planifie();
        var dates = essai.Dossier.Comites.Select(c => (c.Id, c.On)).ToList();
        new Preavis(essai.Dossier).Notify(A, Jour("2020-03-01"), null, Jour("2020-03-01"));
        Assert.All(essai.Dossier.Comites, c => Assert.Equal(ComiteState.Cancelled, c.State));

        new Preavis(essai.Dossier).Withdraw(A, Jour("2020-04-01"));

        Assert.Equal(dates, essai.Dossier.Comites.Select(c => (c.Id, c.On)));
        Assert.All(essai.Dossier.Comites, c => Assert.Equal((ComiteState.Planned, 1), (c.State, c.Returns)));
        Assert.Equal(dates.Count, essai.De<CommitteeRestored>().Count());
        Assert.Equal(new DateOnly(2021, 12, 31), essai.Dossier.EndsOn);
        Assert.All(essai.Dossier.Dialogues, d => Assert.Null(d.CancelledOn));
        Assert.DoesNotContain(essai.Dossier.Taches, t => t.Kind == "terminateServices");
        new Preavis(essai.Dossier).Notify(B, Jour("2020-05-01"), null, Jour("2020-05-01"));
    }

    [Fact]
    public void Withdraw_OfNoneOfAnotherPartyOrOverIsRefused()
    {
        var essai = Convention().Dote();
        var rules = new Preavis(essai.Dossier);
        Assert.Equal("unknownReference", Code(() => rules.Withdraw(A, Jour("2020-06-01"))));
        rules.Notify(A, Jour("2020-06-01"), null, Jour("2020-06-01"));

        Assert.Equal("unknownReference", Code(() => rules.Withdraw(B, Jour("2020-06-02"))));
        Assert.Equal("unknownReference", Code(() => rules.Withdraw(A, Jour("2020-09-02"))));
        rules.Withdraw(A, Jour("2020-09-01"));
        Assert.Equal("unknownReference", Code(() => rules.Withdraw(A, Jour("2020-09-01"))));
    }

    [Fact]
    public void End_OfANotice_TellsThatItTookEffectThenThatTheConventionEnded()
    {
        var essai = Convention().Dote();
        new Preavis(essai.Dossier).Notify(A, Jour("2020-06-01"), null, Jour("2020-06-01"));

        new Cloture(essai.Dossier).End(Jour("2020-09-02"));

        Assert.Equal(Jour("2020-09-01"), essai.De<TerminationEffective>().Single().EffectiveEnd);
        Assert.IsType<ConventionEnded>(essai.Faits[^1]);
        Assert.Equal("unknownReference", Code(() => new Preavis(essai.Dossier).Withdraw(A, Jour("2020-09-02"))));
    }

    [Fact]
    public void Avenant_ThatMovesTheEndWhileANoticeRuns_LeavesTheNoticeItsBound()
    {
        var essai = Convention().Dote();
        new Preavis(essai.Dossier).Notify(A, Jour("2020-06-01"), null, Jour("2020-06-01"));
        var avenant = essai.Avenant(
            new TexteConvention { Id = "AV-1", Kind = "avenant", Title = "Avenant", Amends = DossierDEssai.Id, Signatories = essai.Texte.Signatories, End = new TexteFin { Date = new DateOnly(2022, 12, 31) } },
            Jour("2020-07-01"));
        essai.Signer(avenant, Jour("2020-07-01"));

        Assert.Equal(Jour("2020-09-01"), essai.Dossier.EndsOn);
        new Preavis(essai.Dossier).Withdraw(A, Jour("2020-07-02"));
        Assert.Equal(Jour("2022-12-31"), essai.Dossier.EndsOn);
    }

    [Fact]
    public void EndAccompaniment_ByTheDelegataire_StopsThatTeamAtOnce()
    {
        var essai = AnneesDEssai.Dotee(Resiliable);

        new Preavis(essai.Dossier).EndAccompaniment(B, AnneesDEssai.Une, "plus d’indicateurs", Jour("2020-06-01"));

        Assert.Equal("conventionEnded", Code(() => essai.Engage(1, Jour("2020-06-02"), AnneesDEssai.Une)));
        essai.Engage(1, Jour("2020-06-02"), AnneesDEssai.Autre);
        Assert.Equal(AnneesDEssai.Une, essai.De<TerminationEffective>().Single().Startup);
        Assert.Null(new Preavis(essai.Dossier).Running);
    }

    [Fact]
    public void EndAccompaniment_WithoutRightTeamReasonOrTwice_IsRefused()
    {
        var essai = AnneesDEssai.Dotee(Resiliable);
        var rules = new Preavis(essai.Dossier);
        var strict = new Preavis(AnneesDEssai.Dotee(texte => Resiliable(texte) with { Termination = new TexteResiliation { Notice = "P3M" } }).Dossier);

        Assert.Equal("noSuchClause", Code(() => rules.EndAccompaniment(A, AnneesDEssai.Une, "motif", Jour("2020-06-01"))));
        Assert.Equal("noSuchClause", Code(() => strict.EndAccompaniment(B, AnneesDEssai.Une, "motif", Jour("2020-06-01"))));
        Assert.Equal("unknownReference", Code(() => rules.EndAccompaniment(B, "PERSONNE", "motif", Jour("2020-06-01"))));
        Assert.Equal("commentRequired", Code(() => rules.EndAccompaniment(B, AnneesDEssai.Une, " ", Jour("2020-06-01"))));
        rules.EndAccompaniment(B, AnneesDEssai.Une, "motif", Jour("2020-06-01"));
        Assert.Equal("alreadyDone", Code(() => rules.EndAccompaniment(B, AnneesDEssai.Une, "motif", Jour("2020-06-02"))));
    }

    private static DossierDEssai Convention(Func<TexteConvention, TexteConvention>? change = null) => new(texte => (change ?? (t => t))(Resiliable(texte)));

    private static TexteConvention Resiliable(TexteConvention texte) =>
        texte with { Termination = new TexteResiliation { Notice = "P3M", TerminatesAssociatedServices = true, DelegataireMayEndAccompaniment = true } };

    private static string Code(Action act) => DossierDEssai.Refus(act).Code;

    private static DateOnly Jour(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
