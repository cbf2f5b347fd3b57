using ComiteFlow.Engine.Runs;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary><c>comiteflow circuits migrer</c>, as its users run it.</summary>
public sealed class CircuitsMigrerTests : IDisposable
{
    private const string First = """
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
            { "id": "mois", "name": "Attendre un mois", "type": "Elsa.Delay", "timeSpan": "P30D" }, { "id": "va", "type": "Elsa.Event", "eventName": "va" }] } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Migrer_ShowsThePlan_ThenMovesWhatItShowed()
    {
        var file = _folder.Path("circuits.db");
        using var moteur = new MoteurEnBase(file, _clock, new Panne());
        await moteur.CreateSchemaAsync();
        await moteur.CreateAsync(First);
        await moteur.StartAsync();
        await moteur.RunAsync();
        await moteur.CreateAsync(First.Replace("\"mois\"", "\"delai\"", StringComparison.Ordinal), version: 2);

        var refused = await RunAsync(file);
        var shown = await RunAsync(file, "--etapes", "mois=delai");

        Assert.Contains("Attendre un mois [mois] -> aucune étape, attend le 3 février 2027 à 9 h 00", refused.Output, StringComparison.Ordinal);
        Assert.Contains("0 instances peuvent être migrées, 1 sont refusées.", refused.Output, StringComparison.Ordinal);
        Assert.Contains("Attendre un mois [mois] -> Attendre un mois [delai], attend le 3 février 2027 à 9 h 00", shown.Output, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(await moteur.RowsAsync<Instance>()).DefinitionVersion);

        var applied = await RunAsync(file, "--etapes", "mois=delai", "--appliquer", "--par", "Mme Roux", "--motif", "Texte modifié.");

        Assert.True(applied.ExitCode == 0, applied.Error);
        Assert.Contains("1 instances migrées, 0 refusées.", applied.Output, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await moteur.RowsAsync<Instance>()).DefinitionVersion);
        _clock.Advance(TimeSpan.FromDays(30));
        await moteur.RunAsync();
        Assert.Contains(await moteur.RowsAsync<Bookmark>(), wait => wait.Name == "va");
    }

    private static Task<CommandRun> RunAsync(string file, params string[] more) =>
        CommandLine.RunAsync(TimeSpan.FromMinutes(1), ["circuits", "migrer", "circuit", "--de", "1", "--vers", "2", "--base", file, .. more]);
}
