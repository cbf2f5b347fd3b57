using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Resiliations;

/// <summary>The first and the last day on which a notice may be given, and the meetings and tasks around it.</summary>
public sealed class BordsDuPreavisTests
{
    private const string A = DossierDEssai.Delegant, B = DossierDEssai.Delegataire;
    private static readonly DateOnly Jour = DossierDEssai.Debut, Fin = new(2021, 12, 31);

    [Fact]
    public void Notify_OnTheDayOfTheEffect_IsTaken() => Assert.Equal(Jour, new Preavis(Resiliable().Dote().Dossier).Notify(A, Jour, null, Jour).ReceivedOn);

    [Fact]
    public void Notify_AfterTheEnd_TellsTheEnd()
    {
        var refus = DossierDEssai.Refus(() => new Preavis(Resiliable().Dote().Dossier).Notify(A, Fin, null, Fin.AddDays(1)));

        Assert.Equal(("conventionEnded", (object)Fin), (refus.Code, refus.Details["end"]));
        Assert.Contains("31\u00A0décembre 2021", refus.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Notify_WhereTheTextEndsTheServicesToo_OpensThatTask(bool services, int taches)
    {
        var essai = Resiliable(services).Dote();

        new Preavis(essai.Dossier).Notify(A, Jour, null, Jour);

        Assert.Equal(taches, essai.De<TaskOpened>().Count());
    }

    [Fact]
    public void Notify_SaysTheNoticeOfTheTextAndTheEndOfThePayments()
    {
        var essai = Resiliable(change: t => t with { End = new TexteFin { Date = Fin } }).Dote();

        new Preavis(essai.Dossier).Notify(A, Jour, "motif", Jour);

        var fait = essai.De<TerminationNotified>().Single();
        Assert.Equal((new DateOnly(2020, 4, 15), new DateOnly(2020, 4, 15)), (fait.CommitmentsEnd, fait.PaymentsEnd));
        Assert.Equal(["15\u00A0janvier 2020", "P3M", "15\u00A0avril 2020", "31\u00A0décembre 2021"], fait.Why!.Inputs.Select(i => i.Value));
    }

    [Fact]
    public void Notify_DialogueOnTheLastDay_StaysAndOneAfterGoesWithItsTopics()
    {
        var essai = Resiliable(change: t => t with { EndOfYear = new TexteFinDeGestion { DialogueDeGestion = new TexteDialogue { BeforeMonthDay = "--04-16", Topics = ["solde"] } } }).Dote();
        Assert.Equal([new DateOnly(2020, 4, 15), new DateOnly(2021, 4, 15)], essai.Dossier.Dialogues.Select(d => d.On));

        new Preavis(essai.Dossier).Notify(A, Jour, null, Jour);

        var fait = essai.De<DialogueCancelled>().Single();
        Assert.Equal((2021, "solde"), (fait.Year, Assert.Single(fait.Agenda!)));
    }

    [Fact]
    public void Withdraw_BringsBackItsMeetingsAloneAndWarnsOfThemAgain()
    {
        var essai = Resiliable().Dote().Planifie();
        essai.Dossier.Comites[1].State = ComiteState.Cancelled;
        new Preavis(essai.Dossier).Notify(A, Jour, null, Jour);
        var settled = essai.Dossier.AlertesPrevues.Count(a => a.Alert == Alertes.CommitteeOverdue);

        new Preavis(essai.Dossier).Withdraw(A, Jour.AddDays(1));

        Assert.Equal([ComiteState.Planned, ComiteState.Cancelled, ComiteState.Planned], essai.Dossier.Comites.Select(c => c.State));
        Assert.Equal([1, 3], essai.De<CommitteeRestored>().Select(c => c.Occurrence));
        Assert.Equal(settled, essai.Dossier.AlertesPrevues.Count(a => a.Alert == Alertes.CommitteeOverdue));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Notice_WhereTheTextHasNoClauseOrParty_IsRefusedForEveryAct(bool clause)
    {
        var essai = (clause ? Resiliable() : new DossierDEssai(AvecStartup)).Dote();
        var (preavis, partie) = (new Preavis(essai.Dossier), clause ? "PARTIE-Z" : B);

        var codes = new Action[] { () => preavis.Notify(partie, Jour, null, Jour), () => preavis.EndAccompaniment(partie, "A", "motif", Jour), () => preavis.Withdraw(partie, Jour) }
            .Select(act => DossierDEssai.Refus(act).Code);

        Assert.All(codes, code => Assert.Equal(clause ? "unknownReference" : "noSuchClause", code));
    }

    [Fact]
    public void EndAccompaniment_OnTheLastDay_IsTakenAndTakesAwayOnlyThatTeamsLaterMeetings()
    {
        var essai = AnneesDEssai.Convention(t => Clause(t) with
        {
            Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-08"), Textes.Startup("PRODUIT-2", "fin", "2020-08")],
            Committees = [t.Committees[0] with { Cadence = new TexteCadence { Every = "P2M", Anchor = "startupPeriodEnd" } }],
            End = new TexteFin { Date = new DateOnly(2020, 12, 31) },
        }).Signe().Planifie();
        var comites = essai.Dossier.Comites.Where(c => c.Startup == "PRODUIT-1").ToList();
        Assert.Equal([new DateOnly(2020, 8, 31), new DateOnly(2020, 11, 2), new DateOnly(2020, 12, 31)], comites.Select(c => c.On));
        essai.Seance(1, "PRODUIT-1");

        new Preavis(essai.Dossier).EndAccompaniment(B, "PRODUIT-1", "motif", comites[1].On);

        Assert.Equal([ComiteState.Held, ComiteState.Planned, ComiteState.Cancelled], comites.Select(c => c.State));
        Assert.All(essai.Dossier.Comites.Where(c => c.Startup == "PRODUIT-2"), c => Assert.Equal(ComiteState.Planned, c.State));
        Assert.Equal("PRODUIT-2", new Preavis(essai.Dossier).EndAccompaniment(B, "PRODUIT-2", "motif", new DateOnly(2020, 12, 31)).Startup);
        Assert.Equal((comites[1].On, null), (new Preavis(essai.Dossier).EndOf("PRODUIT-1"), new Preavis(essai.Dossier).EndOf(null)));
    }

    private static DossierDEssai Resiliable(bool services = true, Func<TexteConvention, TexteConvention>? change = null) => new(t => (change ?? (x => x))(Clause(t, services)));

    private static TexteConvention Clause(TexteConvention texte) => Clause(texte, true);

    private static TexteConvention Clause(TexteConvention texte, bool services) => AvecStartup(texte) with
    {
        Termination = new TexteResiliation { Notice = "P3M", TerminatesAssociatedServices = services, DelegataireMayEndAccompaniment = true },
    };

    private static TexteConvention AvecStartup(TexteConvention texte) => texte with { Startups = [new TexteStartup { Id = "A" }] };
}
