using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Ecrans;
using ComiteFlow.Tests.Domain;

namespace ComiteFlow.Tests.Ecrans;

public sealed class EcransTests
{
    private const string Produit = "PRODUIT-1", Activite = "010300000001";
    private static readonly DateOnly Juillet = new(2020, 7, 1);

    [Theory]
    [InlineData("2020-06-15", true)]
    [InlineData("2020-10-31", true)]
    [InlineData("2020-11-01", false)]
    public void Of_StartupUnderTwoConventions_TellsWhatBothMaySpendUntilTheLastDay(string day, bool overlaps)
    {
        var (first, second) = Deux();
        new Partages(second).Review(first, Juillet);

        var screen = EcranStartup.Of([first, second], Produit, DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(overlaps ? 1_200_000L : null, screen.JointCents);
        Assert.Equal(overlaps ? ["overlap"] : [], screen.Warnings);
    }

    [Fact]
    public void Of_Startup_ShowsThePrintedKeyOfEachConventionEvenWhereItIsOpen()
    {
        var (first, second) = Deux();
        new ControleChorus(second).Complete(null, new ControleChorus.Cle(null, null, "010300000009", null));

        var rows = EcranStartup.Of([first, second], Produit, Juillet).Rows;

        Assert.Equal(new StartupRow { Convention = "CONV-1", Delegataire = "PARTIE-B", CentreFinancier = "0103-CDGA", Activite = Activite }, rows[0]);
        Assert.Equal(new StartupRow { Convention = "CONV-2", Delegataire = "PARTIE-B", CentreFinancier = "0103-CDGB", Activite = null }, rows[1]);
    }

    [Fact]
    public void Of_Activity_SumsTheLinesWhoseKeyHoldsIt()
    {
        var essai = new DossierDEssai(t => t with
        {
            Startups = [new TexteStartup { Id = Produit }],
            Chorus = [.. t.Chorus, t.Chorus[0] with { Scope = Produit, Activites = ["010300000002"] }],
        }).Dote();
        essai.Engage(3_000);
        essai.Engage(500, startup: Produit);
        essai.Paie(1_000, new DateOnly(2021, 1, 4));

        Assert.Equal(new ExpensesRow { Convention = "CONV-1", AeCents = 3_000, CpCents = 1_000 }, Assert.Single(EcranDepenses.Of([essai.Dossier], Activite, null).Rows));
        Assert.Equal((0L, 1_000L), (EcranDepenses.Of([essai.Dossier], Activite, 2021).AeCents, EcranDepenses.Of([essai.Dossier], Activite, 2021).CpCents));
    }

    [Fact]
    public void Of_ActivityOfSeveralConventions_SaysThatItIsShared()
    {
        var (first, second) = Deux();

        Assert.Equal(["sharedActivity"], EcranDepenses.Of([first, second], Activite, null).Warnings);
        Assert.Empty(EcranDepenses.Of([first], Activite, null).Warnings);
    }

    private static (Dossier First, Dossier Second) Deux() => (
        new DossierDEssai(t => t with { Startups = [new TexteStartup { Id = Produit, Name = Produit }] }).Signe().Dossier,
        new DossierDEssai(t => Textes.ParStartup(t) with { Id = "CONV-2", Chorus = [new TexteChorus { CentreFinancier = "0103-CDGB" }] }).Enregistre().Dossier);
}
