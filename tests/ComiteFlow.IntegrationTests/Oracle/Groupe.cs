using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>Some conventions that live 24 months side by side under the same settings: the scenario, and what the oracle foretells for each.</summary>
internal sealed record Groupe(JsonObject Scenario, IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> Foretold)
{
    private const int Months = 24;

    /// <summary>The group of a number, always the same.</summary>
    public static Groupe Draw(int number, int size)
    {
        var random = new Random(20_000 + number);
        var from = new DateOnly(2019 + random.Next(6), 1 + random.Next(12), 1 + random.Next(28));
        var until = Almanach.AddClamped(from, Months).AddDays(-1);
        var given = Settings(random);
        var (conventions, steps, foretold) = (new JsonArray(), new List<JsonObject>(), new Dictionary<string, IReadOnlyList<JsonObject>>());
        for (var rank = 0; rank < size; rank++)
        {
            var id = $"ORACLE-{number:D2}{rank:D2}";
            var data = new Clauses(random, from).Combine(id);
            conventions.Add((JsonNode)data);
            var devin = new Devin(Read(data), new OracleSettings(Read(given)));
            var story = new Recit(random, devin, rank);
            Live(devin, story, from, until);
            steps.AddRange(story.Steps);
            foretold[id] = devin.Facts;
        }

        var scenario = new JsonObject
        {
            ["name"] = $"Oracle, groupe {number}", ["conventions"] = conventions, ["from"] = Texte.Iso(from), ["until"] = Texte.Iso(until), ["settings"] = given,
            ["steps"] = new JsonArray([.. steps.OrderBy(s => (string)s["at"]!, StringComparer.Ordinal).Select(s => (JsonNode)s)]), ["source"] = "H: clauses of the five texts, recombined",
        };
        return new Groupe(scenario, foretold);
    }

    private static void Live(Devin devin, Recit story, DateOnly from, DateOnly until)
    {
        devin.Register(from);
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            devin.Morning(day);
            story.Live(day);
        }
    }

    // As the product reads them: from their text.
    private static JsonObject Read(JsonObject written) => JsonNode.Parse(written.ToJsonString())!.AsObject();

    private static JsonObject Settings(Random random)
    {
        (string Key, Func<JsonNode> Value)[] possible =
        [
            ("workingDays.atBound", () => "none"), ("workingDays.holidays", () => "alsaceMoselle"), ("committee.clampDay", () => false), ("cutoff.inclusive", () => false),
            ("ceiling.equalityAccepted", () => false), ("status.due", () => random.Next(6, 16)), ("status.reminder", () => 2), ("status.escalation", () => random.Next(2, 5)),
            ("monthly.day", () => random.Next(5, 21)), ("monthly.reminder", () => 3), ("monthly.reminderEvery", () => "P10D"), ("signature.reminderEvery", () => "P5D"),
            ("cutoff.warnings", () => new JsonArray(15, 5, 1)), ("end.warnings", () => new JsonArray(120, 45)),
        ];
        var given = new JsonObject();
        foreach (var (key, value) in possible.Where(_ => random.Next(5) == 0).ToList())
            given[key] = value();
        return given;
    }
}
