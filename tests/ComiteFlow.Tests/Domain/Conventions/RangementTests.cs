using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Tests.Domain.Conventions;

/// <summary>Whatever the order in which rows come, everything reads them in one; and what a dossier is called.</summary>
public sealed class RangementTests
{
    private const string Id = DossierDEssai.Id;
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Ranger_RowsInAnyOrder_AreReadInTheirs()
    {
        var dossier = new Dossier(Id, "Essai");
        foreach (var n in new[] { 2, 3, 1 })
            AjouterLeRang(dossier, n);

        dossier.Ranger();

        Assert.Equal([1, 2, 3], dossier.Actes.Select(a => a.Number!.Value));
        Assert.Equal([1, 2, 3], dossier.Tranches.Select(t => t.Number));
        Assert.Equal([1, 2, 3], dossier.MisesADisposition.Select(m => m.Number));
        Assert.Equal([1, 2, 3], dossier.Depenses.Select(l => l.Number));
        Assert.Equal([1, 2, 3], dossier.Doutes.Select(d => d.Number));
        Assert.Equal([1, 2, 3], dossier.Conditions.Select(c => c.Number));
        Assert.Equal([1, 2, 3], dossier.Ouvertures.Select(o => o.Number));
        Assert.Equal([1, 2, 3], dossier.Resiliations.Select(r => r.Number));
        Assert.Equal([2021, 2022, 2023], dossier.Dialogues.Select(d => d.Year));
        Assert.Equal(["1", "2", "3"], dossier.Rapports.Select(r => r.Id));
        Assert.Equal(["1", "2", "3"], dossier.Taches.Select(t => t.Id));
        Assert.Equal(["1", "2", "3"], dossier.Cles.Select(c => c.Scope));
        Assert.Equal(["1", "2", "3"], dossier.PointsDeReprise.Select(p => p.Id));
        Assert.Equal(["1", "2", "3"], dossier.AlertesPrevues.Select(a => a.Id));
    }

    [Fact]
    public void Ranger_RowsOfSeveralKeys_ComeByTheFirstThenTheNext()
    {
        var dossier = new Dossier(Id, "Essai");
        foreach (var (code, startup, n) in new[] { ("B", null, 1), ("A", "S", 2), ("A", "S", 1), ("A", (string?)null, 2), ("A", "R", 1) })
            dossier.Add(new Comite(Id, code, startup, n));
        foreach (var (jalon, startup) in new[] { ("b", null), ("a", "S"), ("a", (string?)null) })
            dossier.Add(new Jalon(Id, jalon, startup, Jour));
        foreach (var (startup, autre) in new[] { ("S", "B"), ("S", "A"), ("R", "C") })
            dossier.Add(new Partage(Id, startup, autre));
        foreach (var (scope, year) in new[] { ("S", 2021), ("S", 2020), ("R", 2022) })
            dossier.Add(new DecisionDeSolde(Id, scope, year));

        dossier.Ranger();

        Assert.Equal([("A", null, 2), ("A", "R", 1), ("A", "S", 1), ("A", "S", 2), ("B", null, 1)], dossier.Comites.Select(c => (c.Code, c.Startup, c.Occurrence)));
        Assert.Equal([("a", ""), ("a", "S"), ("b", "")], dossier.Jalons.Select(j => (j.Milestone, j.Startup)));
        Assert.Equal([("R", "C"), ("S", "A"), ("S", "B")], dossier.Partages.Select(p => (p.Startup, p.OtherConvention)));
        Assert.Equal([("R", 2022), ("S", 2020), ("S", 2021)], dossier.Soldes.Select(s => (s.Scope, s.Year)));
    }

    [Fact]
    public void Ranger_TheConventionItself_ComesBeforeItsAvenants()
    {
        var dossier = new Dossier(Id, "Essai");
        dossier.Add(new Acte("AV", Id, "avenant", 1, []));
        dossier.Add(new Acte(Id, Id, "convention", null, []));

        dossier.Ranger();

        Assert.Equal([Id, "AV"], dossier.Actes.Select(a => a.Id));
    }

    [Theory]
    [InlineData("Convention de délégation de gestion – Essai – 2020", "Essai")]
    [InlineData("Essai", "Essai")]
    [InlineData("Convention de délégation de gestion", "Convention de délégation de gestion")]
    [InlineData(" – ", Id)]
    [InlineData("  –  Essai ", "Essai")]
    public void ShortTitle_IsWhatTellsItFromTheOthers(string titre, string court) => Assert.Equal(court, new Dossier(Id, titre).ShortTitle);

    [Fact]
    public void SetOption_OfTwo_KeepsEachAndCountsAtOnce()
    {
        var essai = new DossierDEssai().Signe();
        var choix = new Choix(essai.Dossier);
        _ = essai.Dossier.Politiques;

        choix.Set("status.due", Json("5"), Jour);
        choix.Set("monthly.day", Json("12"), Jour);
        choix.Set("status.due", Json("7"), Jour);

        Assert.Equal([("status.due", "7"), ("monthly.day", "12")], essai.Dossier.Options.Select(o => (o.Name, o.Value)));
        Assert.Equal((7, 12), (essai.Dossier.Politiques.Entier("status.due"), essai.Dossier.Politiques.Entier("monthly.day")));
        Assert.Null(essai.Dossier.RulesDueOn);
        choix.Set("revoyure.consumption", Json("80"), Jour);
        Assert.Equal(Jour.AddDays(1), essai.Dossier.RulesDueOn);
        choix.Set("revoyure.consumption", Json("null"), Jour);
        Assert.Null(essai.Dossier.RulesDueOn);
    }

    [Fact]
    public void Set_VoluntaryReports_BeginWithTheRunningMonthWhereTheTextHasNone()
    {
        var sans = new DossierDEssai(t => t with { Reports = [t.Reports[0]] }).Signe();
        var avec = new DossierDEssai().Signe();
        var mai = new DateOnly(2020, 5, 4);

        new Choix(sans.Dossier).Set("monthly.day", Json("12"), mai);
        Assert.Null(sans.Dossier.MonthlyFrom);
        new Choix(sans.Dossier).Set("voluntaryMonthlyReports", Json("true"), mai);
        new Choix(avec.Dossier).Set("voluntaryMonthlyReports", Json("true"), mai);
        Assert.Equal(("2020-05", "2020-01"), (sans.Dossier.MonthlyFrom, avec.Dossier.MonthlyFrom));
        new Choix(sans.Dossier).Set("voluntaryMonthlyReports", Json("false"), mai);
        Assert.Null(sans.Dossier.MonthlyFrom);
    }

    [Theory]
    [InlineData(true, 0, false)]
    [InlineData(true, -1, true)]
    [InlineData(false, -1, false)]
    public void IsHistory_OfAReprise_IsWhatLiesBeforeItsRegistration(bool reprise, int jours, bool histoire)
    {
        var dossier = new DossierDEssai().Enregistre().Dossier;
        dossier.IsReprise = reprise;

        Assert.Equal(histoire, dossier.IsHistory(Jour.AddDays(jours)));
    }

    private static void AjouterLeRang(Dossier dossier, int n)
    {
        dossier.Add(new Acte($"AV{n}", Id, "avenant", n, []));
        dossier.Add(new Rapport($"{n}", Id, "monthly"));
        dossier.Add(new Tranche(Id, n, Money.Zero, Money.Zero, "texte"));
        dossier.Add(new MiseADisposition(Id, n, Jour, Money.Zero, Money.Zero));
        dossier.Add(new LigneDepense(Id, n, false, Money.Zero, Jour));
        dossier.Add(new Tache($"{n}", Id, "close", Id));
        dossier.Add(new Doute(Id, n, Id, "name"));
        dossier.Add(new CleChorus(Id, $"{n}"));
        dossier.Add(new PointDeReprise($"{n}", Id, PointDeReprise.Seance, Jour));
        dossier.Add(new Condition(Id, n, "C", "t"));
        dossier.Add(new Ouverture(Id, n, "C", ReglesDOuverture.Consumption, "k"));
        dossier.Add(new DialogueDeGestion(Id, 2020 + n, Jour));
        dossier.Add(new Resiliation(Id, n, "A"));
        dossier.Add(new AlertePrevue($"{n}", Id, Alertes.EndNear, Jour));
    }

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
