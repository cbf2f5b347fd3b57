using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;

namespace ComiteFlow.Tests.Domain.Depenses;

/// <summary>The parts of a CHORUS key: whose they are, what people complete, what is no code.</summary>
public sealed class ClesChorusTests
{
    private static readonly ControleChorus.Cle Une = new("0103-01", "0103-A", "010300000001", "CENTRE-1"), Autre = new("0103-02", "0103-B", "010300000002", "CENTRE-2");

    [Fact]
    public void Complete_Again_ReplacesWhatIsGivenAndKeepsTheRest()
    {
        var essai = Avec();
        var controle = new ControleChorus(essai.Dossier);
        controle.Complete(null, Une);

        controle.Complete(null, Autre with { CentreFinancier = null, CentreDeCout = null });
        controle.Complete(null, new ControleChorus.Cle(null, null, null, null));

        Assert.Equal(new ControleChorus.Cle("0103-02", "0103-A", "010300000002", "CENTRE-1"), controle.KeyFor(null));
        controle.Complete(null, new ControleChorus.Cle(null, "0103-B", null, "CENTRE-2"));
        Assert.Equal(Autre, controle.KeyFor(null));
    }

    [Fact]
    public void Complete_OfAStartup_IsItsOwnAlone()
    {
        var essai = Avec();
        var controle = new ControleChorus(essai.Dossier);
        controle.Complete(null, Une);

        controle.Complete("PRODUIT-1", Autre);

        Assert.Equal((Une, Autre), (controle.KeyFor(null), controle.KeyFor("PRODUIT-1")));
        Assert.Equal(["convention", "PRODUIT-1"], essai.Dossier.Cles.Select(c => c.Scope));
    }

    [Fact]
    public void Complete_OfAnUnknownStartup_IsRefused()
    {
        var essai = Avec();

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => new ControleChorus(essai.Dossier).Complete("PRODUIT-9", Une)).Code);
    }

    [Fact]
    public void KeyFor_CompletedByPeople_WinsOverWhatIsPrintedForTheConvention()
    {
        var essai = Avec(new TexteChorus { DomaineFonctionnel = "0103-09", CentreFinancier = "0103-Z", Activites = ["010300000009"], CentreDeCout = "CENTRE-9" });

        new ControleChorus(essai.Dossier).Complete(null, Une);

        Assert.Equal(Une, new ControleChorus(essai.Dossier).KeyFor("PRODUIT-1"));
    }

    [Fact]
    public void KeyFor_Startup_PutsWhatPeopleCompletedForItAboveWhatIsPrinted()
    {
        var essai = Avec(new TexteChorus { Scope = "PRODUIT-1", Activites = ["010300000009"], CentreDeCout = "CENTRE-9" });
        var controle = new ControleChorus(essai.Dossier);
        controle.Complete(null, Une);
        controle.Complete("PRODUIT-1", new ControleChorus.Cle(null, null, "010300000003", null));

        Assert.Equal(new ControleChorus.Cle("0103-01", "0103-A", "010300000003", "CENTRE-9"), controle.KeyFor("PRODUIT-1"));
    }

    [Theory]
    [InlineData("0103", true)]
    [InlineData("010", false)]
    [InlineData("0A03-01", false)]
    [InlineData("0103-123456789012345678901234567890-1234", true)]
    [InlineData("0103-123456789012345678901234567890-12345", false)]
    [InlineData("0103_01", false)]
    public void Complete_PartOfAProgramme_BeginsWithFourFiguresAndIsAsLongAsACode(string code, bool accepted)
    {
        foreach (var cle in new[] { new ControleChorus.Cle(code, null, null, null), new(null, code, null, null), new(null, null, code, null) })
        {
            var refus = Record.Exception(() => new ControleChorus(Avec().Dossier).Complete(null, cle)) as BrokenRuleException;

            Assert.Equal(accepted ? null : "unknownReference", refus?.Code);
            if (refus is not null)
                Assert.EndsWith("commence par les quatre chiffres du programme : corrigez-le, par exemple 0103-04.", refus.Message.Replace('\u00A0', ' '), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("CENTRE.1", true)]
    [InlineData("CENTRE 1", false)]
    public void Complete_CostCentreWhereTheTextListsNone_IsACodeWithoutAProgramme(string code, bool accepted)
    {
        var refus = Record.Exception(() => new ControleChorus(Avec().Dossier).Complete(null, new ControleChorus.Cle(null, null, null, code))) as BrokenRuleException;

        Assert.Equal(accepted ? null : "unknownReference", refus?.Code);
        if (refus is not null)
            Assert.EndsWith("traits d’union : corrigez-le, par exemple XXXXX00075.", refus.Message.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void CheckCostCentre_ThatIsNoCode_IsRefusedAlsoInAnExpense()
    {
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => new GrandLivre(Avec().Dossier).RequireKnown("PRODUIT-1", null, "CENTRE 1")).Code);
    }

    [Fact]
    public void Missing_EmptyKey_NamesEachPartInOrder()
    {
        Assert.Equal(["domaineFonctionnel", "centreFinancier", "activite", "centreDeCout"], ControleChorus.Missing(new ControleChorus.Cle(null, null, null, null)));
        Assert.Empty(ControleChorus.Missing(Une));
    }

    [Theory]
    [InlineData("0103", "0129-A", "chorusIncoherent")]
    [InlineData("010", "0129-A", null)]
    public void Check_Programmes_AreTheFirstFourFiguresOfEachPart(string domaine, string centre, string? code)
    {
        var essai = Avec(new TexteChorus { DomaineFonctionnel = domaine, CentreFinancier = centre, Activites = ["012900000001"], CentreDeCout = "CENTRE-1" });

        Assert.Equal(code, (Record.Exception(() => new ControleChorus(essai.Dossier).Check(null)) as BrokenRuleException)?.Code);
    }

    [Theory]
    [InlineData(null, DossierDEssai.Id, null, true)]
    [InlineData(null, DossierDEssai.Id, "PRODUIT-1", false)]
    [InlineData(null, DossierDEssai.Id + "-AV1", null, false)]
    [InlineData("PRODUIT-1", DossierDEssai.Id, "PRODUIT-1", true)]
    [InlineData("PRODUIT-2", DossierDEssai.Id, "PRODUIT-1", false)]
    [InlineData("PRODUIT-1", DossierDEssai.Id, null, false)]
    public void Check_OpenDoubtAboutACode_BlocksThoseWhoseKeyItIs(string? doute, string document, string? startup, bool bloque)
    {
        var imprimee = new TexteChorus { DomaineFonctionnel = "0103-01", CentreFinancier = "0103-A", Activites = ["010300000001"], CentreDeCout = "CENTRE-1" };
        var essai = Avec(imprimee, imprimee with { Scope = "PRODUIT-1" });
        essai.Dossier.Add(new Doute(DossierDEssai.Id, 1, document, "chorusCode") { Printed = "O1O3", Startup = doute, Article = "art. 9" });

        var refus = Record.Exception(() => new ControleChorus(essai.Dossier).Check(startup)) as BrokenRuleException;

        Assert.Equal(bloque ? "chorusUnconfirmed" : null, refus?.Code);
        if (bloque)
            Assert.Contains("lu dans art. 9,", refus!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Printed_KeyOfALaterAvenant_IsTheOneInForceForItsStartup()
    {
        var essai = Avec(new TexteChorus { CentreDeCout = "CENTRE-1" });
        essai.Avenant(Textes.Avenant() with { Chorus = [new TexteChorus { Scope = "PRODUIT-1", CentreDeCout = "CENTRE-2" }] }, DossierDEssai.Debut);

        Assert.Equal(("CENTRE-2", "CENTRE-1"), (new ControleChorus(essai.Dossier).Printed("PRODUIT-1")?.CentreDeCout, new ControleChorus(essai.Dossier).Printed(null)?.CentreDeCout));
    }

    private static DossierDEssai Avec(params TexteChorus[] cles) => new DossierDEssai(t => Textes.ParStartup(t) with { Chorus = cles }).Enregistre();
}
