using MimeKit;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>What people read when a report does not come.</summary>
public sealed class RelancesTests : IDisposable
{
    private const string Scenario = """
        {
         "name": "Eva : état des réalisations jamais reçu",
         "conventions": ["EVA-2020"],
         "from": "2020-04-01", "until": "2020-09-30",
         "steps": [],
         "source": "001_df087bc8f3689932.txt, art. 2, art. 3; P6"
        }
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Simulate_ReportNeverIn_CountsRemindersAndNamesThePartyWithItsArticle()
    {
        var scenario = await _folder.WriteAsync(Scenario, "scenario.json");

        var run = await CommandLine.RunAsync(TimeSpan.FromMinutes(2), "simulate", scenario, "--out", _folder.Path("sortie"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("Ceci est le rappel", Text("2020-08-17", "rappelEtat"));
        Assert.Contains("Ceci est le rappel n° 1.", Text("2020-09-15", "rappelEtat"));
        var escalation = Text("2020-09-21", "escalade");
        Assert.Contains("1 rappel a été envoyé à la DINUM", escalation);
        Assert.Contains("La DINUM en reçoit copie.", escalation);
    }

    [Fact]
    public async Task Simulate_EscalationBeforeAnyReminder_SaysThatNoneHasLeft()
    {
        var scenario = await _folder.WriteAsync(Scenario.Replace("\"steps\": [],", "\"steps\": [], \"settings\": {\"status.reminder\": 8},", StringComparison.Ordinal), "scenario.json");

        var run = await CommandLine.RunAsync(TimeSpan.FromMinutes(2), "simulate", scenario, "--out", _folder.Path("sortie"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("aucun rappel n’a encore été envoyé à la DINUM", Text("2020-09-21", "escalade"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The one mail of a day and template, in one line with plain spaces.</summary>
    private string Text(string day, string template)
    {
        var mail = Directory.GetFiles(_folder.Path("sortie", "mail"), $"*-{template}-*").Select(file => MimeMessage.Load(file)).Single(mail => $"{mail.Date:yyyy-MM-dd}" == day);
        return string.Join(' ', (mail.TextBody ?? "").Replace('\u00A0', ' ').Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }
}
