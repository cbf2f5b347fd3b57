using ComiteFlow.Activities.Conventions;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;

namespace ComiteFlow.Host.Hebergement;

/// <summary><c>comiteflow demonstration</c>: the conventions that ship, lived up to a day by the story that ships, then served on a clock that goes on from there.</summary>
internal sealed class CommandeDemonstration(Arguments arguments, string racine)
{
    private const string Urls = "http://127.0.0.1:5080";
    private static readonly TimeOnly Morning = new(10, 30);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var urls = arguments.Option("urls") ?? Urls;
        if (!CommandeServe.IsLoopback(urls))
            return Sortie.Refuse("La démonstration n’ouvre que sur une adresse de cette machine (127.0.0.1) : changez --urls.");
        var story = Path.Combine(racine, "demonstration", "recit.json");
        var reading = ScenarioFile.Load(story);
        if (reading.Scenario is not { } scenario)
            return Sortie.Refuse(reading.Problems[0].ToString());
        var file = CommandeServe.DatabaseFile(arguments, "demonstration.db");
        if (!File.Exists(file) && await LiveAsync(scenario, file, ct) is var code && code != 0)
            return code;

        var builder = CommandeServe.Builder();
        builder.Configuration["Demonstration"] = "true";
        var clock = new HorlogeDeDemonstration(await StartOfAsync(file, scenario, ct));
        return await CommandeServe.ServeAsync(
            builder, new BaseDeDonnees(null, file), clock, urls, racine,
            "Ouvrez cette adresse, puis choisissez une fonction : aucun mot de passe n’est demandé. Les courriels restent dans la boîte du site. Ctrl+C arrête.", ct);
    }

    /// <summary>Lives the story into a file of its own, which takes its place only when the story has ended.</summary>
    private async Task<int> LiveAsync(Scenario scenario, string file, CancellationToken ct)
    {
        Console.Error.WriteLine("Préparation de la démonstration : les conventions sont rejouées jusqu’au 14 septembre 2021…");
        var draft = file + ".encours";
        File.Delete(draft);
        var code = await new PassageDeScenario(racine, arguments).RunAsync(scenario, new BaseDeDonnees(null, draft, IsThrowAway: true), ct);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (code == 0)
            File.Move(draft, file);
        return code;
    }

    /// <summary>The clock goes on from the end of the story, or from the last thing that happened since.</summary>
    private static async Task<DateTimeOffset> StartOfAsync(string file, Scenario scenario, CancellationToken ct)
    {
        var start = HeureDeParis.At(scenario.Until, Morning);
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file}");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(at) FROM faits";
        var last = await command.ExecuteScalarAsync(ct) is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : start;
        return last > start ? last : start;
    }
}
