using System.Text.Json;
using ComiteFlow.Tests;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>A coordinator changes a copy of the workflows: the facts and mails change in exactly these points, without a build.</summary>
public sealed class WorkflowsCopyTests : IDisposable
{
    private const string Scenario = """
        {
         "name": "Comité d’Eva suivi d’un avenant",
         "conventions": ["EVA-2020"],
         "from": "2020-04-01", "until": "2020-10-15",
         "steps": [
          {"at": "2020-04-01T10:00", "do": "sign", "document": "EVA-2020", "party": "DGEFP"},
          {"at": "2020-04-01T10:10", "do": "sign", "document": "EVA-2020", "party": "DINUM"},
          {"at": "2020-09-18T10:00", "do": "submitStatusReport", "convention": "EVA-2020", "committee": "COSTRATINV", "occurrence": 1},
          {"at": "2020-09-28T10:00", "do": "holdCommittee", "convention": "EVA-2020", "committee": "COSTRATINV", "occurrence": 1},
          {"at": "2020-09-28T11:00", "do": "decideRevoyure", "convention": "EVA-2020", "committee": "COSTRATINV", "occurrence": 1, "outcome": "grant", "amountCents": 10000000, "until": "2020-09-30"}
         ],
         "source": "001_df087bc8f3689932.txt, art. 2, art. 6; P6, P11; H: signatures on 01/04/2020, decision"
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Simulate_CopyWithMovedReminder_MovesThatReminderAlone()
    {
        var copy = Copy("comite.json", comite => comite.SetInput("collecter", "reminders", "[\"3\"]"));

        var (gone, come) = await CompareAsync(copy);

        // On both days a reminder of the accounts leaves as well: one message a day, named by its first part.
        Assert.Equal(["2020-09-15 email.sent rappelEtat DINUM", "2020-09-15 report.reminded", "2020-09-17 email.sent rappelDepenses DINUM"], gone);
        Assert.Equal(["2020-09-15 email.sent rappelDepenses DINUM", "2020-09-17 email.sent rappelEtat DINUM", "2020-09-17 report.reminded"], come);
    }

    [Fact]
    public async Task Simulate_CopyWithALadder_RemindsBeforeAndAfterTheDueDayAndAsksForSupport()
    {
        var copy = Copy("comite.json", comite => comite.AddList("collecter", "ladder", "[\"J-15\", \"J-2\", \"J+1\", \"J+3 suppleance coordinator\"]"));

        var (_, come) = await CompareAsync(copy);

        Assert.Equal(
            ["2020-08-30 report.reminded", "2020-09-12 report.reminded", "2020-09-17 report.escalated"],
            come.Where(line => line.Contains("report.", StringComparison.Ordinal)));
        Assert.Contains("2020-08-31 email.sent rappelEtat DINUM", come);
        Assert.Equal(["2020-09-17 email.sent escalade DINUM-SUPPLEANCE", "2020-09-17 email.sent escalade coordinator"], come.Where(line => line.Contains("escalade", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Simulate_CopyWithoutAvenantBranch_DraftsNoAvenant()
    {
        var copy = Copy("revoyure.json", WithoutAvenant);

        var (gone, come) = await CompareAsync(copy);

        Assert.Equal(["2020-09-28 avenant.drafted", "2020-09-28 email.sent projetAvenant DGEFP", "2020-09-28 email.sent projetAvenant DINUM"], gone);
        Assert.Empty(come);
    }

    [Fact]
    public async Task Simulate_CopyWithOneMoreRecipient_SendsOneMoreMail()
    {
        var copy = Copy("revoyure.json", revoyure => revoyure.SetInput("informer", "to", "[\"parties\", \"CBCM-PM\"]"));

        var (gone, come) = await CompareAsync(copy);

        Assert.Empty(gone);
        Assert.Equal(["2020-09-28 email.sent decision CBCM-PM"], come);
    }

    [Fact]
    public async Task Simulate_CopyWithAllThreeChanges_ChangesExactlyThesePoints()
    {
        var copy = Copy("comite.json", comite => comite.SetInput("collecter", "reminders", "[\"3\"]"));
        Change(copy, "revoyure.json", WithoutAvenant);
        Change(copy, "revoyure.json", revoyure => revoyure.SetInput("informer", "to", "[\"parties\", \"CBCM-PM\"]"));

        var (gone, come) = await CompareAsync(copy);

        Assert.Equal(6, gone.Count);
        Assert.Equal(
            ["2020-09-15 email.sent rappelDepenses DINUM", "2020-09-17 email.sent rappelEtat DINUM", "2020-09-17 report.reminded", "2020-09-28 email.sent decision CBCM-PM"], come);
    }

    public void Dispose() => _folder.Dispose();

    private static void WithoutAvenant(WorkflowFile revoyure)
    {
        revoyure.Remove("avenant");
        revoyure.Connect("decider", "Avenant", "releve");
    }

    private static void Change(string folder, string file, Action<WorkflowFile> change)
    {
        var workflow = new WorkflowFile(Path.Combine(folder, file));
        change(workflow);
        workflow.Save();
    }

    private string Copy(string file, Action<WorkflowFile> change)
    {
        var copy = _folder.Copy(Depot.Path("workflows"), "circuits");
        Change(copy, file, change);
        return copy;
    }

    /// <summary>What only the shipped workflows give, and what only the copy gives; the mails written must tell the same as the facts.</summary>
    private async Task<(IReadOnlyList<string> Gone, IReadOnlyList<string> Come)> CompareAsync(string copy)
    {
        var scenario = await _folder.WriteAsync(Scenario, "scenario.json");
        var shipped = await RunAsync("livre", "simulate", scenario);
        var changed = await RunAsync("modifie", "simulate", scenario, "--workflows", copy);
        Assert.Equal(Mails(Only(shipped.Facts, changed.Facts)), Only(shipped.Mails, changed.Mails).Count);
        Assert.Equal(Mails(Only(changed.Facts, shipped.Facts)), Only(changed.Mails, shipped.Mails).Count);
        return (Labels(Only(shipped.Facts, changed.Facts)), Labels(Only(changed.Facts, shipped.Facts)));
    }

    private async Task<(IReadOnlyList<string> Facts, IReadOnlyList<string> Mails)> RunAsync(string name, params string[] words)
    {
        var run = await CommandLine.RunAsync(Patience, [.. words, "--out", _folder.Path(name)]);
        Assert.True(run.ExitCode == 0, $"Code {run.ExitCode}: {run.Error}");
        var mails = Directory.GetFiles(_folder.Path(name, "mail")).Select(file => MimeMessage.Load(file)).Select(mail => $"{mail.Date:u} {mail.To} {mail.Subject}");
        return ([.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)], [.. mails]);
    }

    /// <summary>The lines of one run that the other has not, each as often as it is missing.</summary>
    private static List<string> Only(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        var left = lines.ToList();
        foreach (var line in others)
        {
            left.Remove(line);
        }

        return left;
    }

    private static int Mails(IEnumerable<string> facts) => facts.Count(fact => fact.Contains("\"email.sent\"", StringComparison.Ordinal));

    private static List<string> Labels(IEnumerable<string> facts) => [.. facts.Select(Label).Order(StringComparer.Ordinal)];

    private static string Label(string line)
    {
        var fact = JsonDocument.Parse(line).RootElement;
        var (day, name) = (fact.GetProperty("at").GetString()![..10], fact.GetProperty("fact").GetString());
        return name == "email.sent" ? $"{day} {name} {fact.GetProperty("template")} {fact.GetProperty("to")}" : $"{day} {name}";
    }
}
