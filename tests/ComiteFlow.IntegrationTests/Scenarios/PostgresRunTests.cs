using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>The same scenario leaves the same bytes on PostgreSQL as on the embedded file.</summary>
public sealed class PostgresRunTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_LONGS") == "1";

    [RequiresToolFact("postgres")]
    public async Task Simulate_OnPostgres_PrintsWhatItPrintsOnTheFile()
    {
        foreach (var name in IsLong ? ScenarioRunTests.ClaimedScenarios : ["P01a", "P03b", "P06"])
        {
            var embedded = await ScenariosJoues.OfAsync(name);
            var postgres = await CommandLine.RunAsync(Patience, "simulate", ScenariosJoues.Fichier(name), "--database", await server.CreateDatabaseAsync());

            Assert.True(postgres.ExitCode == 0, $"{name}: code {postgres.ExitCode}: {postgres.Error}");
            Assert.NotEmpty(embedded.Output);
            Assert.Equal(embedded.Output, postgres.Output);
        }
    }

    [RequiresToolFact("postgres")]
    public async Task Simulate_DatabaseThatIsNotEmpty_IsRefusedInOneLine()
    {
        var database = await server.CreateDatabaseAsync();
        await using (var source = Npgsql.NpgsqlDataSource.Create(database))
        {
            await using var command = source.CreateCommand("CREATE TABLE autre (n int)");
            await command.ExecuteNonQueryAsync();
        }

        var run = await CommandLine.RunAsync(Patience, "simulate", Depot.Path("scenarios", "P01a.json"), "--database", database);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("n’est pas vide", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
