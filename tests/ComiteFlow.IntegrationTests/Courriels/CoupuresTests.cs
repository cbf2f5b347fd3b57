using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Crash;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>A service that is killed while a message is on its way, again and again.</summary>
public sealed class CoupuresTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 3, 24);

    /// <summary>Fifty where time does not count.</summary>
    private static readonly int Kills = Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_LONGS") == "1" ? 50 : 6;

    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();

    [RequiresToolFact("aiosmtpd")]
    public async Task Serve_KilledInMidSendAgainAndAgain_LosesNothingAndDoublesOnlyWhatWasOnItsWay()
    {
        await EnqueueAsync(Kills + 3);
        SqliteConnection.ClearAllPools();
        await _server.StartAsync();
        using var service = new SteppedService(_folder.Path("coupures.db"), _folder.Path("horloge"), _server.Settings);
        service.MoveTo(HeureDeParis.At(Day, new TimeOnly(10, 0)));
        for (var kill = 0; kill < Kills; kill++)
        {
            await _server.HoldAfterAsync(1);
            service.Start();
            await _server.HeldAsync();
            Assert.True(service.Kill());
            await _server.ForgetHoldAsync();
        }

        await _server.AnswerAsync();
        service.Start();
        await service.DoneAsync();
        service.Kill();

        await using var after = await StartAsync();
        var rows = await after.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().ToListAsync());
        var ids = _server.Received.Select(message => message.MessageId).GroupBy(id => id).ToList();
        Assert.All(rows, row => Assert.NotNull(row.SentAt));
        Assert.Equal(rows.Count, ids.Count);
        Assert.All(ids, same => Assert.InRange(same.Count(), 1, 2));
        Assert.Equal(Kills, ids.Count(same => same.Count() == 2));
        Assert.Equal(rows.Count, await after.InScopeAsync(db => db.Set<FaitRow>().CountAsync(fact => fact.Name == "email.sent")));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    private Task<SimulatedProduct> StartAsync() => SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("coupures.db")), Day);

    private async Task EnqueueAsync(int count)
    {
        await using var product = await StartAsync();
        await using var scope = product.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(default);
        for (var rank = 0; rank < count; rank++)
        {
            var data = new Dictionary<string, object?> { ["sujet"] = $"l’essai {rank}", ["convention"] = "« Eva »", ["comite"] = null, ["escalade"] = false, ["lien"] = "/" };
            await scope.ServiceProvider.GetRequiredService<IOutbox>().EnqueueAsync(new Courriel($"coupure/{rank}", "relance", "DINUM", [], "EVA-2020", null, "O-65", data), default);
        }

        await work.CommitAsync(default);
    }
}
