using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Avenants;

public sealed class AvenantsTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Theory]
    [InlineData(399_999L, null, "ceilingTooLow")]
    [InlineData(null, 400_000L, "invalidAmount")]
    [InlineData(null, 1_000_001L, "ceilingExceeded")]
    public void Request_AmountThatCannotBe_IsRefused(long? plafond, long? allocation, string code)
    {
        var essai = new DossierDEssai().Signe();

        Assert.Equal(code, DossierDEssai.Refus(() => Demander(essai, new Changements(Cents(plafond), Cents(allocation)))).Code);
        Assert.Single(essai.Dossier.Actes);
    }

    [Fact]
    public void Request_LowerCeilingThatStillHolds_IsDrafted()
    {
        var essai = new DossierDEssai().Signe();

        var acte = Demander(essai, new Changements(Money.FromCents(400_000)));

        Assert.Equal((DossierDEssai.Id + "-AV1", 1), (acte.Id, acte.Number));
        Assert.Equal(Money.FromCents(1_000_000), essai.Dossier.Ceiling);
    }

    [Fact]
    public void Request_CeilingWhereTheTextHasNone_HasNoClause()
    {
        var essai = new DossierDEssai(t => t with { Ceilings = [] }).Signe();

        Assert.Equal("noSuchClause", DossierDEssai.Refus(() => Demander(essai, new Changements(Money.FromCents(1)))).Code);
    }

    [Fact]
    public void Request_NoChangeAtAll_IsRefusedAndDraftsNothing()
    {
        var essai = new DossierDEssai().Signe();

        Assert.Equal("invalidAmount", DossierDEssai.Refus(() => Demander(essai, new Changements())).Code);
        Assert.Single(essai.Dossier.Actes);
    }

    [Fact]
    public void Request_EndInThePast_IsAnInvalidDate()
    {
        var essai = new DossierDEssai().Signe();

        Assert.Equal("invalidDate", DossierDEssai.Refus(() => Demander(essai, new Changements(End: Jour.AddDays(-1)))).Code);
    }

    [Fact]
    public void Request_AfterARegisteredAvenant_TakesTheNextNumber()
    {
        var essai = new DossierDEssai().Signe();
        essai.Avenant(Textes.Avenant() with { Id = "CONV-1-B", Number = 4 }, Jour);

        Assert.Equal(DossierDEssai.Id + "-AV5", Demander(essai, new Changements(End: new DateOnly(2022, 6, 30))).Id);
    }

    [Fact]
    public void Signed_EndAndCeiling_AreInForceOnlyThen()
    {
        var essai = new DossierDEssai().Signe();
        var acte = Demander(essai, new Changements(Money.FromCents(2_000_000), End: new DateOnly(2022, 6, 30)));
        var avant = (essai.Dossier.Ceiling, essai.Dossier.EndsOn);

        essai.Signer(acte, Jour);

        Assert.Equal((Money.FromCents(1_000_000), new DateOnly(2021, 12, 31)), avant);
        Assert.Equal((Money.FromCents(2_000_000), new DateOnly(2022, 6, 30)), (essai.Dossier.Ceiling, essai.Dossier.EndsOn));
    }

    [Fact]
    public void Signed_Allocation_OpensItsComplement()
    {
        var essai = new DossierDEssai().Signe();
        var acte = Demander(essai, new Changements(Allocation: Money.FromCents(700_000)));

        essai.Signer(acte, Jour);

        Assert.Equal((300_000L, 700_000L), (essai.De<TrancheOpened>().Last().AmountCents, essai.De<TrancheOpened>().Last().CumulatedCents));
    }

    [Fact]
    public void Signed_CeilingUnderWhatWasGrantedSince_IsRefusedAtTheLastSignature()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var acte = Demander(essai, new Changements(Money.FromCents(400_000)));
        var comite = essai.Seance();
        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(100), Money.FromCents(100)), comite.On);

        var refus = DossierDEssai.Refus(() => essai.Signer(acte, Jour));

        Assert.Equal(("ceilingTooLow", 100L), (refus.Code, (long)refus.Details["byCents"]!));
        Assert.Equal(Money.FromCents(1_000_000), essai.Dossier.Ceiling);
    }

    [Fact]
    public void OpenFor_SameComiteTwice_IsOneDraft()
    {
        var essai = new DossierDEssai(t => t with { LaterTranches = new TexteTranchesUlterieures() }).Signe().Planifie();
        var comite = essai.Seance();
        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(100), Money.FromCents(100)), comite.On);
        var avenants = new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier);

        Assert.Same(avenants.OpenFor(comite), avenants.OpenFor(comite));
    }

    [Fact]
    public void Announce_Draft_TellsFromWhatToWhat()
    {
        var essai = new DossierDEssai().Signe();
        var acte = Demander(essai, new Changements(Money.FromCents(1_200_000)));

        new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier).Announce(acte, "request", "projet.docx");

        var change = Assert.Single(Assert.Single(essai.De<AvenantDrafted>()).Changes!);
        Assert.Equal(("ceiling", 1_000_000L, 1_200_000L, 200_000L), (change.What, change.FromCents, change.ToCents, change.DifferenceCents));
        Assert.Equal(["Numéro", "ceiling"], Assert.Single(essai.De<AvenantDrafted>()).Why!.Inputs.Select(input => input.Key));
    }

    [Fact]
    public void Request_SecondWhileOneIsOpen_IsRefusedOnlyWhereTheTextSaysOneAtATime()
    {
        var free = new DossierDEssai().Signe();
        Demander(free, new Changements(End: new DateOnly(2022, 6, 30)));
        Assert.Equal(2, Demander(free, new Changements(End: new DateOnly(2022, 9, 30))).Number);

        var strict = new DossierDEssai(t => t with { Amendment = new TexteAvenant { OneAtATime = true } }).Signe();
        var open = Demander(strict, new Changements(End: new DateOnly(2022, 6, 30)));
        var refus = DossierDEssai.Refus(() => Demander(strict, new Changements(End: new DateOnly(2022, 9, 30))));
        Assert.Equal("notFullySigned", refus.Code);
        Assert.Equal([DossierDEssai.Delegant, DossierDEssai.Delegataire], (IReadOnlyList<string>)refus.Details["missing"]!);

        strict.Signer(open, Jour);
        Assert.Equal(2, Demander(strict, new Changements(End: new DateOnly(2022, 9, 30))).Number);
    }

    [Fact]
    public void Decide_ByAvenantWhileOneIsOpen_IsRefusedWhereTheTextSaysOneAtATime()
    {
        var essai = new DossierDEssai(t => t with { Amendment = new TexteAvenant { OneAtATime = true }, LaterTranches = new TexteTranchesUlterieures() }).Signe().Planifie();
        var comite = essai.Seance();
        Demander(essai, new Changements(End: new DateOnly(2022, 6, 30)));

        var refus = DossierDEssai.Refus(() => new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(100), Money.FromCents(100)), comite.On));

        Assert.Equal("notFullySigned", refus.Code);
        Assert.Null(comite.DecidedOn);
    }

    [Theory]
    [InlineData(399_999L, "ceilingTooLow")]
    [InlineData(400_000L, null)]
    public void Register_AvenantThatLowersTheCeiling_HoldsWhatIsGranted(long plafond, string? code)
    {
        var essai = new DossierDEssai().Signe();
        var texte = Textes.Avenant() with { Ceilings = [new TextePlafond { AmountCents = plafond }] };

        if (code is null)
        {
            essai.Signer(essai.Avenant(texte, Jour), Jour);
            Assert.Equal(plafond, essai.Dossier.Ceiling!.Value.Cents);
            return;
        }

        var refus = DossierDEssai.Refus(() => essai.Avenant(texte, Jour));
        Assert.Equal((code, 1L), (refus.Code, (long)refus.Details["byCents"]!));
        Assert.Single(essai.Dossier.Actes);
    }

    [Fact]
    public void Sign_RegisteredAvenantWhoseCeilingIsUnderWhatWasGrantedSince_IsRefused()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var acte = essai.Avenant(Textes.Avenant() with { Ceilings = [new TextePlafond { AmountCents = 400_000 }] }, Jour);
        var comite = essai.Seance();
        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(100), Money.FromCents(100)), comite.On);

        Assert.Equal("ceilingTooLow", DossierDEssai.Refus(() => essai.Signer(acte, comite.On)).Code);
    }

    [Fact]
    public void Register_AvenantThatEndsBeforeTheEffect_IsAnInvalidDate()
    {
        var essai = new DossierDEssai().Signe();

        Assert.Equal("invalidDate", DossierDEssai.Refus(() => essai.Avenant(Textes.Avenant() with { End = new TexteFin { Date = Jour.AddDays(-1) } }, Jour)).Code);
    }

    [Fact]
    public void Signed_EndBeforeTheLastPaymentThatItNames_IsPaidUntilTheEndAtLeast()
    {
        var essai = new DossierDEssai().Signe();
        var end = new DateOnly(2022, 6, 30);

        essai.Signer(essai.Avenant(Textes.Avenant() with { End = new TexteFin { Date = end, LatestPayment = end.AddDays(-10) } }, Jour), Jour);

        Assert.Equal((end, end), (essai.Dossier.EndsOn, essai.Dossier.PaymentsUntil));
    }

    [Fact]
    public void Register_AnnexeOneOfTwoDocuments_AreTwoVersionsUnderTheirDocuments()
    {
        var essai = new DossierDEssai(Textes.ParStartup).Signe();
        var avenant = Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-12", 50_000));

        essai.Signer(essai.Avenant(avenant, Jour), Jour);

        Assert.Equal(
            [(DossierDEssai.Id, "1", 1, 200_000L), (avenant.Id, "1", 2, 50_000L)],
            essai.De<AnnexeRegistered>().Select(a => (a.Document, a.Annexe!, a.Version, a.BudgetCents!.Value)));
        Assert.Equal(250_000, new ComiteFlow.Domain.Tranches.Fonds(essai.Dossier).SignedBudget("PRODUIT-1").Cents);
    }

    private static Acte Demander(DossierDEssai essai, Changements changes) => new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier).Request(changes, Jour);

    private static Money? Cents(long? cents) => cents is { } value ? Money.FromCents(value) : null;
}
