using System.Text.Json;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>How many expectations of a scenario the facts of a run fulfil, and each that they do not.</summary>
internal sealed record MatchResult(int Passed, IReadOnlyList<string> Failures);

/// <summary>Compares the facts of a run with what its scenario expects, by the rules of <c>scenarios/FORMAT.md</c>, section Matching.</summary>
internal static class FactMatcher
{
    /// <summary>Reads the lines of a run; empty ones are passed over.</summary>
    /// <exception cref="FormatException">A line is not a fact.</exception>
    public static IReadOnlyList<JsonElement> ReadFacts(string lines) =>
        [.. lines.Split('\n').Select((text, i) => (Text: text, Number: i + 1)).Where(line => !string.IsNullOrWhiteSpace(line.Text)).Select(ReadFact)];

    public static MatchResult Check(JsonElement scenario, IReadOnlyList<JsonElement> facts)
    {
        var tally = new Tally();
        CheckExpect(scenario, facts, tally);
        CheckOrder(scenario, facts, tally);
        foreach (var (want, i) in Entries(scenario, "never"))
        {
            var hit = facts.Where(fact => PartialFact.Matches(want, fact)).Take(1).ToList();
            tally.Count(hit.Count == 0, () => $"never[{i}]: {hit[0]}");
        }

        foreach (var (item, i) in Entries(scenario, "count"))
        {
            var found = facts.Count(fact => PartialFact.Matches(item.GetProperty("match"), fact));
            var wanted = item.GetProperty("equals");
            tally.Count(wanted.GetDouble() == found, () => $"count[{i}]: {found}, not {wanted}: {item.GetProperty("match")}");
        }

        tally.Count(AreInOrder(facts), () => "The facts are not in order of at.");
        return tally.Result;
    }

    private static JsonElement ReadFact((string Text, int Number) line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.Text);
            var fact = document.RootElement;
            return fact.ValueKind == JsonValueKind.Object && fact.TryGetProperty("fact", out _) && fact.TryGetProperty("at", out _)
                ? fact.Clone()
                : throw new FormatException($"Line {line.Number} is not a fact: {line.Text}");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"Line {line.Number} is not JSON: {line.Text}", problem);
        }
    }

    private static void CheckExpect(JsonElement scenario, IReadOnlyList<JsonElement> facts, Tally tally)
    {
        var wants = Entries(scenario, "expect").Select(entry => entry.Item).ToList();
        var options = wants.Select(want => Enumerable.Range(0, facts.Count).Where(i => PartialFact.Matches(want, facts[i])).ToList()).ToList();
        var left = MaximumMatching.LeftOver(options);
        for (var i = 0; i < wants.Count; i++)
        {
            var (entry, why) = (i, options[i].Count == 0 ? "no fact matches" : "only facts already used match");
            tally.Count(!left.Contains(i), () => $"expect[{entry}]: {why} {wants[entry]}");
        }
    }

    private static void CheckOrder(JsonElement scenario, IReadOnlyList<JsonElement> facts, Tally tally)
    {
        var position = 0;
        foreach (var (want, i) in Entries(scenario, "expectInOrder"))
        {
            var found = position;
            while (found < facts.Count && !PartialFact.Matches(want, facts[found]))
            {
                found++;
            }

            tally.Count(found < facts.Count, () => $"expectInOrder[{i}]: nothing from line {position + 1} on matches {want}");
            position = found < facts.Count ? found + 1 : position;
        }
    }

    private static bool AreInOrder(IReadOnlyList<JsonElement> facts)
    {
        var stamps = facts.Select(fact => fact.GetProperty("at")).ToList();
        return stamps.All(stamp => stamp.ValueKind == JsonValueKind.String)
            && stamps.Zip(stamps.Skip(1)).All(pair => string.CompareOrdinal(pair.First.GetString(), pair.Second.GetString()) <= 0);
    }

    private static IEnumerable<(JsonElement Item, int Index)> Entries(JsonElement scenario, string list) =>
        scenario.TryGetProperty(list, out var entries) ? entries.EnumerateArray().Select((item, i) => (item, i)) : [];

    private sealed class Tally
    {
        private readonly List<string> _failures = [];
        private int _passed;

        public MatchResult Result => new(_passed, _failures);

        public void Count(bool fulfilled, Func<string> failure)
        {
            if (fulfilled)
            {
                _passed++;
            }
            else
            {
                _failures.Add(failure());
            }
        }
    }
}
