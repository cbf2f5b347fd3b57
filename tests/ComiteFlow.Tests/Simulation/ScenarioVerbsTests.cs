using System.Text.RegularExpressions;
using ComiteFlow.Host.Simulation;

namespace ComiteFlow.Tests.Simulation;

/// <summary>The table of verbs in the code and the one that authors read say the same.</summary>
public sealed partial class ScenarioVerbsTests
{
    [Fact]
    public void All_AgainstTheFormatPage_HasTheSameVerbsAndKeys()
    {
        var text = File.ReadAllText(Depot.Path("scenarios", "FORMAT.md"));
        var section = text[text.IndexOf("## Verbs", StringComparison.Ordinal)..text.IndexOf("## Facts", StringComparison.Ordinal)];
        var written = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|'))
            .Select(cells => $"{Names().Match(cells[1]).Groups[1].Value}: {string.Join(' ', Names().Matches(cells[2]).Select(m => m.Groups[1].Value + m.Groups[2].Value))}");

        var coded = ScenarioVerbs.All.Select(verb => $"{verb.Key}: {string.Join(' ', verb.Value.Select(key => key.Name + (key.Optional ? "?" : "")))}");

        Assert.Equal(written.Order(StringComparer.Ordinal), coded.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"`([^`]+)`(\??)")]
    private static partial Regex Names();
}
