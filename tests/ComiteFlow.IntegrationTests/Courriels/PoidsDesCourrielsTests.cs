using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>What is too heavy for a mailbox is not handed over as it is.</summary>
public sealed class PoidsDesCourrielsTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 3, 24);
    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_MailAbove100Kilobytes_IsNotHandedOverAndBecomesACard()
    {
        await _server.StartAsync();
        await using var product = await StartAsync(Day);
        await product.EnqueueAsync(Heavy("un", 2000, NatureDeCourriel.Acte));

        await product.MoveToAsync(product.Now);

        var row = Assert.Single(await MailsAsync(product));
        Assert.Contains("100 Ko au plus", row.Failure, StringComparison.Ordinal);
        Assert.Empty(_server.Received);
        Assert.True(await product.InScopeAsync(db => db.Set<HumanTask>().AnyAsync(task => task.Key == $"envoi/{row.Number}/1")));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_RemindersThatAreTooMuchForOneMessage_LeavesTheRestForTheNextDay()
    {
        await _server.StartAsync();
        await using var product = await StartAsync(Day);
        await product.InTransactionAsync(async scope =>
        {
            foreach (var key in new[] { "un", "deux", "trois" })
            {
                await scope.GetRequiredService<IOutbox>().EnqueueAsync(Heavy(key, 700, NatureDeCourriel.Rappel), default);
            }
        });
        await product.MoveToAsync(product.Now);
        Assert.Single(_server.Received);
        Assert.Single(await MailsAsync(product), row => row.SentAt is not null || row.CancelledAt is not null);

        await product.LiveUntilAsync(Day.AddDays(7));

        Assert.All(await MailsAsync(product), row => Assert.True(row.SentAt is not null || CourrielReuni.Is(row)));
        Assert.InRange(_server.Received.Count, 2, 3);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    private Task<SimulatedProduct> StartAsync(DateOnly day) => SimulatedProduct.StartAsync(
        new BaseDeDonnees(null, _folder.Path("courriels.db")), day,
        services => services.AddSingleton<IMailTransport>(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port })));

    /// <summary>A reminder whose subject has many words.</summary>
    private static Courriel Heavy(string key, int words, NatureDeCourriel nature) => new(
        key, "alerte", "DINUM", [], "EVA-2020", null, "O-65", new Dictionary<string, object?>
        {
            ["sujet"] = key, ["texte"] = string.Join(' ', Enumerable.Repeat("accompagnement des équipes", words)), ["convention"] = "« Eva »", ["lien"] = "/",
        })
    {
        Nature = nature,
    };

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync());
}
