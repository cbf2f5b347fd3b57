using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>When a mail leaves: at once, or in the hours of the post, with one reminder a day for each person.</summary>
public sealed class HeuresDEnvoiTests : IDisposable
{
    private static readonly DateOnly Friday = new(2021, 9, 10);
    private static readonly DateOnly Saturday = Friday.AddDays(1);
    private static readonly DateOnly Monday = Friday.AddDays(3);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Remind_OnASaturday_IsDatedThenAndLeavesOnMondayMorning()
    {
        await using var product = await StartAsync(Friday);
        await SigningAsync(product, "EVA-2020", "DINUM", Saturday);

        await product.LiveUntilAsync(Monday);

        Assert.Equal(HeureDeParis.At(Saturday, new TimeOnly(8, 0)), Assert.Single(await FactsAsync(product, "signature.reminded")).At);
        Assert.Equal(HeureDeParis.At(Monday, new TimeOnly(8, 0)), Assert.Single(await FactsAsync(product, "email.sent")).At);
    }

    [Fact]
    public async Task Send_AnswerToAnActOnASaturday_LeavesAtOnce()
    {
        var saturday = new DateOnly(2021, 6, 19);
        await using var product = await StartAsync(saturday);

        await product.DoAsync("import", new { document = "TRIPARTITE-2021" });
        await product.DoAsync("sendForSignature", new { document = "TRIPARTITE-2021" });

        var sent = await FactsAsync(product, "email.sent");
        Assert.NotEmpty(sent);
        Assert.All(sent, fact => Assert.Equal(HeureDeParis.At(saturday, new TimeOnly(9, 0)), fact.At));
    }

    [Fact]
    public async Task Remind_OfTwoKindsAndOverAWeekend_MakesOneMail()
    {
        await using var product = await StartAsync(Friday);
        await SigningAsync(product, "EVA-2020", "DINUM", Saturday);
        await SigningAsync(product, "DIAGORIENTE-2020", "DINUM", Saturday.AddDays(1));
        await AccountAsync(product, "DINUM", Monday);

        await product.LiveUntilAsync(Monday);

        Assert.Equal(2, (await FactsAsync(product, "signature.reminded")).Count);
        var sent = JsonDocument.Parse(Assert.Single(await FactsAsync(product, "email.sent")).Json).RootElement;
        Assert.Equal("rappelSignature", sent.GetProperty("template").GetString());
        Assert.Equal("3 rappels\u00A0: vos réponses sont attendues", sent.GetProperty("subject").GetString());
        var rows = await MailsAsync(product);
        Assert.Equal(3, rows.Count);
        Assert.Equal(2, rows.Count(row => CourrielReuni.Is(row)));
        var text = (await MimeMessage.LoadAsync(new MemoryStream(rows.Single(row => row.Message is not null).Message!))).TextBody;
        Assert.Contains("la convention EVA-2020", text, StringComparison.Ordinal);
        Assert.Contains("la convention DIAGORIENTE-2020", text, StringComparison.Ordinal);
        Assert.Contains("août 2021", text, StringComparison.Ordinal);
        Assert.Single(text!.Split("Bonjour,")[1..]);
        Assert.Contains("Ceci est le rappel n°", text, StringComparison.Ordinal);
        Assert.True(text.LastIndexOf("Ceci est le rappel n°", StringComparison.Ordinal) < text.ReplaceLineEndings(" ").IndexOf("parce que des réponses sont attendues de vous", StringComparison.Ordinal), text);
        Assert.DoesNotContain('⁂', text);
    }

    [Fact]
    public async Task Remind_WhoHadAReminderToday_WaitsForTheNextMorning()
    {
        await using var product = await StartAsync(Friday);
        await product.EnqueueAsync(Reminder("un"));
        await product.MoveToAsync(product.Now.AddMinutes(1));
        await product.EnqueueAsync(Reminder("deux"));
        await product.MoveToAsync(product.Now.AddMinutes(1));

        Assert.Single(await FactsAsync(product, "email.sent"));
        await product.LiveUntilAsync(Monday);

        Assert.Equal(HeureDeParis.At(Monday, new TimeOnly(8, 0)), (await FactsAsync(product, "email.sent"))[1].At);
    }

    [Fact]
    public async Task Remind_AfterAnOutageOfSeveralRungs_IsOneMailWithEachRungAFact()
    {
        await using var product = await StartAsync(Friday);
        await product.InTransactionAsync(scope => scope.GetRequiredService<ITasks>().OpenAsync(
            new TaskRequest("signature/EVA-2020/DINUM", "signer", "EVA-2020", [], null,
                [.. new[] { 3, 5, 7 }.Select(days => Signing("EVA-2020", "DINUM").Rung(Friday.AddDays(days), Rung.Reminder))]), null, product.Now, default));
        product.StandAt(HeureDeParis.At(Friday.AddDays(11), new TimeOnly(7, 0)));

        await product.LiveOneAsync();

        Assert.Equal(3, (await FactsAsync(product, "signature.reminded")).Count);
        var mail = Assert.Single(await MailsAsync(product));
        Assert.Equal(3, Assert.Single(JsonDocument.Parse(mail.Data).RootElement.GetProperty("elements").EnumerateArray()).GetProperty("rang").GetInt32());
    }

    [Fact]
    public async Task Stop_WhileAReminderWaitsForMonday_CancelsItAndIsKept()
    {
        await using var product = await StartAsync(Friday);
        await product.DoAsync("import", new { document = "EVA-2020" });
        var before = (await MailsAsync(product)).Count;
        await SigningAsync(product, "EVA-2020", "DINUM", Saturday);
        await product.LiveUntilAsync(Saturday);
        await product.DoAsync("stopReminders", new { task = "signature/EVA-2020/DINUM", reason = "Réponse attendue par téléphone" });

        await product.LiveUntilAsync(Monday);

        var reminder = (await MailsAsync(product)).Skip(before).Single(row => row.Template == "rappelSignature" && row.Key.EndsWith("2021-09-11", StringComparison.Ordinal));
        Assert.Equal((null, "Ce courriel n’est pas parti : les rappels de ce qu’il demandait sont arrêtés."), (reminder.SentAt, reminder.CancelledBecause));
        Assert.Contains("Réponse attendue par téléphone", Assert.Single(await FactsAsync(product, "reminders.stopped")).Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspend_ThenResume_IsKeptWithItsReason()
    {
        await using var product = await StartAsync(Friday);
        await product.DoAsync("import", new { document = "EVA-2020" });

        await product.DoAsync("suspendMail", new { convention = "EVA-2020", reason = "Changement de boîtes" });
        await product.DoAsync("suspendMail", new { convention = "EVA-2020", resume = true });

        Assert.Equal("EVA-2020", Assert.Single(await FactsAsync(product, "mail.suspended")).Convention);
        var resumed = Assert.Single(await FactsAsync(product, "mail.resumed"));
        Assert.Equal("EVA-2020", resumed.Convention);
        Assert.Contains("Changement de boîtes", resumed.Json, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private Task<SimulatedProduct> StartAsync(DateOnly day) => SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("heures.db")), day);

    private static Courriel Reminder(string key) => new(
        key, "relance", "DINUM", [], "EVA-2020", null, "O-65",
        new Dictionary<string, object?> { ["sujet"] = "le plan de charge signé", ["convention"] = "« Eva »", ["comite"] = null, ["escalade"] = false, ["lien"] = "/" })
    {
        Nature = NatureDeCourriel.Rappel,
    };

    private static Task SigningAsync(SimulatedProduct product, string convention, string party, DateOnly on) =>
        TaskAsync(product, $"signature/{convention}/{party}", on, Signing(convention, party));

    private static Relance Signing(string convention, string party) => new()
        {
            Fact = "signature.reminded", Convention = convention, Party = party, Document = convention, To = [party], Template = "rappelSignature", Obligation = "O-65",
            Element = new()
            {
                ["rang"] = 1, ["acte"] = new Dictionary<string, object?> { ["avenant"] = null, ["convention"] = convention }, ["partie"] = "la DINUM", ["jours"] = 7, ["signees"] = 1, ["attendues"] = 2,
                ["signatures"] = new List<object?>(), ["lien"] = "/signatures",
            },
        };

    private static Task AccountAsync(SimulatedProduct product, string party, DateOnly on) => TaskAsync(
        product, "compteRendu/2021-08", on, new Relance
        {
            Convention = "EVA-2020", To = [party], Template = "rappelDepenses", Obligation = "O-65", Month = "2021-08",
            Element = new()
            {
                ["rang"] = 1, ["convention"] = "« Eva »", ["periode"] = "2021-08", ["final"] = false, ["limite"] = "2021-09-10", ["enRetard"] = true, ["volontaire"] = false,
                ["parties"] = new List<object?>(), ["lien"] = "/comptes-rendus",
            },
        });

    private static Task TaskAsync(SimulatedProduct product, string key, DateOnly on, Relance relance) => product.InTransactionAsync(scope =>
        scope.GetRequiredService<ITasks>().OpenAsync(new TaskRequest(key, "signer", key, [], null, [relance.Rung(on, Rung.Reminder)]), null, product.Now, default));

    private static Task<List<FaitRow>> FactsAsync(SimulatedProduct product, string name) =>
        product.InScopeAsync(db => db.Set<FaitRow>().AsNoTracking().Where(fact => fact.Name == name).OrderBy(fact => fact.Number).ToListAsync());

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync());
}
