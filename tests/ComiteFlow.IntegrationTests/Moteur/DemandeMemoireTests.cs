using System.Globalization;
using ComiteFlow.Engine.Runs;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>Tests that measure this process: nothing else may run in it meanwhile.</summary>
[CollectionDefinition(nameof(SeulDansLeProcessus), DisableParallelization = true)]
public sealed class SeulDansLeProcessus;

/// <summary>What an instance that waits leaves in memory.</summary>
[Collection(nameof(SeulDansLeProcessus))]
public sealed class DemandeMemoireTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Demand16_Instances_ThatWait_LeaveNothingInMemory()
    {
        const int Times = 300, State = 20_000;
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));
        using var moteur = new MoteurEnBase(_folder.Path("memoire.db"), clock, new Panne());
        await moteur.CreateSchemaAsync();
        await moteur.CreateAsync(
            $$"""
            { "definitionId": "circuit", "name": "Essai", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
                { "id": "poids", "type": "Elsa.SetVariable", "variable": { "name": "v" }, "value": "{{new string('a', State)}}" }, { "id": "va", "type": "Elsa.Event", "eventName": "va" }] },
              "variables": [{ "id": "v", "name": "v", "typeName": "String" }] }
            """);
        await WaitAsync(moteur, "avant", 50);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await WaitAsync(moteur, "mesure", Times);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(Times + 50, (await moteur.RowsAsync<Bookmark>()).Count);
        Assert.InRange(grown, long.MinValue, Times * State / 4);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task WaitAsync(MoteurEnBase moteur, string prefix, int times)
    {
        for (var rank = 0; rank < times; rank++)
        {
            await moteur.StartAsync(prefix + rank.ToString(CultureInfo.InvariantCulture));
            Assert.True(await moteur.RunNextAsync());
        }
    }
}
