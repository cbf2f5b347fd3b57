using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Signatures;

namespace ComiteFlow.Tests.Domain.Signatures;

public sealed class CircuitDeSignatureTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Sign_LastParty_SignsAtTheLatestDateWritten()
    {
        var essai = new DossierDEssai().Enregistre();
        var circuit = new CircuitDeSignature(essai.Dossier);
        circuit.Sign(essai.Dossier.Convention, DossierDEssai.Delegataire, null, Jour.AddDays(3));

        var complete = circuit.Sign(essai.Dossier.Convention, DossierDEssai.Delegant, Jour, Jour.AddDays(8));

        Assert.True(complete);
        Assert.Equal(Jour.AddDays(3), essai.Dossier.SignedOn);
        Assert.Equal(3, Assert.Single(essai.De<DocumentSigned>()).Days);
    }

    [Fact]
    public void Sign_FirstParty_IsPartlySigned()
    {
        var essai = new DossierDEssai().Enregistre();

        new CircuitDeSignature(essai.Dossier).Sign(essai.Dossier.Convention, DossierDEssai.Delegant, null, Jour);

        Assert.Equal("partlySigned", essai.Dossier.Convention.State);
        Assert.Equal([DossierDEssai.Delegataire], essai.Dossier.Convention.Missing);
        Assert.Equal((1, 2), (essai.De<SignatureRecorded>().Single().Signed, essai.De<SignatureRecorded>().Single().Of));
    }

    [Theory]
    [InlineData("PARTIE-C", 0, "forbidden")]
    [InlineData("PARTIE-A", 1, "invalidDate")]
    [InlineData("PARTIE-A", -15, "invalidDate")]
    public void Sign_WrongPartyOrDate_IsRefused(string party, int days, string code)
    {
        var essai = new DossierDEssai(t => t with { Founding = new TexteFondation { Date = Jour.AddDays(-10) } }).Enregistre();

        var refus = DossierDEssai.Refus(() => new CircuitDeSignature(essai.Dossier).Sign(essai.Dossier.Convention, party, Jour.AddDays(days), Jour));

        Assert.Equal(code, refus.Code);
        Assert.Equal("toSign", essai.Dossier.Convention.State);
    }

    [Fact]
    public void Sign_Twice_IsAlreadyDone()
    {
        var essai = new DossierDEssai().Signe();

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => new CircuitDeSignature(essai.Dossier).Sign(essai.Dossier.Convention, DossierDEssai.Delegant, null, Jour)).Code);
    }

    [Fact]
    public void Send_Twice_IsAlreadyDone()
    {
        var acte = new DossierDEssai().Enregistre().Dossier.Convention;
        CircuitDeSignature.Send(acte, Jour);

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => CircuitDeSignature.Send(acte, Jour)).Code);
    }

    [Fact]
    public void RecordStated_DatesOfTheText_SkipsTheUncertainAndTheFuture()
    {
        var essai = new DossierDEssai(t => t with
        {
            Signatories =
            [
                new TexteSignataire { PartyId = DossierDEssai.Delegant, SignedOn = Jour.AddDays(-1), Uncertain = true },
                new TexteSignataire { PartyId = DossierDEssai.Delegataire, SignedOn = Jour.AddDays(2) },
            ],
        }).Enregistre();
        var circuit = new CircuitDeSignature(essai.Dossier);

        circuit.RecordStated(essai.Dossier.Convention, Jour);

        Assert.Empty(essai.De<SignatureRecorded>());
        Assert.Equal(Jour.AddDays(2), circuit.NextStated(essai.Dossier.Convention));
    }

    [Fact]
    public void Sign_AfterTheComiteOfTheStartup_CountsTheWorkingDaysLeft()
    {
        var essai = new DossierDEssai(Textes.ParStartup).Enregistre();
        essai.Dossier.SignedOn = Jour;
        essai.Planifie();

        essai.Signer(essai.Dossier.Convention, new DateOnly(2020, 11, 2));

        var alerte = Assert.Single(essai.De<AlertRaised>(), a => a.Alert == "signatureAfterCommittee");
        Assert.Equal((3, 0), (alerte.Days, alerte.WorkingDaysLeft));
    }

    [Theory]
    [InlineData("2020-07-01", null, 0)]
    [InlineData("2020-07-02", "2020-07-01", 1)]
    [InlineData("2020-09-24", "2020-09-23", 85)]
    public void Sign_AfterTheStartOfThePeriod_TellsTheDaysThatCreditsLost(string last, string? eve, int days)
    {
        var essai = new DossierDEssai(Textes.ParStartup).Enregistre();

        essai.Signer(essai.Dossier.Convention, Day(last));

        var gaps = essai.De<AlertRaised>().Where(a => a.Alert == "coverageGap").ToList();
        Assert.Equal(eve is null ? 0 : 1, gaps.Count);
        Assert.All(gaps, gap => Assert.Equal((new DateOnly(2020, 7, 1), Day(eve!), days), (gap.From, gap.Until, gap.Days)));
    }

    [Fact]
    public void Sign_LaterAnnexeOfAFundedStartup_LosesOnlyTheDaysThatNoSignedAnnexeCovers()
    {
        var essai = new DossierDEssai(Textes.ParStartup).Signe();
        var same = essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10")), Jour);
        var longer = essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-12") with { PeriodEnd = "2020-12" }) with { Id = "AV-2", Number = 2 }, Jour);

        essai.Signer(same, new DateOnly(2020, 9, 1));
        essai.Signer(longer, new DateOnly(2020, 11, 3));

        var gap = Assert.Single(essai.De<AlertRaised>(), a => a.Alert == "coverageGap");
        Assert.Equal((new DateOnly(2020, 11, 1), new DateOnly(2020, 11, 2), 2), (gap.From, gap.Until, gap.Days));
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
