using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Simulation;

/// <summary><c>comiteflow simulate SCENARIO.json [--conventions DIR] [--workflows DIR] [--out DIR] [--database CONNECTION]</c>.</summary>
internal sealed class CommandeSimulate(Arguments arguments, string racine)
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var file = arguments.Rest.Count == 1 ? arguments.Rest[0] : null;
        if (file is null)
            return Sortie.Refuse("simulate attend un fichier de scénario : comiteflow simulate SCENARIO.json");
        var reading = ScenarioFile.Load(file);
        if (reading.Scenario is not { } scenario)
            return Sortie.Refuse(reading.Problems[0].ToString());
        if (Unknown(scenario.Steps) is { } verb)
            return Sortie.Refuse($"{file}: steps: Le verbe « {verb} » n’est pas encore pris en charge par cette version.");

        var temp = Directory.CreateTempSubdirectory("comiteflow-");
        try
        {
            return await RunAsync(scenario, file, Path.Combine(temp.FullName, "passage.db"), ct);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            temp.Delete(recursive: true);
        }
    }

    private async Task<int> RunAsync(Scenario scenario, string file, string database, CancellationToken ct)
    {
        var conventions = arguments.Option("conventions") ?? Path.Combine(racine, "conventions");
        var dossiers = new DossiersLivres(
            conventions, arguments.Option("workflows") ?? Path.Combine(racine, "workflows"), Path.Combine(racine, "templates"));
        var policies = Path.Combine(conventions, "policies.json");
        var reglages = new ReglagesCourants(
            await File.ReadAllTextAsync(File.Exists(policies) ? policies : Path.Combine(racine, "conventions", "policies.json"), ct), scenario.Settings);
        var clock = new HorlogeSimulee(HeureDeParis.At(scenario.From, TimeOnly.MinValue));
        var ids = new IdentifiantsRepetables(clock);
        var store = new BaseDeDonnees(arguments.Option("database"), database, IsThrowAway: true);

        ServiceProvider Start() => new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IIds>(ids)
            .AddComiteFlow(store, dossiers, reglages, "https://comiteflow.example")
            .BuildServiceProvider();

        await using var services = Start();
        if (await Preparation.PrepareAsync(services, ct) is { Count: > 0 } problems)
            return Sortie.Refuse(problems);
        try
        {
            await new Passage(scenario, clock, Start).RunAsync(new Horaire(reglages, clock.GetUtcNow()), ct);
        }
        catch (JsonException error)
        {
            return Sortie.Refuse($"{file}: $: {error.Message}");
        }

        await using var scope = services.CreateAsyncScope();
        await new ResultatDePassage(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>()).WriteAsync(Console.OpenStandardOutput(), arguments.Option("out"), ct);
        return 0;
    }

    private static string? Unknown(IEnumerable<ScenarioStep> steps) => steps
        .SelectMany(step => step.Inner.Prepend(step))
        .Select(step => step.Verb)
        .FirstOrDefault(verb => verb is not ("restart" or "concurrently") && Verbes.Find(verb) is null);
}
