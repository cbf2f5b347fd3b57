using ComiteFlow.Domain;
using ComiteFlow.Host.Circuits.Listes;

namespace ComiteFlow.Tests.Circuits.Listes;

/// <summary>What each gesture does to steps and arrows.</summary>
public sealed class GestesDeListeTests
{
    [Fact]
    public void Ajouter_AfterAWayOut_ComesBetween()
    {
        var open = CircuitsALire.Dessine("a b", "a>b");

        var id = Ajouter(open, "Elsa.Delay", "a", "Done");

        Assert.Equal(("attendre-une-duree", "a attendre-une-duree b", "a>attendre-une-duree attendre-une-duree>b"), (id, open.Ordre(), open.Fleches()));
    }

    [Theory]
    [InlineData("Elsa.End", true, "a>b a>fin")]
    [InlineData("Elsa.FlowDecision", true, "a>selon-une-condition selon-une-condition:True>b")]
    [InlineData("Elsa.FlowFork", true, "a>en-parallele en-parallele:Branche 1>b")]
    [InlineData("Elsa.Delay", false, "a>attendre-une-duree a>b")]
    public void Ajouter_OfEachShape_KeepsWhatFollows(string type, bool between, string arrows)
    {
        var open = CircuitsALire.Dessine("a b", "a>b");

        Ajouter(open, type, "a", "Done", between);

        Assert.Equal(arrows, open.Fleches());
    }

    [Fact]
    public void Ajouter_Alone_StandsLooseUnderAnIdOfItsOwn()
    {
        var open = CircuitsALire.Dessine("a:Elsa.Start");

        var ids = new[] { Ajouter(open, "Elsa.Delay"), Ajouter(open, "Elsa.Delay") };

        Assert.Equal(["attendre-une-duree", "attendre-une-duree-2"], ids);
        Assert.Equal([true, false, false], open.Liste().Etapes.Select(step => step.EstAtteinte));
    }

    [Theory]
    [InlineData("b", "Done", "a>c")]
    [InlineData("b", null, "")]
    public void Supprimer_InTheMiddle_AsksWhichWayTheArrowsGo(string id, string? through, string arrows)
    {
        var open = CircuitsALire.Dessine("a b c", "a>b", "b>c");

        GestesDeListe.Supprimer(open.Lieu(id)!, through);

        Assert.Equal((arrows, arrows.Length > 0 ? "a c" : "a c"), (open.Fleches(), open.Ordre()));
    }

    [Fact]
    public void Supprimer_OfAStepThatLoops_LeavesNoArrowToItself()
    {
        var open = CircuitsALire.Dessine("a b c", "a>b", "b>c", "c>b", "b>b");

        GestesDeListe.Supprimer(open.Lieu("b")!, "Done");

        Assert.Equal("a>c", open.Fleches());
    }

    [Theory]
    [InlineData("c", -1, "a c b d", "a>c b>d c>b")]
    [InlineData("b", 1, "a c b d", "a>c b>d c>b")]
    public void Deplacer_InAStraightLine_ChangesPlaces(string id, int by, string order, string arrows)
    {
        var open = CircuitsALire.Dessine("a b c d", "a>b", "b>c", "c>d");

        open.Gestes.Deplacer(open.Lieu(id)!, by);

        Assert.Equal((order, arrows), (open.Ordre(), open.Fleches()));
    }

    [Fact]
    public void Deplacer_WhereTheOrderIsFree_ChangesTheFileAlone()
    {
        var open = CircuitsALire.Dessine("a b c", "a>b", "a>c");

        open.Gestes.Deplacer(open.Lieu("c")!, -1);

        Assert.Equal(("a c b", "a>b a>c"), (open.Ordre(), open.Fleches()));
    }

    [Theory]
    [InlineData("a", -1, "déjà la première")]
    [InlineData("d", 1, "déjà la dernière")]
    [InlineData("c", -1, "ligne droite")]
    [InlineData("b", -1, "ligne droite")]
    public void Deplacer_WhereItWouldChangeOtherWays_IsRefused(string id, int by, string sentence)
    {
        var open = CircuitsALire.Dessine("a:Elsa.FlowDecision b c d", "a:True>b", "a:False>c", "b>d", "c>d");
        var before = open.Fleches();

        Assert.Contains(sentence, Assert.Throws<BrokenRuleException>(() => open.Gestes.Deplacer(open.Lieu(id)!, by)).Message, StringComparison.Ordinal);
        Assert.Equal(before, open.Fleches());
    }

    [Fact]
    public void Placer_Elsewhere_ClosesTheGapAndOpensAnother()
    {
        var open = CircuitsALire.Dessine("a b c d", "a>b", "b>c", "c>d");

        open.Gestes.Placer(open.Lieu("b")!, "c", "Done");

        Assert.Equal(("a c b d", "a>c b>d c>b"), (open.Ordre(), open.Fleches()));
    }

    [Fact]
    public void Relier_SeveralTimes_DrawsOneArrow()
    {
        var open = CircuitsALire.Dessine("a b c", "a>b");

        GestesDeListe.Relier(open.Lieu("b")!, "Done", "c");
        GestesDeListe.Relier(open.Lieu("b")!, "Done", "c");
        GestesDeListe.Delier(open.Lieu("a")!, "Done", "b");

        Assert.Equal("b>c", open.Fleches());
        Assert.Throws<BrokenRuleException>(() => GestesDeListe.Relier(open.Lieu("b")!, "Done", "absente"));
    }

    [Fact]
    public void Dupliquer_OfAContainer_GivesEachStepInsideAnIdOfItsOwn()
    {
        var open = CircuitsALire.Ouvrir("""
            { "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [{ "id": "p", "type": "Elsa.ForEach", "body": { "id": "f", "type": "Elsa.Flowchart",
                "activities": [{ "id": "x", "type": "Elsa.WriteLine" }, { "id": "y", "type": "Elsa.WriteLine" }],
                "connections": [{ "source": { "activity": "x", "port": "Done" }, "target": { "activity": "y", "port": "In" } }] } }], "connections": [] } }
            """);

        var copy = open.Gestes.Dupliquer(open.Lieu("p")!);

        Assert.Equal(["r", "p", "f", "x", "y", "p-2", "f-2", "x-2", "y-2"], Contenants.Tous(open.Definition).Select(place => place.Id));
        Assert.Equal("p-2", copy);
        Assert.Equal(["x-2", "y-2"], open.Liste(open.Lieu("f-2")).Etapes.Select(step => step.Id));
        Assert.Single(open.Liste(open.Lieu("f-2")).Etapes[0].Sorties[0].Suites);
    }

    [Fact]
    public void Disposition_OfManyNewSteps_LeavesNoTwoOnOneAnother()
    {
        var open = CircuitsALire.Livre("comite.json");
        var last = "debut";
        foreach (var type in new[] { "Elsa.Delay", "Elsa.FlowDecision", "Elsa.FlowFork", "Elsa.Delay", "Elsa.Event" })
        {
            last = Ajouter(open, type, last, open.Liste().Trouver(last)!.Sorties[0].Port);
            Ajouter(open, type);
        }

        var places = Contenants.Contenu(Contenants.Racine(open.Definition)).Select(step => Disposition.Position(step.Etape)!.Value).ToList();
        Assert.All(places, one => Assert.Single(places, other => Math.Abs(one.X - other.X) < 220 && Math.Abs(one.Y - other.Y) < 50));
        Assert.True(Disposition.Position(open.Lieu(last)!.Etape)!.Value.X > Disposition.Position(open.Lieu("debut")!.Etape)!.Value.X);
    }

    private static string Ajouter(CircuitOuvert open, string type, string? after = null, string? port = null, bool between = true) =>
        open.Gestes.Ajouter(Contenants.Racine(open.Definition), CircuitsALire.Genres.Trouver(type)!, after, port, between);
}
