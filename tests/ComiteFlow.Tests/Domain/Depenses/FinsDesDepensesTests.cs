using System.Globalization;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Depenses;

/// <summary>The last days of engagements and paiements: of the convention, of its payments, of a year.</summary>
public sealed class FinsDesDepensesTests
{
    private static readonly DateOnly Fin = new(2020, 6, 30), DernierPaiement = new(2020, 9, 30);

    [Theory]
    [InlineData(false, "2020-06-30", null)]
    [InlineData(false, "2020-07-01", "2020-06-30")]
    [InlineData(true, "2020-09-30", null)]
    [InlineData(true, "2020-10-01", "2020-09-30")]
    public void Record_AroundTheEnds_EngagesUntilTheEndAndPaysUntilTheLastPayment(bool payment, string jour, string? clos)
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = Fin, LatestPayment = DernierPaiement } }).Dote();
        essai.Engage(10);

        var refus = Record.Exception(() => new GrandLivre(essai.Dossier).Record(new Depense(payment, Money.FromCents(1)), Le(jour))) as BrokenRuleException;

        Assert.Equal(clos is null ? null : Le(clos), refus?.Details["end"]);
        if (refus is not null)
            Assert.Contains(payment ? "Les paiements" : "Les engagements", refus.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Les engagements de 2020", "1er janvier 2021")]
    [InlineData(true, "Les paiements de 2020", "1er janvier 2021")]
    public void Record_AfterTheCutoff_SaysFromWhenItGoesOn(bool payment, string quoi, string reprise)
    {
        var essai = new DossierDEssai(t => t with { EndOfYear = Textes.FinDeGestion }).Dote();
        essai.Engage(10);

        var refus = DossierDEssai.Refus(() => new GrandLivre(essai.Dossier).Record(new Depense(payment, Money.FromCents(1)), new DateOnly(2020, 12, 31)));

        Assert.Contains(quoi, refus.Message, StringComparison.Ordinal);
        Assert.Contains(reprise, refus.Message, StringComparison.Ordinal);
        Assert.Equal(payment ? new DateOnly(2020, 12, 1) : new DateOnly(2020, 11, 30), refus.Details["end"]);
    }

    [Theory]
    [InlineData("2020-11-30", "2021-03-01", null)]
    [InlineData("2020-12-01", "2020-12-15", "2021-01-01")]
    [InlineData("2020-12-01", "2021-03-01", "2021-03-01")]
    public void CommittableFrom_AfterTheCutoff_IsJanuaryOrTheBeginningOfThePeriod(string jour, string debut, string? attendu)
    {
        var essai = new DossierDEssai(t => t with { EndOfYear = Textes.FinDeGestion }).Dote();

        Assert.Equal(attendu is null ? null : Le(attendu), new DatesLimites(essai.Dossier).CommittableFrom(Le(jour), Le(debut)));
    }

    [Theory]
    [InlineData(false, "A", "B", "transferNotAllowed", null)]
    [InlineData(true, "A", "B", "transferNotAllowed", "art. 3")]
    [InlineData(true, "A", "X", "unknownReference", "« X »")]
    [InlineData(true, "X", "A", "unknownReference", "« X »")]
    public void RefuseTransfer_BetweenStartups_NamesTheArticleOrTheUnknownOne(bool article, string from, string to, string code, string? mot)
    {
        var essai = new DossierDEssai(t => t with
        {
            Startups = [new TexteStartup { Id = "A" }, new TexteStartup { Id = "B" }],
            BudgetControl = new TexteControle { Level = "startup", Source = article ? new Sources(["texte.txt, art. 3"]) : null },
        });
        essai.Enregistre();

        var refus = new GrandLivre(essai.Dossier).RefuseTransfer(from, to);

        Assert.Equal(code, refus.Code);
        Assert.Contains(mot ?? "de A à B :", refus.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asInText", "sans délai", true)]
    [InlineData("asInText", "dans le mois", false)]
    [InlineData("true", null, true)]
    [InlineData("false", "sans délai", false)]
    public void AlertInsufficient_ByTheOption_WarnsTheDelegantWithItsSource(string option, string? delai, bool due)
    {
        var source = new Sources(["texte.txt, art. 6"]);
        var essai = new DossierDEssai(t => t with
        {
            Alerts = delai is null ? [] : [new TexteAlerte { Code = "AUTRE", DeadlineText = "un jour" }, new TexteAlerte { Code = "INSUFFICIENT_CREDITS", DeadlineText = delai, Source = source }],
        }).Regle("insufficientCreditsAlert", option).Dote();
        var refus = DossierDEssai.Refus(() => essai.Engage(400_007));

        Assert.Equal(due, new GrandLivre(essai.Dossier).AlertInsufficient(null, refus));

        var alerte = essai.De<AlertRaised>().SingleOrDefault(a => a.Alert == "insufficientCredits");
        Assert.Equal(due ? 7L : null, alerte?.AmountCents);
        Assert.Equal(due && delai is not null ? "texte.txt, art. 6" : null, alerte?.Why!.Source);
    }

    private static DateOnly Le(string jour) => DateOnly.ParseExact(jour, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
