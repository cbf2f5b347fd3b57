using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Conventions;

public sealed class EnregistrementTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Register_ANewText_IsToSignWithItsCeilingAndEnd()
    {
        var fait = Assert.Single(new DossierDEssai().Enregistre().De<DocumentRegistered>());

        Assert.Equal(("toSign", 1_000_000L, new DateOnly(2021, 12, 31)), (fait.State, fait.CeilingCents, fait.End));
        Assert.Equal(DossierDEssai.Id, fait.Convention);
    }

    [Fact]
    public void Register_AnAvenant_AddsItsAnnexesToTheConvention()
    {
        var essai = new DossierDEssai(Textes.ParStartup).Enregistre();

        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-2", "mi", "2020-11", 300_000)), Jour);

        var fait = essai.De<DocumentRegistered>().Last();
        Assert.Equal((300_000L, 500_000L), (fait.BudgetCents, fait.ConventionBudgetCents));
    }

    [Fact]
    public void Register_AnotherAnnexeOfAStartup_IsItsNextVersion()
    {
        var essai = new DossierDEssai(Textes.ParStartup).Enregistre();

        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "mi", "2020-11")), Jour);

        Assert.Equal([1, 2], essai.De<AnnexeRegistered>().Select(f => f.Version));
    }

    [Fact]
    public void ScheduleMilestones_WordOfTheText_StaysInsideItsMonth()
    {
        var startup = Textes.Startup("PRODUIT-1", "fin", "2020-10") with { Milestones = [new TexteJalon { Text = "fin octobre", Word = "fin", Month = "2021-10" }] };
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [startup] }).Enregistre();

        new Enregistrement(essai.Dossier).ScheduleMilestones(essai.Texte);

        Assert.Equal(new DateOnly(2021, 10, 29), Assert.Single(essai.De<MilestoneScheduled>()).On);
    }

    [Theory]
    [InlineData("PRODUIT-9", 0, "unknownReference")]
    [InlineData("PRODUIT-1", 1, "invalidDate")]
    public void Milestone_UnknownStartupOrAhead_IsRefused(string startup, int days, string code)
    {
        var essai = new DossierDEssai(Textes.ParStartup).Enregistre();

        Assert.Equal(code, DossierDEssai.Refus(() => new Enregistrement(essai.Dossier).Milestone("incubationStart", startup, Jour.AddDays(days), Jour)).Code);
    }

    [Theory]
    [InlineData("point d’étape", "PRODUIT-1", true)]
    [InlineData("point d’étape", null, true)]
    [InlineData("point d’étape", "PRODUIT-2", false)]
    [InlineData("autre jalon", "PRODUIT-1", false)]
    public void Milestone_TextOfAStartup_IsTakenForItAlone(string milestone, string? startup, bool prise)
    {
        var first = Textes.Startup("PRODUIT-1", "fin", "2020-10") with { Milestones = [new TexteJalon { Text = "point d’étape", Word = "fin", Month = "2020-09" }] };
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [first, Textes.Startup("PRODUIT-2", "fin", "2020-10")] }).Enregistre();

        var error = Record.Exception(() => new Enregistrement(essai.Dossier).Milestone(milestone, startup, Jour, Jour));

        Assert.Equal(prise ? null : "unknownReference", (error as ComiteFlow.Domain.BrokenRuleException)?.Code);
        Assert.Equal(prise ? 1 : 0, essai.De<MilestoneRecorded>().Count());
    }

    [Fact]
    public void Milestone_SameDateAgain_IsAlreadyDone()
    {
        var essai = new DossierDEssai().Enregistre();
        new Enregistrement(essai.Dossier).Milestone("incubationStart", null, Jour, Jour);

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => new Enregistrement(essai.Dossier).Milestone("incubationStart", null, Jour, Jour)).Code);
    }

    [Fact]
    public void ResolveDoubt_StringThatNobodyDoubts_IsUnknown()
    {
        var essai = new DossierDEssai().Enregistre();

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => new Enregistrement(essai.Dossier).ResolveDoubt(DossierDEssai.Id, "O1", "01", "coordinator")).Code);
    }

    [Fact]
    public void ResolveDoubt_PrintedString_KeepsItBesideTheValue()
    {
        var essai = new DossierDEssai();
        new Enregistrement(essai.Dossier).Register(essai.Texte, [new DoubtFlagged { Document = DossierDEssai.Id, Subject = "chorusCode", Printed = "O1" }], Jour);

        new Enregistrement(essai.Dossier).ResolveDoubt(DossierDEssai.Id, "O1", "01", "coordinator");

        var doute = Assert.Single(essai.Dossier.Doutes);
        Assert.Equal(("O1", "01"), (doute.Printed, doute.Value));
    }

    [Fact]
    public void ResolveUnprinted_BySubject_SettlesThatPointAlone()
    {
        var essai = new DossierDEssai();
        DoubtFlagged Doubt(string subject, string? printed) => new() { Document = DossierDEssai.Id, Subject = subject, Printed = printed };
        new Enregistrement(essai.Dossier).Register(essai.Texte, [Doubt("signingDate", null), Doubt("link", null), Doubt("signingDate", "1er")], Jour);

        new Enregistrement(essai.Dossier).ResolveUnprinted(DossierDEssai.Id, "signingDate", null, "2020-01-15", "coordinator");

        Assert.Equal(["2020-01-15", null, null], essai.Dossier.Doutes.Select(d => d.Value));
        Assert.Null(Assert.Single(essai.De<DoubtResolved>()).Printed);
    }

    [Theory]
    [InlineData("signingDate", "PRODUIT-1")]
    [InlineData("name", null)]
    public void ResolveUnprinted_OtherStartupOrSubject_IsUnknown(string subject, string? startup)
    {
        var essai = new DossierDEssai();
        new Enregistrement(essai.Dossier).Register(essai.Texte, [new DoubtFlagged { Document = DossierDEssai.Id, Subject = "signingDate" }], Jour);

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => new Enregistrement(essai.Dossier).ResolveUnprinted(DossierDEssai.Id, subject, startup, "x", "coordinator")).Code);
    }

    [Theory]
    [InlineData("2020-01-15", false)]
    [InlineData("2020-11-02", true)]
    public void HasBegunBefore_DayOfTheRegistration_TellsWhetherSomethingHasPassed(string jour, bool attendu)
    {
        var essai = new DossierDEssai(Textes.ParStartup);

        Assert.Equal(attendu, new Reprise(essai.Dossier).HasBegunBefore(DateOnly.ParseExact(jour, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("2021-10-01", false)]
    [InlineData("2021-10-02", true)]
    [InlineData("2022-03-01", true)]
    public void IsNear_FirstWarningOfTheEnd_TellsWhetherToClose(string jour, bool attendu)
    {
        var essai = new DossierDEssai().Signe();

        Assert.Equal(attendu, new Cloture(essai.Dossier).IsNear(DateOnly.ParseExact(jour, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void End_DayAfterTheLast_IsToldOnce()
    {
        var essai = new DossierDEssai().Signe();
        var cloture = new Cloture(essai.Dossier);
        cloture.End(new DateOnly(2021, 12, 31));

        cloture.End(new DateOnly(2022, 1, 1));
        cloture.End(new DateOnly(2022, 1, 2));

        Assert.Equal(new DateOnly(2021, 12, 31), Assert.Single(essai.De<ConventionEnded>()).On);
    }
}
