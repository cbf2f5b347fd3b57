using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Comites;

/// <summary>What the rules leave of a date that stands, and what they say of the ones that they looked at.</summary>
public sealed class RaisonsDesReglesTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Plan_CadenceThatWins_SaysWhatTheRulesAskedFor()
    {
        var essai = new DossierDEssai().Regle("committee.endNotice", "P3M").Signe().Planifie();

        var (premier, dernier) = (essai.Dossier.Comites[0], essai.Dossier.Comites[^1]);
        Assert.Equal(["Départ", "Calcul", "Calendrier", "Borne", "Fin de la convention", "Retenue"], premier.Why!.Inputs.Select(i => i.Key));
        Assert.Equal("la cadence du texte, la plus proche", premier.Why.Inputs[^1].Value);
        Assert.Equal(["Cadence du texte", "Fin de la convention", "Retenue", "Calendrier"], dernier.Why!.Inputs.Select(i => i.Key));
    }

    [Theory]
    [InlineData("2021-09-30", 4)]
    [InlineData("2021-10-01", 3)]
    public void Plan_NoticeOfTheEndThatHasPassed_AsksForNothing(string today, int comites)
    {
        var essai = new DossierDEssai().Regle("committee.endNotice", "P3M").Signe();

        Assert.Equal(comites, essai.Planifie(DateOnly.Parse(today, null)).Dossier.Comites.Count);
    }

    [Theory]
    [InlineData("2020-01-15")]
    [InlineData("2021-09-30")]
    [InlineData("2021-10-04")]
    public void Plan_ComiteOfTheEndAgain_StaysWhereItIs(string today)
    {
        var essai = new DossierDEssai().Regle("committee.endNotice", "P3M").Signe().Planifie();
        var dernier = essai.Dossier.Comites[3];
        essai.Oublier();

        essai.Planifie(DateOnly.Parse(today, null));

        Assert.Equal((new DateOnly(2021, 9, 30), ComiteState.Planned, null), (dernier.On, dernier.State, dernier.ProposedOn));
        Assert.DoesNotContain(essai.Faits, f => f is CommitteeCancelled or CommitteeMoveProposed or CommitteeScheduled);
        Assert.False(new Planification(essai.Dossier).IsBehind(DateOnly.Parse(today, null)));
    }

    [Fact]
    public void Plan_EndMovedBeforeTheComiteOfTheEndIsHeld_CountsItAgainAndLeavesTheHeldOne()
    {
        var essai = new DossierDEssai().Regle("committee.endNotice", "P3M").Signe().Planifie();
        essai.Dossier.EndsOn = new DateOnly(2022, 6, 30);

        essai.Planifie(new DateOnly(2021, 9, 1));

        Assert.Equal(new DateOnly(2022, 1, 15), essai.Dossier.Comites[3].ProposedNominal);
        var tenu = new DossierDEssai().Regle("committee.endNotice", "P3M").Signe().Planifie();
        tenu.Seance(4);
        tenu.Dossier.EndsOn = new DateOnly(2022, 6, 30);
        tenu.Planifie(new DateOnly(2021, 10, 4));
        Assert.Equal((new DateOnly(2021, 9, 30), ReglesDOuverture.ConventionEnd), (tenu.Dossier.Comites[3].On, tenu.Dossier.Comites[3].Rule));
        Assert.Equal(new DateOnly(2022, 3, 30), tenu.Dossier.Comites[4].Nominal);
    }

    [Fact]
    public void Plan_ComiteThatTheEndBroughtForward_IsNotPutBackToItsCadence()
    {
        var essai = new DossierDEssai().Regle("committee.endNotice", "P7M").Signe().Planifie();
        essai.Oublier();

        essai.Planifie(Jour.AddDays(1));

        Assert.Equal((new DateOnly(2021, 5, 31), null), (essai.Dossier.Comites[2].Nominal, essai.Dossier.Comites[2].ProposedOn));
        Assert.DoesNotContain(essai.Faits, f => f is CommitteeCancelled or CommitteeMoveProposed);
    }

    [Theory]
    [InlineData("P2M", ReglesDOuverture.Exhaustion, "2020-05-02")]
    [InlineData("P3M", ReglesDOuverture.ConventionEnd, "2020-04-30")]
    public void Plan_TwoRulesForOneMeeting_TheEarlierDayWins(string notice, string regle, string jour)
    {
        // Half of the credits of 15 January engaged by 31 March: the others last to 16 June, 45 days before is 2 May.
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = new DateOnly(2020, 7, 31) } }).Regle("committee.exhaustionDays", 45).Regle("committee.endNotice", notice).Dote();
        essai.Engage(200_000, new DateOnly(2020, 3, 31));

        essai.Planifie(new DateOnly(2020, 4, 2));

        Assert.Equal((regle, DateOnly.Parse(jour, null)), (essai.Dossier.Comites[0].Rule, essai.Dossier.Comites[0].Nominal));
        Assert.Equal(["Cadence du texte", "Fin de la convention", "Épuisement prévu", "Retenue", "Calendrier"], essai.Dossier.Comites[0].Why!.Inputs.Select(i => i.Key));
    }

    [Theory]
    [InlineData(45, false)]
    [InlineData(120, true)]
    public void Plan_ExhaustionTooNearForItsNotice_SaysFromWhenPeopleCanCome(int jours, bool proche)
    {
        var essai = new DossierDEssai().Regle("committee.exhaustionDays", jours).Dote().Planifie();
        essai.Engage(200_000, new DateOnly(2020, 3, 31));

        essai.Planifie(new DateOnly(2020, 4, 2));

        var mots = essai.De<CommitteeMoveProposed>().First().Why!.Inputs.Single(i => i.Key == "Épuisement prévu").Value;
        Assert.Equal(proche, mots.Contains("trop proche : au plus tôt le", StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_OpeningsOfTwoMeetings_EachBringsItsOwnForward()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with
        {
            Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-10"), Textes.Startup("PRODUIT-2", "mi", "2020-09")],
            Committees = [t.Committees[0] with { Cadence = new TexteCadence { Anchor = "startupPeriodEnd" } }],
        }).Regle("revoyure.sponsorChange", true).Signe().Planifie();
        essai.Dossier.Add(new Jalon(DossierDEssai.Id, JalonsDuTexte.SponsorChange, "PRODUIT-1", new DateOnly(2020, 3, 2)));
        new OuverturesParRegle(essai.Dossier).Verify(new DateOnly(2020, 3, 2));

        essai.Planifie(new DateOnly(2020, 3, 2));

        Assert.Equal("PRODUIT-1", Assert.Single(essai.De<CommitteeMoveProposed>()).Startup);
        var passe = essai.Dossier.Ouvertures[0].Nominal.AddDays(1);
        essai.Planifie(passe);
        Assert.DoesNotContain(essai.Dossier.Comites, c => c.ProposedOn is not null);
    }

    [Fact]
    public void Plan_DateOfARule_KeepsItsReasonOnceHeld()
    {
        var essai = new DossierDEssai().Regle("committee.endNotice", "P3M").Signe().Planifie();
        var raison = essai.Dossier.Comites[3].Why;
        essai.Regle("committee.endNotice", null!);

        essai.Planifie(new DateOnly(2020, 2, 3));

        Assert.Equal((ReglesDOuverture.ConventionEnd, raison), (essai.Dossier.Comites[3].Rule, essai.Dossier.Comites[3].Why));
    }

    [Fact]
    public void Reschedule_AfterTheDayOfATakeover_MarksTheMeetingOfThatStartupAlone()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("PRODUIT-1", "mi", "2020-09"), Textes.Startup("PRODUIT-2", "mi", "2020-09")] }).Signe().Planifie();
        essai.Dossier.Add(new Partage(DossierDEssai.Id, "PRODUIT-1", "CONV-2") { TransferredOn = new DateOnly(2020, 9, 20) });
        var (une, autre) = (essai.Dossier.Comites.First(c => c.Startup == "PRODUIT-1"), essai.Dossier.Comites.First(c => c.Startup == "PRODUIT-2"));

        new Planification(essai.Dossier).Reschedule(une, new DateOnly(2020, 9, 21), "motif", Jour);
        new Planification(essai.Dossier).Reschedule(autre, new DateOnly(2020, 9, 21), "motif", Jour);

        Assert.Equal(("startupTransferred", null), (une.Mark, autre.Mark));
        Assert.Equal("PRODUIT-1", Assert.Single(essai.De<CommitteeMarked>()).Startup);
    }
}
