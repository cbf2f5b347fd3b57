using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The steps that a coordinator draws around a comité, each lived in the whole product: they ask, wait, write, and never act for people.</summary>
public sealed partial class EtapesDeMetierTests : IDisposable
{
    private const string Convention = "DIAGORIENTE-2020";
    private const string Comite = Convention + "/COSTRAT/1";
    private static readonly DateOnly Signed = new(2020, 3, 24);
    private static readonly object Seance = new { convention = Convention, committee = "COSTRAT", occurrence = 1 };
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task ChooseDate_OnceTheCoordinationConfirms_GoesOn()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.ChooseDate", Comite, """ "workingDaysBefore": 10 """);

        var task = await TaskAsync(product, "date/");
        Assert.Equal(("Confirmer la date du comité stratégique, 24\u00A0septembre 2020", new DateOnly(2020, 9, 10)), (task.Name, task.DueOn));
        Assert.Equal(["coordinator"], task.Candidates);
        Assert.Contains("/comites/COSTRAT/1/deplacer", task.Payload, StringComparison.Ordinal);
        Assert.Empty(await WaysAsync(product));
        await AnswerAsync(product, task.Key, "Date confirmée");
        Assert.Equal(["Kept"], await WaysAsync(product));
    }

    [Fact]
    public async Task ChooseDate_OfAComiteThatIsMoved_TakesItsQuestionBack()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.ChooseDate", Comite);

        await MoveAsync(product, "2020-10-01");

        Assert.Equal(["Moved"], await WaysAsync(product));
        Assert.Equal(TaskState.Cancelled, (await TaskAsync(product, "date/")).State);
    }

    /// <summary>The event of an earlier move was kept for whoever comes to wait for it.</summary>
    [Fact]
    public async Task ChooseDate_AfterAnEarlierMove_AsksForTheNewDate()
    {
        await using var product = await StartedAsync();
        await MoveAsync(product, "2020-10-01");
        await PublishEventAsync(product, "comite.deplace", Comite);

        await RunAsync(product, "ComiteFlow.ChooseDate", Comite);

        Assert.Equal($"date/{Comite}/2020-10-01", (await TaskAsync(product, "date/")).Key);
        Assert.Empty(await WaysAsync(product));
    }

    [Fact]
    public async Task HoldComite_OnceTheMeetingIsRecorded_GoesOnAndItsTaskIsDone()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.HoldComite", Comite, """ "ask": true, "reminders": ["2"], "obligation": "O-06" """);
        Assert.Equal(new DateOnly(2020, 9, 24), (await TaskAsync(product, "tenue/")).DueOn);

        await product.LiveUntilAsync(new DateOnly(2020, 9, 28));
        Assert.Equal([("coordinator", "Rappel 1\u00A0: Enregistrer la tenue du comité stratégique n°\u00A01", "O-06")], await MailsAsync(product, "rappelTache"));
        await HoldAsync(product);

        var task = await TaskAsync(product, "tenue/");
        Assert.Equal((TaskState.Done, "coordinator"), (task.State, task.ClosedBy));
        Assert.Equal(["Held"], await WaysAsync(product));
    }

    [Fact]
    public async Task HoldComite_OfAComiteThatMoves_AsksForTheNewDay()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.HoldComite", Comite, """ "ask": true """);

        await MoveAsync(product, "2020-10-01");

        Assert.Equal(new DateOnly(2020, 10, 1), (await TaskAsync(product, "tenue/")).DueOn);
        Assert.Empty(await WaysAsync(product));
    }

    [Fact]
    public async Task HoldComite_OfAComiteThatIsCalledOff_GoesThatWay()
    {
        await using var product = await StartedAsync();
        var last = Convention + "/COSTRAT/3";
        await RunAsync(product, "ComiteFlow.HoldComite", last, """ "ask": true """);

        await product.DoAsync("terminate", new { convention = Convention, party = "DGEFP", reason = "fin" }, "DGEFP");
        await product.Services.GetRequiredService<Pompe>().DrainAsync(default);

        Assert.Equal(["Cancelled"], await WaysAsync(product));
        Assert.Equal(TaskState.Cancelled, (await TaskAsync(product, "tenue/")).State);
    }

    [Fact]
    public async Task OpenRevoyure_AfterTheMeeting_StartsItOnce()
    {
        await using var product = await StartedAsync();
        await product.LiveUntilAsync(new DateOnly(2020, 9, 24));
        await HoldAsync(product);
        await RunAsync(product, "ComiteFlow.OpenRevoyure", Comite, key: "un");
        await RunAsync(product, "ComiteFlow.OpenRevoyure", Comite, key: "deux");

        Assert.Equal(["Done", "Done"], await WaysAsync(product));
        Assert.Equal(1, await product.InScopeAsync(db => db.Set<Instance>().CountAsync(i => i.DefinitionId == "revoyure" && i.Key == "revoyure/" + Comite)));
    }

    [Fact]
    public async Task OpenRevoyure_BeforeTheMeeting_IsAnIncidentThatSaysWhatToChange()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.OpenRevoyure", Comite);

        var incident = await product.InScopeAsync(db => db.Set<Incident>().AsNoTracking().SingleAsync());
        Assert.Equal("comite.notHeld", incident.Code);
        Assert.Contains("« Tenir le comité »", incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remind_SomeDaysBeforeTheComite_FollowsItAndWritesOnce()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.Remind", Comite, """ "subject": "le plan de charge signé.", "workingDays": "3", "countedFrom": "beforeComite", "to": ["delegataire"], "obligation": "O-36" """);
        await MoveAsync(product, "2020-10-05");

        await product.LiveUntilAsync(new DateOnly(2020, 9, 29));
        Assert.Empty(await MailsAsync(product, "relance"));
        await product.LiveUntilAsync(new DateOnly(2020, 9, 30));

        Assert.Equal([("DINUM", "Rappel\u00A0: le plan de charge signé", "O-36")], await MailsAsync(product, "relance"));
        Assert.Equal(["Done"], await WaysAsync(product));
    }

    [Fact]
    public async Task Remind_BeforeAComiteThatWasHeldEarlier_WritesToNobody()
    {
        await using var product = await StartedAsync();
        await product.LiveUntilAsync(new DateOnly(2020, 9, 24));
        await HoldAsync(product);
        await RunAsync(product, "ComiteFlow.Remind", Comite, """ "subject": "le plan", "countedFrom": "beforeComite", "to": ["delegataire"], "obligation": "O-36" """);

        Assert.Equal(["Done"], await WaysAsync(product));
        Assert.Empty(await MailsAsync(product, "relance"));
    }

    [Fact]
    public async Task Escalate_ToSeveral_GivesEachOtherPersonOneCopyAlone()
    {
        await using var product = await StartedAsync();
        await RunAsync(
            product, "ComiteFlow.Escalate", Convention, """ "subject": "le référent métier", "workingDays": "2", "to": ["delegant", "coordinator"], "cc": ["coordinator", "delegataire"], "obligation": "O-04" """);

        await product.LiveUntilAsync(new DateOnly(2020, 3, 26));

        var rows = await product.InScopeAsync(db => db.Set<CourrielRow>().Where(mail => mail.Template == "relance").OrderBy(mail => mail.Number).ToListAsync());
        Assert.Equal([("DGEFP", """["DINUM"]"""), ("coordinator", "[]")], rows.Select(row => (row.Recipient, row.Cc)));
    }

    [Fact]
    public async Task Escalate_SomeDaysAfterItIsReached_AsksTheDelegantWithCopies()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.Escalate", Convention, """ "subject": "le référent métier", "workingDays": "2", "cc": ["coordinator"], "obligation": "O-04" """);

        await product.LiveUntilAsync(new DateOnly(2020, 3, 25));
        Assert.Empty(await MailsAsync(product, "relance"));
        await product.LiveUntilAsync(new DateOnly(2020, 3, 26));

        Assert.Equal([("DGEFP", "Votre appui est demandé\u00A0: le référent métier", "O-04")], await MailsAsync(product, "relance"));
        Assert.Contains("coordinator", await product.InScopeAsync(db => db.Set<CourrielRow>().Where(mail => mail.Template == "relance").Select(mail => mail.Cc).SingleAsync()));
    }

    [Fact]
    public async Task Alert_AtOnce_TellsItsRecipientsAndTheJournal()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.Alert", Convention, """ "subject": "le référent part", "message": "À remplacer.", "to": ["parties"], "obligation": "O-04" """);

        Assert.Equal([("DGEFP", "Alerte\u00A0: le référent part", "O-04"), ("DINUM", "Alerte\u00A0: le référent part", "O-04")], await MailsAsync(product, "alerte"));
        Assert.True(await product.InScopeAsync(db => db.Set<JournalLine>().AnyAsync(line => line.Message == "Alerte : le référent part")));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A convention that was signed and took effect this morning; its comités are planned.</summary>
    private async Task<SimulatedProduct> StartedAsync()
    {
        var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("etapes.db"), IsThrowAway: true), Signed);
        await SignAsync(product);
        return product;
    }

    private static async Task SignAsync(SimulatedProduct product)
    {
        await product.DoAsync("import", new { document = Convention });
        await product.DoAsync("publish", new { document = Convention, on = "2020-03-24" });
        await product.Services.GetRequiredService<Pompe>().DrainAsync(default);
    }

    /// <summary>Publishes a circuit with one step, each of whose ways out is noted, and starts it about something.</summary>
    private static async Task RunAsync(SimulatedProduct product, string type, string about, string inputs = "", string key = "essai")
    {
        var id = "essai-" + type;
        var json = Json(id, type, inputs, product.Services.GetRequiredService<ActivityRegistry>().Outcomes(type)!);
        Assert.Empty(product.Services.GetRequiredService<DefinitionValidator>().Check(DefinitionReader.Read(json)));
        await DoAsync(product, async services =>
        {
            var db = services.GetRequiredService<ComiteFlowDb>();
            if (await db.Set<DefinitionRow>().FindAsync(id, 1) is null)
                db.Add(new DefinitionRow { DefinitionId = id, Version = 1, Name = "Essai", Json = json, Hash = json, IsPublished = true });
            await db.SaveChangesAsync();
            await services.GetRequiredService<IWorkflows>().StartAsync(id, key, about, new Dictionary<string, object?>(), default);
        });
    }

    private static string Json(string id, string type, string inputs, IReadOnlyList<string> ways)
    {
        var notes = string.Concat(ways.Select(way => $$""", { "id": "{{way}}", "type": "Elsa.WriteLine", "text": "issue:{{way}}" }"""));
        var arrows = string.Concat(ways.Select(way => $$""", { "source": { "activity": "etape", "port": "{{way}}" }, "target": { "activity": "{{way}}", "port": "In" } }"""));
        return $$"""
            { "definitionId": "{{id}}", "name": "Essai", "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
                { "id": "debut", "type": "Elsa.Start" }, { "id": "etape", "type": "{{type}}"{{(inputs.Length > 0 ? "," + inputs : "")}} }{{notes}}],
              "connections": [{ "source": { "activity": "debut", "port": "Done" }, "target": { "activity": "etape", "port": "In" } }{{arrows}}] } }
            """;
    }

    private static async Task HoldAsync(SimulatedProduct product)
    {
        await product.DoAsync("holdCommittee", Seance);
        await product.Services.GetRequiredService<Pompe>().DrainAsync(default);
    }

    private static async Task MoveAsync(SimulatedProduct product, string to)
    {
        await product.DoAsync("rescheduleCommittee", new { convention = Convention, committee = "COSTRAT", occurrence = 1, to, reason = "agenda" });
        await product.Services.GetRequiredService<Pompe>().DrainAsync(default);
    }

    private static Task PublishEventAsync(SimulatedProduct product, string name, string about) =>
        DoAsync(product, services => services.GetRequiredService<IWorkflows>().PublishAsync(name, about, null, default));

    private static Task AnswerAsync(SimulatedProduct product, string key, string outcome) => DoAsync(product, services => services.GetRequiredService<ITasks>().AnswerAsync(
        key, new TaskAnswer(new TaskActor("Mme Roux", ["coordinator"]), Signed, outcome, new Dictionary<string, JsonElement>()), product.Now, default));

    private static async Task DoAsync(SimulatedProduct product, Func<IServiceProvider, Task> act)
    {
        await TachesHumaines.CircuitAvecTache.DoAsync(product.Services, act);
        await product.Services.GetRequiredService<Pompe>().DrainAsync(default);
    }

    private static Task<HumanTask> TaskAsync(SimulatedProduct product, string prefix) =>
        product.InScopeAsync(db => db.Set<HumanTask>().AsNoTracking().SingleAsync(task => task.Key.StartsWith(prefix)));

    private static Task<List<string>> WaysAsync(SimulatedProduct product) => product.InScopeAsync(async db =>
        (await db.Set<JournalLine>().AsNoTracking().Where(line => line.Event == "Note" && line.Message!.StartsWith("issue:")).OrderBy(line => line.Number).ToListAsync())
            .ConvertAll(line => line.Message!["issue:".Length..]));

    private static Task<List<(string To, string Subject, string Obligation)>> MailsAsync(SimulatedProduct product, string template) => product.InScopeAsync(async db =>
        (await db.Set<CourrielRow>().AsNoTracking().Where(mail => mail.Template == template).OrderBy(mail => mail.Number).ToListAsync())
            .ConvertAll(mail => (mail.Recipient, mail.Subject ?? "", mail.Obligation)));
}
