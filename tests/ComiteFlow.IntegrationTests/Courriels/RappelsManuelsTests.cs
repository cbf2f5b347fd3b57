using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>A reminder by hand spares the person whom it reaches: one in 24 hours, and no other reminder on that day.</summary>
public sealed class RappelsManuelsTests : IDisposable
{
    private static readonly DateOnly Friday = new(2021, 9, 10);
    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();

    [Fact]
    public async Task RemindNow_OfAnotherTaskOfTheSamePerson_IsRefusedFor24Hours()
    {
        await using var product = await StartAsync();
        await OpenAsync(product, "a", "DINUM");
        await OpenAsync(product, "b", "DINUM");
        await RemindAsync(product, "a");

        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => RemindAsync(product, "b"));

        Assert.Equal("alreadyDone", refused.Code);
        Assert.Contains("la DINUM", refused.Message, StringComparison.Ordinal);
        product.StandAt(product.Now.AddHours(24).AddMinutes(1));
        await RemindAsync(product, "b");
        Assert.Equal(["DINUM", "DINUM"], await SentAsync(product));
    }

    [Fact]
    public async Task RemindNow_OfATaskOfTwoPersons_ReachesTheOneWhoWasNotReminded()
    {
        await using var product = await StartAsync();
        await OpenAsync(product, "a", "DINUM");
        await OpenAsync(product, "b", "DINUM", "DGEFP");
        await RemindAsync(product, "a");

        await RemindAsync(product, "b");

        Assert.Equal(["DINUM", "DGEFP"], await SentAsync(product));
    }

    [Fact]
    public async Task RemindNow_WhoHadAReminderToday_IsRefused()
    {
        await using var product = await StartAsync();
        await OpenAsync(product, "a", "DINUM");
        await EnqueueAsync(product);
        await product.MoveToAsync(product.Now.AddMinutes(1));

        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => RemindAsync(product, "a"));

        Assert.Equal("alreadyDone", refused.Code);
        Assert.Single(await SentAsync(product));
    }

    [Fact]
    public async Task Remind_WhoWasRemindedByHandToday_WaitsForTheNextMorning()
    {
        await using var product = await StartAsync();
        await OpenAsync(product, "a", "DINUM");
        await RemindAsync(product, "a");
        await EnqueueAsync(product);

        await product.MoveToAsync(product.Now.AddMinutes(1));

        Assert.Single(await SentAsync(product));
        await product.LiveUntilAsync(Friday.AddDays(3));
        var last = await product.InScopeAsync(db => db.Set<CourrielRow>().Where(mail => mail.Key == "rappel").Select(mail => mail.SentAt).SingleAsync());
        Assert.Equal(HeureDeParis.At(Friday.AddDays(3), new TimeOnly(8, 0)), last);
    }

    [Fact]
    public async Task RemindNow_WhoHadOnlyACopyOfAReminderByHand_IsReminded()
    {
        await using var product = await StartAsync(services => services.AddSingleton(CourrielsDuSite.Tous));
        await OpenAsync(product, "a", ["DGEFP"], "DINUM");
        await OpenAsync(product, "b", "DGEFP");
        await RemindAsync(product, "a");
        Assert.Equal(["DINUM", "DGEFP"], await SentAsync(product));

        await RemindAsync(product, "b");

        Assert.Equal(["DINUM", "DGEFP", "DGEFP"], await SentAsync(product));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task RemindNow_WhoseReminderWasRefused_IsReminded()
    {
        await _server.StartAsync();
        await _server.AnswerAsync("550 5.1.1 Boîte inconnue");
        await using var product = await StartAsync(ToTheServer);
        await OpenAsync(product, "a", "DINUM");
        await OpenAsync(product, "b", "DINUM");
        await RemindAsync(product, "a");
        Assert.Empty(await SentAsync(product));

        await RemindAsync(product, "b");

        Assert.Equal(["DINUM"], await SentAsync(product));
    }

    [Fact]
    public async Task RemindNow_WhoseReminderByHandWasNoLongerWanted_IsReminded()
    {
        await using var product = await StartAsync();
        await OpenAsync(product, "a", "DINUM");
        await OpenAsync(product, "b", "DINUM");
        await product.DoAsync("suspendMail", new { reason = "Changement de boîtes" });
        await RemindAsync(product, "a");
        await product.InTransactionAsync(scope => scope.GetRequiredService<ITasks>().CompleteAsync("a", "DINUM", product.Now, default));
        await product.DoAsync("suspendMail", new { resume = true });
        await product.MoveToAsync(product.Now.AddMinutes(1));
        Assert.Empty(await SentAsync(product));

        await RemindAsync(product, "b");

        Assert.Equal(["DINUM"], await SentAsync(product));
    }

    [Fact]
    public async Task RemindNow_WhoseReminderIsDueAndWaitsWhileMailIsHeldBack_IsRefused()
    {
        await using var product = await StartAsync();
        await OpenAsync(product, "a", "DINUM");
        await product.DoAsync("suspendMail", new { reason = "Changement de boîtes" });
        await EnqueueAsync(product);

        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => RemindAsync(product, "a"));

        Assert.Equal("alreadyDone", refused.Code);
        Assert.StartsWith("Un rappel à la DINUM attend déjà de partir", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    private Task<SimulatedProduct> StartAsync(Action<IServiceCollection>? more = null) => SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("rappels.db")), Friday, more);

    private void ToTheServer(IServiceCollection services) =>
        services.AddSingleton<IMailTransport>(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port }));

    private static Task RemindAsync(SimulatedProduct product, string task) => product.DoAsync("remindNow", new { task });

    /// <summary>A task whose own reminder comes much later.</summary>
    private static Task OpenAsync(SimulatedProduct product, string key, params string[] to) => OpenAsync(product, key, [], to);

    private static Task OpenAsync(SimulatedProduct product, string key, IReadOnlyList<string> copies, params string[] to) => product.InTransactionAsync(scope => scope.GetRequiredService<ITasks>().OpenAsync(
        new TaskRequest(key, "Donner un avis", "EVA-2020", [], null, [new Relance
        {
            Convention = "EVA-2020", Task = key, To = to, Cc = copies, Template = "rappelTache", Obligation = "O-36",
            Element = TacheRappelee.Element("Donner un avis", "Eva", "/taches/" + key),
        }.Rung(Friday.AddDays(60), Rung.Reminder)]), null, product.Now, default));

    private static Task EnqueueAsync(SimulatedProduct product) => product.InTransactionAsync(scope => scope.GetRequiredService<IOutbox>().EnqueueAsync(
        new Courriel("rappel", "relance", "DINUM", [], "EVA-2020", null, "O-65",
            new Dictionary<string, object?> { ["sujet"] = "le plan de charge signé", ["convention"] = "« Eva »", ["comite"] = null, ["escalade"] = false, ["lien"] = "/" })
        {
            Nature = NatureDeCourriel.Rappel,
        }, default));

    private static Task<List<string>> SentAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().Where(mail => mail.SentAt != null).OrderBy(mail => mail.Number).Select(mail => mail.Recipient).ToListAsync());
}
