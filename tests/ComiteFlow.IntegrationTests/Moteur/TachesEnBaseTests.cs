using System.Text.Json;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>Tasks of people in the rows of both databases.</summary>
public sealed class TachesEnBaseTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Circuit = """
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [
            { "id": "demander", "type": "Elsa.RunTask", "taskName": "avis", "key": "avis/c", "candidates": ["budgetOfficer", "team"], "outcomes": ["oui", "non"], "dueOn": "2027-01-10",
              "form": [{ "name": "avis", "label": "Votre avis", "required": true }],
              "rungs": [{ "on": "2027-01-04", "repeatEvery": 7 }, { "on": "2027-01-04", "kind": "escalation", "to": ["DGEFP"] }] },
            { "id": "accord", "type": "Elsa.Event", "eventName": "accord" },
            { "id": "refus", "type": "Elsa.Event", "eventName": "refus" }],
          "connections": [
            { "source": { "activity": "demander", "port": "oui" }, "target": { "activity": "accord", "port": "In" } },
            { "source": { "activity": "demander", "port": "non" }, "target": { "activity": "refus", "port": "In" } }] } }
        """;

    private static readonly DateOnly Today = new(2027, 1, 4);
    private static readonly TaskActor Roux = new("Mme Roux", ["budgetOfficer"]), Petit = new("M. Petit", ["team"]);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public Task Demand17_Answer_OnTheFile_ClosesTheRungsAndGoesOnByTheOutcome() => OnFileAsync(AnswerAsync);

    [RequiresToolFact("postgres")]
    public Task Demand17_Answer_OnPostgres_ClosesTheRungsAndGoesOnByTheOutcome() => OnPostgresAsync(AnswerAsync);

    [Fact]
    public Task Demand3_TwoAnswersAtOnce_OnTheFile_OneWinsAndTheOtherIsTold() => OnFileAsync(RaceAsync);

    [RequiresToolFact("postgres")]
    public Task Demand3_TwoAnswersAtOnce_OnPostgres_OneWinsAndTheOtherIsTold() => OnPostgresAsync(RaceAsync);

    [RequiresToolFact("postgres")]
    public Task Demand3_AnswerOverAnAnswerThatIsGivenMeanwhile_OnPostgres_IsToldWhoAndWhen() => OnPostgresAsync(OverAnAnswerAsync);

    [RequiresToolFact("postgres")]
    public Task Demand3_AnswerOverARungThatIsIssuedMeanwhile_OnPostgres_IsApplied() => OnPostgresAsync(OverAnIssuedRungAsync);

    [Fact]
    public Task Complete_ByAUseCaseOnTheFile_SaysWhoInTaskAndJournal() => OnFileAsync(CompleteAsync);

    [RequiresToolFact("postgres")]
    public Task Complete_ByAUseCaseOnPostgres_SaysWhoInTaskAndJournal() => OnPostgresAsync(CompleteAsync);

    [Fact]
    public Task Demand17_Lists_OnTheFile_FindTasksByPersonCandidateAndObject() => OnFileAsync(ListAsync);

    [RequiresToolFact("postgres")]
    public Task Demand17_Lists_OnPostgres_FindTasksByPersonCandidateAndObject() => OnPostgresAsync(ListAsync);

    private async Task AnswerAsync(MoteurEnBase moteur)
    {
        await ActAsync(moteur, task => task.Claim(Roux, _clock.GetUtcNow()));

        await moteur.DoAsync(services => services.GetRequiredService<ITasks>().AnswerAsync("avis/c", By(Roux), _clock.GetUtcNow(), default));

        await moteur.DoAsync(async services => Assert.Empty(await services.GetRequiredService<ITasks>().WithRungDueAsync(Today, default)));
        await moteur.RunAsync();
        Assert.Equal("refus", Assert.Single(await moteur.RowsAsync<Bookmark>()).Name);
        var task = Assert.Single(await moteur.RowsAsync<HumanTask>());
        Assert.Equal((TaskState.Done, "non", "Mme Roux", """{"avis":"Trop cher."}"""), (task.State, task.Outcome, task.ClosedBy, task.Answers));
        Assert.Empty(task.Rungs);
        Assert.Equal([TaskEvents.Claimed, TaskEvents.Done], task.History.Select(line => line.What));
        Assert.Equal([("avis/c : non", "Mme Roux")], await DoneLinesAsync(moteur, task.InstanceId));
    }

    private async Task CompleteAsync(MoteurEnBase moteur)
    {
        await moteur.DoAsync(services => services.GetRequiredService<ITasks>().CompleteAsync("avis/c", "M. Petit", _clock.GetUtcNow(), default));

        var task = Assert.Single(await moteur.RowsAsync<HumanTask>());
        Assert.Equal((TaskState.Done, "M. Petit"), (task.State, task.ClosedBy));
        Assert.Equal((TaskEvents.Done, "M. Petit"), task.History.Select(line => (line.What, line.Actor!)).Last());
        Assert.Equal([("avis/c", "M. Petit")], await DoneLinesAsync(moteur, task.InstanceId));
    }

    private static async Task<List<(string? Message, string? Actor)>> DoneLinesAsync(MoteurEnBase moteur, Guid? instance) =>
        [.. (await moteur.RowsAsync<JournalLine>()).Where(line => line.Event == "TaskDone" && line.InstanceId == instance).Select(line => (line.Message, line.Actor))];

    private async Task RaceAsync(MoteurEnBase moteur)
    {
        var refusals = await Task.WhenAll(Task.Run(() => TryAsync(moteur, Roux)), Task.Run(() => TryAsync(moteur, Petit)));

        var told = Assert.Single(refusals, refusal => refusal is not null);
        var task = Assert.Single(await moteur.RowsAsync<HumanTask>());
        Assert.Equal($"Cette tâche a déjà été faite par {task.ClosedBy} le 04/01/2027 à 9 h 00 : rien n’est à refaire.", told);
        Assert.Single(await moteur.ArrivalsAsync());
    }

    /// <summary>Both read the open task; the second writes when the first has.</summary>
    private async Task OverAnAnswerAsync(MoteurEnBase moteur)
    {
        var refused = await Assert.ThrowsAsync<TaskRefusedException>(() => moteur.DoAsync(async services =>
        {
            var tasks = services.GetRequiredService<ITasks>();
            await tasks.FindAsync("avis/c", default);
            Assert.Null(await TryAsync(moteur, Roux));
            await tasks.AnswerAsync("avis/c", By(Petit), _clock.GetUtcNow(), default);
        }));

        Assert.Equal("Cette tâche a déjà été faite par Mme Roux le 04/01/2027 à 9 h 00 : rien n’est à refaire.", refused.Message);
        Assert.Single(await moteur.ArrivalsAsync());
    }

    /// <summary>Between reading and writing of the answer, the job of the morning issues a rung: the answer is applied to what that left.</summary>
    private async Task OverAnIssuedRungAsync(MoteurEnBase moteur)
    {
        await moteur.DoAsync(async services =>
        {
            var tasks = services.GetRequiredService<ITasks>();
            await tasks.FindAsync("avis/c", default);
            await moteur.DoAsync(async other => (await other.GetRequiredService<ITasks>().FindAsync("avis/c", default))!.TakeDue(Today, _clock.GetUtcNow()));
            await tasks.AnswerAsync("avis/c", By(Roux), _clock.GetUtcNow(), default);
        });

        var task = Assert.Single(await moteur.RowsAsync<HumanTask>());
        Assert.Equal((TaskState.Done, 1, (DateOnly?)null), (task.State, task.Issued, task.NextRungOn));
        Assert.Equal([TaskEvents.Escalated, TaskEvents.Done], task.History.Select(line => line.What));
    }

    private async Task ListAsync(MoteurEnBase moteur)
    {
        await moteur.DoAsync(async services =>
        {
            var tasks = services.GetRequiredService<ITasks>();
            await tasks.OpenAsync(Request("plus-tard", "c/x", Today.AddDays(30)) with { Assignee = "Mme Roux" }, null, _clock.GetUtcNow(), default);
            await tasks.OpenAsync(Request("sans-date", "cx", null) with { Assignee = "Mme Roux" }, null, _clock.GetUtcNow(), default);
            await tasks.OpenAsync(Request("faite", "c", Today), null, _clock.GetUtcNow(), default);
            await tasks.CompleteAsync("faite", "Mme Roux", _clock.GetUtcNow(), default);
        });
        await ActAsync(moteur, task => task.Delegate(Roux, "M. Petit", "Congés.", Today, Today, _clock.GetUtcNow()));

        Assert.Equal(["avis/c", "plus-tard", "sans-date"], await KeysAsync(moteur, new TaskQuery(Today) { Person = "Mme Roux" }));
        Assert.Equal(["avis/c"], await KeysAsync(moteur, new TaskQuery(Today) { Person = "M. Petit" }));
        Assert.Empty(await KeysAsync(moteur, new TaskQuery(Today.AddDays(1)) { Person = "M. Petit" }));
        Assert.Equal(["avis/c", "plus-tard"], await KeysAsync(moteur, new TaskQuery(Today) { About = ["c"] }));
        Assert.Equal(["avis/c"], await KeysAsync(moteur, new TaskQuery(Today) { DueBy = Today.AddDays(6) }));
        Assert.Equal(["sans-date"], await KeysAsync(moteur, new TaskQuery(Today) { Person = "Mme Roux", Skip = 2, Take = 2 }, total: 3));
        Assert.Empty(await KeysAsync(moteur, new TaskQuery(Today) { Candidates = ["team"] }));
        await ActAsync(moteur, task => task.Release("Mme Roux", _clock.GetUtcNow()));
        Assert.Equal(["avis/c"], await KeysAsync(moteur, new TaskQuery(Today) { Candidates = ["team", "coordinator"] }));
        Assert.Empty(await KeysAsync(moteur, new TaskQuery(Today) { Candidates = ["coordinator"] }));
    }

    private static TaskRequest Request(string key, string about, DateOnly? due) => new(key, "avis", about, [], due, []);

    private static async Task<List<string>> KeysAsync(MoteurEnBase moteur, TaskQuery query, int? total = null)
    {
        TaskPage page = null!;
        await moteur.DoAsync(async services => page = await services.GetRequiredService<ITasks>().ListAsync(query, default));
        Assert.Equal(total ?? page.Lines.Count, page.Total);
        return [.. page.Lines.Select(line => line.Key)];
    }

    private static Task ActAsync(MoteurEnBase moteur, Action<HumanTask> act) =>
        moteur.DoAsync(services => services.GetRequiredService<ITasks>().ActAsync("avis/c", act, default));

    private async Task<string?> TryAsync(MoteurEnBase moteur, TaskActor who)
    {
        try
        {
            await moteur.DoAsync(services => services.GetRequiredService<ITasks>().AnswerAsync("avis/c", By(who), _clock.GetUtcNow(), default));
            return null;
        }
        catch (TaskRefusedException refused)
        {
            return refused.Message;
        }
    }

    private static TaskAnswer By(TaskActor who) => new(who, Today, "non", new Dictionary<string, JsonElement> { ["avis"] = JsonSerializer.SerializeToElement("Trop cher.") });

    private async Task OnFileAsync(Func<MoteurEnBase, Task> act)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
        using (var moteur = new MoteurEnBase(file, _clock, new Panne()))
        {
            await OpenAndAsync(moteur, act);
        }

        File.Delete(file);
    }

    private async Task OnPostgresAsync(Func<MoteurEnBase, Task> act)
    {
        using var moteur = MoteurEnBase.OnPostgres(await server.CreateDatabaseAsync(), _clock, new Panne());
        await OpenAndAsync(moteur, act);
    }

    private static async Task OpenAndAsync(MoteurEnBase moteur, Func<MoteurEnBase, Task> act)
    {
        await moteur.CreateSchemaAsync();
        await moteur.CreateAsync(Circuit);
        await moteur.StartAsync();
        await moteur.RunAsync();
        Assert.Empty(await moteur.RowsAsync<Incident>());
        await act(moteur);
    }
}
