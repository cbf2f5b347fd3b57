using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>Reminders that one message joined, when that message does not arrive at once: no Message-ID ever names two contents, and no content two of them.</summary>
public sealed class LotsDeRappelsTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 3, 24);
    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_CutInMidMessageThenTheServerIsAway_GoesAgainWithTheSameId()
    {
        await using var product = await StartAsync();
        await RemindAsync(product, ("un", "EVA-2020"), ("deux", "EVA-2020"), ("trois", "EVA-2020"));
        await _server.TakeAndCutAsync();
        await product.MoveToAsync(product.Now);
        Assert.Single(_server.Received);
        _server.Stop();
        await product.MoveToAsync(product.Now.AddMinutes(1));
        await product.InTransactionAsync(scope => scope.GetRequiredService<ITasks>().CompleteAsync("un", "DINUM", product.Now, default));
        await _server.StartAsync();

        await product.MoveToAsync(product.Now.AddMinutes(2));

        Assert.Equal(2, _server.Received.Count);
        Assert.Single(_server.Received.Select(mail => mail.MessageId).Distinct());
        Assert.Contains("essai-deux", _server.Received[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("essai-trois", _server.Received[1].TextBody, StringComparison.Ordinal);
        Assert.All(await MailsAsync(product), mail => Assert.True(mail.SentAt is not null || mail.CancelledAt is not null));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_ServerIsAwayAtTheFirstAttempt_JoinsAnewWhatIsDueWhenItIsBack()
    {
        await using var product = await StartAsync();
        _server.Stop();
        await RemindAsync(product, ("un", "EVA-2020"), ("deux", "EVA-2020"));
        await product.MoveToAsync(product.Now);
        await RemindAsync(product, ("trois", "EVA-2020"));
        await _server.StartAsync();

        await product.MoveToAsync(product.Now.AddMinutes(2));

        Assert.Contains("essai-trois", Assert.Single(_server.Received).TextBody, StringComparison.Ordinal);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_PartOfItIsHeldBackAtTheNextAttempt_LeavesLaterUnderAnIdOfItsOwn()
    {
        await using var product = await StartAsync();
        await RemindAsync(product, ("un", "EVA-2020"), ("deux", "DIAGORIENTE-2020"), ("trois", "EVA-2020"));
        await _server.CutAsync();
        await product.MoveToAsync(product.Now);
        await HoldAsync(product, "EVA-2020");
        await product.MoveToAsync(product.Now.AddMinutes(1));
        await product.InScopeAsync(db => db.Set<SuspensionRow>().ExecuteDeleteAsync());

        await product.LiveUntilAsync(Day.AddDays(1));

        Assert.Equal(2, _server.Received.Count);
        Assert.Equal(2, _server.Received.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Contains("essai-deux", _server.Received[0].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("essai-deux", _server.Received[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("essai-un", _server.Received[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("essai-trois", _server.Received[1].TextBody, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    private async Task<SimulatedProduct> StartAsync()
    {
        await _server.StartAsync();
        return await SimulatedProduct.StartAsync(
            new BaseDeDonnees(null, _folder.Path("lots.db")), Day,
            services => services.AddSingleton<IMailTransport>(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port })));
    }

    /// <summary>A reminder of each of some tasks, all to one person.</summary>
    private static Task RemindAsync(SimulatedProduct product, params (string Task, string Convention)[] reminders) => product.InTransactionAsync(async scope =>
    {
        foreach (var (task, convention) in reminders)
        {
            await scope.GetRequiredService<ITasks>().OpenAsync(new TaskRequest(task, "essayer", convention, [], null, []), null, product.Now, default);
            await scope.GetRequiredService<IOutbox>().EnqueueAsync(
                new Courriel($"rappel/{task}", "relance", "DINUM", [], convention, null, "O-65",
                    new Dictionary<string, object?> { ["sujet"] = $"essai-{task}", ["convention"] = "« Eva »", ["comite"] = null, ["escalade"] = false, ["lien"] = "/" })
                {
                    Nature = NatureDeCourriel.Rappel, Demandes = [Demande.Tache(task)],
                }, default);
        }
    });

    private static Task HoldAsync(SimulatedProduct product, string convention) => product.InScopeAsync(db =>
    {
        db.Add(new SuspensionRow { Scope = convention, By = "coordination", At = product.Now, Reason = "Changement de boîtes" });
        return db.SaveChangesAsync();
    });

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync());
}
