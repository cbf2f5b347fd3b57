using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;
using ComiteFlow.Host.Travail;
using ComiteFlow.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>The product lives a scenario in this process, on an SQLite file: only the clock is simulated.</summary>
internal static class PassageDuProduit
{
    public static async Task<IReadOnlyList<JsonObject>> RunAsync(JsonObject written, string database)
    {
        var reading = ScenarioFile.Read("oracle.json", written.ToJsonString());
        Assert.Empty(reading.Problems);
        var scenario = reading.Scenario!;
        var reglages = new ReglagesCourants(await File.ReadAllTextAsync(Depot.Path("conventions", "policies.json")), scenario.Settings);
        var clock = new HorlogeSimulee(HeureDeParis.At(scenario.From, TimeOnly.MinValue));
        var dossiers = new DossiersLivres(Depot.Path("conventions"), Depot.Path("workflows"), Depot.Path("templates"));
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IIds>(new IdentifiantsRepetables(clock))
            .AddComiteFlow(new BaseDeDonnees(null, database, IsThrowAway: true), dossiers, reglages, "https://comiteflow.example")
            .BuildServiceProvider();
        Assert.Empty(await Preparation.PrepareAsync(services, default));
        await new Passage(scenario, clock, () => services).RunAsync(new Horaire(reglages, clock.GetUtcNow()), default);

        await using var scope = services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<FaitRow>().AsNoTracking().OrderBy(f => f.Number).ToListAsync();
        return [.. rows.Select(row => JsonNode.Parse(ResultatDePassage.Line(row))!.AsObject())];
    }
}
