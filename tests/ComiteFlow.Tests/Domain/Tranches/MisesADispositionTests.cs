using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Tranches;

/// <summary>How much may be put at disposal: of one tranche, of all, of a startup; AE and CP apart.</summary>
public sealed class MisesADispositionTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Release_OfOneTranche_LeavesTheOthersAndTheirDay()
    {
        var essai = DeuxTranches();

        new Fonds(essai.Dossier).Release(null, 2, null, null, Jour.AddDays(3));

        Assert.Equal((100_000L, 100_000L), Donne(essai));
        Assert.Equal([null, Jour.AddDays(3)], essai.Dossier.Tranches.Select(t => t.ReleasedOn));
    }

    [Fact]
    public void Release_OfTheOtherTranche_IsNotHinderedByTheFirst()
    {
        var essai = DeuxTranches();
        new Fonds(essai.Dossier).Release(null, 1, null, null, Jour);

        new Fonds(essai.Dossier).Release(null, 2, null, null, Jour);

        Assert.Equal((100_000L, 100_000L), Donne(essai));
        Assert.Equal(500_000, essai.Dossier.AllocatedCp.Cents);
    }

    [Fact]
    public void Release_OfTheSameTrancheAgain_IsAlreadyDone()
    {
        var essai = DeuxTranches();
        new Fonds(essai.Dossier).Release(null, 1, null, null, Jour);

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => new Fonds(essai.Dossier).Release(null, 1, null, null, Jour)).Code);
    }

    [Fact]
    public void Release_WithoutATranche_GivesTheRestOfAll()
    {
        var essai = DeuxTranches();
        new Fonds(essai.Dossier).Release(null, 1, Money.FromCents(150_000), Money.FromCents(50_000), Jour);

        new Fonds(essai.Dossier).Release(null, null, null, null, Jour);

        Assert.Equal((350_000L, 450_000L), Donne(essai));
    }

    [Fact]
    public void Release_BothAmountsAsked_GivesThose()
    {
        var essai = new DossierDEssai().Signe();

        new Fonds(essai.Dossier).Release(null, 1, Money.FromCents(30), Money.FromCents(20), Jour);

        Assert.Equal((30L, 20L), Donne(essai));
    }

    [Fact]
    public void Release_CpAlone_GivesNoAe()
    {
        var essai = new DossierDEssai().Signe();

        new Fonds(essai.Dossier).Release(null, 1, null, Money.FromCents(20), Jour);

        Assert.Equal((0L, 20L), Donne(essai));
    }

    [Theory]
    [InlineData(400_000L, 400_003L, "cp", 3L)]
    [InlineData(400_002L, 400_003L, "ae", 2L)]
    public void Release_TooMuch_TellsTheFirstDimensionThatLacks(long ae, long cp, string dimension, long by)
    {
        var essai = new DossierDEssai().Signe();

        var refus = DossierDEssai.Refus(() => new Fonds(essai.Dossier).Release(null, 1, Money.FromCents(ae), Money.FromCents(cp), Jour));

        Assert.Equal((dimension, by), (refus.Details["dimension"], (long)refus.Details["byCents"]!));
    }

    [Fact]
    public void Release_TooMuch_TellsWhatIsLeftOfThatDimension()
    {
        var essai = new DossierDEssai(t => t with { Tranches = [t.Tranches[0], new TexteTranche { No = 2, AmountCents = 50_000, AvailableOn = "signature", Ae = false }] }).Signe();

        string Reste(long ae, long cp) => DossierDEssai.Refus(() => new Fonds(essai.Dossier).Release(null, null, Money.FromCents(ae), Money.FromCents(cp), Jour)).Message;

        Assert.Contains($"({Money.FromCents(400_000)})", Reste(400_001, 1), StringComparison.Ordinal);
        Assert.Contains($"({Money.FromCents(450_000)})", Reste(1, 450_001), StringComparison.Ordinal);
    }

    [Fact]
    public void Release_AfterEngagements_TellsWhatRemains()
    {
        var essai = new DossierDEssai().Signe();
        new Fonds(essai.Dossier).Release(null, 1, Money.FromCents(100), Money.FromCents(100), Jour);
        essai.Engage(60);
        essai.Paie(25);

        new Fonds(essai.Dossier).Release(null, 1, Money.FromCents(1_000), Money.FromCents(1_000), Jour);

        var fait = essai.De<FundsReleased>().Last();
        Assert.Equal((1_100L, 1_100L, 1_040L, 1_075L), (fait.AllocatedAeCents, fait.AllocatedCpCents, fait.RemainingAeCents, fait.RemainingCpCents));
    }

    [Fact]
    public void Release_OfAStartupWhoseAnnexeIsUnsigned_NamesTheMissingPartiesOfThatDocument()
    {
        var essai = new DossierDEssai(t => t with { BudgetControl = new TexteControle { Level = "startup" }, Tranches = [] }).Signe();
        var acte = essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10")), Jour);

        var refus = DossierDEssai.Refus(() => new Fonds(essai.Dossier).Release("PRODUIT-1", null, null, null, Jour));

        Assert.Equal("notFullySigned", refus.Code);
        Assert.Equal(acte.Missing, refus.Details["missing"]);
    }

    [Fact]
    public void Release_OfAStartup_CountsWhatSignedAvenantsAdded()
    {
        var essai = new DossierDEssai(Textes.ParStartup).Signe().Planifie();
        var fonds = new Fonds(essai.Dossier);
        var acte = Ajouter(essai, 50_000);
        var before = fonds.SignedBudget("PRODUIT-1").Cents;

        essai.Signer(acte, Jour);
        fonds.Release("PRODUIT-1", null, null, null, Jour);

        Assert.Equal((200_000L, 250_000L), (before, fonds.SignedBudget("PRODUIT-1").Cents));
        Assert.Equal((250_000L, 250_000L), Donne(essai));
    }

    [Fact]
    public void Release_OfAnUnknownTranche_NamesTheOpenOnes()
    {
        var essai = DeuxTranches();

        var refus = DossierDEssai.Refus(() => new Fonds(essai.Dossier).Release(null, 7, null, null, Jour));

        Assert.Contains("« 7 »", refus.Message, StringComparison.Ordinal);
        Assert.Contains("1", refus.Message, StringComparison.Ordinal);
        Assert.Contains("2", refus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Release_OfOneStartup_LeavesTheOther()
    {
        var essai = AnneesDEssai.Convention().Signe();

        new Fonds(essai.Dossier).Release(AnneesDEssai.Autre, null, null, null, Jour);

        Assert.Equal((50_000L, 50_000L), Donne(essai));
        new Fonds(essai.Dossier).Release(AnneesDEssai.Une, null, null, null, Jour);
        Assert.Equal((100_000L, 100_000L), Donne(essai));
    }

    private static DossierDEssai DeuxTranches() =>
        new DossierDEssai(t => t with { Tranches = [t.Tranches[0], new TexteTranche { No = 2, AmountCents = 100_000, AvailableOn = "signature" }] }).Signe();

    private static Acte Ajouter(DossierDEssai essai, long cents)
    {
        var comite = essai.Seance(1, "PRODUIT-1");
        new ComiteFlow.Domain.Revoyures.Revoyure(essai.Dossier).Decide(comite, new ComiteFlow.Domain.Revoyures.Decision("grant", Money.FromCents(cents)), comite.On);
        return new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier).OpenFor(comite);
    }

    private static (long Ae, long Cp) Donne(DossierDEssai essai)
    {
        var fait = essai.De<FundsReleased>().Last();
        return (fait.AeCents, fait.CpCents);
    }
}
