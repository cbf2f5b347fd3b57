using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Conventions;

public sealed class PartagesTests
{
    private const string Produit = "PRODUIT-1", Autre = "CONV-2";
    private static readonly DateOnly Juillet = new(2020, 7, 1);

    [Fact]
    public void Review_StartupTakenOver_IsUnderTwoConventionsUntilTheFirstOfTheEnds()
    {
        var (_, taker) = Reprise(Juillet);

        var alert = Assert.Single(taker.De<AlertRaised>(), a => a.Alert == "overlap");
        Assert.Equal((Autre, Produit, 1_000_000L + 200_000), (alert.Convention, alert.Startup, alert.JointCents));
        Assert.Equal((Juillet, new DateOnly(2020, 10, 31), new DateOnly(2020, 4, 1)), (alert.From, alert.Until, alert.NoticeDeadline));
        Assert.Equal(["PARTIE-A", "PARTIE-C", "PARTIE-B"], alert.To);
    }

    [Fact]
    public void Review_Again_WarnsNoSecondTime()
    {
        var (giver, taker) = Reprise(Juillet);

        new Partages(taker.Dossier).Review(giver.Dossier, Juillet);
        new Partages(giver.Dossier).Review(taker.Dossier, Juillet);

        Assert.Single(giver.Faits.Concat(taker.Faits).OfType<AlertRaised>(), a => a.Alert == "overlap");
        Assert.Equal((1, 1), (giver.Dossier.Partages.Count, taker.Dossier.Partages.Count));
    }

    [Fact]
    public void Review_StartupTakenOver_MarksTheComitesFromThatDayOnAndKeepsThem()
    {
        var (giver, _) = Reprise(new DateOnly(2020, 7, 15));

        Assert.Equal([1, 2, 3], giver.De<CommitteeMarked>().Select(f => f.Occurrence));
        Assert.Equal(new DateOnly(2020, 7, 15), giver.De<CommitteeMarked>().First().On);
        Assert.All(giver.Dossier.Comites, comite => Assert.Equal(ComiteState.Planned, comite.State));
    }

    [Fact]
    public void Review_TakeoverADayAfterTheComite_LeavesThatComiteAlone()
    {
        var (giver, _) = Reprise(new DateOnly(2020, 7, 16));

        Assert.Equal([2, 3], giver.De<CommitteeMarked>().Select(f => f.Occurrence));
    }

    [Fact]
    public void Review_RegisteredAfterAComiteWasHeld_MarksThoseToCome()
    {
        var giver = Giver(held: true);
        var taker = Taker(Juillet);

        new Partages(taker.Dossier).Review(giver.Dossier, new DateOnly(2020, 9, 1));

        Assert.Equal([2, 3], giver.De<CommitteeMarked>().Select(f => f.Occurrence));
        Assert.Equal(ComiteState.Held, giver.Dossier.Comites[0].State);
    }

    [Fact]
    public void Review_GivingConventionRegisteredAfterwards_MarksItsComitesWhenTheyArePlanned()
    {
        var taker = Taker(Juillet);
        var giver = new DossierDEssai(t => t with { Startups = [Nommee(Produit)], Termination = new TexteResiliation { Notice = "P3M" } }).Signe();
        Assert.Equal([Autre], new Partages(giver.Dossier).Others([taker.Texte, giver.Texte]));

        new Partages(giver.Dossier).Review(taker.Dossier, DossierDEssai.Debut);
        giver.Planifie();

        Assert.Equal(3, giver.De<CommitteeMarked>().Count());
        Assert.Single(taker.De<AlertRaised>(), a => a.Alert == "overlap");
    }

    [Fact]
    public void Review_TwoStartupsTakenOver_AreTwoOverlapsAndOneMarkForEachComite()
    {
        var giver = Giver(startups: [Produit, "PRODUIT-2"]);
        var taker = Taker(Juillet, Produit, "PRODUIT-2");

        new Partages(taker.Dossier).Review(giver.Dossier, Juillet);

        Assert.Equal([Produit, "PRODUIT-2"], taker.De<AlertRaised>().Select(a => a.Startup));
        Assert.Equal([1, 2, 3], giver.De<CommitteeMarked>().Select(f => f.Occurrence));
    }

    [Fact]
    public void Review_SameStartupWithoutATakeover_OverlapsAndMarksNothing()
    {
        var giver = Giver();
        var taker = Taker(null);

        new Partages(taker.Dossier).Review(giver.Dossier, Juillet);

        Assert.Single(taker.De<AlertRaised>(), a => a is { Alert: "overlap", NoticeDeadline: { } });
        Assert.Empty(giver.De<CommitteeMarked>());
    }

    [Theory]
    [InlineData("2020-06-30", false)]
    [InlineData("2020-07-01", true)]
    public void Review_FirstEndsOnTheEveOrOnTheDay_OverlapsOnThatDayAlone(string end, bool overlaps)
    {
        var giver = Giver(end: Day(end));
        var taker = Taker(null);

        new Partages(taker.Dossier).Review(giver.Dossier, DossierDEssai.Debut);

        Assert.Equal(overlaps ? 1 : 0, taker.De<AlertRaised>().Count());
        Assert.Equal(overlaps, giver.Dossier.Partages[0].Covers(Juillet));
    }

    [Fact]
    public void Review_OverlapThatIsOver_WarnsNobody()
    {
        var giver = Giver();
        var taker = Taker(Juillet);

        new Partages(taker.Dossier).Review(giver.Dossier, new DateOnly(2020, 11, 1));

        Assert.Empty(taker.De<AlertRaised>());
    }

    [Fact]
    public void Review_StartNotKnownYet_WarnsOnceItIs()
    {
        var giver = new DossierDEssai(t => t with { Startups = [Nommee(Produit)] }).Enregistre();
        var taker = Taker(null);
        new Partages(taker.Dossier).Review(giver.Dossier, DossierDEssai.Debut);
        Assert.Empty(taker.De<AlertRaised>());

        giver.Signe();
        new Partages(giver.Dossier).Review(taker.Dossier, DossierDEssai.Debut);

        Assert.Single(taker.De<AlertRaised>());
    }

    [Fact]
    public void Others_NothingInCommon_IsEmpty()
    {
        var dossier = Giver().Dossier;

        Assert.Empty(new Partages(dossier).Others([dossier.Texte, Taker(null, "PRODUIT-2").Texte]));
    }

    [Theory]
    [InlineData("2020-06-30", null)]
    [InlineData("2020-07-01", "confirmationRequired")]
    [InlineData("2020-10-31", "confirmationRequired")]
    [InlineData("2020-11-01", null)]
    public void Record_DayInsideTheOverlap_AsksForAReason(string day, string? code)
    {
        var (giver, _) = Reprise(Juillet);

        Assert.Equal(code, (Record.Exception(() => giver.Engage(1_000, Day(day))) as BrokenRuleException)?.Code);
    }

    [Fact]
    public void Record_OtherStartupOfTheConvention_NeedsNoReason()
    {
        var giver = Giver(startups: [Produit, "PRODUIT-2"]);
        new Partages(giver.Dossier).Review(Taker(Juillet).Dossier, Juillet);

        giver.Engage(1_000, Juillet, "PRODUIT-2");

        Assert.Equal("confirmationRequired", DossierDEssai.Refus(() => giver.Engage(1_000, Juillet, Produit)).Code);
        Assert.Equal("confirmationRequired", DossierDEssai.Refus(() => giver.Engage(1_000, Juillet)).Code);
    }

    [Fact]
    public void Record_ConfirmedThenPaid_AsksForAReasonEachTime()
    {
        var (giver, _) = Reprise(Juillet);

        giver.Engage(1_000, Juillet, reason: "commande antérieure");

        Assert.Equal("confirmationRequired", DossierDEssai.Refus(() => giver.Paie(1_000, Juillet, reason: "  ")).Code);
        giver.Paie(1_000, Juillet, reason: "service fait");
        Assert.Equal((true, "commande antérieure"), (Assert.Single(giver.De<ExpenseCommitted>()).Confirmed, giver.De<ExpenseCommitted>().First().Reason));
        Assert.True(Assert.Single(giver.De<ExpensePaid>()).Confirmed);
        Assert.All(giver.Dossier.Depenses, line => Assert.True(line.Confirmed));
    }

    [Fact]
    public void Record_UnderNoOverlap_IsNotConfirmedByAReason()
    {
        var giver = Giver();

        giver.Engage(1_000, Juillet, reason: "note");

        Assert.Null(Assert.Single(giver.De<ExpenseCommitted>()).Confirmed);
    }

    [Fact]
    public void Record_OverlapAndNothingReleased_TellsTheFundsFirst()
    {
        var giver = new DossierDEssai(t => t with { Startups = [Nommee(Produit)] }).Signe();
        new Partages(giver.Dossier).Review(Taker(Juillet).Dossier, Juillet);

        Assert.Equal("fundsNotReleased", DossierDEssai.Refus(() => giver.Engage(1_000, Juillet)).Code);
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static TexteStartup Nommee(string id) => new() { Id = id, Name = id };

    private static (DossierDEssai Giver, DossierDEssai Taker) Reprise(DateOnly on)
    {
        var (giver, taker) = (Giver(), Taker(on));
        new Partages(taker.Dossier).Review(giver.Dossier, on < Juillet ? on : Juillet);
        return (giver, taker);
    }

    /// <summary>Signed, with comités every six months to the end of 2021 and credits at disposal.</summary>
    private static DossierDEssai Giver(DateOnly? end = null, bool held = false, params string[] startups)
    {
        var essai = new DossierDEssai(t => t with
        {
            Startups = [.. (startups.Length == 0 ? [Produit] : startups).Select(Nommee)],
            Termination = new TexteResiliation { Notice = "P3M" },
            End = new TexteFin { Date = end ?? t.End.Date },
        }).Dote().Planifie();
        if (held)
            essai.Seance();
        return essai;
    }

    /// <summary>Registered and not signed, with annexes from July to October 2020.</summary>
    private static DossierDEssai Taker(DateOnly? on, params string[] startups) => new DossierDEssai(t => Textes.ParStartup(t) with
    {
        Id = Autre,
        Parties = [t.Parties[0], new TextePartie { Id = "PARTIE-C", Role = "delegataire" }],
        Startups =
        [
            .. (startups.Length == 0 ? [Produit] : startups).Select(id => Textes.Startup(id, "fin", "2020-10") with
            {
                TransferFrom = on is null ? null : new TexteReprise { ConventionId = DossierDEssai.Id, Delegataire = DossierDEssai.Delegataire, To = "PARTIE-C", Effective = on },
            }),
        ],
    }).Enregistre();
}
