using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Signatures;

namespace ComiteFlow.Tests.Domain.Signatures;

/// <summary>The first and last days of a signature, and the credits that a late one costs.</summary>
public sealed class BordsDesSignaturesTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Request_AsksThoseWhoHaveNotSignedInTheirOrder()
    {
        var essai = new DossierDEssai().Enregistre();
        var circuit = new CircuitDeSignature(essai.Dossier);
        circuit.Sign(essai.Dossier.Convention, DossierDEssai.Delegant, null, Jour);

        Assert.Equal([DossierDEssai.Delegataire], circuit.Request(essai.Dossier.Convention));

        Assert.Equal([DossierDEssai.Delegataire], essai.De<SignatureRequested>().Select(f => f.Party));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, "invalidDate")]
    public void Sign_AroundTheFoundingDecision_MayBeOnItsDay(int jours, string? code)
    {
        var essai = new DossierDEssai(t => t with { Founding = new TexteFondation { Date = Jour } }).Enregistre();
        var circuit = new CircuitDeSignature(essai.Dossier);

        var ecrite = Record.Exception(() => circuit.Sign(essai.Dossier.Convention, DossierDEssai.Delegant, Jour.AddDays(jours), Jour.AddDays(5))) as BrokenRuleException;
        var duJour = Record.Exception(() => circuit.Sign(essai.Dossier.Convention, DossierDEssai.Delegataire, null, Jour.AddDays(jours))) as BrokenRuleException;

        Assert.Equal((code, code), (ecrite?.Code, duJour?.Code));
    }

    [Fact]
    public void Sign_Each_CountsThoseThatAreIn()
    {
        var essai = new DossierDEssai(t => t with { Signatories = [.. t.Signatories, new TexteSignataire { PartyId = "PARTIE-C" }] }).Enregistre();
        foreach (var partie in new[] { "PARTIE-C", DossierDEssai.Delegant, DossierDEssai.Delegataire })
            new CircuitDeSignature(essai.Dossier).Sign(essai.Dossier.Convention, partie, null, Jour);

        Assert.Equal([(1, 3), (2, 3), (3, 3)], essai.De<SignatureRecorded>().Select(f => (f.Signed, f.Of)));
        Assert.Equal([DossierDEssai.Delegant, DossierDEssai.Delegataire, "PARTIE-C"], Assert.Single(essai.De<DocumentSigned>()).Why!.Inputs.Select(i => i.Key));
    }

    [Fact]
    public void RecordStated_OfADraftWithoutText_RecordsNothing()
    {
        var essai = new DossierDEssai().Signe();
        var acte = new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier).Request(new Changements(End: new DateOnly(2022, 6, 30)), Jour);
        essai.Oublier();

        new CircuitDeSignature(essai.Dossier).RecordStated(acte, Jour);

        Assert.Empty(essai.Faits);
        Assert.Null(new CircuitDeSignature(essai.Dossier).NextStated(acte));
    }

    [Fact]
    public void NextStated_OfSeveral_IsTheFirst()
    {
        var essai = new DossierDEssai(t => t with
        {
            Signatories = [new TexteSignataire { PartyId = DossierDEssai.Delegant, SignedOn = Jour.AddDays(9) }, new TexteSignataire { PartyId = DossierDEssai.Delegataire, SignedOn = Jour.AddDays(2) }],
        }).Enregistre();

        Assert.Equal(Jour.AddDays(2), new CircuitDeSignature(essai.Dossier).NextStated(essai.Dossier.Convention));
        new CircuitDeSignature(essai.Dossier).RecordStated(essai.Dossier.Convention, Jour.AddDays(2));
        Assert.Equal(DossierDEssai.Delegataire, Assert.Single(essai.De<SignatureRecorded>()).Party);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 44)]
    public void Sign_AroundTheComiteOfTheStartup_WarnsFromTheDayAfter(int jours, int? left)
    {
        // The comité is on Monday 31 August 2020; the period ends on 31 October.
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-08")] }).Enregistre();
        essai.Dossier.SignedOn = Jour;
        essai.Planifie();

        essai.Signer(essai.Dossier.Convention, essai.Dossier.Comites[0].On.AddDays(jours));

        Assert.Equal(left, essai.De<AlertRaised>().SingleOrDefault(a => a.Alert == "signatureAfterCommittee")?.WorkingDaysLeft);
    }

    [Fact]
    public void Sign_AfterTwoComitesOfTheStartup_CountsFromTheLast()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-08")] }).Enregistre();
        essai.Dossier.SignedOn = Jour;
        essai.Planifie();
        Assert.Equal(new DateOnly(2020, 11, 2), essai.Dossier.Comites[1].On);

        essai.Signer(essai.Dossier.Convention, new DateOnly(2020, 11, 5));

        Assert.Equal(3, Assert.Single(essai.De<AlertRaised>(), a => a.Alert == "signatureAfterCommittee").Days);
    }

    [Theory]
    [InlineData("2020-06-30", "2020-09-30", 100_000L, "2020-10-01")]
    [InlineData("2020-07-01", "2020-09-30", 100_000L, "2020-10-01")]
    [InlineData("2020-07-02", "2020-09-30", 100_000L, "2020-07-01")]
    [InlineData("2020-06-30", "2020-09-30", 0L, "2020-07-01")]
    [InlineData(null, "2020-09-30", 100_000L, "2020-07-01")]
    public void Sign_LaterAnnexe_IsCoveredByOneSignedInTimeWithMoneyForTheSameStartup(string? signe, string fin, long budget, string perdu)
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("AUTRE", "fin", "2020-10")] }).Signe();
        var une = essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10", budget) with { PeriodEnd = fin[..7] }), Jour);
        var longue = essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10")) with { Id = "AV-2", Number = 2 }, Jour);
        if (signe is not null)
            essai.Signer(une, DateOnly.Parse(signe, null));
        essai.Oublier();

        essai.Signer(longue, new DateOnly(2020, 10, 15));

        Assert.Equal(DateOnly.Parse(perdu, null), Assert.Single(essai.De<AlertRaised>(), a => a.Alert == "coverageGap").From);
    }

    [Fact]
    public void Sign_AnnexeCoveredByTwo_FollowsTheOneThatLastsLonger()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-10") with { PeriodEnd = "2020-08" }] }).Signe();
        var longue = essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10") with { PeriodEnd = "2020-09" }), Jour);
        var derniere = essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10")) with { Id = "AV-2", Number = 2 }, Jour);
        essai.Signer(longue, Jour);

        essai.Signer(derniere, new DateOnly(2020, 10, 15));

        Assert.Equal(new DateOnly(2020, 10, 1), Assert.Single(essai.De<AlertRaised>(), a => a.Alert == "coverageGap").From);
    }
}
