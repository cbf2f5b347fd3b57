using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Tests.Domain.Depenses;

/// <summary>The ledger where the text limits each startup by its annexes.</summary>
public sealed class ParStartupTests
{
    private static readonly DateOnly Aout = new(2020, 8, 3);

    [Fact]
    public void Record_AboveTheStartup_OffersTheComiteAndTheAnnexe()
    {
        var essai = Dotee();

        var refus = DossierDEssai.Refus(() => essai.Engage(200_001, Aout, "PRODUIT-1"));

        Assert.Equal(("startupAllocationExceeded", "PRODUIT-1"), (refus.Code, refus.Details["startup"]));
        Assert.Equal(new[] { "committee", "annexeModificative" }, refus.Details["offers"]);
    }

    [Theory]
    [InlineData(500_000, "notFullySigned")]
    [InlineData(500_001, "startupAllocationExceeded")]
    public void Record_FitsOnlyThanksToAnUnsignedAnnexe_NamesTheMissingParties(long cents, string code)
    {
        var essai = Dotee();
        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10", 300_000)), DossierDEssai.Debut);

        Assert.Equal(code, DossierDEssai.Refus(() => essai.Engage(cents, Aout, "PRODUIT-1")).Code);
    }

    [Fact]
    public void Record_UnsignedAnnexeWhosePeriodHasNotBegun_CountsForNothing()
    {
        var essai = Dotee();
        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10", 300_000)), DossierDEssai.Debut);

        Assert.Equal("startupAllocationExceeded", DossierDEssai.Refus(() => essai.Engage(500_000, new DateOnly(2020, 6, 30), "PRODUIT-1")).Code);
    }

    [Fact]
    public void Record_StartupOfAnUnsignedAvenant_IsNotFullySigned()
    {
        var essai = Dotee();
        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-2", "fin", "2020-10")), DossierDEssai.Debut);

        Assert.Equal("notFullySigned", DossierDEssai.Refus(() => essai.Engage(1, Aout, "PRODUIT-2")).Code);
    }

    [Fact]
    public void Record_StartupWithoutCredits_IsNotReleased()
    {
        var essai = Dotee();
        var acte = essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-2", "fin", "2020-10")), DossierDEssai.Debut);
        essai.Signer(acte, DossierDEssai.Debut);

        Assert.Equal("fundsNotReleased", DossierDEssai.Refus(() => essai.Engage(1, Aout, "PRODUIT-2")).Code);
    }

    [Theory]
    [InlineData(new[] { "convention" }, false, null)]
    [InlineData(new[] { "convention", "avenant" }, false, "notInEffect")]
    [InlineData(new[] { "convention", "avenant" }, true, null)]
    public void Record_StartupOfAnAvenantThatIsNotPublished_WaitsWhereThePolicySaysSo(string[] guard, bool published, string? code)
    {
        var essai = Dotee().Regle("guard.publication", guard);
        var texte = Textes.Avenant(Textes.Startup("PRODUIT-2", "fin", "2020-10")) with { Publication = [new TextePublication { Where = "journal", By = "delegataire" }] };
        var acte = essai.Avenant(texte, DossierDEssai.Debut);
        essai.Signer(acte, DossierDEssai.Debut);
        new Taches(essai.Dossier).OpenPublications(acte, DossierDEssai.Debut);
        new Fonds(essai.Dossier).Release("PRODUIT-2", null, null, null, DossierDEssai.Debut);
        if (published)
            new PriseDEffet(essai.Dossier).Publish(acte, "journal", DossierDEssai.Debut, DossierDEssai.Debut);

        if (code is null)
            essai.Engage(1, Aout, "PRODUIT-2");
        else
            Assert.Equal(code, DossierDEssai.Refus(() => essai.Engage(1, Aout, "PRODUIT-2")).Code);
    }

    [Theory]
    [InlineData("sans délai", "asInText", true)]
    [InlineData(null, "asInText", false)]
    [InlineData(null, "true", true)]
    public void AlertInsufficient_TextOrOption_WarnsTheDelegant(string? delai, string option, bool attendu)
    {
        var essai = new DossierDEssai(t => t with { Alerts = [new TexteAlerte { Code = "INSUFFICIENT_CREDITS", DeadlineText = delai }] }).Regle("insufficientCreditsAlert", option);

        var alerte = new GrandLivre(essai.Dossier).AlertInsufficient(null, new BrokenRuleException("allocationExceeded", "refus"));

        Assert.Equal(attendu, alerte);
        Assert.Equal(attendu ? 1 : 0, essai.De<AlertRaised>().Count());
    }

    private static DossierDEssai Dotee()
    {
        var essai = new DossierDEssai(Textes.ParStartup).Signe();
        new Fonds(essai.Dossier).Release("PRODUIT-1", null, null, null, DossierDEssai.Debut);
        return essai;
    }
}
