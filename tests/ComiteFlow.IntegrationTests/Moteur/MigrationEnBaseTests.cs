using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>Migrations and the guard of published versions in the rows of both databases.</summary>
public sealed class MigrationEnBaseTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string First = """
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
            { "id": "ouvrir", "type": "Tests.OpenThenBreak" },
            { "id": "p", "type": "Elsa.Parallel", "activities": [
                { "id": "mois", "type": "Elsa.Delay", "timeSpan": "P30D" },
                { "id": "tache", "type": "Elsa.RunTask", "taskName": "signer", "key": "signer/c" },
                { "id": "va", "type": "Elsa.Event", "eventName": "va" }] }] } }
        """;

    private static readonly string Second = First.Replace("\"id\": \"va\"", "\"id\": \"va2\"", StringComparison.Ordinal);
    private static readonly Migration Order = new("circuit", 1, 2, new Dictionary<string, string> { ["va"] = "va2" });

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));
    private readonly Panne _panne = new();

    [Fact]
    public Task Demand12_Migrate_OnTheFile_KeepsWaitsTimersAndTasks() => OnFileAsync(KeepsRowsAsync);

    [RequiresToolFact("postgres")]
    public Task Demand12_Migrate_OnPostgres_KeepsWaitsTimersAndTasks() => OnPostgresAsync(KeepsRowsAsync);

    [Fact]
    public Task Demand12_Migrate_OvertakenOnTheFile_IsRefused() => OnFileAsync(OvertakenAsync);

    [RequiresToolFact("postgres")]
    public Task Demand12_Migrate_OvertakenOnPostgres_IsRefused() => OnPostgresAsync(OvertakenAsync);

    [Fact]
    public Task Demand12_PublishedVersion_OnTheFile_CannotBeChanged() => OnFileAsync(FixedAsync);

    [RequiresToolFact("postgres")]
    public Task Demand12_PublishedVersion_OnPostgres_CannotBeChanged() => OnPostgresAsync(FixedAsync);

    private async Task KeepsRowsAsync(MoteurEnBase moteur)
    {
        await StartAsync(moteur);
        var (waits, works, tasks) = (await TextAsync<Bookmark>(moteur), await TextAsync<DueWork>(moteur), await TextAsync<HumanTask>(moteur));
        MigrationPlan plan = null!;
        await moteur.DoAsync(async services => plan = await services.GetRequiredService<IMigrations>().PlanAsync(Order, null, 1, default));
        Assert.True(Assert.Single(plan.Instances).IsPossible);
        await moteur.DoAsync(async services => plan = await services.GetRequiredService<IMigrations>().PlanAsync(Order, plan.Next, 1, default));
        Assert.Empty(plan.Instances);

        await ApplyAsync(moteur);
        await moteur.RunAsync();

        Assert.Equal((waits, works, tasks), (await TextAsync<Bookmark>(moteur), await TextAsync<DueWork>(moteur), await TextAsync<HumanTask>(moteur)));
        Assert.Equal(1, _panne.Calls);
        await moteur.EventAsync("va");
        await moteur.DoAsync(services => services.GetRequiredService<ITasks>().CompleteAsync("signer/c", "Mme Roux", _clock.GetUtcNow(), default));
        _clock.Advance(TimeSpan.FromDays(30));
        await moteur.RunAsync();
        Assert.Equal((InstanceStatus.Finished, 2), Assert.Single((await moteur.RowsAsync<Instance>()).Select(i => (i.Status, i.DefinitionVersion))));
        Assert.Equal("Mme Roux", (await moteur.RowsAsync<JournalLine>()).Single(l => l.Event == "Migrated").Actor);
        Assert.Equal(1, _panne.Calls);
    }

    /// <summary>An event is worked on between the reading and the writing of the migration.</summary>
    private async Task OvertakenAsync(MoteurEnBase moteur)
    {
        await StartAsync(moteur);
        var instance = Assert.Single(await moteur.RowsAsync<Instance>());
        await moteur.EventAsync("va");
        await moteur.RunAsync();

        var refusal = await Assert.ThrowsAsync<StepFailedException>(() => moteur.DoAsync(services => ActivatorUtilities
            .CreateInstance<Migrations>(services, new Stale(instance)).ApplyAsync(Order, instance.Id, "Mme Roux", "Motif.", default)));

        Assert.Equal("migration.changed", refusal.Code);
        Assert.Equal(1, Assert.Single(await moteur.RowsAsync<Instance>()).DefinitionVersion);
        Assert.DoesNotContain(await moteur.RowsAsync<JournalLine>(), line => line.Event == "Migrated");
    }

    private async Task FixedAsync(MoteurEnBase moteur)
    {
        await StartAsync(moteur);
        await moteur.ProtectAsync();
        await moteur.ProtectAsync();
        await moteur.CreateAsync(Second, "brouillon");
        await SqlAsync(moteur, "UPDATE definitions SET is_published = false WHERE definition_id = 'brouillon'");

        await SqlAsync(moteur, "UPDATE definitions SET json = 'autre', hash = 'x' WHERE definition_id = 'brouillon'");
        foreach (var sql in new[]
        {
            "UPDATE definitions SET json = 'autre' WHERE definition_id = 'circuit' AND version = 2",
            "UPDATE definitions SET json = 'autre' WHERE definition_id = 'circuit' AND version = 1",
            "UPDATE definitions SET version = 7 WHERE definition_id = 'circuit' AND version = 1",
            "DELETE FROM definitions WHERE definition_id = 'circuit' AND version = 1",
        })
        {
            var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => SqlAsync(moteur, sql));
            Assert.Contains(VersionsFigees.Rule, refusal.Message, StringComparison.Ordinal);
        }
    }

    private static Task SqlAsync(MoteurEnBase moteur, string sql) =>
        moteur.DoAsync(services => services.GetRequiredService<ComiteFlowDb>().Database.ExecuteSqlRawAsync(sql));

    private static async Task ApplyAsync(MoteurEnBase moteur)
    {
        var instance = Assert.Single(await moteur.RowsAsync<Instance>());
        await moteur.DoAsync(async services => Assert.True(
            await services.GetRequiredService<IMigrations>().ApplyAsync(Order, instance.Id, "Mme Roux", "Texte modifié.", default)));
    }

    private static async Task StartAsync(MoteurEnBase moteur)
    {
        await moteur.CreateAsync(First);
        await moteur.StartAsync();
        await moteur.RunAsync();
        await moteur.CreateAsync(Second, version: 2);
    }

    private static async Task<string> TextAsync<T>(MoteurEnBase moteur)
        where T : class => System.Text.Json.JsonSerializer.Serialize(await moteur.RowsAsync<T>());

    private async Task OnFileAsync(Func<MoteurEnBase, Task> act)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
        using (var moteur = new MoteurEnBase(file, _clock, _panne))
        {
            await moteur.CreateSchemaAsync();
            await act(moteur);
        }

        File.Delete(file);
    }

    private async Task OnPostgresAsync(Func<MoteurEnBase, Task> act)
    {
        using var moteur = MoteurEnBase.OnPostgres(await server.CreateDatabaseAsync(), _clock, _panne);
        await moteur.CreateSchemaAsync();
        await act(moteur);
    }

    /// <summary>Gives the instance as it was read before.</summary>
    private sealed class Stale(Instance instance) : IPinnedInstances
    {
        public Task<IReadOnlyList<PinnedInstance>> PageAsync(string definitionId, int version, string? after, int limit, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<PinnedInstance>>([new PinnedInstance(instance, false)]);

        public Task<PinnedInstance?> FindAsync(Guid id, CancellationToken ct) => Task.FromResult<PinnedInstance?>(new PinnedInstance(instance, false));
    }
}
