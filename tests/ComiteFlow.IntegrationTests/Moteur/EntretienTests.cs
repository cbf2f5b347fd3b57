using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>Work that is tried again later, and what is taken away when its time is over, on both databases.</summary>
public sealed class EntretienTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Waiting = """
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "s", "type": "Elsa.Parallel", "activities": [
            { "id": "s1", "type": "Elsa.Sequence", "activities": [
                { "id": "va", "type": "Elsa.Event", "eventName": "va" }, { "id": "ouvrir", "type": "Tests.OpenThenBreak" }] },
            { "id": "autre", "type": "Elsa.Event", "eventName": "autre" }] } }
        """;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));
    private readonly Panne _panne = new();

    [Fact]
    public Task Retry_OnTheFile_WaitsForTechnicalTimeAndKeepsTheOrder() => OnFileAsync(RetryAsync);

    [RequiresToolFact("postgres")]
    public Task Retry_OnPostgres_WaitsForTechnicalTimeAndKeepsTheOrder() => OnPostgresAsync(RetryAsync);

    [Fact]
    public Task Demand04_KeptEvent_AfterItsTimeOnTheFile_IsTakenAwayWithALine() => OnFileAsync(SweepEventsAsync);

    [RequiresToolFact("postgres")]
    public Task Demand04_KeptEvent_AfterItsTimeOnPostgres_IsTakenAwayWithALine() => OnPostgresAsync(SweepEventsAsync);

    [Fact]
    public Task Demand15_Journal_OnTheFile_IsTakenAwayOnlyWhereAllIsOver() => OnFileAsync(SweepJournalAsync);

    [RequiresToolFact("postgres")]
    public Task Demand15_Journal_OnPostgres_IsTakenAwayOnlyWhereAllIsOver() => OnPostgresAsync(SweepJournalAsync);

    private async Task RetryAsync(MoteurEnBase moteur)
    {
        await moteur.StartAsync();
        await moteur.RunAsync();
        _panne.IsOn = true;
        await moteur.EventAsync("va");
        await moteur.EventAsync("autre");
        Assert.True(await moteur.RunNextAsync());
        _panne.IsOn = false;
        var due = _clock.GetUtcNow();

        // No business time makes it run, nothing of its instance overtakes it, and a driver still sees that something is due.
        _clock.Advance(TimeSpan.FromDays(30));
        Assert.False(await moteur.RunNextAsync());
        Assert.Equal(due, await moteur.NextDueAsync());
        Assert.Equal(1, _panne.Calls);

        await moteur.DoAsync(services => services.GetRequiredService<ComiteFlowDb>().Set<DueWork>()
            .Where(work => work.LeaseUntil != null).ExecuteUpdateAsync(set => set.SetProperty(work => work.LeaseUntil, work => DateTimeOffset.UnixEpoch)));
        await moteur.RunAsync();

        Assert.Equal(2, _panne.Calls);
        Assert.Equal(InstanceStatus.Finished, Assert.Single(await moteur.RowsAsync<Instance>()).Status);
    }

    private async Task SweepEventsAsync(MoteurEnBase moteur)
    {
        for (var rank = 0; rank < 3; rank++)
        {
            await moteur.DoAsync(services => services.GetRequiredService<IWorkflows>().PublishAsync("perdu", "c", null, default, TimeSpan.FromDays(2)));
        }

        await moteur.DoAsync(services => services.GetRequiredService<IWorkflows>().PublishAsync("tard", "c", null, default, TimeSpan.FromDays(3)));
        Assert.Equal(0, await SweepAsync(moteur, store => store.SweepEventsAsync(_clock.GetUtcNow(), 2, default)));
        _clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(2, await SweepAsync(moteur, store => store.SweepEventsAsync(_clock.GetUtcNow(), 2, default)));
        Assert.Equal(1, await SweepAsync(moteur, store => store.SweepEventsAsync(_clock.GetUtcNow(), 2, default)));

        Assert.Equal("tard", Assert.Single(await moteur.RowsAsync<KeptEvent>()).Name);
        var lines = await moteur.RowsAsync<JournalLine>();
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Contains("« perdu » (c)", line.Message, StringComparison.Ordinal));
    }

    private async Task SweepJournalAsync(MoteurEnBase moteur)
    {
        await moteur.StartAsync("fini");
        await moteur.RunAsync();
        await moteur.EventAsync("va");
        await moteur.EventAsync("autre");
        await moteur.RunAsync();
        await moteur.StartAsync("arrete");
        await moteur.RunAsync();
        (_panne.IsOn, _panne.Error) = (true, new StepFailedException("budget", "Le budget manque."));
        await moteur.EventAsync("va");
        await moteur.RunAsync();
        await moteur.StartAsync("vivant");
        await moteur.RunAsync();
        var instances = await moteur.RowsAsync<Instance>();
        Assert.Equal([InstanceStatus.Suspended, InstanceStatus.Finished, InstanceStatus.Faulted], instances.Select(i => i.Status).Order());
        var ended = instances.Single(i => i.Key == "fini").Id;
        var before = await moteur.RowsAsync<JournalLine>();
        Assert.Equal(0, await SweepAsync(moteur, store => store.SweepJournalAsync(_clock.GetUtcNow(), 100, default)));
        _clock.Advance(Hour);

        Assert.Equal(2, await SweepAsync(moteur, store => store.SweepJournalAsync(_clock.GetUtcNow(), 2, default)));
        await SweepAsync(moteur, store => store.SweepJournalAsync(_clock.GetUtcNow(), 100, default));

        var left = await moteur.RowsAsync<JournalLine>();
        Assert.DoesNotContain(left, line => line.InstanceId == ended);
        Assert.Equal(before.Count(line => line.InstanceId != ended), left.Count);
        Assert.Contains(left, line => line.Event == "Incident");
    }

    private static async Task<int> SweepAsync(MoteurEnBase moteur, Func<IRunStore, Task<int>> sweep)
    {
        var count = 0;
        await moteur.DoAsync(async services => count = await sweep(services.GetRequiredService<IRunStore>()));
        return count;
    }

    private async Task OnFileAsync(Func<MoteurEnBase, Task> act)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
        using (var moteur = new MoteurEnBase(file, _clock, _panne, new EngineOptions { FirstDelay = Hour, LongestDelay = Hour }))
        {
            await ActAsync(moteur, act);
        }

        File.Delete(file);
    }

    private async Task OnPostgresAsync(Func<MoteurEnBase, Task> act)
    {
        using var moteur = MoteurEnBase.OnPostgres(await server.CreateDatabaseAsync(), _clock, _panne, new EngineOptions { FirstDelay = Hour, LongestDelay = Hour });
        await ActAsync(moteur, act);
    }

    private static async Task ActAsync(MoteurEnBase moteur, Func<MoteurEnBase, Task> act)
    {
        await moteur.CreateSchemaAsync();
        await moteur.CreateAsync(Waiting);
        await act(moteur);
    }
}
