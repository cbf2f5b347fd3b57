using ComiteFlow.Tests;
using Xunit.Abstractions;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>200 conventions recombined from the clauses of the five texts live 24 months as an oracle foretells that knows nothing of the product.</summary>
public sealed class OracleTests(ITestOutputHelper output) : IDisposable
{
    private const int Groups = 20, PerGroup = 10, EachByDefault = 10, FirstByDefault = 4, Shown = 40;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_LONGS") == "1";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Played => [.. Enumerable.Range(0, Groups).Where(number => IsLong || number % EachByDefault == FirstByDefault)];

    [Theory]
    [MemberData(nameof(Played))]
    public async Task Simulate_RecombinedConventions_LiveAsTheOracleForetells(int number)
    {
        var group = Groupe.Draw(number, PerGroup);

        var lived = await PassageDuProduit.RunAsync(group.Scenario, _folder.Path("oracle.db"));

        var differences = group.Foretold
            .SelectMany(one => Constats.Differences(one.Value, lived.Where(fact => (string?)fact["convention"] == one.Key)).Select(line => $"{one.Key} {line}"))
            .ToList();
        output.WriteLine($"{group.Foretold.Sum(one => one.Value.Count)} faits prédits pour {group.Foretold.Count} conventions");
        Assert.True(differences.Count == 0, $"{differences.Count} différences (− oracle, + produit) :\n{string.Join('\n', differences.Take(Shown))}");
    }

    [Fact]
    public void Draw_AllGroups_ForetellEachKindOfFactAndRefusal()
    {
        var facts = Enumerable.Range(0, Groups).SelectMany(number => Groupe.Draw(number, PerGroup).Foretold.Values).SelectMany(list => list).ToList();

        var kinds = facts.Select(fact => (string)fact["fact"]!).ToHashSet();
        Assert.Empty(Constats.Kinds.Except(kinds));
        string[] codes =
        [
            "forbidden", "unknownReference", "invalidAmount", "alreadyDone", "noSuchClause", "notFullySigned", "notInEffect", "fundsNotReleased", "conventionEnded", "aeCutoff", "cpCutoff",
            "earmarkExceeded", "startupAllocationExceeded", "allocationExceeded", "paymentExceedsCommitment", "statusReportMissing", "committeeNotHeld", "quorumMissing", "periodBeyondEnd",
            "ceilingExceeded", "commentRequired",
        ];
        Assert.Empty(codes.Except(facts.Select(fact => (string?)fact["code"] ?? "")));
    }

    [Theory]
    [InlineData("2020-04-13")]
    [InlineData("2021-04-05")]
    [InlineData("2022-05-26")]
    [InlineData("2023-05-29")]
    public void IsWorked_DayThatFollowsEaster_IsNot(string day) =>
        Assert.False(new Almanach(new OracleSettings([])).IsWorked(Texte.Day(day)!.Value));

    [Fact]
    public void Oracle_ItsFiles_NameNothingOfTheProduct()
    {
        var files = Directory.GetFiles(Depot.Path("tests", "ComiteFlow.IntegrationTests", "Oracle"), "*.cs").Where(file => Path.GetFileName(file) is not ("PassageDuProduit.cs" or "OracleTests.cs"));

        string[] product = ["ComiteFlow.Domain", "ComiteFlow.Host", "ComiteFlow.Activities", "ComiteFlow.Engine"];
        Assert.DoesNotContain(files, file => product.Any(name => File.ReadAllText(file).Contains(name, StringComparison.Ordinal)));
    }

    public void Dispose() => _folder.Dispose();
}
