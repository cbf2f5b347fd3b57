using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Obligations;

/// <summary>What the meetings of a convention say of its obligations: of the comité and startup that the text names, in its order.</summary>
public sealed class ConstatsDesSeancesTests
{
    private static readonly DateOnly Debut = DossierDEssai.Debut;

    [Fact]
    public void Comites_BetweenTwoMeetings_TellTheLastAndAwaitTheNext()
    {
        var essai = new DossierDEssai().Dote().Planifie();
        essai.Seance(1);
        essai.Seance(2);

        var constat = Constate(essai, "comites", Debut);

        Assert.Equal(("2 séances tenues, dernière le 15 janvier 2021.", essai.Dossier.Comites[2].On), (Dit(constat), constat.Echeance));
        essai.Seance(3);
        Assert.Equal("Fait : 3 séances tenues, dernière le 15 juillet 2021.", Etat(essai, "comites", Debut));
    }

    [Fact]
    public void Comites_OfACodeAndAStartup_LeaveTheOthersOut()
    {
        var essai = Series().Dote().Planifie();
        essai.Seance(1, "PRODUIT-1");

        Assert.Equal("Fait : 1 séance tenue, dernière le 31 août 2020.", Etat(essai, "comites", Debut, "PROD", "PRODUIT-1"));
        Assert.Equal("AFaire : Première séance à tenir.", Etat(essai, "comites", Debut, "PROD", "PRODUIT-2"));
        Assert.Equal("AFaire : Première séance à tenir.", Etat(essai, "comites", Debut, "COM"));
        Assert.Equal(new DateOnly(2020, 7, 15), Constate(essai, "comites", Debut, null, "PRODUIT-1").Echeance);
        Assert.Equal(new DateOnly(2020, 9, 15), Constate(essai, "comites", Debut, "PROD").Echeance);
    }

    [Fact]
    public void Comites_CancelledOrBeforeTheRegistration_AreNoneToHold()
    {
        var essai = Series().Dote().Planifie();
        foreach (var comite in essai.Dossier.Comites)
            comite.State = comite.Code == "PROD" ? ComiteState.Past : ComiteState.Cancelled;

        Assert.Equal("SansObjet : Les séances prévues précèdent l’enregistrement de la convention.", Etat(essai, "comites", Debut));
        Assert.Equal("SansObjet : Les séances prévues précèdent l’enregistrement de la convention.", Etat(essai, "comites", Debut, "PROD"));
        Assert.Equal("AFaire : Aucune date n’est encore fixée.", Etat(essai, "comites", Debut, "COM"));
    }

    [Fact]
    public void Participants_PartyThatWasAbsent_IsToldWithItsMeeting()
    {
        var essai = new DossierDEssai(t => t with { Committees = [t.Committees[0] with { Code = "AUTRE", MinimumParties = [], Cadence = new TexteCadence() }, t.Committees[0]] }).Dote().Planifie();
        Assert.Equal(("Contrôlé à la tenue de chaque séance.", essai.Dossier.Comites[0].On), (Dit(Constate(essai, "participants", Debut)), Constate(essai, "participants", Debut).Echeance));
        essai.Seance();
        Assert.Equal("Fait : Règle contrôlée à chaque séance : 1 séance tenue.", Etat(essai, "participants", Debut));
        var comite = essai.Dossier.Comites[0];

        comite.HeldBy = [DossierDEssai.Delegataire, "Ada"];

        Assert.Equal($"EnRetard : Absence de {DossierDEssai.Delegant} à la séance du 15 juillet 2020.", Etat(essai, "participants", Debut));
        Assert.Same(comite, Constate(essai, "participants", Debut).Objet);
        comite.HeldBy = [];
        Assert.Equal("Fait : Règle contrôlée à chaque séance : 1 séance tenue.", Etat(essai, "participants", Debut));
    }

    [Fact]
    public void Revoyures_OfMeetingsThatDecide_CountThoseDecidedAndTellTheLast()
    {
        var essai = new DossierDEssai(t => t with { Committees = [t.Committees[0], t.Committees[0] with { Code = "SUIVI", FollowedBy = [] }] }).Dote().Planifie();
        Assert.Equal(("Décidée après la prochaine séance.", essai.Dossier.Comites[0].On, (object)essai.Dossier.Comites[0]), Lu(Constate(essai, "revoyures", Debut)));
        foreach (var rang in new[] { 1, 2 })
        {
            var comite = essai.Dossier.Comites.First(c => c.Code == "COM" && c.Occurrence == rang);
            essai.Seance(rang);
            new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(1)), comite.On);
        }

        new Revoyure(essai.Dossier).Hold(essai.Dossier.Comites.First(c => c.Code == "SUIVI"), null, Debut);

        Assert.Equal("Fait : 2 revoyures décidées, dernière le 15 janvier 2021.", Etat(essai, "revoyures", Debut));
    }

    [Theory]
    [InlineData("grant", true)]
    [InlineData("adjust", true)]
    [InlineData("perenniser", true)]
    [InlineData("refuse", false)]
    [InlineData("stop", false)]
    public void Avenants_DecisionThatChangesSomething_AwaitsItsAvenant(string outcome, bool awaited)
    {
        var essai = new DossierDEssai(t => t with { LaterTranches = new TexteTranchesUlterieures() }).Dote().Planifie();
        var comite = essai.Seance();
        new Revoyure(essai.Dossier).Decide(comite, new Decision(outcome, Money.FromCents(1)), comite.On);

        var constat = Constate(essai, "avenants", comite.On.AddDays(1));

        Assert.Equal(awaited ? "Une décision n’a pas encore son avenant." : "À établir après la prochaine décision.", Dit(constat));
        Assert.Equal(awaited ? comite.On : null, constat.Echeance);
        if (!awaited)
            return;
        Assert.Equal("SansObjet : Faculté : aucun comité n’a encore conduit à un avenant.", Etat(essai, "avenantPossible", Debut));
        new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier).OpenFor(comite);
        Assert.Equal("Fait : 1 décision portée par avenant.", Etat(essai, "avenants", Debut));
        Assert.Equal("Fait : Un avenant a suivi un comité.", Etat(essai, "avenantPossible", Debut));
    }

    [Fact]
    public void Avenants_OfAnotherDecision_DoNotCountForThisOne()
    {
        var essai = new DossierDEssai(t => t with { LaterTranches = new TexteTranchesUlterieures() }).Dote().Planifie();
        var (un, deux) = (essai.Seance(1), essai.Seance(2));
        foreach (var comite in new[] { un, deux })
            new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(1)), comite.On);
        new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier).OpenFor(un);

        Assert.Same(deux, Constate(essai, "avenants", Debut).Objet);
    }

    [Fact]
    public void Rapports_OfEachKind_AwaitTheFirstDueAndCountTheRest()
    {
        var essai = new DossierDEssai(t => t with { Reports = [.. t.Reports, new TexteRapport { Code = "FINAL_EXPENSES" }] }).Dote().Planifie();
        Assert.Equal("AFaire : Aucun compte rendu mensuel n’est encore demandé.", Etat(essai, "comptes", Debut));
        Assert.Equal("AFaire : Demandé au terme de la délégation.", Etat(essai, "compteFinal", Debut));
        var suivi = new SuiviDesRapports(essai.Dossier);
        var plus = suivi.OpenMonthly("2020-02", 10, Debut.AddDays(3));
        var moins = suivi.OpenMonthly("2020-01", 10, Debut.AddDays(2));
        suivi.RequestStatus(essai.Dossier.Comites[0], 10, Debut);

        Assert.Equal("AFaire : Aucun compte rendu mensuel n’est encore demandé.", Etat(essai, "comptes", Debut));
        Assert.Equal(("1 document attendu.", moins.Due, (object)moins), Lu(Constate(essai, "comptes", Debut.AddDays(2))));
        Assert.Equal(("2 documents attendus.", moins.Due, (object)moins), Lu(Constate(essai, "comptes", Debut.AddDays(3))));
        suivi.ReceiveAccount("2020-01", new(), null, Debut.AddDays(4));
        Assert.Equal(("1 document attendu.", plus.Due, (object)plus), Lu(Constate(essai, "comptes", Debut.AddDays(4))));
        suivi.ReceiveAccount("2020-02", new(), null, Debut.AddDays(4));
        Assert.Equal("Fait : 2 documents reçus ou dispensés.", Etat(essai, "comptes", Debut.AddDays(4)));
        Assert.Equal("EnRetard : 1 document attendu.", Etat(essai, "etats", new DateOnly(2021, 1, 1)));
    }

    [Theory]
    [InlineData("A", "lancement", true)]
    [InlineData("", "lancement", true)]
    [InlineData("B", "lancement", false)]
    [InlineData("A", "autre", false)]
    public void Jalon_OfItsNameAndStartup_IsRecordedOrOwed(string startup, string nom, bool fait)
    {
        var essai = new DossierDEssai(t => t with
        {
            Startups = [new TexteStartup { Id = "B", Milestones = [new TexteJalon { Text = "lancement", Word = "fin", Month = "2020-05" }] }, new TexteStartup { Id = "A", Milestones = [new TexteJalon { Text = "autre", Word = "fin", Month = "2020-04" }, new TexteJalon { Text = "lancement", Word = "fin", Month = "2020-03" }] }],
        }).Enregistre();
        essai.Dossier.Add(new Jalon(DossierDEssai.Id, nom, startup, Debut));

        var ligne = Ligne(essai, "jalon", null, "A") with { Texte = new TexteObligation { Id = "X", Milestone = "lancement" } };
        var constat = new EtatsDesObligations(essai.Dossier, [], Debut).Of(ligne);

        Assert.Equal(fait ? "Événement enregistré, daté du 15 janvier 2020." : "Événement à enregistrer.", Dit(constat));
        Assert.Equal(fait ? null : new DateOnly(2020, 3, 31), constat.Echeance);
        Assert.Equal(fait ? null : new JalonPossible("lancement", "A"), constat.Objet);
    }

    private static (string, DateOnly?, object?) Lu(Constat constat) => (Dit(constat), constat.Echeance, constat.Objet);

    private static string Dit(Constat constat) => constat.Pourquoi.Replace('\u00A0', ' ');

    private static string Etat(DossierDEssai essai, string regle, DateOnly today, string? comite = null, string? startup = null)
    {
        var constat = Constate(essai, regle, today, comite, startup);
        return $"{constat.Etat} : {Dit(constat)}";
    }

    private static Constat Constate(DossierDEssai essai, string regle, DateOnly today, string? comite = null, string? startup = null) =>
        new EtatsDesObligations(essai.Dossier, [], today).Of(Ligne(essai, regle, comite, startup));

    private static LigneDObligation Ligne(DossierDEssai essai, string regle, string? comite, string? startup) => new()
    {
        Id = "X", Startup = startup, Title = "X", Text = "X", Who = "delegant", Carrier = "rule", State = regle, Proof = "note", Place = new Sources([essai.Texte.Id]),
        Texte = new TexteObligation { Id = "X", Committee = comite },
    };

    private static DossierDEssai Series() => new(t => t with
    {
        Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-08"), Textes.Startup("PRODUIT-2", "mi", "2020-09")],
        Committees = [t.Committees[0] with { Code = "PROD", Cadence = new TexteCadence { Anchor = "startupPeriodEnd" } }, t.Committees[0]],
    });
}
