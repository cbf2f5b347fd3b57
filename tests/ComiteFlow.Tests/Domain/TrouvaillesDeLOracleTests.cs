using ComiteFlow.Domain;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Tests.Domain;

/// <summary>Faults of the product that the oracle of the integration tests found, each once.</summary>
public sealed class TrouvaillesDeLOracleTests
{
    [Fact]
    public void Politiques_DayOfTheAccountsInTheText_WinsOverThePolicyAndNotOverTheRun()
    {
        var essai = new DossierDEssai(t => t with { Reports = [new TexteRapport { Code = "MONTHLY_EXPENSES", DueDayInText = 15 }] }).Enregistre();

        Assert.Equal(15, essai.Dossier.Politiques.Entier("monthly.day"));
        Assert.Equal(20, essai.Regle("monthly.day", 20).Dossier.Politiques.Entier("monthly.day"));
    }

    [Fact]
    public void Record_PaymentAboveWhatItsEnvelopeCommitted_IsRefused()
    {
        var essai = new DossierDEssai().Dote();
        essai.Engage(100_000);
        essai.Engage(10_000, envelope: "ENV-1");

        var refus = DossierDEssai.Refus(() => essai.Paie(10_001, envelope: "ENV-1"));

        Assert.Equal(("paymentExceedsCommitment", 1L), (refus.Code, (long)refus.Details["byCents"]!));
        essai.Paie(10_000, envelope: "ENV-1");
    }

    [Theory]
    [InlineData("2020-11", "2020-11-13")]
    [InlineData("2021-11", "2021-11-12")]
    [InlineData("2022-07", "2022-07-13")]
    public void Jour_AvantMi_IsTheLastWorkingDayBeforeTheFifteenth(string mois, string jour) =>
        Assert.Equal(jour, $"{Mots.Jour("avantMi", mois, new DossierDEssai().Enregistre().Dossier.Politiques):yyyy-MM-dd}");

    [Fact]
    public void Plan_EndKnownBeforeTheLatestDate_CancelsTheComitesBeyond()
    {
        var essai = new DossierDEssai(t => t with
        {
            Effect = new TexteEffet { Trigger = "publication" },
            End = new TexteFin { Duration = "P6M", From = "publication", LatestPayment = new DateOnly(2020, 12, 31) },
            Committees = [t.Committees[0] with { Cadence = new TexteCadence { Every = "P3M", Anchor = "signing" } }],
        }).Signe().Planifie();
        Assert.Equal(3, essai.Dossier.Comites.Count);
        essai.Oublier();

        new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, new DateOnly(2020, 1, 20), new DateOnly(2020, 1, 20));
        essai.Planifie(new DateOnly(2020, 1, 20)).Planifie(new DateOnly(2020, 1, 21));

        Assert.Equal(3, Assert.Single(essai.De<CommitteeCancelled>()).Occurrence);
        Assert.Equal(3, Assert.Single(essai.De<CommitteeNotScheduled>()).Occurrence);
        Assert.Equal(2, essai.Dossier.Comites.Count(c => c.State == ComiteState.Planned));
    }

    [Fact]
    public void ReceiveAccount_CreditsOfAYearThatIsPast_AreNotToldAsRemaining()
    {
        var essai = new DossierDEssai(t => t with { EndOfYear = Textes.FinDeGestion }).Dote();
        essai.Engage(100_000);
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2020-12", 10, new DateOnly(2021, 1, 1));

        suivi.ReceiveAccount("2020-12", new SuiviDesRapports.Chiffres(), null, new DateOnly(2021, 1, 4));

        var received = Assert.Single(essai.De<ReportReceived>());
        Assert.Equal((0L, 0L), (received.RemainingAeCents, received.RemainingCpCents));
    }

    [Fact]
    public void Issue_CutoffOfPaymentsAfterTheEndOfCommitments_IsStillWarnedOf()
    {
        var essai = new DossierDEssai(t => t with
        {
            EndOfYear = Textes.FinDeGestion, End = new TexteFin { Date = new DateOnly(2020, 10, 31), LatestPayment = new DateOnly(2020, 12, 31) },
        }).Signe();
        essai.Dossier.EndedOn = new DateOnly(2020, 10, 31);

        var issued = new Alertes(essai.Dossier).Issue(new DateOnly(2020, 11, 26));

        Assert.Equal(["cp", "cp"], issued.Where(a => a.Alert == Alertes.CutoffNear).Select(a => a.Cutoff));
    }
}
