using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Scenarios;
using ComiteFlow.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>What the reminders of a task tell of those before and after them, and whom they reach.</summary>
public sealed class RappelsEnvoyesTests : IDisposable
{
    private const string Acte = "TRIPARTITE-2021";
    private static readonly DateOnly Monday = new(2021, 9, 6);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Remind_AfterTheyWereStoppedForWeeks_CountsOnlyThoseThatLeft()
    {
        await using var product = await StartAsync(Monday.AddDays(-3));
        await OpenAsync(product, Reminder().Rung(Monday, Rung.Reminder, 7));
        await product.LiveUntilAsync(Monday);
        await product.InTransactionAsync(scope =>
        {
            scope.GetRequiredService<ComiteFlowDb>().Add(new ArretDeRelanceRow { Task = "avis", By = "coordinator", At = product.Now, Reason = "Réponse annoncée" });
            return Task.CompletedTask;
        });
        await product.LiveUntilAsync(Monday.AddDays(40));
        await product.InScopeAsync(db => db.Set<ArretDeRelanceRow>().ExecuteDeleteAsync());

        await product.LiveUntilAsync(Monday.AddDays(42));

        Assert.Equal([1, 2], (await MailsAsync(product, "rappelTache")).Select(mail => Data(mail).GetProperty("elements")[0].GetProperty("rang").GetInt32()));
        Assert.Empty(await MailsAsync(product, "insistance"));
        Assert.Equal(2, (await product.InScopeAsync(db => db.Set<HumanTask>().SingleAsync(task => task.Key == "avis"))).Issued);
    }

    [Fact]
    public async Task Remind_BeforeADemandForSupport_AnnouncesTheNextReminder()
    {
        await using var product = await StartAsync(Monday.AddDays(-3));
        await OpenAsync(product, Reminder().Rung(Monday, Rung.Reminder), Support("DGEFP").Rung(Monday.AddDays(3), Rung.Escalation), Reminder().Rung(Monday.AddDays(10), Rung.Reminder));

        await product.LiveUntilAsync(Monday.AddDays(3));

        Assert.Equal("2021-09-16", Data(Assert.Single(await MailsAsync(product, "rappelTache"))).GetProperty("prochainRappel").GetString());
        Assert.Equal(1, Data((await MailsAsync(product, "escalade"))[0]).GetProperty("elements")[0].GetProperty("rappels").GetInt32());
    }

    [Fact]
    public async Task RemindNow_OnceOnlyADemandForSupportIsPlanned_RemindsWhoIsAwaited()
    {
        await using var product = await StartAsync(Monday.AddDays(-3));
        await OpenAsync(product, Reminder().Rung(Monday, Rung.Reminder), Support("DGEFP").Rung(Monday.AddDays(20), Rung.Escalation));
        await product.LiveUntilAsync(Monday.AddDays(2));

        await product.DoAsync("remindNow", new { task = "avis" });

        Assert.Equal(["DINUM", "DINUM"], (await MailsAsync(product, "rappelTache")).Select(mail => mail.Recipient));
        Assert.Empty(await MailsAsync(product, "escalade"));
        await product.LiveUntilAsync(Monday.AddDays(21));
        Assert.Equal("DGEFP", (await MailsAsync(product, "escalade"))[0].Recipient);
    }

    [Fact]
    public async Task Escalate_ToSeveralPersons_GivesEachCopyOnce()
    {
        await using var product = await StartAsync(Monday.AddDays(-3));
        await OpenAsync(product, Support("DINUM-SUPPLEANCE", "DINUM-HIERARCHIE").Rung(Monday, Rung.Escalation));

        await product.LiveUntilAsync(Monday);

        Assert.Equal(["DINUM", "DINUM-HIERARCHIE", "DINUM-SUPPLEANCE"], (await MailsAsync(product, "escalade")).Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task RemindSignatories_AlsoToOthers_AsksThemForNothingAndTheirDeputiesNeither()
    {
        await using var product = await StartWithAsync(("ladder", """["J+7", "J+10 suppleance"]"""), ("alsoTo", """["coordinator", "delegant"]"""));

        await product.LiveUntilAsync(Monday.AddDays(11));

        Assert.Equal(["DGEFP-SUPPLEANCE", "DINUM-SUPPLEANCE"], (await MailsAsync(product, "escaladeSignature")).Select(mail => mail.Recipient).Distinct().Order(StringComparer.Ordinal));
        var reminders = (await MailsAsync(product, "rappelSignature")).Where(mail => HeureDeParis.Day(mail.CreatedAt) == Monday.AddDays(7)).ToList();
        Assert.Equal(
            [("DGEFP", false), ("DGEFP", true), ("DINUM", true), ("coordinator", false)],
            reminders.Select(mail => (mail.Recipient, Data(mail).GetProperty("signataire").GetBoolean())).OrderBy(one => one.Recipient, StringComparer.Ordinal).ThenBy(one => one.Item2));
    }

    [Fact]
    public async Task RequestSignatures_RemindedByALadder_TellsWhenItsFirstRungComes()
    {
        await using var product = await StartWithAsync(("ladder", """["J+14 suppleance", "J+3"]"""));

        Assert.All(await MailsAsync(product, "demandeSignature"), mail => Assert.Equal("P3D", Data(mail).GetProperty("relanceApres").GetString()));
        Assert.Equal(3, (await MailsAsync(product, "demandeSignature")).Count);
    }

    [Fact]
    public async Task RemindSignatories_BeforeADemandForSupport_TellsItsDayWhoseItIsAndThatItIsTheLastReminderBefore()
    {
        await using var product = await StartWithAsync(("ladder", """["J+7", "J+14 suppleance"]"""));

        await product.LiveUntilAsync(Monday.AddDays(15));

        var reminders = (await MailsAsync(product, "rappelSignature")).Where(mail => mail.Recipient == "DGEFP" && HeureDeParis.Day(mail.CreatedAt) > Monday).ToList();
        Assert.Equal(["Dernier rappel : signez la convention", "Rappel 2 : signez la convention"], reminders.Select(mail => mail.Subject!.Replace('\u00A0', ' ')));
        var elements = reminders.ConvertAll(mail => Data(mail).GetProperty("elements")[0]);
        Assert.Equal("2021-09-20", elements[0].GetProperty("appui").GetProperty("le").GetString());
        Assert.Equal(["DGEFP-SUPPLEANCE"], elements[0].GetProperty("appui").GetProperty("a").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal([true, false], elements.Select(one => one.GetProperty("dernier").GetBoolean()));
        Assert.Equal((JsonValueKind.Null, "2021-09-27"), (elements[1].GetProperty("appui").ValueKind, elements[1].GetProperty("prochain").GetString()));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static Relance Reminder() => new()
    {
        Convention = "EVA-2020", Task = "avis", To = ["DINUM"], Template = "rappelTache", Obligation = "O-36", Element = TacheRappelee.Element("Donner un avis", "Eva", "/taches/avis"),
    };

    private static Relance Support(params string[] to) => new()
    {
        Convention = "EVA-2020", Task = "avis", To = to, Cc = ["DINUM"], Template = "escalade", Obligation = "O-36",
        Element = new()
        {
            ["genre"] = "status", ["periode"] = null, ["produit"] = "Eva", ["limite"] = "2021-09-01", ["enRetard"] = true, ["rappels"] = 0, ["comite"] = null, ["date"] = null, ["lien"] = "/conventions/EVA-2020",
        },
    };

    private static Task OpenAsync(SimulatedProduct product, params Rung[] rungs) => product.InTransactionAsync(scope =>
        scope.GetRequiredService<ITasks>().OpenAsync(new TaskRequest("avis", "Donner un avis", "EVA-2020", [], null, rungs), null, product.Now, default));

    /// <summary>An act that one of three parties has signed on the Monday, with inputs of the step that reminds the others.</summary>
    private async Task<SimulatedProduct> StartWithAsync(params (string Input, string List)[] inputs)
    {
        var circuits = _folder.Copy(Depot.Path("workflows"), "circuits");
        var file = new WorkflowFile(Path.Combine(circuits, "circuit-signature.json"));
        foreach (var (input, list) in inputs)
        {
            file.AddList("relancer", input, list);
        }

        file.Save();
        var product = await StartAsync(Monday, services => services.AddSingleton(new DossiersLivres(Depot.Path("conventions"), circuits, Depot.Path("templates"))));
        await product.DoAsync("import", new { document = Acte });
        await product.DoAsync("sendForSignature", new { document = Acte });
        await product.DoAsync("sign", new { document = Acte, party = "DNUM" }, "DNUM");
        return product;
    }

    private Task<SimulatedProduct> StartAsync(DateOnly day, Action<IServiceCollection>? more = null) => SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("rappels.db")), day, services =>
    {
        services.AddSingleton(CourrielsDuSite.Tous);
        more?.Invoke(services);
    });

    private static JsonElement Data(CourrielRow mail) => JsonDocument.Parse(mail.Data).RootElement;

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product, string template) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().Where(mail => mail.Template == template).OrderBy(mail => mail.Number).ToListAsync());
}
