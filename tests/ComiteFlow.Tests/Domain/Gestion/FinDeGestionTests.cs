using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Gestion;

public sealed class FinDeGestionTests
{
    [Fact]
    public void Plan_AtTheEffect_SchedulesTheDialoguesOfAllYearsToTheEnd()
    {
        var essai = AnneesDEssai.Convention().Signe();

        // 15 November 2020 is a Sunday, 2021 a Monday: the Friday before each.
        Assert.Equal([(2020, new DateOnly(2020, 11, 13)), (2021, new DateOnly(2021, 11, 12))], essai.De<DialogueScheduled>().Select(d => (d.Year, d.On)));
        Assert.All(essai.De<DialogueScheduled>(), d => Assert.Equal([DossierDEssai.Delegant, DossierDEssai.Delegataire], d.To));
        Assert.All(essai.De<DialogueScheduled>(), d => Assert.Equal(["solde", "reports"], d.Agenda));
    }

    [Fact]
    public void Plan_EffectAfterTheDialogueOfItsYear_LeavesThatYearOut()
    {
        var essai = AnneesDEssai.Convention().Signe(new DateOnly(2020, 11, 16));

        Assert.Equal([2021], essai.De<DialogueScheduled>().Select(d => d.Year));
        Assert.DoesNotContain(essai.Dossier.AlertesPrevues, a => a.Alert == Alertes.CutoffNear && a.Due < new DateOnly(2020, 11, 16));
    }

    [Fact]
    public void Plan_EndBeforeTheDialogueOfItsYear_LeavesThatYearOut()
    {
        var essai = AnneesDEssai.Convention(texte => texte with { End = new TexteFin { Date = new DateOnly(2021, 11, 11) } }).Signe();

        Assert.Equal([2020], essai.De<DialogueScheduled>().Select(d => d.Year));
    }

    [Fact]
    public void Plan_AnAvenantThatMovesTheEnd_AddsTheYearsAndKeepsTheOthers()
    {
        var essai = AnneesDEssai.Convention().Signe();
        var avenant = essai.Avenant(new TexteConvention { Id = "AV-1", Kind = "avenant", Title = "Avenant", Amends = DossierDEssai.Id, Signatories = essai.Texte.Signatories, End = new TexteFin { Date = new DateOnly(2022, 12, 31) } }, new DateOnly(2021, 3, 1));
        essai.Signer(avenant, new DateOnly(2021, 3, 1));

        Assert.Equal([2020, 2021, 2022], essai.De<DialogueScheduled>().Select(d => d.Year));
    }

    [Fact]
    public void Plan_TextWithoutEndOfYear_PlansNothing()
    {
        var essai = new DossierDEssai().Signe();

        Assert.Empty(essai.Dossier.Dialogues);
        Assert.DoesNotContain(essai.Dossier.AlertesPrevues, a => a.Alert is Alertes.CutoffNear or Alertes.DialogueOverdue);
        Assert.Equal("noSuchClause", DossierDEssai.Refus(() => new FinDeGestion(essai.Dossier).Hold(2020, new DateOnly(2020, 11, 12))).Code);
    }

    [Theory]
    [InlineData(true, "2020-11-16", "2020-11-25", "2020-11-30")]
    [InlineData(false, "2020-11-16", "2020-11-25", "2020-11-29")]
    public void Issue_BeforeTheCutoff_WarnsTenAndThreeWorkingDaysBefore(bool inclusive, string ten, string three, string last)
    {
        var essai = AnneesDEssai.Convention().Regle("cutoff.inclusive", inclusive).Signe();

        var warned = Enumerable.Range(0, 60).SelectMany(day =>
        {
            essai.Oublier();
            var morning = new DateOnly(2020, 10, 15).AddDays(day);
            new Alertes(essai.Dossier).Issue(morning);
            return essai.De<AlertRaised>().Where(a => a is { Alert: Alertes.CutoffNear, Cutoff: "ae" }).Select(a => (morning, a.Days, a.On, a.To.Single())).ToList();
        }).ToList();

        Assert.Equal([(Jour(ten), 10, Jour(last), DossierDEssai.Delegataire), (Jour(three), 3, Jour(last), DossierDEssai.Delegataire)], warned);
    }

    [Fact]
    public void Issue_AfterAnOutage_WarnsOnceAndOnlyBeforeTheCutoff()
    {
        var (early, late) = (AnneesDEssai.Convention().Signe(), AnneesDEssai.Convention().Signe());

        Assert.Equal(2, new Alertes(early.Dossier).Issue(new DateOnly(2020, 11, 30)).Count(a => a.Cutoff == "ae"));
        Assert.Empty(new Alertes(early.Dossier).Issue(new DateOnly(2020, 11, 30)));
        Assert.DoesNotContain(new Alertes(late.Dossier).Issue(new DateOnly(2020, 12, 1)), a => a.Cutoff == "ae");
    }

    [Fact]
    public void Issue_DialogueNotHeld_WarnsTheDelegantTheWorkingDayAfter()
    {
        var essai = AnneesDEssai.Convention().Signe();
        var regles = new FinDeGestion(essai.Dossier);

        Assert.DoesNotContain(new Alertes(essai.Dossier).Issue(new DateOnly(2020, 11, 13)), a => a.Alert == Alertes.DialogueOverdue);
        Assert.Single(new Alertes(essai.Dossier).Issue(new DateOnly(2020, 11, 16)), a => a.Alert == Alertes.DialogueOverdue);
        Assert.Equal([DossierDEssai.Delegant], essai.De<AlertRaised>().Single(a => a.Alert == Alertes.DialogueOverdue).To);
    }

    [Fact]
    public void Issue_DialogueHeldInTime_StaysSilent()
    {
        var essai = AnneesDEssai.Convention().Signe();
        var regles = new FinDeGestion(essai.Dossier);
        regles.Hold(2020, new DateOnly(2020, 11, 13));

        Assert.DoesNotContain(new Alertes(essai.Dossier).Issue(new DateOnly(2020, 11, 16)), a => a.Alert == Alertes.DialogueOverdue);
    }

    [Fact]
    public void Hold_UnknownYearTwiceOrAhead_IsRefused()
    {
        var essai = AnneesDEssai.Convention().Signe();
        var regles = new FinDeGestion(essai.Dossier);
        regles.Hold(2020, new DateOnly(2020, 11, 10));

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => regles.Hold(2020, new DateOnly(2020, 11, 11))).Code);
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => regles.Hold(2019, new DateOnly(2020, 11, 11))).Code);
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => regles.Hold(2022, new DateOnly(2020, 11, 11))).Code);
        Assert.Equal("invalidDate", DossierDEssai.Refus(() => regles.Hold(2021, new DateOnly(2020, 11, 11))).Code);
        Assert.Single(essai.De<DialogueHeld>());
    }

    private static DateOnly Jour(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
