using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Tranches;

public sealed class FondsTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void OpenOfText_AtTheSignature_CountsUnderTheCeiling()
    {
        var fait = Assert.Single(new DossierDEssai().Signe().De<TrancheOpened>());

        Assert.Equal((1, 400_000L, 400_000L, 600_000L), (fait.Tranche, fait.AmountCents, fait.CumulatedCents, fait.RemainingCents));
    }

    [Fact]
    public void OpenOfText_OtherEventOrAgain_OpensNothingMore()
    {
        var essai = new DossierDEssai().Signe();

        new Fonds(essai.Dossier).OpenOfText(DossierDEssai.Id, "effect", Jour);
        new Fonds(essai.Dossier).OpenOfText(DossierDEssai.Id, "signature", Jour);

        Assert.Single(essai.Dossier.Tranches);
        Assert.Equal(Money.FromCents(400_000), essai.Dossier.Granted);
    }

    [Fact]
    public void OpenOfDecision_AskedTwice_OpensOnce()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var comite = essai.Seance();
        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(100), Money.FromCents(60)), comite.On);
        essai.Oublier();

        new Fonds(essai.Dossier).OpenOfDecision(comite.Id, comite.On);
        new Fonds(essai.Dossier).OpenOfDecision(comite.Id, comite.On);

        var fait = Assert.Single(essai.De<TrancheOpened>());
        Assert.Equal((2, 100L, 60L, 400_100L), (fait.Tranche, fait.AeCents, fait.CpCents, fait.CumulatedCents));
    }

    [Fact]
    public void Release_WithoutAmount_GivesAllThatIsOpen()
    {
        var fait = Assert.Single(new DossierDEssai().Dote().De<FundsReleased>());

        Assert.Equal((400_000L, 400_000L, 400_000L), (fait.AeCents, fait.CpCents, fait.RemainingAeCents));
    }

    [Fact]
    public void Release_AeAlone_LeavesCpForLater()
    {
        var essai = new DossierDEssai().Signe();
        new Fonds(essai.Dossier).Release(null, 1, Money.FromCents(400_000), null, Jour);

        new Fonds(essai.Dossier).Release(null, 1, null, null, Jour);

        Assert.Equal([(400_000L, 0L), (0L, 400_000L)], essai.De<FundsReleased>().Select(f => (f.AeCents, f.CpCents)));
    }

    [Fact]
    public void Release_MoreThanIsOpen_IsRefused()
    {
        var essai = new DossierDEssai().Signe();

        var refus = DossierDEssai.Refus(() => new Fonds(essai.Dossier).Release(null, 1, Money.FromCents(400_001), Money.FromCents(1), Jour));

        Assert.Equal(("allocationExceeded", "ae", 1L), (refus.Code, refus.Details["dimension"], (long)refus.Details["byCents"]!));
        Assert.Equal(Money.Zero, essai.Dossier.AllocatedAe);
    }

    [Fact]
    public void Release_Again_IsAlreadyDone()
    {
        var essai = new DossierDEssai().Dote();

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => new Fonds(essai.Dossier).Release(null, null, null, null, Jour)).Code);
    }

    [Theory]
    [InlineData(null, 2, "unknownReference")]
    [InlineData("PRODUIT-9", null, "unknownReference")]
    public void Release_UnknownTrancheOrStartup_IsRefused(string? startup, int? tranche, string code)
    {
        var essai = new DossierDEssai().Signe();

        Assert.Equal(code, DossierDEssai.Refus(() => new Fonds(essai.Dossier).Release(startup, tranche, null, null, Jour)).Code);
    }

    [Fact]
    public void Release_NotSigned_NamesTheMissingParties()
    {
        var essai = new DossierDEssai().Enregistre();

        Assert.Equal("notFullySigned", DossierDEssai.Refus(() => new Fonds(essai.Dossier).Release(null, 1, null, null, Jour)).Code);
    }

    [Fact]
    public void Release_Startup_GivesItsSignedAnnexes()
    {
        var essai = new DossierDEssai(Textes.ParStartup).Signe();
        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10", 300_000)), Jour);

        new Fonds(essai.Dossier).Release("PRODUIT-1", null, null, null, Jour);

        var fait = Assert.Single(essai.De<FundsReleased>());
        Assert.Equal(("PRODUIT-1", 200_000L, 200_000L), (fait.Startup, fait.AeCents, fait.AllocatedAeCents));
    }

    [Fact]
    public void Release_OfATrancheAfterTheWhole_IsAlreadyDone()
    {
        var essai = new DossierDEssai().Dote();

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => new Fonds(essai.Dossier).Release(null, 1, null, null, Jour)).Code);
        Assert.Equal(Money.FromCents(400_000), essai.Dossier.AllocatedAe);
    }

    [Fact]
    public void Release_OneDimensionMoreThanGivenAlready_TakesNothingBack()
    {
        var essai = AnneesDEssai.Dotee(t => t with { Tranches = [new TexteTranche { No = 1, AmountCents = 200_000, AvailableOn = "signature", Cp = false }] });

        new Fonds(essai.Dossier).Release(null, null, null, null, Jour);

        Assert.Equal((200_000L, 150_000L), (essai.Dossier.AllocatedAe.Cents, essai.Dossier.AllocatedCp.Cents));
    }
}
