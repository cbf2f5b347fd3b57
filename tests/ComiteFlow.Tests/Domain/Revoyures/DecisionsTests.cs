using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Revoyures;

/// <summary>What a decision gives and tells: amounts of both dimensions, period, ceiling; and what it never takes.</summary>
public sealed class DecisionsTests
{
    private static readonly DateOnly Fin = new(2021, 12, 31);

    [Theory]
    [InlineData(100L, 60L, 100L)]
    [InlineData(60L, 100L, 100L)]
    [InlineData(70L, null, 70L)]
    public void Decide_Grant_CountsTheGreaterDimensionAndTellsBoth(long ae, long? cp, long amount)
    {
        var essai = Tenue(out var comite);

        Decider(essai, comite, new Decision("grant", Money.FromCents(ae), cp is { } c ? Money.FromCents(c) : null));

        var fait = Assert.Single(essai.De<RevoyureDecided>());
        Assert.Equal((amount, ae, cp ?? ae), (fait.AmountCents, fait.AeCents, fait.CpCents));
        Assert.Equal((400_000 + amount, 600_000 - amount), (fait.CumulatedCents, fait.RemainingCents));
        Assert.Equal((ae, cp ?? ae), (comite.GrantedAe!.Value.Cents, comite.GrantedCp!.Value.Cents));
        Assert.Equal([("Cette décision", Money.FromCents(amount).ToString()), ("Cumul", Money.FromCents(400_000 + amount).ToString()), ("Montant maximum", Money.FromCents(1_000_000).ToString())], fait.Why!.Inputs.Select(i => (i.Key, i.Value)));
    }

    [Fact]
    public void Decide_CpAlone_GivesNoAe()
    {
        var essai = Tenue(out var comite);

        Decider(essai, comite, new Decision("grant", null, Money.FromCents(50)));

        var fait = Assert.Single(essai.De<RevoyureDecided>());
        Assert.Equal((50L, 0L, 50L), (fait.AmountCents, fait.AeCents, fait.CpCents));
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("stop")]
    public void Decide_WithoutMoney_TellsNoAmountAndNoPeriod(string outcome)
    {
        var essai = new DossierDEssai(t => t with { EndOfYear = Textes.FinDeGestion with { AeCutoff = new TexteDateLimite { MonthDay = "--07-01" } } }).Signe().Planifie();
        var comite = essai.Seance();

        Decider(essai, comite, new Decision(outcome, Money.FromCents(100), Money.FromCents(100)));

        var fait = Assert.Single(essai.De<RevoyureDecided>());
        Assert.Equal((null, null, null), (fait.AmountCents, fait.AeCents, fait.CpCents));
        Assert.Equal((null, null, null), (fait.From, fait.Until, fait.CommittableFrom));
        Assert.Equal((null, null, "none"), (comite.GrantedAe, comite.GrantedCp, fait.Form));
        Assert.Single(essai.Dossier.Tranches);
    }

    [Fact]
    public void Decide_Adjust_GivesAsGrantDoes()
    {
        var essai = Tenue(out var comite);

        Decider(essai, comite, new Decision("adjust", Money.FromCents(90), Requested: Money.FromCents(120)));

        var fait = Assert.Single(essai.De<RevoyureDecided>());
        Assert.Equal((90L, 120L), (fait.AmountCents, fait.RequestedCents));
        Assert.Equal(2, essai.Dossier.Tranches.Count);
    }

    [Fact]
    public void Decide_WhereTheTextHasNoCeiling_IsNotBounded()
    {
        var essai = new DossierDEssai(t => t with { Ceilings = [] }).Signe().Planifie();
        var comite = essai.Seance();

        Decider(essai, comite, new Decision("grant", Money.FromCents(99_000_000)));

        var fait = Assert.Single(essai.De<RevoyureDecided>());
        Assert.Equal((null, null, "aucun dans le texte"), (fait.CeilingCents, fait.RemainingCents, fait.Why!.Inputs[^1].Value));
    }

    [Theory]
    [InlineData(599_999L, 600_010L, 10L, 600_000L, "au-dessus du montant maximum")]
    [InlineData(600_000L, 1L, 1L, 0L, "déjà atteint")]
    public void Decide_AboveTheCeiling_SaysByHowMuchAndWhatIsStillPossible(long premiere, long demande, long by, long max, string mot)
    {
        var essai = Tenue(out var comite);
        if (max == 0)
        {
            Decider(essai, comite, new Decision("grant", Money.FromCents(premiere)));
            comite = essai.Seance(2);
        }

        var refus = DossierDEssai.Refus(() => Decider(essai, comite, new Decision("grant", Money.FromCents(demande))));

        Assert.Equal(("ceilingExceeded", by, max), (refus.Code, (long)refus.Details["byCents"]!, (long)refus.Details["maxCents"]!));
        Assert.Equal(max > 0 ? ["adjust", "requestAvenant"] : new[] { "requestAvenant" }, refus.Details["offers"]);
        Assert.Contains(mot, refus.Message, StringComparison.Ordinal);
        Assert.Contains(Money.FromCents(by).ToString(), refus.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-12-31", null)]
    [InlineData("2022-01-01", "periodBeyondEnd")]
    public void Decide_PeriodAroundTheEnd_MayEndOnItsLastDay(string until, string? code)
    {
        var essai = Tenue(out var comite);

        var refus = Record.Exception(() => Decider(essai, comite, new Decision("grant", Money.FromCents(1), Until: DateOnly.Parse(until, null)))) as BrokenRuleException;

        Assert.Equal(code, refus?.Code);
        if (refus is not null)
        {
            Assert.Equal(Fin, refus.Details["end"]);
            Assert.Contains("va jusqu’au 1er\u00A0janvier 2022", refus.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Decide_PeriodThatBeginsAfterTheEnd_SaysWhenItBegins()
    {
        var essai = Tenue(out var comite);

        var refus = DossierDEssai.Refus(() => Decider(essai, comite, new Decision("grant", Money.FromCents(1), From: new DateOnly(2022, 2, 1))));

        Assert.Contains("commence le 1er\u00A0février 2022", refus.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-08-01", "2021-01-31")]
    [InlineData("2021-07-01", "2021-12-31")]
    [InlineData("2021-09-01", "2021-12-31")]
    public void Decide_WithoutALastDay_TakesThePeriodOfThePolicyAtMostToTheEnd(string from, string until)
    {
        var essai = Tenue(out var comite);

        Decider(essai, comite, new Decision("grant", Money.FromCents(1), From: DateOnly.Parse(from, null)));

        Assert.Equal(DateOnly.Parse(until, null), Assert.Single(essai.De<RevoyureDecided>()).Until);
    }

    [Fact]
    public void Decide_OneDay_IsAPeriod()
    {
        var essai = Tenue(out var comite);

        Decider(essai, comite, new Decision("grant", Money.FromCents(1), From: comite.On, Until: comite.On));

        Assert.Equal(comite.On, Assert.Single(essai.De<RevoyureDecided>()).Until);
    }

    [Theory]
    [InlineData("2021-12-31", null)]
    [InlineData("2022-01-01", "conventionEnded")]
    public void Decide_MoneyAroundTheEnd_MayBeOnTheLastDay(string jour, string? code)
    {
        var essai = Tenue(out var comite);

        var refus = Record.Exception(() => new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(1)), DateOnly.Parse(jour, null))) as BrokenRuleException;

        Assert.Equal(code, refus?.Code);
        Assert.Equal(code is null ? null : Fin, refus?.Details["end"]);
    }

    [Fact]
    public void Decide_MoneyBeforeTheSignatures_NamesTheMissingParties()
    {
        var essai = new DossierDEssai(t => t with { Committees = [t.Committees[0] with { Cadence = new TexteCadence { Every = "P6M", Anchor = "previousCommittee", AnchorDate = DossierDEssai.Debut } }] }).Enregistre().Planifie();

        var refus = DossierDEssai.Refus(() => Decider(essai, essai.Dossier.Comites[0], new Decision("grant", Money.FromCents(1))));

        Assert.Equal("notFullySigned", refus.Code);
        Assert.Equal(essai.Dossier.Convention.Missing, refus.Details["missing"]);
    }

    [Fact]
    public void Decide_MoneyForAStartupWhoseDocumentIsUnsigned_NamesItsMissingParties()
    {
        var essai = new DossierDEssai(Textes.ParStartup).Signe();
        var acte = essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-2", "fin", "2020-10")), DossierDEssai.Debut);
        essai.Planifie();
        var comite = essai.Dossier.Comites.First(c => c.Startup == "PRODUIT-2");

        var refus = DossierDEssai.Refus(() => Decider(essai, comite, new Decision("grant", Money.FromCents(1))));

        Assert.Equal("notFullySigned", refus.Code);
        Assert.Equal(acte.Missing, refus.Details["missing"]);
        var signee = essai.Seance(1, "PRODUIT-1");
        Decider(essai, signee, new Decision("grant", Money.FromCents(1)));
    }

    [Fact]
    public void Decide_WithoutTheStatusReport_TellsSinceWhenItIsDue()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var (premier, second) = (essai.Dossier.Comites[0], essai.Dossier.Comites[1]);
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.RequestStatus(second, 10, DossierDEssai.Debut);
        var due = suivi.RequestStatus(premier, 10, DossierDEssai.Debut).Due;

        var refus = DossierDEssai.Refus(() => Decider(essai, premier, new Decision("grant", Money.FromCents(1))));

        Assert.Equal("statusReportMissing", refus.Code);
        Assert.Equal(new[] { "status" }, refus.Details["missing"]);
        Assert.Contains($"dû depuis le {Mise.EnForme(due)}", refus.Message, StringComparison.Ordinal);
    }

    private static DossierDEssai Tenue(out Comite comite)
    {
        var essai = new DossierDEssai().Signe().Planifie();
        comite = essai.Seance();
        return essai;
    }

    private static void Decider(DossierDEssai essai, Comite comite, Decision decision) => new Revoyure(essai.Dossier).Decide(comite, decision, comite.On);
}
