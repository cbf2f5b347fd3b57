using System.Text.Json.Nodes;
using ComiteFlow.Domain;
using ComiteFlow.Host.Circuits.Repetition;
using static ComiteFlow.IntegrationTests.Circuits.SceneDeRepetition;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>A draft is lived on copies of real conventions; nothing leaves the house, and nothing stays in it.</summary>
public sealed class RepetitionTests(SceneDeRepetition scene) : IClassFixture<SceneDeRepetition>
{
    [Fact]
    public async Task ARehearsal_SendsNothingAndKeepsNothing()
    {
        await scene.SaveAsync("comite", Regler("collecter", "reminders", "[\"1\", \"3\"]", "Object"));
        var (before, sent) = (await scene.EmpreintesAsync(), scene.Poste.Pris.Count);

        var run = await scene.LancerAsync(Demande());
        await run.Fin;

        Assert.NotEmpty(run.Resultat!.Apres.Courriels);
        Assert.Equal(before, await scene.EmpreintesAsync());
        Assert.Equal(sent, scene.Poste.Pris.Count);
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), $"comiteflow-repetition-{run.Id}*"));
    }

    [Fact]
    public async Task ADraftBesideThePublishedText_TellsWhatBecomesOfEachMail()
    {
        await scene.SaveAsync("comite", Regler("collecter", "reminders", "[\"3\", \"5\"]", "Object"));

        var result = await scene.JouerAsync(Demande());

        Assert.NotNull(result.Avant);
        var sorts = result.Courriels.CountBy(mail => mail.Sort).ToDictionary();
        Assert.Equal(
            (result.Apres.Seances.Count(s => s.On <= Debut.AddMonths(12)), true),
            (sorts[SortDeCourriel.Nouveau], sorts[SortDeCourriel.Identique] > 0));
        Assert.All(result.Courriels.Where(mail => mail.Sort == SortDeCourriel.Deplace), mail => Assert.Equal(("rappelEtat", 2), (mail.Courriel.Modele, mail.JoursOuvres)));
        Assert.Equal(sorts[SortDeCourriel.Nouveau], sorts[SortDeCourriel.Deplace]);
        Assert.Contains("Les rappels de « Collecter l’état des réalisations » passent de", Assert.Single(result.Matiere.Difference!.Phrases), StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_DoAsTheAssumptionSays()
    {
        await scene.SaveAsync("comite", Regler("collecter", "announce", "21"));

        var silent = await scene.JouerAsync(Demande(Comportement.Silence));
        var onTime = await scene.JouerAsync(Demande(Comportement.AHeure));
        var late = await scene.JouerAsync(Demande(Comportement.UnRetardSurDeux));

        Assert.Equal(0, Faits(silent, "report.received"));
        Assert.Equal(0, Faits(silent, "revoyure.decided"));
        Assert.True(Faits(silent, "committee.held") > 0);
        Assert.Equal(0, Faits(onTime, "report.reminded"));
        Assert.True(Faits(onTime, "report.received") > 10, "Reports come in.");
        Assert.True(Faits(onTime, "revoyure.decided") > 0, "Decisions are taken.");
        Assert.NotEmpty(onTime.Apres.Documents);
        Assert.InRange(Faits(late, "report.reminded"), 1, Faits(silent, "report.reminded") - 1);
        Assert.True(Faits(late, "report.received") > 0, "Late reports come in as well.");
    }

    [Fact]
    public async Task ADraftThatCannotRun_IsNotRehearsed()
    {
        await scene.SaveAsync("avenant", text => text["root"]!["connections"]!.AsArray().Clear());

        var refusal = await Assert.ThrowsAsync<BrokenRuleException>(() => scene.MatiereAsync(Demande(circuit: "avenant")));

        Assert.StartsWith("Ce brouillon ne peut pas encore être répété ; corrigez d’abord :", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("root.activities", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARehearsalThatIsCancelled_Ends()
    {
        await scene.SaveAsync("comite", Regler("collecter", "announce", "22"));
        var run = await scene.LancerAsync(Demande(mois: 60));

        run.Annuler();
        await run.Fin;

        Assert.Equal((EtatDeRepetition.Annulee, null), (run.Etat, run.Resultat));
        Assert.Equal(["La répétition a été annulée."], run.Raisons);
    }

    [Fact]
    public async Task ManyAtOnce_WaitTheirTurnAndComeOutAlike()
    {
        await scene.SaveAsync("comite", Regler("collecter", "announce", "23"));
        var all = new List<RepetitionLancee>();
        for (var rank = 0; rank < Repetitions.EnMemeTemps + 1; rank++)
        {
            all.Add(await scene.LancerAsync(Demande(mois: 7)));
        }

        await Task.WhenAll(all.Select(run => run.Fin));

        Assert.All(all, run => Assert.Equal(EtatDeRepetition.Terminee, run.Etat));
        Assert.All(all, run => Assert.Equal(all[0].Resultat!.Apres.Courriels.Select(Octets), run.Resultat!.Apres.Courriels.Select(Octets)));

        static (string, string?) Octets(CourrielRepete mail) => (mail.Cle, mail.Message is { } bytes ? Convert.ToHexString(bytes) : mail.Annule);
    }

    [Fact]
    public async Task TooManyAtOnce_AreRefused()
    {
        await scene.SaveAsync("comite", Regler("collecter", "announce", "24"));
        var all = new List<RepetitionLancee>();
        var refusal = await Assert.ThrowsAsync<BrokenRuleException>(async () =>
        {
            for (var rank = 0; rank <= Repetitions.EnMemeTemps + Repetitions.EnAttenteMax; rank++)
            {
                all.Add(await scene.LancerAsync(Demande(mois: 60)));
            }
        });

        Assert.StartsWith("Trop de répétitions attendent déjà", refusal.Message, StringComparison.Ordinal);
        all.ForEach(run => run.Annuler());
        await Task.WhenAll(all.Select(run => run.Fin));
    }

    [Fact]
    public async Task AScriptThatComputesForEver_IsAnIncidentOfTheRehearsal()
    {
        await scene.SaveAsync("comite", text => Ajouter(
            text, $$"""{ "id": "bombe", "type": "Elsa.SetName", "value": { "typeName": "String", "expression": { "type": "JavaScript", "value": "{{Bombe}}" } } }""", ("debut", "bombe")));

        var result = await scene.JouerAsync(Demande(mois: 1));

        Assert.NotEmpty(result.Apres.Incidents);
        Assert.All(result.Apres.Incidents, incident => Assert.Equal(("comite", "bombe"), (incident.Circuit, incident.Etape)));
        Assert.EndsWith("demande trop de calcul.", result.Apres.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADraftThatNeverRests_IsStoppedAndTheNextOneRuns()
    {
        await scene.SaveAsync("comite", text => Ajouter(
            text, """{ "id": "dodo", "type": "Elsa.Delay", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:00:01" } } }""",
            ("debut", "dodo"), ("dodo", "dodo")));

        var run = await scene.LancerAsync(Demande(mois: 1));
        await run.Fin;

        Assert.Equal(EtatDeRepetition.Arretee, run.Etat);
        Assert.Contains("Le circuit ne se repose jamais", Assert.Single(run.Raisons), StringComparison.Ordinal);
        await scene.SaveAsync("comite", Regler("collecter", "announce", "25"));
        Assert.NotEmpty((await scene.JouerAsync(Demande(mois: 7))).Apres.Courriels);
    }

    [Theory]
    [InlineData("", 1, "Aucun autre circuit ne lance celui-ci : la répétition le lance sur la convention, le premier jour.")]
    [InlineData("ComiteFlow.AwaitComite", 2, "Aucun autre circuit ne lance celui-ci : la répétition le lance sur chaque comité, dès qu’il est planifié.")]
    public async Task AWorkflowThatNobodyStarts_IsStartedByTheRehearsal(string step, int incidents, string notice)
    {
        var before = step.Length == 0 ? "" : $$"""{ "id": "avant", "type": "{{step}}" }, """;
        var arrows = step.Length == 0 ? [("debut", "arret")] : new[] { ("debut", "avant"), ("avant", "arret") };
        var circuit = await scene.CreerAsync($$"""
            { "name": "Essai {{step}}", "root": { "id": "r", "type": "Elsa.Flowchart",
              "activities": [{ "id": "debut", "type": "Elsa.Start" }, {{before}}{ "id": "arret", "type": "Elsa.Fault", "message": { "typeName": "String", "expression": { "type": "Literal", "value": "Vu" } } }],
              "connections": [{{string.Join(", ", arrows.Select(arrow => $$"""{ "source": { "activity": "{{arrow.Item1}}", "port": "Done" }, "target": { "activity": "{{arrow.Item2}}", "port": "In" } }"""))}}] } }
            """);

        var result = await scene.JouerAsync(Demande(circuit: circuit, mois: 13));

        Assert.Equal(Enumerable.Repeat((circuit, "arret", "Vu"), incidents), result.Apres.Incidents.Select(incident => (incident.Circuit, incident.Etape, incident.Message)));
        Assert.Contains(notice, new RepetitionMontree(result, new Host.Courriels.Annuaire("""{ "boites": {} }""")).Avis);
    }

    private static void Ajouter(JsonObject text, string step, params (string From, string To)[] arrows)
    {
        text["root"]!["activities"]!.AsArray().Add(JsonNode.Parse(step));
        foreach (var (from, to) in arrows)
        {
            text["root"]!["connections"]!.AsArray().Add(JsonNode.Parse($$"""{ "source": { "activity": "{{from}}", "port": "Done" }, "target": { "activity": "{{to}}", "port": "In" } }"""));
        }
    }

    /// <summary>Ten times ten times ten… steps of one expression.</summary>
    private static string Bombe => Enumerable.Range(0, 6).Aggregate("1", (inner, level) => $"[1,2,3,4,5,6,7,8,9,0].map(n{level} => {inner})");

    private static int Faits(ResultatDeRepetition result, string name) => result.Apres.Faits.Count(fact => fact.Name == name);

    internal static Action<JsonObject> Regler(string step, string input, string value, string type = "Literal") => text =>
        text["root"]!["activities"]!.AsArray().First(one => (string?)one!["id"] == step)![input]!["expression"] = new JsonObject { ["type"] = type, ["value"] = value };
}
