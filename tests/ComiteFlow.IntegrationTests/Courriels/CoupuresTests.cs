using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Tasks;
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

    [RequiresToolFact("aiosmtpd")]
    public async Task Serve_KilledWhileJoinedRemindersAreOnTheirWay_GoesAgainWithTheSameIdAndOnlyWhatItHeld()
    {
        await InTransactionAsync(async scope =>
        {
            for (var person = 0; person < Kills + 2; person++)
            {
                await RemindAsync(scope, person, 0, 1, 2);
            }
        });
        await _server.StartAsync();
        using var service = new SteppedService(_folder.Path("coupures.db"), _folder.Path("horloge"), _server.Settings);
        service.MoveTo(HeureDeParis.At(Day, new TimeOnly(10, 0)));
        for (var kill = 0; kill < Kills; kill++)
        {
            await _server.HoldAfterAsync(kill == 0 ? 0 : 1);
            service.Start();
            await _server.HeldAsync();
            Assert.True(service.Kill());
            await _server.ForgetHoldAsync();
            // The first thing that the message on its way asked for is done, and there is another one to remind of.
            var person = kill;
            await InTransactionAsync(async scope =>
            {
                await scope.GetRequiredService<ITasks>().CompleteAsync(Key(person, 0), "DINUM", HeureDeParis.At(Day, new TimeOnly(10, 0)), default);
                await RemindAsync(scope, person, 3);
            });
        }

        await _server.AnswerAsync();
        service.Start();
        await service.DoneAsync();
        service.Kill();

        await using var after = await StartAsync();
        var rows = await after.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().ToListAsync());
        var received = _server.Received.GroupBy(message => message.To.ToString()).ToList();
        Assert.Equal(Kills + 2, received.Count);
        Assert.All(received, mails => Assert.Single(mails.Select(mail => mail.MessageId).Distinct()));
        Assert.All(received, mails => Assert.InRange(mails.Count(), 1, 2));
        Assert.Equal(Kills, received.Count(mails => mails.Count() == 2));
        Assert.All(received, mails => Assert.All(mails, mail => Assert.DoesNotContain("essai-3", mail.TextBody, StringComparison.Ordinal)));
        Assert.All(rows.Where(row => !row.Key.EndsWith("/3", StringComparison.Ordinal)), row => Assert.True(row.SentAt is not null || row.CancelledAt is not null));
        Assert.All(rows.Where(row => row.Key.EndsWith("/3", StringComparison.Ordinal)), row => Assert.Equal(HeureDeParis.At(Day.AddDays(1), new TimeOnly(8, 0)), row.DueAt));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Serve_KilledWhileTheOthersLeaveWithoutARefusedReminder_StillTellsTheCoordination()
    {
        await InTransactionAsync(async scope =>
        {
            await RemindAsync(scope, 0, 0);
            var lacking = Mail("ancien", "essai-ancien", "PERSONNE-0");
            await scope.GetRequiredService<IOutbox>().EnqueueAsync(
                lacking with { Nature = NatureDeCourriel.Rappel, Data = lacking.Data.Where(one => one.Key != "escalade").ToDictionary() }, default);
            await scope.GetRequiredService<ComiteFlowDb>().Set<CourrielRow>().Where(row => row.Key == "ancien").ExecuteUpdateAsync(set => set.SetProperty(row => row.TemplateHash, "avant"));
        });
        await _server.StartAsync();
        using var service = new SteppedService(_folder.Path("coupures.db"), _folder.Path("horloge"), new Dictionary<string, string>(_server.Settings) { ["Courriels__Automatiques"] = "tous" });
        service.MoveTo(HeureDeParis.At(Day, new TimeOnly(10, 0)));
        await _server.HoldAfterAsync(0);
        service.Start();
        await _server.HeldAsync();
        Assert.True(service.Kill());
        await _server.ForgetHoldAsync();

        await _server.AnswerAsync();
        service.Start();
        await service.DoneAsync();
        service.Kill();

        await using var after = await StartAsync();
        var rows = await after.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().ToListAsync());
        Assert.Contains("il manque « escalade »", rows.Single(row => row.Key == "ancien").Failure, StringComparison.Ordinal);
        Assert.StartsWith("envoi/", await after.InScopeAsync(db => db.Set<HumanTask>().Where(task => task.Key.StartsWith("envoi/")).Select(task => task.Key).SingleAsync()), StringComparison.Ordinal);
        Assert.NotNull(rows.Single(row => row.Template == "messageNonRemis").SentAt);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    private Task<SimulatedProduct> StartAsync() => SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("coupures.db")), Day);

    private Task EnqueueAsync(int count) => InTransactionAsync(async scope =>
    {
        for (var rank = 0; rank < count; rank++)
        {
            await scope.GetRequiredService<IOutbox>().EnqueueAsync(Mail($"coupure/{rank}", $"l’essai {rank}", "DINUM"), default);
        }
    });

    private static string Key(int person, int rank) => $"essai/{person}/{rank}";

    /// <summary>Reminders of some tasks to one person, which leave as one message.</summary>
    private static async Task RemindAsync(IServiceProvider scope, int person, params int[] ranks)
    {
        foreach (var rank in ranks)
        {
            await scope.GetRequiredService<ITasks>().OpenAsync(new TaskRequest(Key(person, rank), "essayer", "EVA-2020", [], null, []), null, HeureDeParis.At(Day, new TimeOnly(9, 0)), default);
            await scope.GetRequiredService<IOutbox>().EnqueueAsync(
                Mail($"rappel/{person}/{rank}", $"essai-{rank}", $"PERSONNE-{person}") with { Nature = NatureDeCourriel.Rappel, Demandes = [Demande.Tache(Key(person, rank))] }, default);
        }
    }

    private static Courriel Mail(string key, string subject, string to) => new(
        key, "relance", to, [], "EVA-2020", null, "O-65",
        new Dictionary<string, object?> { ["sujet"] = subject, ["convention"] = "« Eva »", ["comite"] = null, ["escalade"] = false, ["lien"] = "/" });

    private async Task InTransactionAsync(Func<IServiceProvider, Task> act)
    {
        await using (var product = await StartAsync())
        {
            await product.InTransactionAsync(act);
        }

        SqliteConnection.ClearAllPools();
    }
}
