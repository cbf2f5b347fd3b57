using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Conventions;

public sealed class PriseDEffetTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Theory]
    [InlineData("P18M", null, "2021-07-15", "2021-07-15")]
    [InlineData("P18M", "2021-06-30", "2021-06-30", "2021-06-30")]
    [InlineData("P18M", "2021-12-01", "2021-07-15", "2021-12-01")]
    public void AfterSignature_EndByDuration_IsBoundedByTheLatestPayment(string duree, string? paiement, string fin, string paiements)
    {
        var dernier = paiement is null ? (DateOnly?)null : Lire(paiement);
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Duration = duree, From = "signature", LatestPayment = dernier } }).Signe();

        var effet = Assert.Single(essai.De<ConventionInEffect>());
        Assert.Equal((Lire(fin), Lire("2021-07-15"), Lire(paiements)), (effet.End, effet.NominalEnd, effet.PaymentsUntil));
    }

    [Fact]
    public void AfterSignature_EndByDuration_IsClampedToTheMonth()
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Duration = "P6M", From = "signature" } }).Signe(new DateOnly(2020, 8, 31));

        Assert.Equal(new DateOnly(2021, 2, 28), essai.Dossier.EndsOn);
    }

    [Fact]
    public void AfterSignature_EffectByPublication_Waits()
    {
        var essai = Publiee().Signe();

        Assert.Null(essai.Dossier.EffectOn);
        Assert.Equal("signed", essai.Dossier.Convention.State);
    }

    [Fact]
    public void AfterSignature_StatedEffectBeforeTheSignature_IsTheSignature()
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Date = Jour.AddDays(-30) } }).Signe();

        Assert.Equal(Jour, essai.Dossier.EffectOn);
    }

    [Fact]
    public void Publish_GivesEffect_OpensTheMonthlyReports()
    {
        var essai = Publiee().Signe();

        new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, Jour.AddDays(20), Jour.AddDays(20));

        Assert.Equal(Jour.AddDays(20), essai.Dossier.EffectOn);
        Assert.Equal("2020-02", essai.Dossier.MonthlyFrom);
    }

    [Fact]
    public void Publish_ElsewhereThanWhatGivesEffect_GivesNone()
    {
        var essai = Publiee().Signe();

        new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, "ailleurs", Jour, Jour);

        Assert.Null(essai.Dossier.EffectOn);
        Assert.Single(essai.De<DocumentPublished>());
    }

    [Fact]
    public void Publish_AfterTheEnd_GivesNoEffectAnyMore()
    {
        var essai = Publiee().Signe();
        var end = new DateOnly(2020, 12, 31);
        essai.Dossier.EndsOn = end;

        var refus = DossierDEssai.Refus(() => new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, end.AddDays(1), end.AddDays(1)));

        Assert.Equal("conventionEnded", refus.Code);
        Assert.Null(essai.Dossier.EffectOn);
    }

    [Fact]
    public void Publish_NotSigned_NamesTheMissingParties()
    {
        var essai = Publiee().Enregistre();

        var refus = DossierDEssai.Refus(() => new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, Jour, Jour));

        Assert.Equal("notFullySigned", refus.Code);
        Assert.Equal(new[] { DossierDEssai.Delegant, DossierDEssai.Delegataire }, refus.Details["missing"]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Publish_BeforeTheSignatureOrAhead_IsAnInvalidDate(int days)
    {
        var essai = Publiee().Signe();

        Assert.Equal("invalidDate", DossierDEssai.Refus(() => new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, Jour.AddDays(days), Jour)).Code);
    }

    [Fact]
    public void Publish_Again_IsAlreadyDone()
    {
        var essai = Publiee().Signe();
        new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, Jour, Jour);

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, Jour, Jour)).Code);
    }

    private static DossierDEssai Publiee() => new(texte => texte with { Effect = new TexteEffet { Trigger = "publication" } });

    private static DateOnly Lire(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
