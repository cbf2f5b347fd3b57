using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Depenses;

/// <summary>A consumption behind its forecast is told once a month, with what the ledger holds.</summary>
public sealed class SousConsommationTests
{
    private const long Prevu = 100_000;
    private static readonly DateOnly Arrete = new(2020, 3, 31), Aujourdhui = new(2020, 4, 2);

    [Theory]
    [InlineData("AE", 30_000, 70_000)]
    [InlineData("CP", 20_000, 80_000)]
    public void Signal_BehindTheForecast_TellsTheGapOfTheLedger(string dimension, long consumed, long gap)
    {
        var essai = Convention();

        var ecart = Signale(essai, dimension: dimension);

        Assert.Equal(new EcartDeConsommation(null, dimension, "2020-03", Money.FromCents(consumed), Money.FromCents(gap)), ecart);
        var alerte = Assert.Single(essai.De<AlertRaised>());
        Assert.Equal(("underConsumption", null, Arrete, gap), (alerte.Alert, alerte.Startup, alerte.On, alerte.AmountCents));
        Assert.Equal([DossierDEssai.Delegant], alerte.To);
        Assert.Empty(alerte.Cc);
        Assert.Equal((null, null, null, null), (alerte.From, alerte.Until, alerte.Days, alerte.Cutoff));
        Assert.Equal("texte.txt, art. 5", alerte.Why!.Source);
        Assert.Equal(["Dimension", "Prévu", "Consommé au registre"], alerte.Why.Inputs.Select(input => input.Key));
    }

    [Fact]
    public void Signal_WithItsCause_KeepsItWithTheFact()
    {
        var essai = Convention();

        new SousConsommation(essai.Dossier).Signal(new Prevision(null, "AE", Arrete, Money.FromCents(Prevu), "deux recrutements décalés"), Aujourdhui);

        Assert.Equal(KeyValuePair.Create("Cause indiquée", "deux recrutements décalés"), essai.De<AlertRaised>().Single().Why!.Inputs[^1]);
    }

    [Fact]
    public void Signal_ADay_CountsWhatWasRecordedByItsEnd()
    {
        var essai = Convention();
        essai.Engage(5_000, Arrete);
        essai.Engage(7_000, Arrete.AddDays(1));

        Assert.Equal(35_000, Signale(essai).Consumed.Cents);
    }

    [Fact]
    public void Signal_TextWithoutTheAlert_SaysWhereToTellTheGap()
    {
        var refus = DossierDEssai.Refus(() => Signale(new DossierDEssai(t => t with { Alerts = [new TexteAlerte { Code = "INSUFFICIENT_CREDITS" }] }).Dote()));

        Assert.Equal("noSuchClause", refus.Code);
        Assert.Equal("Le texte ne prévoit pas d’information sur une sous-consommation : dites l’écart dans le commentaire du compte rendu des dépenses, ou au prochain comité.", refus.Message);
    }

    [Theory]
    [InlineData("AE", "2020-04-03", Prevu, "invalidDate", "jusqu’au 2 avril 2020")]
    [InlineData("AE", "2020-01-14", Prevu, "notInEffect", "à partir du 15 janvier 2020")]
    [InlineData("ae", "2020-03-31", Prevu, "unknownReference", "(AE et CP)")]
    [InlineData("AE", "2020-03-31", 30_000, "invalidAmount", "le registre porte 300,00 € en AE au 31 mars 2020")]
    [InlineData("CP", "2020-03-31", 19_999, "invalidAmount", "le registre porte 200,00 € en CP au 31 mars 2020")]
    public void Signal_WhatIsNoGap_IsRefusedAndTellsNobody(string dimension, string on, long cents, string code, string words)
    {
        var essai = Convention();

        var refus = DossierDEssai.Refus(() => Signale(essai, dimension: dimension, on: DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), cents: cents));

        Assert.Equal(code, refus.Code);
        Assert.Contains(words, refus.Message.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Empty(essai.De<AlertRaised>());
        Assert.DoesNotContain(essai.Dossier.AlertesPrevues, a => a.Alert == "underConsumption");
    }

    [Theory]
    [InlineData("AE", "2020-01-15", 1)]
    [InlineData("AE", "2020-04-02", 30_001)]
    public void Signal_OnTheFirstDayOrTodayByACent_IsTold(string dimension, string on, long cents) =>
        Assert.Equal(1, Signale(Convention(), dimension: dimension, on: DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), cents: cents).Gap.Cents);

    [Fact]
    public void Signal_BeforeAnyEffect_IsRefused()
    {
        var essai = new DossierDEssai(Texte).Enregistre();

        Assert.Equal("notInEffect", DossierDEssai.Refus(() => Signale(essai)).Code);
        Assert.False(new SousConsommation(essai.Dossier).IsOpen);
    }

    [Fact]
    public void Signal_SameDimensionAndMonth_IsDoneAlready()
    {
        var essai = Convention();
        Signale(essai);

        var refus = DossierDEssai.Refus(() => Signale(essai, on: new DateOnly(2020, 3, 1), cents: 900_000));

        Assert.Equal("alreadyDone", refus.Code);
        Assert.Equal("C’est déjà fait pour la sous-consommation en AE, mars 2020 (signalée le 2 avril 2020) : rien n’est à refaire, ou signalez une erreur à la coordination.", refus.Message.Replace('\u00A0', ' '));
        Signale(essai, dimension: "CP");
        Signale(essai, on: new DateOnly(2020, 4, 1));
        Assert.Equal(3, essai.De<AlertRaised>().Count());
    }

    [Fact]
    public void Signal_Told_IsNoWarningOfAMorning()
    {
        var essai = Convention();
        Signale(essai);

        var told = Assert.Single(essai.Dossier.AlertesPrevues, a => a.Alert == "underConsumption");
        Assert.Equal((Aujourdhui, Aujourdhui, Arrete), (told.SettledOn, told.Due, told.On));
        Assert.DoesNotContain(new Alertes(essai.Dossier).Issue(Aujourdhui.AddDays(1)), a => a.Alert == "underConsumption");
    }

    [Fact]
    public void Signal_OneStartup_StandsForTheConventionWithoutBeingNamed()
    {
        var essai = Convention(t => t with { Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-10")] });

        var ecart = Signale(essai);

        Assert.Equal(("PRODUIT-1", 30_000), (ecart.Startup, ecart.Consumed.Cents));
        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => Signale(essai, startup: "PRODUIT-1")).Code);
    }

    [Fact]
    public void Signal_SeveralStartups_CountsTheLinesThatNameIt()
    {
        var essai = Convention(t => t with { Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-10"), Textes.Startup("PRODUIT-2", "fin", "2020-10")] });
        essai.Engage(4_000, Arrete, "PRODUIT-2");

        Assert.Equal(("PRODUIT-2", 4_000), Signale(essai, startup: "PRODUIT-2") is var one ? (one.Startup, one.Consumed.Cents) : default);
        Assert.Equal((null, 34_000), Signale(essai) is var all ? (all.Startup, all.Consumed.Cents) : default);
        var refus = DossierDEssai.Refus(() => Signale(essai, startup: "PRODUIT-2"));
        Assert.Contains("la sous-consommation de PRODUIT-2 en AE", refus.Message, StringComparison.Ordinal);
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => Signale(essai, startup: "PRODUIT-3")).Code);
    }

    [Fact]
    public void Signal_ControlByStartup_AsksForOne()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(Texte(t)) with { Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-10"), Textes.Startup("PRODUIT-2", "fin", "2020-10")] }).Signe();

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => Signale(essai)).Code);
        Assert.Equal(Prevu, Signale(essai, startup: "PRODUIT-1").Gap.Cents);
    }

    private static EcartDeConsommation Signale(DossierDEssai essai, string? startup = null, string dimension = "AE", DateOnly? on = null, long cents = Prevu) =>
        new SousConsommation(essai.Dossier).Signal(new Prevision(startup, dimension, on ?? Arrete, Money.FromCents(cents)), Aujourdhui);

    /// <summary>In effect, with 300,00 € engaged and 200,00 € paid in February.</summary>
    private static DossierDEssai Convention(Func<TexteConvention, TexteConvention>? change = null)
    {
        var essai = new DossierDEssai(t => (change ?? (texte => texte))(Texte(t))).Dote();
        essai.Engage(30_000, new DateOnly(2020, 2, 3));
        essai.Paie(20_000, new DateOnly(2020, 2, 28));
        essai.Oublier();
        return essai;
    }

    private static TexteConvention Texte(TexteConvention texte) => texte with
    {
        Alerts = [new TexteAlerte { Code = "UNDER_CONSUMPTION", DeadlineText = "dans les meilleurs délais", Source = new Sources(["texte.txt, art. 5"]) }],
    };
}
