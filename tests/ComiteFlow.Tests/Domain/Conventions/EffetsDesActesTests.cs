using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Conventions;

/// <summary>What the registration, the last signature and the publication of a document tell and set.</summary>
public sealed class EffetsDesActesTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut, Fin = new(2021, 12, 31);

    [Fact]
    public void Register_TellsTheMoneyTheEndAndTheComptableOfTheTextElseOfTheConvention()
    {
        var essai = new DossierDEssai(t => t with
        {
            Startups = [Textes.Startup("A", "fin", "2020-10", 100), Textes.Startup("B", "fin", "2020-10", 50), new TexteStartup { Id = "C" }],
            End = new TexteFin { Date = Fin, Source = new Sources(["texte.txt, art. 9"]) }, ComptableAssignataire = new TexteComptable { Name = "CBCM" },
        }).Enregistre();
        essai.Avenant(Textes.Avenant(), Jour);
        essai.Avenant(
            Textes.Avenant(Textes.Startup("D", "fin", "2020-10", 7)) with
            {
                Id = "AV-2", Number = 2, Ceilings = [new TextePlafond { AmountCents = 2_000_000 }], ComptableAssignataire = new TexteComptable { Name = "DRFIP" },
                End = new TexteFin { Date = new DateOnly(2022, 6, 30), Source = new Sources(["av2.txt, art. 1"]) },
            },
            Jour);

        Assert.Equal(
            [
                (150L, 150L, 1_000_000L, Fin, "CBCM", "texte.txt, art. 9"), (null, 150L, 1_000_000L, Fin, "CBCM", "texte.txt, art. 9"),
                ((long?)7, 157L, 2_000_000L, new DateOnly(2022, 6, 30), "DRFIP", "av2.txt, art. 1"),
            ],
            essai.De<DocumentRegistered>().Select(f => (f.BudgetCents, f.ConventionBudgetCents!.Value, f.CeilingCents!.Value, f.End!.Value, f.Comptable!, f.Why!.Source!)));
        Assert.Null(new DossierDEssai().Enregistre().De<DocumentRegistered>().Single().ConventionBudgetCents);
        Assert.Null(new DossierDEssai().Enregistre().De<DocumentRegistered>().Single().BudgetCents);
    }

    [Fact]
    public void Register_Convention_KnowsItsEndAtOnceAndItsTransfers()
    {
        var essai = new DossierDEssai(t => t with
        {
            Startups = [new TexteStartup { Id = "A" }, Textes.Startup("B", "fin", "2020-10") with { TransferFrom = new TexteReprise { ConventionId = "AUTRE", Delegataire = "X", To = "Y" } }],
        }).Enregistre();

        Assert.Equal(Fin, essai.Dossier.EndsOn);
        var fait = Assert.Single(essai.De<StartupTransferred>());
        Assert.Equal(("B", "AUTRE", "X", "Y", new DateOnly(2020, 7, 1)), (fait.Startup, fait.FromConvention, fait.FromParty, fait.ToParty, fait.On));
    }

    [Theory]
    [InlineData("quinzaine", "2020-05-01")]
    [InlineData("fin", null)]
    public void ScheduleMilestones_OfAFortnight_TellsItsFirstDay(string mot, string? from)
    {
        var essai = new DossierDEssai(t => t with { Startups = [new TexteStartup { Id = "A", Milestones = [new TexteJalon { Text = "lancement", Word = mot, Month = "2020-05" }, new TexteJalon { Text = "sans mois" }] }] }).Enregistre();

        new Enregistrement(essai.Dossier).ScheduleMilestones(essai.Texte);

        Assert.Equal(from is null ? null : DateOnly.Parse(from, null), Assert.Single(essai.De<MilestoneScheduled>()).From);
    }

    [Fact]
    public void Milestone_OfTwoStartups_AreEachRecordedOnce()
    {
        var essai = new DossierDEssai(t => t with { Startups = [Avec("A"), Avec("B")] }).Enregistre();
        var enregistrement = new Enregistrement(essai.Dossier);
        enregistrement.Milestone("lancement", "A", Jour, Jour);
        enregistrement.Milestone("bilan", "A", Jour, Jour);
        enregistrement.Milestone("lancement", "B", Jour, Jour);
        enregistrement.Milestone("lancement", "A", Jour.AddDays(-1), Jour);
        enregistrement.Milestone(JalonsDuTexte.IncubationStart, null, Jour, Jour);

        Assert.Equal(
            [("lancement", "A", Jour.AddDays(-1)), ("bilan", "A", Jour), ("lancement", "B", Jour), (JalonsDuTexte.IncubationStart, "", Jour)],
            essai.Dossier.Jalons.Select(j => (j.Milestone, j.Startup, j.On)));
        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => enregistrement.Milestone("lancement", "B", Jour, Jour)).Code);
        Assert.Equal(["incubationStart", "lancement", "bilan", "lancement", "bilan"], new JalonsDuTexte(essai.Dossier).Tous().Select(j => j.Milestone));
    }

    [Fact]
    public void ResolveDoubt_OfOneDocument_LeavesTheOthersAndNeedsAValue()
    {
        var essai = new DossierDEssai().Enregistre();
        foreach (var (n, document, printed) in new[] { (1, DossierDEssai.Id, "O1"), (2, "AV", "O1"), (3, DossierDEssai.Id, (string?)null) })
            essai.Dossier.Add(new Doute(DossierDEssai.Id, n, document, "name") { Printed = printed });
        var enregistrement = new Enregistrement(essai.Dossier);

        Assert.Contains("(O1 et name)", DossierDEssai.Refus(() => enregistrement.ResolveDoubt(DossierDEssai.Id, "O2", "01", "c")).Message, StringComparison.Ordinal);
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => enregistrement.ResolveDoubt(DossierDEssai.Id, "O1", " ", "c")).Code);
        enregistrement.ResolveDoubt(DossierDEssai.Id, "O1", "01", "c");
        Assert.Equal(["01", null, null], essai.Dossier.Doutes.Select(d => d.Value));
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => enregistrement.ResolveDoubt(DossierDEssai.Id, "O1", "02", "c")).Code);
    }

    [Theory]
    [InlineData("2021-12-31", null)]
    [InlineData("2022-01-01", "conventionEnded")]
    public void Publish_AroundTheEnd_GivesEffectOnItsLastDay(string on, string? code)
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Trigger = "publication" } }).Signe();
        var jour = DateOnly.Parse(on, null);

        var refus = Record.Exception(() => new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, jour, jour)) as BrokenRuleException;

        Assert.Equal((code, code is null ? null : (object)Fin), (refus?.Code, refus?.Details["end"]));
        Assert.Equal(code is null ? "La convention prend effet à sa publication." : null, essai.De<ConventionInEffect>().SingleOrDefault()?.Why!.Rule);
    }

    [Theory]
    [InlineData("2020-01-15", "2020-01-15")]
    [InlineData("2020-01-14", "2020-01-15")]
    [InlineData("2020-01-16", "2020-01-16")]
    public void Sign_WithAStatedEffect_TakesItFromTheSignatureOn(string enonce, string effet)
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Date = DateOnly.Parse(enonce, null) } }).Signe();

        Assert.Equal(DateOnly.Parse(effet, null), essai.Dossier.EffectOn);
        Assert.Equal("La convention prend effet à sa dernière signature.", Assert.Single(essai.De<ConventionInEffect>()).Why!.Rule);
    }

    [Theory]
    [InlineData("signature", "2020-07-15")]
    [InlineData("effect", "2020-09-02")]
    public void Sign_EndGivenAsADuration_RunsFromTheSignatureOrTheEffect(string from, string fin)
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Date = new DateOnly(2020, 3, 2) }, End = new TexteFin { Duration = "P6M", From = from } }).Signe();

        Assert.Equal(DateOnly.Parse(fin, null), essai.Dossier.EndsOn);
    }

    [Theory]
    [InlineData("2020-12-31", "2020-12-31", "2020-12-31")]
    [InlineData("2020-09-30", "2020-12-31", "2020-09-30")]
    [InlineData("2021-03-31", "2020-12-31", "2020-12-31")]
    public void Enregistre_EndAndLastPayment_TheEndIsAtMostThatDay(string fin, string paiement, string attendue)
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = DateOnly.Parse(fin, null), LatestPayment = DateOnly.Parse(paiement, null) } }).Enregistre();

        Assert.Equal((DateOnly.Parse(attendue, null), DateOnly.Parse(paiement, null)), (essai.Dossier.EndsOn!.Value, essai.Dossier.PaymentsUntil!.Value));
    }

    [Theory]
    [InlineData(null, "2022-03-31", "2022-03-31")]
    [InlineData("2022-12-31", "2022-03-31", "2022-12-31")]
    [InlineData(null, null, "2022-02-28")]
    public void SignedAvenant_ThatMovesTheEnd_KeepsTheLaterLastPayment(string? paiement, string? convention, string attendu)
    {
        var end = new DateOnly(2022, 2, 28);
        var essai = new DossierDEssai(t => t with { End = t.End with { LatestPayment = convention is null ? null : DateOnly.Parse(convention, null) } }).Signe();

        essai.Signer(essai.Avenant(Textes.Avenant() with { End = new TexteFin { Date = end, LatestPayment = paiement is null ? null : DateOnly.Parse(paiement, null) } }, Jour), Jour);

        Assert.Equal((end, DateOnly.Parse(attendu, null)), (essai.Dossier.EndsOn!.Value, essai.Dossier.PaymentsUntil!.Value));
    }

    [Theory]
    [InlineData("MONTHLY_EXPENSES", "2020-01")]
    [InlineData("STATUS", null)]
    public void Sign_MonthlyReports_AreAskedFromTheMonthOfTheEffectWhereTheTextHasThem(string code, string? depuis) =>
        Assert.Equal(depuis, new DossierDEssai(t => t with { Reports = [new TexteRapport { Code = code }] }).Signe().Dossier.MonthlyFrom);

    [Theory]
    [InlineData("{ \"id\": \" \" }", "L’identifiant est vide.")]
    [InlineData("{ \"id\": \"C\", \"kind\": \"contrat\" }", "Le genre est inconnu.")]
    [InlineData("{ \"id\": \"C\", \"startups\": [null] }", "Une liste contient un élément vide.")]
    [InlineData("{ \"id\": null }", "Une clé nécessaire est vide.")]
    [InlineData("null", "Le fichier est vide.")]
    public void Read_TextOfAnotherShape_SaysWhatIsWrong(string json, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<JsonException>(() => TexteConvention.Read(json)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Read_KeysThatHoldNull_AreAsThoseThatAreAbsent()
    {
        var texte = TexteConvention.Read("""{ "id": "C", "startups": null, "end": null, "title": null, "endOfYear": { "cpCutoff": { "monthDay": "--12-01" } }, "tranches": [{ "no": 1, "source": null }] }""");

        Assert.Empty(texte.Startups);
        Assert.Equal((null, true, null), (texte.End.Date, texte.EndOfYear.CpCutoff!.Inclusive, texte.Tranches[0].Source));
        Assert.Null(texte.Delegant);
        Assert.Equal("B", (texte with { Parties = [new TextePartie { Id = "A", Role = "delegant" }, new TextePartie { Id = "B", Role = "delegataire" }] }).Delegataire!.Id);
    }

    [Fact]
    public void Sources_Article_IsWhatFollowsTheFile()
    {
        Assert.Equal(("art. 2", "", "seul", "x"), (new Sources(["f.txt, art. 2", "g.txt, art. 3"]).Article, new Sources([]).Article, new Sources(["seul"]).Article, Sources.ArticleOf(", x")));
        Assert.Equal("f.txt, art. 2 ; g.txt, art. 3", new Sources(["f.txt, art. 2", "g.txt, art. 3"]).ToString());
    }

    private static TexteStartup Avec(string id) => new() { Id = id, Milestones = [new TexteJalon { Text = "lancement" }, new TexteJalon { Text = "bilan" }] };
}
