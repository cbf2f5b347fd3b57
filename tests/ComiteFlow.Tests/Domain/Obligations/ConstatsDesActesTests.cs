using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Obligations;

/// <summary>What money, documents and the end of years say of the obligations of a convention.</summary>
public sealed class ConstatsDesActesTests
{
    private static readonly DateOnly Debut = DossierDEssai.Debut;

    [Fact]
    public void Tranches_ReleasesAndDecisions_AreCounted()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        Assert.Equal("AFaire : Aucun crédit n’est encore mis à disposition.", Etat(essai, "tranches"));
        Assert.Equal("AFaire : Ouverte par décision, après une revoyure.", Etat(essai, "tranchesUlterieures"));
        new Fonds(essai.Dossier).Release(null, null, Money.FromCents(1), null, Debut);
        var comite = essai.Seance();
        new ComiteFlow.Domain.Revoyures.Revoyure(essai.Dossier).Decide(comite, new("grant", Money.FromCents(1)), comite.On);
        Assert.Equal("AFaire : Ouverte par décision, après une revoyure.", Etat(essai, "tranchesUlterieures"));

        new Fonds(essai.Dossier).OpenOfDecision(comite.Id, comite.On);

        Assert.Equal("Fait : 1 mise à disposition de crédits.", Etat(essai, "tranches"));
        Assert.Equal("Fait : 1 tranche ouverte par décision.", Etat(essai, "tranchesUlterieures"));
    }

    [Fact]
    public void Fonds_TranchesOfTheText_AreReleasedInTheirOrder()
    {
        var essai = new DossierDEssai(t => t with { Tranches = [new TexteTranche { No = 2, AmountCents = 5, AvailableOn = "signature" }, t.Tranches[0]] }).Signe();
        Assert.Equal("AFaire : Tranche 1 ouverte, crédits à mettre à disposition.", Etat(essai, "fonds"));

        new Fonds(essai.Dossier).Release(null, 1, null, null, Debut);
        Assert.Equal("AFaire : Tranche 2 ouverte, crédits à mettre à disposition.", Etat(essai, "fonds"));
        new Fonds(essai.Dossier).Release(null, null, null, null, Debut);
        Assert.Equal("Fait : Les crédits que le texte ouvre sont à disposition.", Etat(essai, "fonds"));
    }

    [Fact]
    public void Fonds_TrancheOpenedAfterARelease_AwaitsItsOwnFromItsOpening()
    {
        var essai = new DossierDEssai(t => t with { Tranches = [t.Tranches[0], new TexteTranche { No = 2, AmountCents = 5, AvailableOn = "effect" }] }).Dote();
        new Fonds(essai.Dossier).OpenOfText(DossierDEssai.Id, "effect", Debut.AddDays(9));

        var constat = Constate(essai, "fonds");

        Assert.Equal(("Tranche 2 ouverte, crédits à mettre à disposition.", Debut.AddDays(9)), (constat.Pourquoi, constat.Echeance));
        essai.Dossier.Tranches[1].OpenedOn = null;
        Assert.Equal(Debut, Constate(essai, "fonds").Echeance);
    }

    [Fact]
    public void Fonds_WhereTheTextOpensNone_AreOwedFromTheSignature()
    {
        var constat = Constate(AnneesDEssai.Convention().Signe(), "fonds");

        Assert.Equal(("À mettre à disposition dès la signature.", Debut), (constat.Pourquoi, constat.Echeance));
    }

    [Fact]
    public void Controles_CountTheLinesOfTheirKind()
    {
        var essai = new DossierDEssai().Dote();
        essai.Engage(10);
        essai.Engage(10);
        essai.Engage(10, envelope: "ENV-1");
        essai.Paie(5);

        Assert.Contains(": 1 ligne enregistrée,", Etat(essai, "enveloppes"), StringComparison.Ordinal);
        Assert.Contains(": 3 lignes enregistrées,", Etat(essai, "engagements"), StringComparison.Ordinal);
        Assert.Contains(": 1 ligne enregistrée,", Etat(essai, "paiements"), StringComparison.Ordinal);
    }

    [Fact]
    public void PaiementsTermines_AreDoneOnceAllIsPaidAndTheLastDayHasPassed()
    {
        var essai = new DossierDEssai().Dote();
        Assert.Equal("AFaire : Aucune dépense n’est encore enregistrée.", Etat(essai, "paiementsTermines"));
        essai.Engage(10);
        Assert.Equal("AFaire : Des dépenses engagées restent à payer.", Etat(essai, "paiementsTermines"));
        Assert.Equal("EnRetard : Des dépenses engagées restent à payer.", Etat(essai, "paiementsTermines", new DateOnly(2022, 1, 1)));
        essai.Paie(10);

        Assert.Equal("AFaire : Tout ce qui est engagé à ce jour est payé.", Etat(essai, "paiementsTermines", new DateOnly(2021, 12, 31)));
        Assert.Equal("Fait : Tout ce qui était engagé est payé.", Etat(essai, "paiementsTermines", new DateOnly(2022, 1, 1)));
    }

    [Fact]
    public void Chorus_OfTheConventionOrOfEachStartup_TellsWhoseKeyIsIncomplete()
    {
        Assert.Equal("Fait : La clé CHORUS est complète ; aucune dépense ne passe sans elle.", Etat(new DossierDEssai(t => t with { Startups = [new() { Id = "A" }] }).Signe(), "chorus"));
        Assert.Equal("AFaire : La clé CHORUS est incomplète.", Etat(new DossierDEssai(t => t with { Chorus = [], Startups = [new() { Id = "A" }, new() { Id = "B" }] }).Signe(), "chorus"));
        Assert.Equal("AFaire : La clé CHORUS est incomplète pour 2 startups.", Etat(AnneesDEssai.Convention(t => t with { Chorus = [] }).Signe(), "chorus"));
    }

    [Fact]
    public void AlerteCredits_OfARefusedExpense_IsTold()
    {
        Assert.StartsWith("SansObjet", Etat(new DossierDEssai().Signe(), "alerteCredits"), StringComparison.Ordinal);
        Assert.StartsWith("SansObjet", Dit("alerteCredits", new { fact = "alert.raised", alert = "endNear" }, new { fact = "autre", alert = "insufficientCredits" }), StringComparison.Ordinal);
        Assert.StartsWith("Fait", Dit("alerteCredits", new { fact = "alert.raised", alert = "endNear" }, new { fact = "alert.raised", alert = "insufficientCredits" }), StringComparison.Ordinal);
    }

    [Fact]
    public void SousConsommation_EachGapTold_IsCounted()
    {
        Assert.StartsWith("SansObjet", Etat(new DossierDEssai().Signe(), "sousConsommation"), StringComparison.Ordinal);
        Assert.StartsWith("SansObjet", Dit("sousConsommation", new { fact = "alert.raised", alert = "endNear" }, new { fact = "autre", alert = "underConsumption" }), StringComparison.Ordinal);
        Assert.Equal("Fait : Le délégant a été informé de 1 retard de consommation.", Dit("sousConsommation", new { fact = "alert.raised", alert = "underConsumption" }));
        Assert.Equal("Fait : Le délégant a été informé de 2 retards de consommation.", Dit("sousConsommation", new { fact = "alert.raised", alert = "underConsumption" }, new { fact = "alert.raised", alert = "underConsumption" }));
    }

    [Fact]
    public void Copies_OfAConvention_AreWaitedForThenCounted()
    {
        var essai = new DossierDEssai(t => t with { Copies = [new TexteCopie { Doc = "convention", To = ["DEST-1"] }, new TexteCopie { Doc = "avenant", To = ["DEST-2"] }] }).Enregistre();
        Assert.Equal("AFaire : À transmettre après la dernière signature.", Etat(essai, "copies"));
        Assert.Equal("SansObjet : Aucun avenant à ce jour.", Etat(essai, "copiesAvenant"));
        Assert.Equal("SansObjet : Le texte ne demande aucune copie de ces actes.", Etat(new DossierDEssai().Signe(), "copies"));
        essai.Signe();
        Assert.Equal("SansObjet : Antérieures à l’enregistrement de la convention.", Etat(essai, "copies"));
        var taches = new Taches(essai.Dossier);
        taches.OpenCopies(essai.Dossier.Convention, Debut);
        Assert.Equal("AFaire : Copie à transmettre : DEST-1.", Etat(essai, "copies"));
        taches.Transmit(taches.Copy(essai.Dossier.Convention, "DEST-1"), Debut, Debut);
        Assert.Equal("Fait : 1 copie transmise.", Etat(essai, "copies"));
        essai.Avenant(Textes.Avenant(), Debut);
        Assert.Equal("AFaire : À transmettre après la dernière signature.", Etat(essai, "copiesAvenant"));
    }

    [Fact]
    public void Publications_OfThePlacesThatTheLineNames_AreRecordedOneByOne()
    {
        var essai = new DossierDEssai(t => t with { Publication = [new TextePublication { Where = "recueil", By = "delegant" }, new TextePublication { Where = "site", By = "delegataire" }] }).Enregistre();
        Assert.Equal("AFaire : À publier après la dernière signature.", Etat(essai, "publications"));
        essai.Signe();
        Assert.Equal("SansObjet : Antérieure à l’enregistrement de la convention.", Etat(essai, "publications"));
        var taches = new Taches(essai.Dossier);
        taches.OpenCopies(essai.Dossier.Convention, Debut);
        taches.OpenPublications(essai.Dossier.Convention, Debut);
        essai.Dossier.Add(new Tache("x", DossierDEssai.Id, "close", DossierDEssai.Id));

        Assert.Equal("AFaire : Publication à enregistrer : recueil.", Etat(essai, "publications"));
        Assert.Equal(new PublicationAFaire(essai.Dossier.Convention), Constate(essai, "publications").Objet);
        new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, "recueil", Debut, Debut);
        Assert.Equal("AFaire : Publication à enregistrer : site.", Etat(essai, "publications"));
        Assert.Equal("Fait : 1 publication enregistrée.", Etat(essai, "publications", null, "recueil"));
        Assert.Equal("AFaire : Publication à enregistrer : site.", Etat(essai, "publications", null, "site"));
    }

    [Fact]
    public void AvenantsSignes_Annexes_AndReminders_AreCounted()
    {
        var essai = new DossierDEssai().Signe();
        Assert.Equal("SansObjet : Aucune modification demandée à ce jour.", Etat(essai, "avenantsSignes"));
        Assert.Equal("AFaire : Aucune annexe n’est encore enregistrée.", Etat(essai, "annexes"));
        var acte = essai.Avenant(Textes.Avenant(Textes.Startup("A", "fin", "2020-10")), Debut);
        Assert.Equal("AFaire : Un avenant attend des signatures.", Etat(essai, "avenantsSignes"));
        essai.Signer(acte, Debut);

        Assert.Equal("Fait : 1 avenant signé par toutes les parties.", Etat(essai, "avenantsSignes"));
        Assert.Equal("Fait : 1 annexe enregistrée.", Etat(essai, "annexes"));
        Assert.StartsWith("Fait : 1 rappel envoyé ;", Dit("rappels", new { fact = "report.reminded" }, new { fact = "report.requested" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Dialogue_OfEachYear_IsAwaitedInOrderUnlessHeldOrCancelled()
    {
        object Prevu(int year) => new { fact = "dialogue.scheduled", year, on = $"{year}-11-13" };
        var (tenu, annule, autre) = (new { fact = "dialogue.held", year = 2020 }, new { fact = "dialogue.cancelled", year = 2021 }, new { fact = "autre", year = 2019, on = "2019-01-01" });

        Assert.Equal("AFaire : Prévu dès la prise d’effet de la convention.", Dit("dialogue", autre));
        Assert.Equal("AFaire : Dialogue de gestion 2020 à tenir.", Dit("dialogue", autre, Prevu(2021), Prevu(2020), Prevu(2022)));
        Assert.Equal("AFaire : Dialogue de gestion 2021 à tenir.", Dit("dialogue", autre, Prevu(2021), Prevu(2020), tenu));
        Assert.Equal("AFaire : Dialogue de gestion 2022 à tenir.", Dit("dialogue", Prevu(2022), Prevu(2021), Prevu(2020), tenu, annule));
        Assert.Equal("Fait : 1 dialogue tenu.", Dit("dialogue", autre, Prevu(2020), tenu, Prevu(2021), annule));
        Assert.Equal("AFaire : Prévu dès la prise d’effet de la convention.", Dit("dialogue", Prevu(2021), annule));
    }

    [Fact]
    public void Solde_AndReturn_AreToldByTheDecisions()
    {
        object Solde(int year, int ae, int cp) => new { fact = "balance.decided", year, returnAeCents = ae, returnCpCents = cp };
        var autre = new { fact = "autre", year = 2018, returnAeCents = 5 };

        Assert.Equal("AFaire : Décidé en fin d’année, s’il reste un solde.", Dit("solde", autre));
        Assert.Equal("Fait : Solde décidé pour 2020 et 2021.", Dit("solde", autre, Solde(2020, 0, 0), Solde(2021, 0, 0), Solde(2021, 0, 0)));
        Assert.Equal("SansObjet : Faculté : aucun crédit n’a été remonté.", Dit("remontee", autre, Solde(2020, 0, 0)));
        Assert.Equal("Fait : Des crédits ont été remontés.", Dit("remontee", autre, Solde(2020, 1, 0)));
        Assert.Equal("Fait : Des crédits ont été remontés.", Dit("remontee", autre, Solde(2020, 0, 1)));
    }

    [Fact]
    public void Preavis_OfTheConvention_IsTheLastOneThatStands()
    {
        var (recu, equipe, retire, autre) = (
            new { fact = "termination.notified", receivedOn = "2020-03-02" }, new { fact = "termination.notified", receivedOn = "2020-04-01", startup = "A" },
            new { fact = "termination.withdrawn" }, new { fact = "autre" });

        Assert.Equal("Fait : Préavis reçu le 2 mars 2020.", Dit("preavis", retire, recu, equipe, autre));
        Assert.Equal("SansObjet : Aucune résiliation en cours.", Dit("preavis", recu, retire, equipe));
        Assert.Equal("SansObjet : Aucune résiliation en cours.", Dit("preavis", equipe));
    }

    [Fact]
    public void Services_AfterATermination_AreEndedByTheirTask()
    {
        var effective = Passe(new { fact = "termination.effective" });
        var essai = new DossierDEssai().Signe();
        string Services(params FaitPasse[] faits) => Texte(new EtatsDesObligations(essai.Dossier, faits, Debut).Of(Ligne("services")));

        Assert.Equal("SansObjet : Aucune résiliation n’a pris effet.", Services(Passe(new { fact = "autre" })));
        Assert.Equal("Fait : Les services associés sont arrêtés.", Services(effective, Passe(new { fact = "autre" })));
        essai.Dossier.Add(new Tache("c", DossierDEssai.Id, "close", DossierDEssai.Id));
        essai.Dossier.Add(new Tache("t", DossierDEssai.Id, "terminateServices", DossierDEssai.Id) { Due = Debut });
        Assert.Equal("AFaire : Services associés à arrêter.", Services(effective));
        essai.Dossier.Taches[^1].DoneOn = Debut;
        Assert.Equal("Fait : Les services associés sont arrêtés.", Services(effective));
    }

    private static string Dit(string regle, params object[] faits) => Texte(new EtatsDesObligations(new DossierDEssai().Signe().Dossier, [.. faits.Select(Passe)], Debut).Of(Ligne(regle)));

    private static FaitPasse Passe(object fait)
    {
        var json = JsonSerializer.SerializeToElement(fait);
        return new FaitPasse(json.GetProperty("fact").GetString()!, Debut, json);
    }

    private static string Etat(DossierDEssai essai, string regle, DateOnly? today = null, string? place = null) => Texte(Constate(essai, regle, today, place));

    private static string Texte(Constat constat) => $"{constat.Etat} : {constat.Pourquoi.Replace('\u00A0', ' ')}";

    private static Constat Constate(DossierDEssai essai, string regle, DateOnly? today = null, string? place = null) =>
        new EtatsDesObligations(essai.Dossier, [], today ?? Debut).Of(Ligne(regle, place));

    private static LigneDObligation Ligne(string regle, string? place = null) => new()
    {
        Id = "X", Title = "X", Text = "X", Who = "delegant", Carrier = "rule", State = regle, Proof = "note", Place = new Sources([]),
        Texte = new TexteObligation { Id = "X", Places = place is null ? [] : [place] },
    };
}
