using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Resiliations;

namespace ComiteFlow.Tests.Domain.Conventions;

/// <summary>Copies, publications and the closing: for whom, where, by when, and what a record settles.</summary>
public sealed class TachesDesActesTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut, Fin = new(2021, 12, 31), Paiement = new(2022, 3, 31);

    [Theory]
    [InlineData(true, true, "2022-03-31")]
    [InlineData(true, false, "2021-12-31")]
    [InlineData(false, true, "2022-03-31")]
    public void OpenClosing_IsDueOnTheLastDayOfPayments(bool date, bool paiement, string due)
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = date ? Fin : null, LatestPayment = paiement ? Paiement : null } }).Enregistre();

        new Taches(essai.Dossier).OpenClosing(Jour);

        Assert.Equal(Le(due), Assert.Single(essai.Dossier.Taches).Due);
        var fait = Assert.Single(essai.De<TaskOpened>());
        Assert.Equal(["Fin", "Dernier paiement"], fait.Why!.Inputs.Select(i => i.Key));
        // Before both are known it is what the text gives.
        var autre = new DossierDEssai(t => t with { End = new TexteFin { Date = date ? Fin : null, LatestPayment = paiement ? Paiement : null } }).Enregistre();
        (autre.Dossier.EndsOn, autre.Dossier.PaymentsUntil) = (null, null);
        new Taches(autre.Dossier).OpenClosing(Jour);
        Assert.Equal(Le(due), autre.Dossier.Taches[0].Due);
    }

    [Theory]
    [InlineData("2020-06-30", "2020-09-30", "2020-09-30")]
    [InlineData("2020-06-30", null, "2020-06-30")]
    public void OpenClosing_OnceTheEndsHaveMoved_FollowsThem(string fin, string? paiement, string due)
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = Fin, LatestPayment = Paiement } }).Enregistre();
        new Taches(essai.Dossier).OpenClosing(Jour);
        essai.Dossier.Add(new Tache("x", DossierDEssai.Id, "copy", DossierDEssai.Id));
        (essai.Dossier.EndsOn, essai.Dossier.PaymentsUntil) = (Le(fin), paiement is null ? null : Le(paiement));

        new Taches(essai.Dossier).MoveClosing();

        Assert.Equal([Le(due), null], essai.Dossier.Taches.Select(t => t.Due));
        essai.Dossier.Taches[0].DoneOn = Jour;
        essai.Dossier.PaymentsUntil = Paiement;
        new Taches(essai.Dossier).MoveClosing();
        Assert.Equal(Le(due), essai.Dossier.Taches[0].Due);
        var nouveau = new DossierDEssai().Enregistre();
        (nouveau.Dossier.EndsOn, nouveau.Dossier.PaymentsUntil) = (Le(fin), paiement is null ? null : Le(paiement));
        new Taches(nouveau.Dossier).OpenClosing(Jour);
        Assert.Equal(Le(due), nouveau.Dossier.Taches[0].Due);
    }

    [Fact]
    public void EndOfServices_OfANotice_IsDueOnItsLastDayAndCancelledWithIt()
    {
        var essai = new DossierDEssai(t => t with { Termination = new TexteResiliation { Notice = "P3M", TerminatesAssociatedServices = true } }).Dote().Planifie();
        new Preavis(essai.Dossier).Notify(DossierDEssai.Delegant, Jour, null, Jour);
        var tache = Assert.Single(essai.Dossier.Taches, t => t.Kind == "terminateServices");
        Assert.Equal((new DateOnly(2020, 4, 15), Jour), (tache.Due, tache.OpenedOn));
        Assert.Equal(new DateOnly(2020, 4, 15), Assert.Single(essai.Dossier.Taches, t => t.Kind == "close").Due);

        new Preavis(essai.Dossier).Withdraw(DossierDEssai.Delegant, Jour);

        Assert.Equal((Fin, "close"), (Assert.Single(essai.Dossier.Taches).Due, essai.Dossier.Taches[0].Kind));
        new Taches(essai.Dossier).CancelEndOfServices();
        Assert.Single(essai.De<TaskCancelled>());
    }

    [Fact]
    public void OpenCopies_OfTwoWordingsOfOneRecipient_IsOneTaskAndSaidAsWorded()
    {
        var essai = Nommee(t => t with { Copies = [new TexteCopie { Doc = "convention", To = ["le bureau", "bureau"] }, new TexteCopie { Doc = "convention et avenants", To = ["comptable"] }] });
        var taches = new Taches(essai.Dossier);

        Assert.Equal(["BUREAU", "comptable"], taches.OpenCopies(essai.Dossier.Convention, Jour));
        Assert.Equal(["BUREAU", "comptable"], taches.OpenCopies(essai.Dossier.Convention, Jour));

        Assert.Equal(2, essai.De<TaskOpened>().Count());
        Assert.All(essai.De<TaskOpened>(), f => Assert.Null(f.Why));
        Assert.Equal(("le bureau", "comptable", "personne", ""), (taches.RecipientOf(essai.Dossier.Taches[0]), taches.RecipientOf("comptable"), taches.RecipientOf("personne"), taches.RecipientOf((string?)null)));
    }

    [Fact]
    public void OpenCopies_OfAnAvenant_AreThoseOfItsTextOrOfTheConventions()
    {
        var essai = Nommee(t => t with { Copies = [new TexteCopie { Doc = "convention", To = ["A"] }, new TexteCopie { Doc = "avenant", To = ["B"] }] });
        var sans = essai.Avenant(Textes.Avenant(), Jour);
        var avec = essai.Avenant(Textes.Avenant() with { Id = "AV-2", Number = 2, Copies = [new TexteCopie { Doc = "avenant", To = ["C"] }] }, Jour);

        Assert.Equal([["A"], ["B"], ["C"]], new[] { essai.Dossier.Convention, sans, avec }.Select(a => new Taches(essai.Dossier).OpenCopies(a, Jour)));
    }

    [Fact]
    public void Copy_OfADocument_IsFoundByItsRecipientOrNamesTheOthers()
    {
        var essai = Nommee(t => t with { Copies = [new TexteCopie { Doc = "convention et avenant", To = ["A", "B"] }] });
        var taches = new Taches(essai.Dossier);
        taches.OpenCopies(essai.Dossier.Convention, Jour);
        var avenant = essai.Avenant(Textes.Avenant(), Jour);
        essai.Dossier.Add(new Tache("z", DossierDEssai.Id, "publish", DossierDEssai.Id) { To = "C" });

        Assert.Equal("B", taches.Copy(essai.Dossier.Convention, "B").To);
        Assert.Contains("(A et B)", DossierDEssai.Refus(() => taches.Copy(essai.Dossier.Convention, "C")).Message, StringComparison.Ordinal);
        Assert.Contains("vérifiez l’identifiant", DossierDEssai.Refus(() => taches.Copy(avenant, "A")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenPublications_OfEachPlace_NameTheirParty()
    {
        var essai = Nommee(t => t with
        {
            Publication =
            [
                new TextePublication { Where = "le recueil", By = "delegant" }, new TextePublication { Where = "site", By = "delegataire" }, new TextePublication { Where = "bulletin", By = "each party" },
                new TextePublication { Where = "mairie" }, new TextePublication { By = "delegant" },
            ],
        });

        new Taches(essai.Dossier).OpenPublications(essai.Dossier.Convention, Jour);

        Assert.Equal(
            [("RECUEIL", DossierDEssai.Delegant), ("site", DossierDEssai.Delegataire), ("bulletin", DossierDEssai.Delegant), ("bulletin", DossierDEssai.Delegataire), ("mairie", "")],
            essai.Dossier.Taches.Select(t => (t.Place!, t.Party!)));
        Assert.Equal(("le recueil", "ailleurs", ""), (new Taches(essai.Dossier).PlaceOf(essai.Dossier.Taches[0]), new Taches(essai.Dossier).PlaceOf("ailleurs"), new Taches(essai.Dossier).PlaceOf((string?)null)));
    }

    /// <summary>« La présente convention et ses avenants seront publiés » (convention of 2021, art. 8): also those that are drafted here, which have no text.</summary>
    [Theory]
    [InlineData("convention and avenants", true)]
    [InlineData("convention", false)]
    [InlineData(null, false)]
    public void OpenPublications_OfAnAvenantWithoutAText_AreThoseThatTheConventionNamesForAvenants(string? doc, bool isPublished)
    {
        var essai = new DossierDEssai(t => t with { Publication = [new TextePublication { Where = "site", By = "delegant", Doc = doc }] }).Signe();
        var acte = new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier).Request(new Changements(End: new DateOnly(2022, 6, 30)), Jour);

        new Taches(essai.Dossier).OpenPublications(acte, Jour);

        Assert.Equal(isPublished ? ["site"] : [], essai.Dossier.Taches.Where(t => t.Kind == "publish" && t.Document == acte.Id).Select(t => t.Place));
    }

    [Fact]
    public void OpenPublications_OfAnAvenantThatInherits_AreItsOwnAndTheConventions()
    {
        var essai = Nommee(t => t with { Publication = [new TextePublication { Where = "site", By = "delegant" }] });
        var herite = essai.Avenant(Textes.Avenant() with { Publication = [new TextePublication { InheritsFrom = DossierDEssai.Id, Where = "caché" }, new TextePublication { Where = "mairie", By = "delegataire" }] }, Jour);
        var propre = essai.Avenant(Textes.Avenant() with { Id = "AV-2", Number = 2, Publication = [new TextePublication { Where = "préfecture", By = "delegant" }] }, Jour);
        var brouillon = new ComiteFlow.Domain.Avenants.Avenants(essai.Signe().Dossier).Request(new Changements(End: Paiement), Jour);

        var lieux = new[] { herite, propre, brouillon }.Select(acte =>
        {
            var avant = essai.Dossier.Taches.Count;
            new Taches(essai.Dossier).OpenPublications(acte, Jour);
            return string.Join(',', essai.Dossier.Taches.Skip(avant).Select(t => t.Place));
        });

        Assert.Equal(["mairie,site", "PREFECTURE", ""], lieux);
    }

    [Theory]
    [InlineData("recueil inconnu", "unknownReference")]
    [InlineData("le recueil", null)]
    [InlineData("RECUEIL", null)]
    [InlineData("préfecture", null)]
    [InlineData(null, null)]
    public void Publish_AtAPlaceOfTheTextOrOfTheHouse_SettlesThatTaskAlone(string? place, string? code)
    {
        var essai = Nommee(t => t with { Publication = [new TextePublication { Where = "le recueil", By = "delegant" }, new TextePublication { Where = "site", By = "delegant" }] }).Signe();
        var (taches, brouillon) = (new Taches(essai.Dossier), new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier).Request(new Changements(End: Paiement), Jour));
        taches.OpenPublications(essai.Dossier.Convention, Jour);
        essai.Dossier.Add(new Tache("autre", DossierDEssai.Id, "publish", brouillon.Id) { Place = "RECUEIL" });
        essai.Dossier.Add(new Tache("copie", DossierDEssai.Id, "copy", DossierDEssai.Id) { Place = "RECUEIL" });

        var refus = Record.Exception(() => new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, place, Jour, Jour)) as BrokenRuleException;

        Assert.Equal(code, refus?.Code);
        Assert.Equal(code is null && place is "le recueil" or "RECUEIL" ? 1 : 0, essai.Dossier.Taches.Count(t => t.DoneOn == Jour));
        Assert.Null(essai.Dossier.Taches.Single(t => t.Id == "autre").DoneOn);
        Assert.Null(essai.Dossier.Taches.Single(t => t.Id == "copie").DoneOn);
        if (code is not null)
            Assert.Contains("(RECUEIL, site et PREFECTURE)", refus!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transmit_CopyOfADocumentThatIsNotSigned_TakesAnyDayUntilToday()
    {
        var essai = Nommee(t => t with { Copies = [new TexteCopie { Doc = "convention", To = ["A"] }] });
        var taches = new Taches(essai.Dossier);
        taches.OpenCopies(essai.Dossier.Convention, Jour);
        essai.Dossier.Add(new Tache("z", DossierDEssai.Id, "copy", "INCONNU") { To = "Z" });

        Assert.True(taches.Transmit(taches.Copy(essai.Dossier.Convention, "A"), Jour.AddDays(-9), Jour));
        Assert.True(taches.Transmit(essai.Dossier.Taches[1], Jour, Jour));
    }

    private static DateOnly Le(string iso) => DateOnly.Parse(iso, null);

    /// <summary>Registered; the table of the house knows « le bureau », « bureau » and two places.</summary>
    private static DossierDEssai Nommee(Func<TexteConvention, TexteConvention> change)
    {
        var essai = new DossierDEssai(change);
        essai.Dossier.Attach(essai.Dossier.Contexte with
        {
            Aliases = new Aliases(
                new Dictionary<string, string> { ["le bureau"] = "BUREAU", ["bureau"] = "BUREAU" }, new Dictionary<string, string> { ["le recueil"] = "RECUEIL", ["préfecture"] = "PREFECTURE" }),
        });
        return essai.Enregistre();
    }
}
