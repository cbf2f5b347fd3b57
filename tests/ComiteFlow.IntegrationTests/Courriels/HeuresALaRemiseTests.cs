using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>The hours of the post count when a mail is handed over, and not only when it was written.</summary>
public sealed class HeuresALaRemiseTests : IDisposable
{
    private static readonly DateOnly Friday = new(2021, 9, 10);
    private static readonly DateOnly Monday = Friday.AddDays(3);

    /// <summary>The day after is Good Friday, which is a working day everywhere but in Alsace and Moselle.</summary>
    private static readonly DateOnly MaundyThursday = new(2022, 4, 14);
    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();

    [Fact]
    public async Task Resume_OnASaturdayNight_LetsAnswersLeaveAtOnceAndRemindersOnMonday()
    {
        await using var product = await StartAsync(Friday, _ => { });
        await product.DoAsync("suspendMail", new { reason = "Changement de boîtes" });
        await product.EnqueueAsync(Mail("acte", NatureDeCourriel.Acte), Mail("rappel", NatureDeCourriel.Rappel), Mail("invitation", NatureDeCourriel.Invitation));
        await product.MoveToAsync(HeureDeParis.At(Friday.AddDays(1), new TimeOnly(23, 0)));

        await product.DoAsync("suspendMail", new { resume = true });
        await product.MoveToAsync(product.Now);
        await product.LiveUntilAsync(Monday);

        Assert.Equal(HeureDeParis.At(Friday.AddDays(1), new TimeOnly(23, 0)), await SentAtAsync(product, "acte"));
        Assert.Equal(HeureDeParis.At(Monday, new TimeOnly(8, 0)), await SentAtAsync(product, "rappel"));
        Assert.Equal(HeureDeParis.At(Monday, new TimeOnly(8, 0)), await SentAtAsync(product, "invitation"));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_ServerComesBackOnASaturday_KeepsRemindersForMonday()
    {
        await using var product = await StartAsync(Friday, ToTheServer);
        await product.EnqueueAsync(Mail("acte", NatureDeCourriel.Acte), Mail("rappel", NatureDeCourriel.Rappel));
        await product.MoveToAsync(product.Now);
        await _server.StartAsync();

        await product.MoveToAsync(HeureDeParis.At(Friday.AddDays(1), new TimeOnly(9, 0)));

        Assert.Equal(product.Now, await SentAtAsync(product, "acte"));
        Assert.Null(await SentAtAsync(product, "rappel"));
        await product.MoveToAsync(HeureDeParis.At(Monday, new TimeOnly(8, 0)));
        Assert.Equal(product.Now, await SentAtAsync(product, "rappel"));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_RefusedForNowBeforeADayClosedForItsConvention_IsTriedOnItsNextWorkingDay()
    {
        await _server.StartAsync();
        await _server.AnswerAsync("451 4.7.1 Revenez plus tard");
        await using var product = await StartAsync(MaundyThursday, ToTheServer);
        await AlsatianAsync(product);
        product.StandAt(HeureDeParis.At(MaundyThursday, new TimeOnly(17, 59)));
        await product.EnqueueAsync(Mail("rappel", NatureDeCourriel.Rappel));

        await product.MoveToAsync(product.Now);

        Assert.Equal(HeureDeParis.At(new DateOnly(2022, 4, 19), new TimeOnly(8, 0)), await DueAtAsync(product, "rappel"));
    }

    [Fact]
    public async Task Send_SecondReminderOfADayBeforeADayClosedForItsConvention_WaitsForItsNextWorkingDay()
    {
        await using var product = await StartAsync(MaundyThursday, _ => { });
        await AlsatianAsync(product);
        await product.EnqueueAsync(Mail("un", NatureDeCourriel.Rappel));
        await product.MoveToAsync(product.Now);
        await product.EnqueueAsync(Mail("deux", NatureDeCourriel.Rappel));

        await product.MoveToAsync(product.Now.AddMinutes(1));

        Assert.Equal(HeureDeParis.At(new DateOnly(2022, 4, 19), new TimeOnly(8, 0)), await DueAtAsync(product, "deux"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    private Task<SimulatedProduct> StartAsync(DateOnly day, Action<IServiceCollection> more) =>
        SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("heures.db")), day, more);

    private void ToTheServer(IServiceCollection services) =>
        services.AddSingleton<IMailTransport>(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port }));

    private static async Task AlsatianAsync(SimulatedProduct product)
    {
        await product.DoAsync("import", new { document = "EVA-2020" });
        await product.DoAsync("setOption", new { convention = "EVA-2020", option = "workingDays.holidays", value = "alsaceMoselle" });
        await product.InScopeAsync(db => db.Set<CourrielRow>().ExecuteDeleteAsync());
    }

    private static Courriel Mail(string key, NatureDeCourriel nature) => new(
        key, "relance", "DINUM", [], "EVA-2020", null, "O-65",
        new Dictionary<string, object?> { ["sujet"] = "le plan de charge signé", ["convention"] = "« Eva »", ["comite"] = null, ["escalade"] = false, ["lien"] = "/" })
    {
        Nature = nature,
    };

    private static Task<DateTimeOffset?> SentAtAsync(SimulatedProduct product, string key) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().Where(row => row.Key == key).Select(row => row.SentAt).SingleAsync());

    private static Task<DateTimeOffset> DueAtAsync(SimulatedProduct product, string key) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().Where(row => row.Key == key).Select(row => row.DueAt).SingleAsync());
}
