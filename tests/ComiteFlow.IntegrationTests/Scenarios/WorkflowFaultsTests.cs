using System.Text.Json.Nodes;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>A broken workflow or convention file is refused whole, with file and place, and nothing is half-run.</summary>
public sealed class WorkflowFaultsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Faults => new()
    {
        { "flèche", "la flèche mène à une étape qui n’existe pas (« nulle-part »)" },
        { "boucle", "la boucle n’a ni attente ni sortie : elle tournerait sans fin" },
        { "débuts", "le circuit a deux débuts : gardez-en un seul" },
        { "identifiant", "l’identifiant « releve » sert déjà à une autre étape" },
        { "activité", "l’activité « Elsa.Inconnue » n’existe pas ici" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Simulate_BrokenWorkflow_IsRefusedWithFileAndPlace(string fault, string reason)
    {
        var copy = _folder.Copy(Depot.Path("workflows"), "circuits");
        var workflow = new WorkflowFile(Path.Combine(copy, "revoyure.json"));
        Break(workflow, fault);
        workflow.Save();

        var run = await CommandLine.RunAsync(Patience, "simulate", Depot.Path("scenarios", "P01a.json"), "--workflows", copy);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        var line = Assert.Single(run.Error.Split('\n'), line => line.Contains(reason, StringComparison.Ordinal));
        Assert.StartsWith("revoyure.json", line);
        Assert.Contains("root", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConventionsCheck_FaultyFile_TellsEachFaultOnItsLine()
    {
        var convention = JsonNode.Parse(await File.ReadAllTextAsync(Depot.Path("conventions", "diagoriente-2020.json")))!;
        convention["couleur"] = "rouge";
        convention["tranches"]![0]!["amountCents"] = -1;
        convention["signatories"]![0]!["partyId"] = "ABSENTE";
        convention["end"]!["date"] = "2020-01-01";
        var file = await _folder.WriteAsync(convention.ToJsonString(), "diagoriente-2020.json");

        var run = await CommandLine.RunAsync(Patience, "conventions", "check", file);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.StartsWith($"{file}: $", line));
        foreach (var place in (string[])["$.couleur: ", "$.tranches[0].amountCents: ", "$.signatories[0].partyId: ", "$.end.date: "])
        {
            Assert.Contains(lines, line => line.StartsWith($"{file}: {place}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task ConventionsCheck_BrokenJson_TellsLineAndColumn()
    {
        var file = await _folder.WriteAsync("{\"id\": ", "essai-2020.json");

        var run = await CommandLine.RunAsync(Patience, "conventions", "check", file);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{file}: $: Ce texte n’est pas du JSON (ligne 1", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task ConventionsCheck_ShippedConventions_AreSound()
    {
        var files = Directory.GetFiles(Depot.Path("conventions"), "*-202?*.json");

        var run = await CommandLine.RunAsync(Patience, ["conventions", "check", .. files]);

        Assert.Equal(5, files.Length);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    public void Dispose() => _folder.Dispose();

    private static void Break(WorkflowFile workflow, string fault)
    {
        switch (fault)
        {
            case "flèche":
                workflow.Connect("informer", "Done", "nulle-part");
                break;
            case "boucle":
                workflow.Remove("fin");
                workflow.Connect("informer", "Done", "releve");
                break;
            case "débuts":
                Duplicate(workflow, "debut", "debut-bis");
                break;
            case "identifiant":
                Duplicate(workflow, "releve", "releve");
                break;
            default:
                workflow.Activity("releve")["type"] = "Elsa.Inconnue";
                break;
        }
    }

    private static void Duplicate(WorkflowFile workflow, string id, string newId)
    {
        var copy = workflow.Activity(id).DeepClone().AsObject();
        copy["id"] = newId;
        workflow.Activities.Add(copy);
    }
}
