using ComiteFlow.Engine.Definitions;
using ComiteFlow.Host.Circuits;
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

    /// <summary>What the list says of arrows is what a run does: back or forward as the engine has it, and every way forward leads to a higher number.</summary>
    [Fact]
    public void Lire_OfAnyFlowchart_AgreesWithTheEngine()
    {
        var random = new Random(20_210_901);
        for (var turn = 0; turn < 300; turn++)
        {
            var ids = Enumerable.Range(0, random.Next(2, 12)).Select(rank => $"e{rank}").ToList();
            var arrows = Enumerable.Range(0, random.Next(1, 25)).Select(_ => $"{ids[random.Next(ids.Count)]}>{ids[random.Next(ids.Count)]}").Distinct().ToArray();
            var open = CircuitsALire.Dessine(string.Join(' ', ids), arrows);

            var graph = DefinitionReader.Read(TexteDeCircuit.Ecrire(open.Definition).Replace("\"name\": \"c\"", "\"definitionId\": \"c\"", StringComparison.Ordinal)).Definition!.Root.Graph!;

            var read = open.Liste();
            Assert.Equal(graph.Start!.Id, read.Etapes[0].Id);
            Assert.All(read.Etapes, step => Assert.Equal(step.Id == graph.Start.Id || graph.Reaches(graph.Start.Id, step.Id), step.EstAtteinte));
            Assert.All(read.Etapes, step => Assert.Equal(graph.ForwardInbound(step.Id).Count, step.Arrivees));
            foreach (var step in read.Etapes.Where(step => step.EstAtteinte))
            {
                Assert.Equal(
                    graph.Outbound(step.Id).Where(graph.IsBack).Select(arrow => arrow.Target).Order(StringComparer.Ordinal),
                    step.Sorties.SelectMany(way => way.Suites).Where(next => next.EstRetour).Select(next => next.Id).Order(StringComparer.Ordinal));
                Assert.All(step.Sorties.SelectMany(way => way.Suites).Where(next => !next.EstRetour), next => Assert.True(next.Numero > step.Numero));
            }
        }
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

        var problems = new ProblemesParEtape(version.ListeDesProblemes, open.Definition);

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
