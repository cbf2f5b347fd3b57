using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>The decisions on incidents in the rows of both databases.</summary>
public sealed class IncidentsEnBaseTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Parent = """
        { "definitionId": "circuit", "name": "Parent", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
            { "id": "executer", "type": "Elsa.ExecuteWorkflow", "workflowDefinitionId": "enfant", "key": "k-enfant" },
            { "id": "attendre", "type": "Elsa.Event", "eventName": "jamais" }] } }
        """;

    private const string Child = """
        { "definitionId": "enfant", "name": "Enfant", "variables": [{ "id": "v", "name": "compte", "typeName": "Int32", "value": "0" }],
          "root": { "id": "p", "type": "Elsa.Parallel", "activities": [
            { "id": "mois", "type": "Elsa.Delay", "timeSpan": "P30D" },
            { "id": "tache", "type": "Elsa.RunTask", "taskName": "signer", "key": "signer/c" },
            { "id": "s", "type": "Elsa.Sequence", "activities": [
                { "id": "va", "type": "Elsa.Event", "eventName": "va" },
                { "id": "ouvrir", "type": "Tests.OpenThenBreak" },
                { "id": "suite", "type": "Elsa.Event", "eventName": "suite" }] }] } }
        """;

    private const string BrokenStart = """
        { "definitionId": "enfant", "name": "Enfant", "variables": [{ "id": "v", "name": "compte", "typeName": "Int32", "value": "0" }],
          "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
            { "id": "ouvrir", "type": "Tests.OpenThenBreak" },
            { "id": "suite", "type": "Elsa.Event", "eventName": "suite" }] } }
        """;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));
    private readonly Panne _panne = new() { Error = new StepFailedException("budget.missing", "Le budget manque.") };

    [Fact]
    public Task Demand13_Retry_OnTheFile_GoesOn() => OnFileAsync(Child, RetryAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_Retry_OnPostgres_GoesOn() => OnPostgresAsync(Child, RetryAsync);

    [Fact]
    public Task Demand13_Retry_OfAStartOnTheFile_GoesOn() => OnFileAsync(BrokenStart, RetryAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_Retry_OfAStartOnPostgres_GoesOn() => OnPostgresAsync(BrokenStart, RetryAsync);

    [Fact]
    public Task Demand13_Skip_OnTheFile_RunsWhatFollows() => OnFileAsync(Child, SkipAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_Skip_OnPostgres_RunsWhatFollows() => OnPostgresAsync(Child, SkipAsync);

    [Fact]
    public Task Demand13_Skip_OfAStartOnTheFile_RunsWhatFollows() => OnFileAsync(BrokenStart, SkipAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_Skip_OfAStartOnPostgres_RunsWhatFollows() => OnPostgresAsync(BrokenStart, SkipAsync);

    [Fact]
    public Task Demand13_SetVariable_OnTheFile_IsKept() => OnFileAsync(Child, SetAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_SetVariable_OnPostgres_IsKept() => OnPostgresAsync(Child, SetAsync);

    [Fact]
    public Task Demand13_SetVariable_OfAStartOnTheFile_IsKept() => OnFileAsync(BrokenStart, SetAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_SetVariable_OfAStartOnPostgres_IsKept() => OnPostgresAsync(BrokenStart, SetAsync);

    [Fact]
    public Task Demand13_Cancel_OnTheFile_TakesAllAwayAndTellsTheParent() => OnFileAsync(Child, CancelAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_Cancel_OnPostgres_TakesAllAwayAndTellsTheParent() => OnPostgresAsync(Child, CancelAsync);

    [Fact]
    public Task Demand13_Cancel_OfAStartOnTheFile_DropsItAndTellsTheParent() => OnFileAsync(BrokenStart, CancelStartAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_Cancel_OfAStartOnPostgres_DropsItAndTellsTheParent() => OnPostgresAsync(BrokenStart, CancelStartAsync);

    [Fact]
    public Task Demand13_Decision_OvertakenOnTheFile_IsRefused() => OnFileAsync(Child, OvertakenAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_Decision_OvertakenOnPostgres_IsRefused() => OnPostgresAsync(Child, OvertakenAsync);

    [Fact]
    public Task Demand13_Start_AskedForAgainOnTheFile_IsADecision() => OnFileAsync(BrokenStart, AskAgainAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_Start_AskedForAgainOnPostgres_IsADecision() => OnPostgresAsync(BrokenStart, AskAgainAsync);

    [Fact]
    public Task Demand13_Decision_ForAnInstanceThatIsOverOnTheFile_ChangesNothingOfIt() => OnFileAsync(Child, OverAsync);

    [RequiresToolFact("postgres")]
    public Task Demand13_Decision_ForAnInstanceThatIsOverOnPostgres_ChangesNothingOfIt() => OnPostgresAsync(Child, OverAsync);

    private async Task RetryAsync(MoteurEnBase moteur)
    {
        var incident = await StopAsync(moteur);
        _panne.IsOn = false;

        await DecideAsync(moteur, incidents => incidents.RetryAsync(incident, "Mme Roux", "Le budget est là.", default));

        await AssertGoneOnAsync(moteur, incident, "retry");
        Assert.Equal(2, _panne.Calls);
    }

    private async Task SkipAsync(MoteurEnBase moteur)
    {
        var incident = await StopAsync(moteur);

        await DecideAsync(moteur, incidents => incidents.SkipAsync(incident, "Done", "Mme Roux", "Fait sur papier.", default));

        await AssertGoneOnAsync(moteur, incident, "skip");
        Assert.Equal(1, _panne.Calls);
    }

    private async Task SetAsync(MoteurEnBase moteur)
    {
        var incident = await StopAsync(moteur);
        _panne.IsOn = false;

        await DecideAsync(moteur, incidents => incidents.SetVariableAsync(incident, "compte", 4711, "Mme Roux", "Compte vérifié.", default));

        await AssertGoneOnAsync(moteur, incident, "set");
        Assert.Contains("\"compte\":4711", (await moteur.RowsAsync<Instance>()).Single(i => i.Key == "k-enfant").State, StringComparison.Ordinal);
    }

    private async Task CancelAsync(MoteurEnBase moteur)
    {
        var incident = await StopAsync(moteur);
        Assert.Equal(TaskState.Open, (await moteur.RowsAsync<HumanTask>()).Single(t => t.Key == "signer/c").State);

        await moteur.DoAsync(services => services.GetRequiredService<IIncidents>().CancelAsync(incident, "Mme Roux", "Convention retirée.", default));

        var child = (await moteur.RowsAsync<Instance>()).Single(i => i.Key == "k-enfant");
        Assert.Equal((InstanceStatus.Cancelled, "Cancelled"), (child.Status, Status(child.End!)));
        Assert.DoesNotContain(await moteur.RowsAsync<Bookmark>(), wait => wait.InstanceId == child.Id);
        Assert.DoesNotContain(await moteur.RowsAsync<DueWork>(), work => work.InstanceId == child.Id);
        Assert.Equal(TaskState.Cancelled, (await moteur.RowsAsync<HumanTask>()).Single(t => t.Key == "signer/c").State);
        await AssertParentGoesOnAsync(moteur, incident);
    }

    private async Task CancelStartAsync(MoteurEnBase moteur)
    {
        var incident = await StopAsync(moteur);

        await moteur.DoAsync(services => services.GetRequiredService<IIncidents>().CancelAsync(incident, "Mme Roux", "Sans objet.", default));

        Assert.DoesNotContain(await moteur.RowsAsync<DueWork>(), work => work.Key == "k-enfant");
        await AssertParentGoesOnAsync(moteur, incident);
    }

    private async Task AskAgainAsync(MoteurEnBase moteur)
    {
        var incident = await StopAsync(moteur);
        _panne.IsOn = false;

        await moteur.DoAsync(services => services.GetRequiredService<IWorkflows>().StartAsync("enfant", "k-enfant", "c", new Dictionary<string, object?>(), default));
        await moteur.RunAsync();

        Assert.Contains(await moteur.RowsAsync<Bookmark>(), wait => wait.Name == "suite");
        Assert.Equal("retry", Assert.Single(await moteur.RowsAsync<Incident>()).Decision);
        Assert.Null((await moteur.RowsAsync<JournalLine>()).Single(l => l.Event == "Decision" && l.IncidentId == incident).Actor);
    }

    /// <summary>The instance was ended by another way while its incident was open.</summary>
    private async Task OverAsync(MoteurEnBase moteur)
    {
        var incident = await StopAsync(moteur);
        var instance = (await moteur.RowsAsync<Instance>()).Single(i => i.Key == "k-enfant");
        var (ended, now) = (instance.With("{}", InstanceStatus.Finished, _clock.GetUtcNow()), _clock.GetUtcNow());
        await moteur.DoAsync(services => services.GetRequiredService<IRunStore>().SaveAsync([new BurstResult(ended, false, null, null, [], [], [], [], now)], isLast: false, default));

        await moteur.DoAsync(services => services.GetRequiredService<IIncidents>().CancelAsync(incident, "Mme Roux", "Sans objet.", default));

        Assert.Equal(InstanceStatus.Finished, (await moteur.RowsAsync<Instance>()).Single(i => i.Id == instance.Id).Status);
        Assert.DoesNotContain(await moteur.RowsAsync<DueWork>(), work => work.IncidentId == incident);
        await AssertDecidedAsync(moteur, incident, "cancel");
    }

    /// <summary>Read while open, decided when another writer has changed the instance.</summary>
    private async Task OvertakenAsync(MoteurEnBase moteur)
    {
        var incident = await StopAsync(moteur);
        HeldWork held = null!;
        await moteur.DoAsync(async services => held = (await services.GetRequiredService<IRunStore>().HeldAsync(incident, default))!);
        var now = _clock.GetUtcNow();
        var (stale, instance) = (held.Work.Instance!.Fence - 1, held.Work.Instance);
        instance.Fence = stale;
        var (line, changed) = (held.Incident.Line("Decision", "Trop tard.", now, "M. Petit"), instance.With("{}", InstanceStatus.Suspended, now));
        (held.Incident.ClosedAt, held.Incident.Decision) = (now, Decisions.Retry);

        await Assert.ThrowsAsync<FenceLostException>(() => moteur.DoAsync(services =>
            services.GetRequiredService<IRunStore>().DecideAsync(new DecisionResult(held.Incident, held.Work, changed, line, now), default)));

        Assert.Null(Assert.Single(await moteur.RowsAsync<Incident>()).ClosedAt);
        Assert.DoesNotContain(await moteur.RowsAsync<JournalLine>(), l => l.Event == "Decision");
    }

    /// <summary>A parent that waits for its child, and a child that is stopped.</summary>
    private async Task<Guid> StopAsync(MoteurEnBase moteur)
    {
        _panne.IsOn = true;
        await moteur.StartAsync();
        await moteur.RunAsync();
        if ((await moteur.RowsAsync<Incident>()).Count == 0)
        {
            await moteur.EventAsync("va");
            await moteur.RunAsync();
        }

        var incident = Assert.Single(await moteur.RowsAsync<Incident>());
        Assert.Equal("ouvrir", incident.ActivityId);
        Assert.Equal("budget.missing : Le budget manque.", (await moteur.RowsAsync<JournalLine>()).Single(l => l.Event == "Incident" && l.IncidentId == incident.Id).Message);
        return incident.Id;
    }

    private static async Task DecideAsync(MoteurEnBase moteur, Func<IIncidents, Task> decide)
    {
        await moteur.DoAsync(services => decide(services.GetRequiredService<IIncidents>()));
        await moteur.RunAsync();
    }

    private static async Task AssertGoneOnAsync(MoteurEnBase moteur, Guid incident, string decision)
    {
        Assert.Equal(InstanceStatus.Suspended, (await moteur.RowsAsync<Instance>()).Single(i => i.Key == "k-enfant").Status);
        Assert.Contains(await moteur.RowsAsync<Bookmark>(), wait => wait.Name == "suite");
        Assert.Empty(await moteur.ArrivalsAsync());
        await AssertDecidedAsync(moteur, incident, decision);
    }

    private static async Task AssertParentGoesOnAsync(MoteurEnBase moteur, Guid incident)
    {
        Assert.Equal("Cancelled", Status((await moteur.RowsAsync<DueWork>()).Single(work => work.Name == Instance.CompletedEvent).Payload));
        await moteur.RunAsync();
        Assert.Contains(await moteur.RowsAsync<Bookmark>(), wait => wait.Name == "jamais");
        await AssertDecidedAsync(moteur, incident, "cancel");
    }

    private static async Task AssertDecidedAsync(MoteurEnBase moteur, Guid incident, string decision)
    {
        var closed = Assert.Single(await moteur.RowsAsync<Incident>());
        Assert.Equal((decision, true), (closed.Decision, closed.ClosedAt is not null));
        Assert.Equal("Mme Roux", (await moteur.RowsAsync<JournalLine>()).Single(l => l.Event == "Decision" && l.IncidentId == incident).Actor);
        await Assert.ThrowsAsync<StepFailedException>(() => moteur.DoAsync(services => services.GetRequiredService<IIncidents>().RetryAsync(incident, "M. Petit", "Encore.", default)));
    }

    private static string? Status(string end) => JsonDocument.Parse(end).RootElement.GetProperty("status").GetString();

    private async Task OnFileAsync(string child, Func<MoteurEnBase, Task> act)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
        using (var moteur = new MoteurEnBase(file, _clock, _panne))
        {
            await ActAsync(moteur, child, act);
        }

        File.Delete(file);
    }

    private async Task OnPostgresAsync(string child, Func<MoteurEnBase, Task> act)
    {
        using var moteur = MoteurEnBase.OnPostgres(await server.CreateDatabaseAsync(), _clock, _panne);
        await ActAsync(moteur, child, act);
    }

    private static async Task ActAsync(MoteurEnBase moteur, string child, Func<MoteurEnBase, Task> act)
    {
        await moteur.CreateSchemaAsync();
        await moteur.CreateAsync(Parent);
        await moteur.CreateAsync(child, "enfant");
        await act(moteur);
    }
}
