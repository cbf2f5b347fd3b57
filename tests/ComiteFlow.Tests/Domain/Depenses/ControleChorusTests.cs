using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;

namespace ComiteFlow.Tests.Domain.Depenses;

public sealed class ControleChorusTests
{
    private static readonly TexteChorus Imprimee = new() { DomaineFonctionnel = "0103-01", CentreFinancier = "0103-A", Activites = ["010300000001"], CentreDeCout = "CENTRE-1" };

    [Fact]
    public void Check_ProgrammesThatDisagree_IsIncoherentBeforeIncomplete()
    {
        var essai = Avec(Imprimee with { CentreFinancier = "0129-A", CentreDeCout = null });

        Assert.Equal("chorusIncoherent", DossierDEssai.Refus(() => new ControleChorus(essai.Dossier).Check(null)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<b>x</b>")]
    [InlineData("CENTRE-1")]
    [InlineData("0103-A\0")]
    public void Complete_WhatIsNoCode_IsRefused(string code)
    {
        var essai = Avec(Imprimee with { CentreFinancier = null });

        var refus = DossierDEssai.Refus(() => new ControleChorus(essai.Dossier).Complete(null, new ControleChorus.Cle(null, code, null, null)));

        Assert.Equal("unknownReference", refus.Code);
        Assert.Empty(essai.Dossier.Cles);
    }

    [Fact]
    public void Check_OpenParts_AreNamedInOrder()
    {
        var essai = Avec(Imprimee with { Activites = [], CentreDeCout = null });

        var refus = DossierDEssai.Refus(() => new ControleChorus(essai.Dossier).Check(null));

        Assert.Equal("chorusIncomplete", refus.Code);
        Assert.Equal(["activite", "centreDeCout"], Assert.IsType<List<string>>(refus.Details["missing"]));
    }

    [Theory]
    [InlineData("chorusCode", true)]
    [InlineData("programme", false)]
    public void Check_OpenDoubt_BlocksOnlyForACode(string sujet, bool bloque)
    {
        var essai = Avec(Imprimee);
        essai.Dossier.Add(new Doute(DossierDEssai.Id, 1, DossierDEssai.Id, sujet) { Printed = "O1O3" });

        var refus = Record.Exception(() => new ControleChorus(essai.Dossier).Check(null));

        Assert.Equal(bloque, refus is ComiteFlow.Domain.BrokenRuleException { Code: "chorusUnconfirmed" });
    }

    [Fact]
    public void Complete_CostCentreOutsideTheList_IsUnknown()
    {
        var essai = Avec(Imprimee with { CentresDeCoutPossibles = [new TexteCentreDeCout { Code = "CENTRE-1" }] });

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => new ControleChorus(essai.Dossier).Complete(null, new ControleChorus.Cle(null, null, null, "CENTRE-9"))).Code);
    }

    [Fact]
    public void KeyFor_StartupWithItsOwnPrintedParts_KeepsThemBesideWhatIsCommon()
    {
        var essai = Avec(Imprimee, new TexteChorus { Scope = "PRODUIT-1", Activites = ["010300000002"] });
        new ControleChorus(essai.Dossier).Complete(null, new ControleChorus.Cle("0103-01", "0103-A", "010300000009", "CENTRE-2"));

        var cle = new ControleChorus(essai.Dossier).KeyFor("PRODUIT-1");

        Assert.Equal(new ControleChorus.Cle("0103-01", "0103-A", "010300000002", "CENTRE-2"), cle);
    }

    private static DossierDEssai Avec(params TexteChorus[] cles) => new DossierDEssai(t => Textes.ParStartup(t) with { Chorus = cles }).Enregistre();
}
