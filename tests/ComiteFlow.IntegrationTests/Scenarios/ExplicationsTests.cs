using System.Globalization;
using System.Text.Json;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>Why this date, why this amount: no fact tells a date or an amount that we computed without its rule and its inputs.</summary>
public sealed class ExplicationsTests : IDisposable
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_LONGS") == "1";

    /// <summary>Scenarios that together have every kind of fact; the others add none.</summary>
    private static readonly string[] Choisis =
        ["P01a", "P01b", "P01c", "P04a", "P05a", "P05b", "P06", "P07", "P08b", "P10a", "P11", "P12a", "P12b", "P13a", "P13d", "P14", "P15"];

    /// <summary>Facts whose only date is the one that a person wrote, or the day of the act itself: there is nothing to explain.</summary>
    private static readonly string[] Saisis =
    [
        "signature.recorded", "document.published", "milestone.recorded", "committee.held", "dialogue.held", "obligation.recorded", "committee.detailed", "slots.proposed",
        "report.corrected", "signature.refused",
    ];

    /// <summary>Kinds that these scenarios do not tell with a date or an amount of their own: the tests of avenants, notices and reprises look at them.</summary>
    private static readonly string[] Ailleurs = ["reprise.confirmed", "avenant.drafted", "task.cancelled", "revoyure.opened"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Simulate_EveryDateAndAmountThatIsComputed_HasItsRuleAndInputs()
    {
        var seen = new HashSet<string>();
        var silent = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in IsLong ? ScenarioRunTests.ClaimedScenarios : Choisis)
        {
            var scenario = ScenarioFile.Load(Depot.Path("scenarios", $"{name}.json")).Scenario!;
            foreach (var row in await PassageLu.RunAsync(scenario, _folder.Path($"{name}.db")))
            {
                if (Saisis.Contains(row.Name) || !Computes(row))
                    continue;
                seen.Add(row.Name);
                if (string.IsNullOrWhiteSpace(row.Rule) || row.Inputs is null)
                    silent.Add($"{row.Name} ({name}) : {row.Json}");
            }
        }

        Assert.True(silent.Count == 0, string.Join('\n', silent.DistinctBy(line => line.Split(' ')[0])));
        Assert.Empty(Kinds().Except(Saisis).Except(Ailleurs).Except(seen));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static bool Computes(FaitRow row)
    {
        using var json = JsonDocument.Parse(row.Json);
        return json.RootElement.EnumerateObject().Any(member => member.Value.ValueKind switch
        {
            JsonValueKind.String => DateOnly.TryParseExact(member.Value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            JsonValueKind.Number => member.Name.EndsWith("Cents", StringComparison.Ordinal) || member.Name == "cents",
            _ => false,
        });
    }

    /// <summary>The facts of FORMAT.md that may tell a date or an amount.</summary>
    private static IEnumerable<string> Kinds() => typeof(Fait).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Fait)))
        .Where(type => type.GetProperties().Any(p =>
            (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) is var bare && (bare == typeof(DateOnly) || (bare == typeof(long) && p.Name.EndsWith("Cents", StringComparison.Ordinal)))))
        .Select(type => ((Fait)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)).Name);
}
