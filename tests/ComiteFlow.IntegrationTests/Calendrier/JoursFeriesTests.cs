using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.IntegrationTests.Pages;

namespace ComiteFlow.IntegrationTests.Calendrier;

/// <summary>The public holidays against those that <c>date-holidays</c> computes, which knows nothing of this code.</summary>
public sealed class JoursFeriesTests
{
    private const int First = 1990, Last = 2100;

    /// <summary>Prints the public holidays of a territory, one ISO day a line.</summary>
    private const string Script =
        "const Holidays = require('date-holidays'); const [area, first, last] = process.argv.slice(1); const days = [];"
        + "const known = area === '' ? new Holidays('FR') : new Holidays('FR', area);"
        + "for (let year = +first; year <= +last; year++) for (const day of known.getHolidays(year)) if (day.type === 'public') days.push([day.date.slice(0, 10), day.rule]);"
        + "console.log(JSON.stringify(days));";

    /// <summary>
    /// Good Friday counts there by local custom, in some communes: the Code du travail (L. 3134-13, L. 3422-2) grants it in Alsace-Moselle alone.
    /// </summary>
    private static readonly string[] CustomOfGoodFriday = ["guadeloupe", "martinique"];

    [RequiresToolTheory("node")]
    [InlineData("metropole", "")]
    [InlineData("alsaceMoselle", "57")]
    [InlineData("alsaceMoselle", "67")]
    [InlineData("alsaceMoselle", "68")]
    [InlineData("guadeloupe", "GP")]
    [InlineData("martinique", "MQ")]
    [InlineData("guyane", "GF")]
    [InlineData("reunion", "RE")]
    [InlineData("mayotte", "YT")]
    public async Task De_EachYearOfACentury_IsWhatOthersCompute(string territoire, string area)
    {
        var others = (await ComputedByOthersAsync(area))
            .Where(day => !CustomOfGoodFriday.Contains(territoire) || day.Rule != "easter -2").Select(day => day.On).ToHashSet();

        var ours = Enumerable.Range(First, Last - First + 1).SelectMany(year => JoursFeries.De(year, territoire)).ToHashSet();

        Assert.True(others.Count > 11 * (Last - First), "Others computed too few days to compare with.");
        Assert.Equal(others.Order(), ours.Order());
    }

    private static async Task<IReadOnlyList<(DateOnly On, string Rule)>> ComputedByOthersAsync(string area)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Path.GetDirectoryName(ChromiumTheoryAttribute.NodeModules)!, RedirectStandardOutput = true };
        foreach (var word in (string[])["-e", Script, area, First.ToString(CultureInfo.InvariantCulture), Last.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return [.. JsonSerializer.Deserialize<string[][]>(output)!.Select(day => (DateOnly.ParseExact(day[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), day[1]))];
    }
}
