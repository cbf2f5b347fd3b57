using System.Globalization;
using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.IntegrationTests.Scenarios;
using ComiteFlow.Tests;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>A whole scenario lived through the pages leaves the facts that the simulator leaves.</summary>
public sealed class LivedScenarioTests
{
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

    [ChromiumTheory]
    [InlineData("P03b")]
    public async Task Scenario_LivedThroughThePages_LeavesTheFactsOfTheSimulator(string name)
    {
        using var scenario = JsonDocument.Parse(await File.ReadAllTextAsync(Depot.Path("scenarios", $"{name}.json")));
        var root = scenario.RootElement;
        await using var server = await LivedServer.StartAsync(Day(root.GetProperty("from").GetString()!));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = Flags });
        await using var people = new ActesParLesPages(browser, server.Address);

        foreach (var convention in root.GetProperty("conventions").EnumerateArray())
        {
            await people.ImportAsync(convention.GetString()!);
        }

        foreach (var step in root.GetProperty("steps").EnumerateArray())
        {
            await server.MoveToAsync(HeureDeParis.At(Moment(step.GetProperty("at").GetString()!)));
            await people.DoAsync(step.GetProperty("do").GetString()!, step);
        }

        await KeepViewsAsync(people, root.GetProperty("conventions")[0].GetString()!);
        await server.MoveToAsync(HeureDeParis.At(Day(root.GetProperty("until").GetString()!).AddDays(1), TimeOnly.MinValue).AddTicks(-1));

        var simulated = await ScenariosJoues.OfAsync(name);
        var expected = simulated.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(WithoutTime).Order(StringComparer.Ordinal);
        var lived = (await server.FactsAsync()).Select(WithoutTime).Order(StringComparer.Ordinal);
        Assert.Equal(expected, lived);
    }

    /// <summary>The pages as they stand after the last step, where pictures are asked for.</summary>
    private static async Task KeepViewsAsync(ActesParLesPages people, string convention)
    {
        await people.AsAsync("coordinator");
        foreach (var (name, path) in new[] { ("portefeuille", "/"), ("convention", $"/conventions/{convention}"), ("courriels", "/courriels"), ("a-faire", "/a-faire"), ("doutes", $"/conventions/{convention}/doutes") })
        {
            await people.OpenAsync(path);
            await people.KeepAsync("vecu-" + name);
        }
    }

    /// <summary>A fact with its day for its instant, and its keys in order.</summary>
    private static string WithoutTime(string line)
    {
        using var fact = JsonDocument.Parse(line);
        var keys = fact.RootElement.EnumerateObject().ToDictionary(key => key.Name, key => key.Name == "at" ? key.Value.GetString()![..10] : key.Value.GetRawText());
        return $"{keys["at"]} {string.Join(' ', keys.Where(key => key.Key != "at").OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => $"{key.Key}={key.Value}"))}";
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTime Moment(string iso) => iso.Length == 10 ? Day(iso).ToDateTime(new TimeOnly(9, 0)) : DateTime.Parse(iso, CultureInfo.InvariantCulture);
}
