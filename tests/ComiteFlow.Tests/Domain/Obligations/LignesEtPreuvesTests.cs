using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;

namespace ComiteFlow.Tests.Domain.Obligations;

/// <summary>The words of a line: those of its text, else of the catalogue, else the plain ones; and the evidence that is about it.</summary>
public sealed class LignesEtPreuvesTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Of_LineWithItsOwnWords_KeepsThem()
    {
        var ligne = Lignes(new TexteObligation { Id = "O-02", Title = "titre", Text = "texte", Who = "equipe", Carrier = "mail", State = "fonds", Proof = "preuve" })[0];

        Assert.Equal(("titre", "texte", "equipe", "mail", "fonds", "preuve"), (ligne.Title, ligne.Text, ligne.Who, ligne.Carrier, ligne.State, ligne.Proof));
    }

    [Fact]
    public void Of_LineOfTheCatalogue_HasItsWords()
    {
        var (ligne, modele) = (Lignes(new TexteObligation { Id = "O-02" })[0], Catalogue.Find("O-02")!);

        Assert.Equal((modele.Title, modele.Text, modele.Who, modele.Carrier, modele.State, modele.Proof), (ligne.Title, ligne.Text, ligne.Who, ligne.Carrier, ligne.State, ligne.Proof));
        Assert.Equal(("delegant", "rule", "tranches", false), (ligne.Who, ligne.Carrier, ligne.State, ligne.IsChecklist));
    }

    [Fact]
    public void Of_LineThatNobodyKnows_IsAChecklistOfTheParties()
    {
        var ligne = Lignes(new TexteObligation { Id = "X-1" })[0];

        Assert.Equal(("X-1", "", "parties", "checklist", true, "note"), (ligne.Title, ligne.Text, ligne.Who, ligne.Carrier, ligne.IsChecklist, ligne.Proof));
    }

    [Theory]
    [InlineData("X-1", null, "A")]
    [InlineData("X-1", "B", "B")]
    [InlineData("X-2", "B", null)]
    public void Find_ByIdAndStartup_IsThatLineOrTheOneOfTheWhole(string id, string? startup, string? attendue)
    {
        var essai = Essai(new TexteObligation { Id = "X-0" }, new TexteObligation { Id = "X-1", Startups = ["A", "B"] }, new TexteObligation { Id = "X-2" });

        var ligne = LigneDObligation.Find(essai.Dossier, id, startup);

        Assert.Equal((id, attendue), (ligne!.Id, ligne.Startup));
        Assert.Equal(id, LigneDObligation.Find(essai.Dossier.Textes(), id)!.Id);
    }

    [Fact]
    public void Find_WhatIsNotThere_IsNothing()
    {
        var essai = Essai(new TexteObligation { Id = "X-1", Startups = ["A"] });

        Assert.Null(LigneDObligation.Find(essai.Dossier, "X-9"));
        Assert.Null(LigneDObligation.Find(essai.Dossier, "X-1", "B"));
        Assert.Null(LigneDObligation.Find(essai.Dossier.Textes(), "X-9"));
        Assert.Null(Catalogue.Find(null));
    }

    [Fact]
    public void Preuves_OfTheFacts_TellDayAndPersonAndTheLatestFirst()
    {
        var faits = new[]
        {
            Passe(new { fact = "obligation.recorded", entry = 1, obligation = "X-1", state = "done", on = "2020-01-10", by = "Ada" }),
            Passe(new { fact = "obligation.recorded", entry = 2, obligation = "X-1", startup = "A", state = "done" }),
            Passe(new { fact = "obligation.recorded", entry = 3, obligation = "X-2", state = "done" }),
            Passe(new { fact = "obligation.recorded", entry = 4, obligation = "X-1", state = "moot", note = "vide" }),
        };

        var preuves = Preuve.Of(faits);

        Assert.Equal([(1, new DateOnly(2020, 1, 10), "Ada"), (2, Jour, ""), (3, Jour, ""), (4, Jour, "")], preuves.Select(p => (p.Number, p.On, p.By)));
        var essai = Essai(new TexteObligation { Id = "X-1" });
        Assert.Equal([4, 1], new EtatsDesObligations(essai.Dossier, faits, Jour).PreuvesDe(LigneDObligation.Of(essai.Dossier)[0]).Select(p => p.Number));
    }

    [Fact]
    public void Record_OfAnUnknownLine_NamesThoseThatThereAre()
    {
        var essai = Essai(new TexteObligation { Id = "X-1", Startups = ["A", "B"] }, new TexteObligation { Id = "X-2" });
        string Refus(string id, string? startup) => DossierDEssai.Refus(() => new Preuves(essai.Dossier, []).Record(id, startup, new(Preuve.Faite, Jour, Note: "vu"), "c", Jour)).Message;

        Assert.Contains("« X-9 » n’existe pas ici : choisissez une valeur de la liste (X-1 et X-2)", Refus("X-9", null), StringComparison.Ordinal);
        Assert.Contains("« C » n’existe pas ici : choisissez une valeur de la liste (A et B)", Refus("X-1", "C"), StringComparison.Ordinal);
        Assert.Contains("(toute la convention)", Refus("X-2", "A"), StringComparison.Ordinal);
        Assert.Contains("« vide »", Refus("X-1", null), StringComparison.Ordinal);
    }

    private static IReadOnlyList<LigneDObligation> Lignes(params TexteObligation[] obligations) => LigneDObligation.Of(Essai(obligations).Dossier);

    private static DossierDEssai Essai(params TexteObligation[] obligations) => new DossierDEssai(t => t with { Obligations = obligations }).Enregistre();

    private static FaitPasse Passe(object fait)
    {
        var json = JsonSerializer.SerializeToElement(fait);
        return new FaitPasse(json.GetProperty("fact").GetString()!, Jour, json);
    }
}
