using ComiteFlow.Host.Circuits.Listes;

namespace ComiteFlow.Tests.Circuits.Listes;

/// <summary>In which order a flowchart is read as a list, and in which words.</summary>
public sealed class ListeDEtapesTests
{
    [Theory]
    [InlineData("a b c", "a>b b>c", "a b c")]
    [InlineData("c b a", "a>b b>c", "a b c")]
    [InlineData("a d c b", "a>b a>c b>d c>d", "a c b d")]
    [InlineData("a b c d e", "a>b b>c a>d d>e", "a b c d e")]
    [InlineData("a b c", "a>b b>a b>c", "a b c")]
    [InlineData("z a:Elsa.Start b", "a>b", "a b z")]
    [InlineData("a:Elsa.Start y b z", "a>b z>y", "a b z y")]
    [InlineData("a:Elsa.FlowDecision b c d", "a:True>c a:False>b c>d b>d", "a c b d")]
    public void Lire_OfAFlowchart_ReadsBranchesToTheirEndAndJoinsAfterThem(string steps, string arrows, string order) =>
        Assert.Equal(order, CircuitsALire.Dessine(steps, arrows.Split(' ')).Ordre());

    [Fact]
    public void Lire_OfTheShippedComite_ReadsAsPeopleTellIt() => Assert.Equal(
        "debut suivis collecter attendre-convocation convoquer attendre-jour verifier attendre-piece attendre-tenue revoyure fin attendre-annulation fin-annule",
        CircuitsALire.Livre("comite.json").Ordre());

    [Fact]
    public void Lire_OfAnArrowThatGoesBack_SaysSo()
    {
        var steps = CircuitsALire.Livre("comite.json").Liste().Etapes;

        var back = Assert.Single(steps.SelectMany(step => step.Sorties).SelectMany(way => way.Suites), next => next.EstRetour);
        Assert.Equal("retour à l’étape 7, Vérifier les pièces", MotsDEtape.Suite(back));
        Assert.Equal(["Pièces reçues", "Pièces manquantes"], steps[6].Sorties.Select(way => way.Mot));
    }

    [Theory]
    [InlineData("Elsa.FlowJoin", "premier arrivé")]
    [InlineData("Elsa.WriteLine", "encore en cours")]
    public void Reunion_WhereArrowsMeet_SaysHowTheyCount(string type, string words)
    {
        var open = CircuitsALire.Dessine($"a b c d:{type}", "a>b", "a>c", "b>d", "c>d", "d>b");

        Assert.Contains(words, MotsDEtape.Reunion(open.Liste().Trouver("d")!), StringComparison.Ordinal);
        Assert.Null(MotsDEtape.Reunion(open.Liste().Trouver("b")!));
    }

    [Fact]
    public void Lire_OfWhatNothingLeadsTo_TellsIt()
    {
        var steps = CircuitsALire.Dessine("a:Elsa.Start b z", "a>b", "z>b").Liste().Etapes;

        Assert.Equal([true, true, false], steps.Select(step => step.EstAtteinte));
        Assert.All(steps.SelectMany(step => step.Sorties).SelectMany(way => way.Suites), next => Assert.False(next.EstRetour));
    }

    [Fact]
    public void Entrees_OfAStep_AreInWords()
    {
        var open = CircuitsALire.Livre("comite.json");

        var lines = MotsDEtape.Entrees(open, open.Lieu("collecter")!.Etape);

        Assert.Equal(("Échéance", "Règle de l’état"), (lines[0].Libelle, lines[0].Valeur));
        Assert.Contains(lines, line => line is { Libelle: "Destinataires", Valeur: "Le délégataire" });
    }

    [Fact]
    public void Problemes_OfADraft_StandBesideTheirStep()
    {
        var open = CircuitsALire.Dessine("a:Elsa.Start b c", "a>b", "b>x");
        var version = open.Version with { Problemes = "root.activities[1].text (étape « b ») : l’entrée manque.\nroot.connections[1] : la flèche mène nulle part.\ninputs : rien." };

        var problems = new ProblemesParEtape(version, open.Definition);

        Assert.Equal(["L’entrée manque.", "La flèche mène nulle part."], problems.De(open.Lieu("b")!.Etape));
        Assert.Equal(["Rien."], problems.Generaux);
    }

    [Fact]
    public void Lire_OfHostileText_KeepsItAsText()
    {
        var open = CircuitsALire.Ouvrir("""
            { "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [
                { "id": "<script>", "type": "Elsa.Ailleurs", "metadata": { "displayText": 3 }, "x": { "expression": { "type": "CSharp", "value": { "a": [1] } } } }, { "type": "Elsa.Start" }, 4, null, { "id": "a" }],
              "connections": [{ "source": "<script>", "target": "ailleurs" }, { "source": 3 }, 5, { "source": { "activity": "<script>", "port": "P" }, "target": { "activity": "<script>" } }] } }
            """);

        var steps = open.Liste().Etapes;

        Assert.Equal(["", "<script>"], steps.Select(step => step.Id).Order());
        Assert.Contains("genre inconnu", steps.First(step => step.Id.Length > 0).NomDuGenre, StringComparison.Ordinal);
        Assert.Equal("expression d’un genre inconnu ici", Assert.Single(MotsDEtape.Entrees(open, open.Lieu("<script>")!.Etape)).Valeur);
    }
}
