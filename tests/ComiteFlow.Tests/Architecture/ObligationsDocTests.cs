using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Tests.Architecture;

/// <summary>The map of the obligations is whole, and what it names is there.</summary>
public sealed partial class ObligationsDocTests
{
    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. File.ReadAllLines(Depot.Path("docs", "obligations.md")).Where(line => line.StartsWith("| O-", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ", StringSplitOptions.TrimEntries)),
    ];

    private static readonly HashSet<string> Types =
    [
        .. new[] { typeof(Dossier).Assembly, typeof(IActivity).Assembly, typeof(Courriel).Assembly, typeof(ConventionFileChecker).Assembly }
            .SelectMany(assembly => assembly.GetTypes()).Select(type => type.Name),
    ];

    [Fact]
    public void Rows_AllObligations_StandOnceWithTheNameOfTheCatalogue() =>
        Assert.Equal(Catalogue.Tous.Select(one => (one.Id, one.Title)), Rows.Select(row => (row[0], row[1])));

    [Fact]
    public void Places_OfEachRow_Exist()
    {
        var missing = Rows.Select(row => (Id: row[0], Names: Quoted().Matches(row[2]).Select(match => match.Groups[1].Value).ToList()))
            .SelectMany(row => row.Names.Count == 0 ? [$"{row.Id}: nothing"] : row.Names.Where(name => !Exists(name)).Select(name => $"{row.Id}: {name}"));

        Assert.Empty(missing);
    }

    [Fact]
    public void Tests_OfEachRow_Exist()
    {
        var missing = Rows.Select(row => row[3].Trim('`')).Distinct().Where(name => !IsTest(name));

        Assert.Empty(missing);
    }

    private static bool Exists(string name) => name.Split(".json/") is [var file, var step]
        ? File.Exists(Depot.Path("workflows", file + ".json")) && Steps(Depot.Path("workflows", file + ".json")).Contains(step)
        : Types.Contains(name) || File.Exists(Depot.Path("templates", "courriels", name, "modele.md"));

    private static List<string?> Steps(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.GetProperty("root").GetProperty("activities").EnumerateArray().Select(step => step.GetProperty("id").GetString())];
    }

    private static bool IsTest(string name) => name.Split('.') is [var type, var method]
        && typeof(ObligationsDocTests).Assembly.GetTypes().Where(one => one.Name == type)
            .SelectMany(one => one.GetMethods(BindingFlags.Public | BindingFlags.Instance)).Any(one => one.Name == method && one.GetCustomAttribute<FactAttribute>() is not null);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
