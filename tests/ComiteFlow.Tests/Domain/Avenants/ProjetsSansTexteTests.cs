using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain.Tranches;
using Projets = ComiteFlow.Domain.Avenants.Avenants;

namespace ComiteFlow.Tests.Domain.Avenants;

/// <summary>An avenant drafted here has no text: what reads the texts passes it over, and what it would carry counts from its period on.</summary>
public sealed class ProjetsSansTexteTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Draft_WithoutAText_ChangesNothingOfWhatTheTextsSay()
    {
        var essai = new DossierDEssai(t => t with { Copies = [new TexteCopie { Doc = "convention", To = ["A"], Source = new Sources(["t, art. 1"]) }], Publication = [new TextePublication { Where = "site", By = "delegant" }] }).Dote();
        essai.Engage(10, envelope: "ENV-1");
        var acte = new Projets(essai.Dossier).Request(new Changements(End: new DateOnly(2022, 6, 30)), Jour);
        var taches = new Taches(essai.Dossier);

        Assert.Equal("CENTRE-1", new ControleChorus(essai.Dossier).Printed(null)!.CentreDeCout);
        new GrandLivre(essai.Dossier).RequireKnown(null, "ENV-1", null);
        Assert.Equal(("site", "A", "ailleurs"), (taches.PlaceOf("site"), taches.RecipientOf("A"), taches.PlaceOf("ailleurs")));
        taches.OpenPublications(acte, Jour);
        new ComiteFlow.Domain.Signatures.CircuitDeSignature(essai.Dossier).RecordStated(acte, Jour);
        Assert.Equal("t, art. 1", new LignesDeReprise(essai.Dossier).Tache(new Tache("x", DossierDEssai.Id, "copy", DossierDEssai.Id) { To = "A" }, Jour).Article);
        new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, "site", Jour, Jour);
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2020-01", 10, Jour);
        Assert.Equal(49_990, new CompteDesDepenses(essai.Dossier, suivi.ReceiveAccount("2020-01", new(), null, Jour)).Lignes()[0].Reste.Ae!.Value.Cents);
        essai.Signer(acte, Jour);
        Assert.Empty(essai.Dossier.Taches);
    }

    [Theory]
    [InlineData(false, 250_000L, "2020-08-31", "notFullySigned")]
    [InlineData(false, 250_001L, "2020-08-31", "startupAllocationExceeded")]
    [InlineData(false, 250_000L, "2020-08-30", "startupAllocationExceeded")]
    [InlineData(true, 50_001L, "2020-08-31", "notFullySigned")]
    [InlineData(true, 100_001L, "2020-08-31", "startupAllocationExceeded")]
    [InlineData(true, 50_000L, "2020-08-31", null)]
    public void Record_FitsOnlyThanksToADraftOfADecision_NamesItsMissingParties(bool payment, long cents, string jour, string? code)
    {
        var (essai, acte) = Accordee(50_000);
        if (payment)
        {
            essai.Engage(200_000, new DateOnly(2020, 8, 3), "PRODUIT-1");
            essai.Paie(150_000, new DateOnly(2020, 8, 3), "PRODUIT-1");
        }

        var refus = Record.Exception(() => new GrandLivre(essai.Dossier).Record(new Depense(payment, Money.FromCents(cents), "PRODUIT-1"), DateOnly.Parse(jour, null))) as BrokenRuleException;

        Assert.Equal(code, refus?.Code);
        if (code == "notFullySigned")
            Assert.Equal(acte.Missing, refus!.Details["missing"]);
    }

    [Fact]
    public void Record_OfAnotherStartup_IsNotCarriedByThisDraft()
    {
        var (essai, _) = Accordee(50_000);

        Assert.Equal("startupAllocationExceeded", DossierDEssai.Refus(() => essai.Engage(200_001, new DateOnly(2020, 8, 31), "PRODUIT-2")).Code);
    }

    [Fact]
    public void Record_DraftWithoutMoneyBeforeAnother_NamesTheOneThatWouldCarry()
    {
        var (essai, _) = Accordee(0);
        var autre = essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10", 30_000)) with { Id = "AV-9", Number = 9 }, Jour);

        var refus = DossierDEssai.Refus(() => essai.Engage(230_000, new DateOnly(2020, 8, 31), "PRODUIT-1"));

        Assert.Contains(autre.Id, refus.Message, StringComparison.Ordinal);
    }

    /// <summary>Two startups of 2 000,00 € each at disposal; a decision of 31 August 2020 adds to the first by an avenant that nobody has signed.</summary>
    private static (DossierDEssai Essai, Acte Acte) Accordee(long cents)
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-08"), Textes.Startup("PRODUIT-2", "fin", "2020-10")] }).Signe().Planifie();
        foreach (var startup in new[] { "PRODUIT-1", "PRODUIT-2" })
            new Fonds(essai.Dossier).Release(startup, null, null, null, Jour);
        var comite = essai.Seance(1, "PRODUIT-1");
        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(cents)), comite.On);
        return (essai, new Projets(essai.Dossier).OpenFor(comite));
    }
}
