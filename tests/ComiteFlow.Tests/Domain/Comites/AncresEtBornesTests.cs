using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Tests.Domain.Comites;

/// <summary>From which day comités are counted, up to which day, and the words that say so.</summary>
public sealed class AncresEtBornesTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut, Fin = new(2021, 12, 31), Paiement = new(2022, 3, 31);

    [Theory]
    [InlineData("end", "2021-12-31", "fin de la convention, 31 décembre 2021")]
    [InlineData("paymentsUntil", "2022-03-31", "dernier jour des paiements, 31 mars 2022")]
    public void End_ByThePolicy_IsThatOfTheConventionOrOfItsPayments(string until, string borne, string mots)
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = Fin, LatestPayment = Paiement } }).Regle("committee.until", until).Signe().Planifie();

        Assert.Equal(DateOnly.Parse(borne, null), new CalculDesSuites(essai.Dossier, Jour).End());
        Assert.Equal(mots, Mots(essai.Dossier.Comites[0].Why!, "Borne"));
    }

    [Theory]
    [InlineData("end", true, true, "2021-12-31")]
    [InlineData("end", false, true, "2022-03-31")]
    [InlineData("end", true, false, "2021-12-31")]
    [InlineData("paymentsUntil", true, true, "2022-03-31")]
    [InlineData("paymentsUntil", false, true, "2022-03-31")]
    [InlineData("paymentsUntil", true, false, "2021-12-31")]
    public void End_BeforeItIsKnown_IsWhatTheTextGives(string until, bool date, bool paiement, string borne)
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = date ? Fin : null, LatestPayment = paiement ? Paiement : null } }).Regle("committee.until", until).Enregistre();
        (essai.Dossier.EndsOn, essai.Dossier.PaymentsUntil) = (null, null);

        Assert.Equal(DateOnly.Parse(borne, null), new CalculDesSuites(essai.Dossier, Jour).End());
    }

    [Theory]
    [InlineData("end", "2020-09-30", "2020-12-31", "2020-09-30")]
    [InlineData("paymentsUntil", "2020-09-30", "2020-10-31", "2020-10-31")]
    public void End_OnceKnown_GoesBeforeTheText(string until, string fin, string paiement, string borne)
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = Fin, LatestPayment = Paiement } }).Regle("committee.until", until).Enregistre();
        (essai.Dossier.EndsOn, essai.Dossier.PaymentsUntil) = (DateOnly.Parse(fin, null), DateOnly.Parse(paiement, null));

        Assert.Equal(DateOnly.Parse(borne, null), new CalculDesSuites(essai.Dossier, Jour).End());
    }

    [Theory]
    [InlineData("previousCommittee", false, "le dernier comité", "2020-04-01")]
    [InlineData("signing", false, "la signature", "2020-01-15")]
    [InlineData("incubationStart", true, "la signature, faute de début d’incubation enregistré", "2020-01-15")]
    [InlineData("effect", false, "la prise d’effet", "2020-01-15")]
    public void Plan_Anchor_IsTheDayOfTheTextAndSaysSo(string ancre, bool provisional, string mots, string depart)
    {
        var essai = Ancree(ancre).Signe().Planifie();

        var comite = essai.Dossier.Comites[0];
        Assert.Equal((provisional, DateOnly.Parse(depart, null).AddMonths(6)), (comite.Provisional, comite.Nominal));
        Assert.EndsWith(", " + mots, Mots(comite.Why!, "Départ"), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_IncubationThatHasBegun_CountsFromItsDay()
    {
        var essai = Ancree("incubationStart").Signe();
        essai.Dossier.Add(new Jalon(DossierDEssai.Id, "autre", null, Jour));
        essai.Dossier.Add(new Jalon(DossierDEssai.Id, JalonsDuTexte.IncubationStart, null, new DateOnly(2020, 3, 2)));

        essai.Planifie();

        Assert.Equal((false, new DateOnly(2020, 9, 2)), (essai.Dossier.Comites[0].Provisional, essai.Dossier.Comites[0].Nominal));
    }

    [Theory]
    [InlineData(true, true, "la signature, faute de prise d’effet enregistrée")]
    [InlineData(false, false, "la signature")]
    public void Plan_WithoutEffect_CountsFromTheSigningAndIsProvisionalWhereTheEffectComesFirst(bool effectFirst, bool provisional, string mots)
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Trigger = "publication" } })
            .Regle("committee.anchor", effectFirst ? ["effect", "signing"] : new[] { "signing", "effect" }).Signe().Planifie();

        Assert.Equal(provisional, essai.Dossier.Comites[0].Provisional);
        Assert.EndsWith(", " + mots, Mots(essai.Dossier.Comites[0].Why!, "Départ"), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_WhereTheEffectAloneCounts_PlansNothingBeforeIt()
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Trigger = "publication" } }).Regle("committee.anchor", new[] { "effect" }).Signe().Planifie();

        Assert.Empty(essai.Dossier.Comites);
    }

    [Fact]
    public void Plan_FirstAfterAnotherPeriodInDays_AddsBoth()
    {
        var essai = new DossierDEssai(t => t with
        {
            Committees = [t.Committees[0] with { Cadence = new TexteCadence { Every = "P10D", FirstAfter = "P1M5D", Anchor = "effect" } }], End = new TexteFin { Date = new DateOnly(2020, 3, 15) },
        }).Signe().Planifie();

        Assert.Equal([new DateOnly(2020, 2, 20), new(2020, 3, 1), new(2020, 3, 11)], essai.Dossier.Comites.Select(c => c.Nominal));
    }

    [Theory]
    [InlineData("2020-08", "lundi, non déplacée", "31 août 2020")]
    [InlineData("2020-10", "samedi non ouvré, déplacée au vendredi 30 octobre 2020 (P2)", "31 octobre 2020")]
    public void Plan_DateOfAStartup_SaysWhatTheCalendarDid(string mois, string calendrier, string borne)
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("PRODUIT-1", "fin", mois)] }).Signe().Planifie();

        var why = essai.Dossier.Comites[0].Why!;
        Assert.Equal(("Le mot du texte donne le jour (P4).", calendrier, borne), (why.Rule, Mots(why, "Calendrier"), Mots(why, "Borne")));
    }

    [Fact]
    public void Plan_WithoutWordOfAComite_SaysThatThePeriodStandsForIt()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-10") with { CommitteeToPlan = null }] }).Signe().Planifie();

        Assert.StartsWith("La fin de la période", essai.Dossier.Comites[0].Why!.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-10-31", 1)]
    [InlineData("2020-10-30", 0)]
    public void Plan_DateOfAStartupAroundTheEnd_MayBeOnTheLastDay(string fin, int comites)
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { End = new TexteFin { Date = DateOnly.Parse(fin, null) } }).Signe().Planifie();

        Assert.Equal(comites, essai.Dossier.Comites.Count);
    }

    [Fact]
    public void Plan_EndWithinTheMonthOfTheWord_BoundsTheDay()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("PRODUIT-1", "mi", "2020-08")], End = new TexteFin { Date = new DateOnly(2020, 8, 16) } }).Signe().Planifie();

        Assert.Equal((new DateOnly(2020, 8, 15), new DateOnly(2020, 8, 14)), (essai.Dossier.Comites[0].Nominal, essai.Dossier.Comites[0].On));
        Assert.Equal("16 août 2020", Mots(essai.Dossier.Comites[0].Why!, "Borne"));
    }

    private static DossierDEssai Ancree(string ancre) => new(t => t with
    {
        Committees = [t.Committees[0] with { Cadence = new TexteCadence { Every = "P6M", Anchor = ancre, AnchorDate = ancre == "previousCommittee" ? new DateOnly(2020, 4, 1) : null } }],
    });

    private static string Mots(Pourquoi why, string entree) => why.Inputs.Single(i => i.Key == entree).Value.Replace('\u00A0', ' ');
}
