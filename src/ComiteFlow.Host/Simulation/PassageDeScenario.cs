using ComiteFlow.Activities.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;

namespace ComiteFlow.Host.Simulation;

/// <summary>Builds the product around a simulated clock and lives a scenario in a database.</summary>
internal sealed class PassageDeScenario(string racine, Arguments arguments)
{
    private ServiceProvider? _services;

    public async Task<int> RunAsync(Scenario scenario, BaseDeDonnees database, CancellationToken ct)
    {
        var conventions = arguments.Option("conventions") ?? Path.Combine(racine, "conventions");
        var dossiers = new DossiersLivres(
            conventions, arguments.Option("workflows") ?? Path.Combine(racine, "workflows"), Path.Combine(racine, "templates"));
        var policies = Path.Combine(conventions, "policies.json");
        var shipped = await File.ReadAllTextAsync(Path.Combine(racine, "conventions", "policies.json"), ct);
        var reglages = new ReglagesCourants(File.Exists(policies) ? await File.ReadAllTextAsync(policies, ct) : shipped, scenario.Settings, shipped);
        var clock = new HorlogeSimulee(HeureDeParis.At(scenario.From, TimeOnly.MinValue));
        var ids = new IdentifiantsRepetables(clock);

        ServiceProvider Start() => _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IIds>(ids)
            .AddComiteFlow(database, dossiers, reglages, "https://comiteflow.example")
            .BuildServiceProvider();

        await using (var services = Start())
        {
            if (await Preparation.PrepareAsync(services, ct) is { Count: > 0 } problems)
                return Sortie.Refuse(problems);
        }

        await new Passage(scenario, clock, Start).RunAsync(new Horaire(reglages, clock.GetUtcNow()), ct);
        return 0;
    }

    /// <summary>Prints the facts of the run and writes its files.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        await using var scope = _services!.CreateAsyncScope();
        await new ResultatDePassage(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>()).WriteAsync(Console.OpenStandardOutput(), arguments.Option("out"), ct);
        await new SortiesDePassage(scope.ServiceProvider).WriteAsync(arguments, ct);
    }
}
