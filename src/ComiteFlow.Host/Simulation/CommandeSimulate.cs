using System.Text.Json;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Simulation;

/// <summary><c>comiteflow simulate SCENARIO.json [--conventions DIR] [--workflows DIR] [--out DIR] [--pdf] [--explain] [--database CONNECTION]</c>.</summary>
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

        if (arguments.Option("pdf") is not null && arguments.Option("out") is null)
            Console.Error.WriteLine("L’option --pdf est sans effet sans --out DOSSIER : aucun document n’est écrit.");

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
        var connection = arguments.Option("database");
        if (connection is not null && !await Preparation.IsEmptyAsync(connection, ct))
            return Sortie.Refuse("La base donnée par --database n’est pas vide : un scénario ne se rejoue que dans une base vide.");
        var passage = new PassageDeScenario(racine, arguments);
        try
        {
            if (await passage.RunAsync(scenario, new BaseDeDonnees(connection, database, IsThrowAway: true), ct) is var code && code != 0)
                return code;
        }
        catch (JsonException error)
        {
            return Sortie.Refuse($"{file}: $: {error.Message}");
        }

        await passage.WriteAsync(ct);
        return 0;
    }

    private static string? Unknown(IEnumerable<ScenarioStep> steps) => steps
        .SelectMany(step => step.Inner.Prepend(step))
        .Select(step => step.Verb)
        .FirstOrDefault(verb => verb is not ("restart" or "concurrently") && Verbes.Find(verb) is null);
}
