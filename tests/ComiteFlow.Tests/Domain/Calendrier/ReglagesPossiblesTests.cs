using System.Text.Json;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Tests.Domain.Calendrier;

public sealed class ReglagesPossiblesTests
{
    private static readonly IReadOnlyDictionary<string, JsonElement> Service = LireService();

    [Fact]
    public void Tous_AreTheSettingsOfTheService() =>
        Assert.Equal(Service.Keys.Order(StringComparer.Ordinal), ReglagesPossibles.Tous.Select(r => r.Nom).Order(StringComparer.Ordinal));

    public static TheoryData<string> Noms() => [.. ReglagesPossibles.Tous.Select(r => r.Nom)];

    [Theory]
    [MemberData(nameof(Noms))]
    public void Accepte_ValueOfTheService_IsTaken(string nom) => Assert.True(ReglagesPossibles.Find(nom)!.Accepte(Service[nom]), Service[nom].GetRawText());

    [Theory]
    [InlineData("voluntaryMonthlyReports", "\"oui\"")]
    [InlineData("voluntaryMonthlyReports", "1")]
    [InlineData("insufficientCreditsAlert", "\"jamais\"")]
    [InlineData("committee.anchor", "[]")]
    [InlineData("committee.anchor", "[\"effect\", \"effect\"]")]
    [InlineData("committee.anchor", "\"publication\"")]
    [InlineData("workingDays.roll", "\"after\"")]
    [InlineData("workingDays.holidays", "\"corse\"")]
    [InlineData("words.fin", "\"first\"")]
    [InlineData("words.mi", "32")]
    [InlineData("status.due", "\"10\"")]
    [InlineData("status.due", "-1")]
    [InlineData("status.due", "1.5")]
    [InlineData("monthly.day", "0")]
    [InlineData("monthly.reminderEvery", "7")]
    [InlineData("monthly.reminderEvery", "\"P0D\"")]
    [InlineData("revoyure.period", "\"six mois\"")]
    [InlineData("revoyure.period", "\"P99999999999M\"")]
    [InlineData("cutoff.warnings", "10")]
    [InlineData("end.warnings", "[90, \"60\"]")]
    [InlineData("guard.publication", "[\"annexe\"]")]
    [InlineData("jobs.time", "\"25:00\"")]
    [InlineData("tax.rate", "120")]
    [InlineData("ocr.autoCorrect", "\"true\"")]
    [InlineData("committee.until", "\"toujours\"")]
    [InlineData("words.avantMi", "14")]
    [InlineData("revoyure.decidedBy", "[\"team\"]")]
    [InlineData("revoyure.decidedBy", "[]")]
    [InlineData("ceiling.equalityAccepted", "null")]
    [InlineData("revoyure.provisional", "\"oui\"")]
    [InlineData("revoyure.provisionalMax", "null")]
    [InlineData("committee.exhaustionDays", "-1")]
    [InlineData("committee.exhaustionDays", "\"45\"")]
    [InlineData("committee.endNotice", "3")]
    [InlineData("committee.forecastMonths", "null")]
    [InlineData("revoyure.consumption", "101")]
    [InlineData("revoyure.lateReport", "0")]
    public void Set_ValueThatTheSettingDoesNotTake_IsRefusedAndChangesNothing(string nom, string valeur)
    {
        var essai = new DossierDEssai().Enregistre();

        var refus = DossierDEssai.Refus(() => new Choix(essai.Dossier).Set(nom, JsonDocument.Parse(valeur).RootElement, DossierDEssai.Debut));

        Assert.Equal("unknownReference", refus.Code);
        Assert.Contains(" : ", refus.Message, StringComparison.Ordinal);
        Assert.Empty(essai.Dossier.Options);
    }

    [Theory]
    [InlineData("committee.anchor", "[\"signing\", \"effect\"]")]
    [InlineData("insufficientCreditsAlert", "true")]
    [InlineData("words.mi", "\"last\"")]
    [InlineData("guard.publication", "[]")]
    [InlineData("workingDays.holidays", "\"alsaceMoselle\"")]
    [InlineData("tax.rate", "5.5")]
    [InlineData("committee.exhaustionDays", "45")]
    [InlineData("committee.exhaustionDays", "null")]
    [InlineData("committee.endNotice", "\"P3M\"")]
    [InlineData("revoyure.consumption", "82.5")]
    public void Set_ValueThatTheSettingTakes_IsInForce(string nom, string valeur)
    {
        var essai = new DossierDEssai().Enregistre();

        new Choix(essai.Dossier).Set(nom, JsonDocument.Parse(valeur).RootElement, DossierDEssai.Debut);

        Assert.Equal(valeur, essai.Dossier.Politiques.Valeur(nom).GetRawText());
    }

    /// <summary>A setting that is added gets its line in the table: another value, and what it changes.</summary>
    [Fact]
    public void EffetDeReglage_EachSettingOfTheService_HasItsOtherValue()
    {
        Assert.Equal(Service.Keys.Order(StringComparer.Ordinal), EffetDeReglage.Tous.Select(e => e.Nom).Concat(EffetDeReglage.Ailleurs).Order(StringComparer.Ordinal));
        Assert.All(EffetDeReglage.Tous, effet =>
        {
            var autre = JsonDocument.Parse(effet.Autre).RootElement;
            Assert.True(ReglagesPossibles.Find(effet.Nom)!.Accepte(autre), effet.Nom);
            Assert.NotEqual(JsonSerializer.Serialize(Service[effet.Nom]), JsonSerializer.Serialize(autre));
        });
    }

    public static TheoryData<string> EnVie() => [.. EffetDeReglage.Tous.Select(e => e.Nom)];

    /// <summary>The layers: service, then the convention's text, then the run, then the choice of a person for the convention.</summary>
    [Theory]
    [MemberData(nameof(EnVie))]
    public void Valeur_OfEachLayer_IsThatOfTheStrongest(string nom)
    {
        var (service, other) = (Service[nom], JsonDocument.Parse(EffetDeReglage.Tous.First(e => e.Nom == nom).Autre).RootElement);
        var text = new DossierDEssai(t => t with { Settings = new Dictionary<string, JsonElement> { [nom] = other } }).Enregistre();
        Assert.True(JsonElement.DeepEquals(other, text.Dossier.Politiques.Valeur(nom)));

        text.Regle(nom, service);
        Assert.True(JsonElement.DeepEquals(service, text.Dossier.Politiques.Valeur(nom)));

        if (ReglagesPossibles.Find(nom)!.EstReserve)
            return;
        new Choix(text.Dossier).Set(nom, other, DossierDEssai.Debut);
        Assert.True(JsonElement.DeepEquals(other, text.Dossier.Politiques.Valeur(nom)));
    }

    [Theory]
    [InlineData("inconnu", "true", "« inconnu » n’existe pas ici")]
    [InlineData("status.due", "\"dix\"", "« dix » ne convient pas au réglage « status.due »")]
    public void Lire_PoliciesOfAFolderThatSetWhatCannotBe_AreRefused(string nom, string valeur, string phrase)
    {
        var file = $$"""{ "settings": { "{{nom}}": {{valeur}} }, "aliases": { "recipients": {}, "places": {} } }""";

        var error = Assert.Throws<FormatException>(() => new ReglagesCourants(file, new Dictionary<string, JsonElement>()));

        Assert.StartsWith("policies.json: $.settings", error.Message, StringComparison.Ordinal);
        Assert.Contains(phrase, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lire_PoliciesOfAFolderThatLeaveSettingsOut_TakeThoseOfTheProduct()
    {
        const string File = """{ "settings": { "status.due": 7 }, "aliases": { "recipients": {}, "places": {} } }""";

        var reglages = new ReglagesCourants(File, new Dictionary<string, JsonElement>(), System.IO.File.ReadAllText(Depot.Path("conventions", "policies.json")));

        Assert.Equal((7, 1), (reglages.Politiques.Entier("status.due"), reglages.Politiques.Entier("status.reminder")));
    }

    [Theory]
    [InlineData("coordinator", false, true)]
    [InlineData("decisionMaker", true, false)]
    [InlineData("budgetOfficer", false, false)]
    public void Allows_DecisionByThePolicy_IsForItsRolesAlone(string role, bool usually, bool thenAllowed)
    {
        var actor = new Actor(role, role, null, "essai", default);
        var essai = new DossierDEssai().Enregistre();
        Assert.Equal(usually, Droits.Allows(actor, "decideRevoyure", essai.Dossier.Politiques));

        essai.Regle("revoyure.decidedBy", new[] { "coordinator" });

        Assert.Equal(thenAllowed, Droits.Allows(actor, "decideRevoyure", essai.Dossier.Politiques));
    }

    [Fact]
    public void Set_WhoDecidesTheRevoyure_IsForbiddenAndChangesNothing()
    {
        var essai = new DossierDEssai().Enregistre();

        var refus = DossierDEssai.Refus(() => new Choix(essai.Dossier).Set("revoyure.decidedBy", JsonSerializer.SerializeToElement(new[] { "coordinator" }), DossierDEssai.Debut));

        Assert.Equal("forbidden", refus.Code);
        Assert.Equal(["decisionMaker"], essai.Dossier.Politiques.Liste("revoyure.decidedBy"));
    }

    [Fact]
    public void Set_UnknownSetting_IsRefused()
    {
        var essai = new DossierDEssai().Enregistre();

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => new Choix(essai.Dossier).Set("inconnu", JsonSerializer.SerializeToElement(true), DossierDEssai.Debut)).Code);
    }

    public static TheoryData<string> Offerts() => [.. ReglagesEnFrancais.Offerts.Select(r => r.Nom)];

    [Theory]
    [MemberData(nameof(Offerts))]
    public void Lire_WhatTheFieldShowsForTheValueInForce_IsThatValue(string nom)
    {
        var reglage = ReglagesPossibles.Find(nom)!;

        var lue = ReglagesEnFrancais.Lire(reglage, ReglagesEnFrancais.Saisie(reglage, Service[nom]));

        Assert.True(reglage.Accepte(lue), lue.GetRawText());
        Assert.Equal(ReglagesEnFrancais.Valeur(reglage, Service[nom]), ReglagesEnFrancais.Valeur(reglage, lue));
        Assert.All(ReglagesEnFrancais.Options(reglage), option => Assert.True(reglage.Accepte(ReglagesEnFrancais.Lire(reglage, option.Valeur)), option.Valeur));
        Assert.NotEmpty(ReglagesEnFrancais.Nom(nom) + ReglagesEnFrancais.Sens(nom));
    }

    [Theory]
    [InlineData("revoyure.period", "6 mois", "\"P6M\"")]
    [InlineData("monthly.reminderEvery", "2 semaines", "\"P2W\"")]
    [InlineData("words.mi", "dernier", "\"last\"")]
    [InlineData("end.warnings", "90, 60 ; 30", "[90,60,30]")]
    [InlineData("status.due", "dix", "\"dix\"")]
    [InlineData("committee.exhaustionDays", " ", "null")]
    [InlineData("committee.endNotice", "3 mois", "\"P3M\"")]
    [InlineData("committee.endNotice", "1 mois et 15 jours", "\"P1M15D\"")]
    [InlineData("committee.endNotice", "2 semaines, 1 an", "\"P1Y2W\"")]
    [InlineData("committee.endNotice", "1 mois et 2 mois", "\"1 mois et 2 mois\"")]
    [InlineData("revoyure.consumption", "82,5 %", "82.5")]
    public void Lire_WordsOfAPerson_IsAValue(string nom, string saisie, string attendu) =>
        Assert.Equal(attendu, ReglagesEnFrancais.Lire(ReglagesPossibles.Find(nom)!, saisie).GetRawText());

    [Theory]
    [InlineData("P1M15D")]
    [InlineData("P1Y2M")]
    public void Lire_WhatTheFieldShowsForADurationOfTwoUnits_IsThatDuration(string duree)
    {
        var reglage = ReglagesPossibles.Find("committee.endNotice")!;
        var kept = JsonSerializer.SerializeToElement(duree);

        Assert.True(reglage.Accepte(kept));
        var read = ReglagesEnFrancais.Lire(reglage, ReglagesEnFrancais.Saisie(reglage, kept)).GetString()!;
        Assert.Equal(Periode.Parse(duree), Periode.Parse(read));
    }

    private static Dictionary<string, JsonElement> LireService()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Depot.Path("conventions", "policies.json")));
        return file.RootElement.GetProperty("settings").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone());
    }
}
