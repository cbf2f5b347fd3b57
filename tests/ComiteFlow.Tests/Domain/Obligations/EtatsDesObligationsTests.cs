using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Tests.Domain.Obligations;

/// <summary>The state of each kind of obligation, before its act, after it, and late.</summary>
public sealed class EtatsDesObligationsTests
{
    private static readonly DateOnly Debut = DossierDEssai.Debut;

    [Fact]
    public void Of_EveryRule_TellsAStateOfANewConvention()
    {
        var essai = Essai([.. EtatsDesObligations.Regles.Select((rule, rank) => Obligation($"X-{rank}", rule))]).Enregistre();

        var all = new EtatsDesObligations(essai.Dossier, [], Debut).Tous();

        Assert.Equal(EtatsDesObligations.Regles.Count, all.Count);
        Assert.All(all, one => Assert.NotEmpty(one.Constat.Pourquoi));
        Assert.DoesNotContain(all, one => one.Constat.Etat == EtatDObligation.EnRetard);
    }

    [Fact]
    public void Of_Comite_IsLateOnceItsDayHasPassedAndDoneOnceHeld()
    {
        var essai = Essai(Obligation("X-1", "comites")).Dote().Planifie();
        var comite = essai.Dossier.Comites[0];

        Assert.Equal(EtatDObligation.AFaire, Etat(essai, comite.On));
        Assert.Equal(EtatDObligation.EnRetard, Etat(essai, comite.On.AddDays(1)));
    }

    [Fact]
    public void Of_Revoyure_AwaitsTheDecisionOfTheMeetingHeld()
    {
        var essai = Essai(Obligation("X-1", "revoyures")).Dote().Planifie();
        var comite = essai.Seance();

        var constat = Constate(essai, comite.On.AddDays(1));

        Assert.Equal(EtatDObligation.EnRetard, constat.Etat);
        Assert.Same(comite, constat.Objet);
    }

    [Fact]
    public void Of_Funds_FollowTheRelease()
    {
        var essai = Essai(Obligation("X-1", "fonds")).Signe();

        Assert.Equal(EtatDObligation.EnRetard, Etat(essai, Debut.AddDays(1)));
        new Fonds(essai.Dossier).Release(null, null, null, null, Debut.AddDays(1));
        Assert.Equal(EtatDObligation.Fait, Etat(essai, Debut.AddDays(1)));
    }

    [Fact]
    public void Of_Copies_CountTheRecipientsOfItsArticleOnly()
    {
        var essai = new DossierDEssai(texte => texte with
        {
            Copies = [new TexteCopie { Doc = "convention", To = ["DEST-1"], Source = new Sources(["t, art. 3"]) }, new TexteCopie { Doc = "convention", To = ["DEST-2"], Source = new Sources(["t, art. 5"]) }],
            Obligations = [Obligation("X-1", "copies")],
        }).Signe();
        var taches = new Taches(essai.Dossier);
        taches.OpenCopies(essai.Dossier.Convention, Debut);

        Assert.Equal(EtatDObligation.AFaire, Etat(essai, Debut));
        taches.Transmit(taches.Copy(essai.Dossier.Convention, "DEST-1"), Debut, Debut);
        Assert.Equal(EtatDObligation.Fait, Etat(essai, Debut));
    }

    [Fact]
    public void Of_Expenses_HoldOnceOneIsRecorded()
    {
        var essai = Essai(Obligation("X-1", "engagements")).Dote();

        Assert.Equal(EtatDObligation.AFaire, Etat(essai, Debut));
        essai.Engage(1_000);
        Assert.Equal(EtatDObligation.Fait, Etat(essai, Debut));
    }

    [Fact]
    public void Of_Checklist_IsLateAfterItsDayAndDoneByItsProof()
    {
        var essai = Essai(Obligation("X-1", "preuve") with { Due = Debut.AddDays(10) }).Enregistre();
        Assert.Equal(EtatDObligation.AFaire, Etat(essai, Debut.AddDays(10)));
        Assert.Equal(EtatDObligation.EnRetard, Etat(essai, Debut.AddDays(11)));

        new Preuves(essai.Dossier, []).Record("X-1", null, new(Preuve.Faite, Debut, Link: "https://exemple.fr/note"), "coordinator", Debut);

        Assert.Equal(EtatDObligation.Fait, Constate(essai, Debut.AddDays(11), Passes(essai)).Etat);
    }

    [Fact]
    public void Of_Checklist_WithoutObject_SaysWhy()
    {
        var essai = Essai(Obligation("X-1", "preuve")).Enregistre();
        new Preuves(essai.Dossier, []).Record("X-1", null, new(Preuve.Vide, Debut, Note: "Aucun usager ne s’authentifie."), "coordinator", Debut);

        var constat = Constate(essai, Debut, Passes(essai));

        Assert.Equal((EtatDObligation.SansObjet, "Aucun usager ne s’authentifie."), (constat.Etat, constat.Pourquoi));
    }

    [Fact]
    public void Withdraw_LastProof_LeavesItWrittenAndTheObligationOpen()
    {
        var essai = Essai(Obligation("X-1", "preuve")).Enregistre();
        new Preuves(essai.Dossier, []).Record("X-1", null, new(Preuve.Faite, Debut, Note: "vu"), "coordinator", Debut);
        new Preuves(essai.Dossier, Preuve.Of(Passes(essai))).Withdraw(1, "Mauvaise ligne.", "coordinator");

        var etats = new EtatsDesObligations(essai.Dossier, Passes(essai), Debut);

        Assert.Equal("Mauvaise ligne.", Assert.Single(etats.PreuvesDe(LigneDObligation.Of(essai.Dossier)[0])).WithdrawnBecause);
        Assert.Equal(EtatDObligation.AFaire, etats.Tous()[0].Constat.Etat);
    }

    [Fact]
    public void Of_Avenant_AddsItsOwnObligationsByStartup()
    {
        var essai = Essai(Obligation("X-1", "preuve")).Enregistre();
        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "fin", "2020-10"), Textes.Startup("PRODUIT-2", "fin", "2020-10")) with
        {
            Obligations = [Obligation("X-2", "preuve") with { Startups = ["PRODUIT-1", "PRODUIT-2"] }],
        }, Debut);

        Assert.Equal([("X-1", null), ("X-2", "PRODUIT-1"), ("X-2", "PRODUIT-2")], LigneDObligation.Of(essai.Dossier).Select(line => (line.Id, line.Startup)));
    }

    [Theory]
    [InlineData("inconnue", null, "done", "https://exemple.fr", "2020-01-15", "", "unknownReference")]
    [InlineData("X-1", "PRODUIT-9", "done", "https://exemple.fr", "2020-01-15", "", "unknownReference")]
    [InlineData("X-1", null, "late", "https://exemple.fr", "2020-01-15", "", "unknownReference")]
    [InlineData("X-1", null, "done", "https://exemple.fr", "2020-01-16", "", "invalidDate")]
    [InlineData("X-1", null, "done", "javascript:alert(1)", "2020-01-15", "", "invalidLink")]
    [InlineData("X-1", null, "done", "", "2020-01-15", " ", "proofRequired")]
    [InlineData("X-1", null, "moot", "https://exemple.fr", "2020-01-15", "", "commentRequired")]
    [InlineData("X-2", null, "done", "https://exemple.fr", "2020-01-15", "", "noSuchClause")]
    public void Record_WhatProvesNothing_IsRefused(string id, string? startup, string state, string link, string on, string note, string code)
    {
        var essai = Essai(Obligation("X-1", "preuve"), Obligation("X-2", "comites")).Enregistre();
        essai.Oublier();

        var refus = DossierDEssai.Refus(() => new Preuves(essai.Dossier, []).Record(
            id, startup, new(state, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), link, Note: note), "coordinator", Debut));

        Assert.Equal(code, refus.Code);
        Assert.Empty(essai.Faits);
    }

    [Fact]
    public void Withdraw_UnknownTwiceOrWithoutReason_IsRefused()
    {
        var essai = Essai(Obligation("X-1", "preuve")).Enregistre();
        var entry = new Preuve(1, "X-1", null, Preuve.Faite, Debut, "coordinator", Debut);

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => new Preuves(essai.Dossier, [entry]).Withdraw(2, "x", "c")).Code);
        Assert.Equal("commentRequired", DossierDEssai.Refus(() => new Preuves(essai.Dossier, [entry]).Withdraw(1, " ", "c")).Code);
        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => new Preuves(essai.Dossier, [entry with { WithdrawnBecause = "erreur" }]).Withdraw(1, "x", "c")).Code);
    }

    private static TexteObligation Obligation(string id, string state) => new() { Id = id, State = state, Title = id, Text = id, Who = "delegant", Proof = "note", Place = new Sources(["t, art. 3"]) };

    private static DossierDEssai Essai(params TexteObligation[] obligations) => new(texte => texte with { Obligations = obligations });

    private static Constat Constate(DossierDEssai essai, DateOnly today, IReadOnlyList<FaitPasse>? facts = null) =>
        new EtatsDesObligations(essai.Dossier, facts ?? [], today).Tous()[0].Constat;

    private static EtatDObligation Etat(DossierDEssai essai, DateOnly today) => Constate(essai, today).Etat;

    private static List<FaitPasse> Passes(DossierDEssai essai) =>
        [.. essai.Faits.Select(fait => new FaitPasse(fait.Name, Debut, JsonSerializer.SerializeToElement<object>(fait, JsonSerializerOptions.Web)))];
}
