using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Hebergement;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Crash;
using ComiteFlow.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>Mail is handed over beside everything else, one message at a time, and only while it is wanted.</summary>
public sealed class DistributionTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 3, 24);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_ServerIsSlow_KeepsNoActWaiting()
    {
        await _server.StartAsync();
        await _server.HoldAfterAsync(0);
        await using var product = await StartAsync(Day, services => services.AddFacteur());
        using var postman = product.Services.GetRequiredService<Facteur>();
        await postman.StartAsync(default);
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" }).WaitAsync(Patience);
        await _server.HeldAsync();

        await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" }).WaitAsync(Patience);

        Assert.All(await MailsAsync(product), row => Assert.Null(row.SentAt));
        Assert.True(await product.InScopeAsync(db => db.Set<FaitRow>().AnyAsync(fact => fact.Name == "document.published")));
        await _server.ReleaseAsync();
        await product.Services.GetRequiredService<Distribution>().DeliverAsync(default).WaitAsync(Patience);
        Assert.All(await MailsAsync(product), row => Assert.NotNull(row.SentAt));
        await postman.StopAsync(default);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_StoppedWhileTheServerHolds_LetsTheMessageEndAndRecordsIt()
    {
        await _server.StartAsync();
        await _server.HoldAfterAsync(0);
        await using var product = await StartAsync(Day, services => services.AddFacteur());
        using var postman = product.Services.GetRequiredService<Facteur>();
        await postman.StartAsync(default);
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await _server.HeldAsync();

        var stop = postman.StopAsync(default);
        await _server.ReleaseAsync();
        await stop.WaitAsync(Patience);

        var rows = await MailsAsync(product);
        Assert.NotNull(rows[0].SentAt);
        Assert.All(rows.Skip(1), row => Assert.Null(row.SentAt));
        Assert.Single(_server.Received);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_SignedWhileOthersAreHandedOver_DoesNotLeaveAndSaysWhy()
    {
        await _server.StartAsync();
        await _server.HoldAfterAsync(0);
        await using var product = await StartAsync(new DateOnly(2021, 6, 21), services => services.AddFacteur());
        using var postman = product.Services.GetRequiredService<Facteur>();
        await product.DoAsync("import", new { document = "TRIPARTITE-2021" });
        await product.DoAsync("sendForSignature", new { document = "TRIPARTITE-2021" });
        await postman.StartAsync(default);
        await _server.HeldAsync();
        var last = (await MailsAsync(product)).Last(row => row.Template == "rappelSignature");

        await product.DoAsync("sign", new { document = "TRIPARTITE-2021", party = last.Recipient }, last.Recipient).WaitAsync(Patience);
        await _server.ReleaseAsync();
        await product.Services.GetRequiredService<Distribution>().DeliverAsync(default).WaitAsync(Patience);
        await postman.StopAsync(default);

        var row = Assert.Single(await MailsAsync(product), row => row.SentAt is null);
        Assert.Equal(last.Key, row.Key);
        Assert.Equal("Ce courriel n’est pas parti : ce qu’il demandait est fait depuis le 21\u00A0juin 2021.", row.CancelledBecause);
        Assert.DoesNotContain(_server.Received, message => message.Subject == row.Subject && message.To.ToString() == row.Recipient);
        Assert.Equal((await MailsAsync(product)).Count - 1, _server.Received.Count);
        Assert.Equal(_server.Received.Count, await product.InScopeAsync(db => db.Set<FaitRow>().CountAsync(fact => fact.Name == "email.sent")));
        await AssertShownAsync(product, row);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_SeanceMovedMeanwhile_ConvenesNobodyToTheOldDay()
    {
        await using var product = await StartAsync(Day);
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
        // Near enough that its convocation is due at once; the server is down, and each minute is tried again.
        await MoveAsync("2020-04-02");
        await MoveAsync("2020-04-14");
        await _server.StartAsync();
        await product.MoveToAsync(product.Now.AddHours(1));

        var convocations = (await MailsAsync(product)).Where(row => row.Template == "convocation").ToList();
        Assert.All(convocations.Take(2), row => Assert.Equal("Ce courriel n’est pas parti : la séance est déplacée au 14\u00A0avril 2020.", row.CancelledBecause));
        Assert.Equal(2, convocations.Skip(2).Count(row => row.SentAt is not null));
        Assert.DoesNotContain(_server.Received, message => message.Subject!.Contains("2\u00A0avril", StringComparison.Ordinal));
        Assert.Equal(2, _server.Received.Count(message => message.Subject!.Contains("14\u00A0avril", StringComparison.Ordinal)));

        Task MoveAsync(string to) => product.DoAsync(
            "rescheduleCommittee", new { convention = "DIAGORIENTE-2020", committee = "COSTRAT", occurrence = 1, to, reason = "Absence" });
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_OneOfTwoThingsIsDone_AsksForTheOtherAlone()
    {
        await _server.StartAsync();
        await using var product = await StartAsync(Day);
        await EnqueueAsync(product, "signature/A", "signature/B");
        await product.InTransactionAsync(scope => scope.GetRequiredService<ITasks>().CompleteAsync("signature/A", "Mme Roux", product.Now, default));

        await product.MoveToAsync(product.Now);

        var text = Assert.Single(_server.Received).TextBody;
        Assert.Contains("signature/B", text, StringComparison.Ordinal);
        Assert.DoesNotContain("signature/A", text, StringComparison.Ordinal);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_NothingIsAwaitedAnyMore_IsCancelled()
    {
        await _server.StartAsync();
        await using var product = await StartAsync(Day);
        await EnqueueAsync(product, "signature/A");
        await product.InTransactionAsync(scope => scope.GetRequiredService<ITasks>().CancelAsync("signature/A", product.Now, default));

        await product.MoveToAsync(product.Now);

        Assert.Equal("Ce courriel n’est pas parti : ce qu’il demandait n’est plus attendu.", Assert.Single(await MailsAsync(product)).CancelledBecause);
        Assert.Empty(_server.Received);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_RenderingTookTooLong_IsTriedAgainAndNotGivenUp()
    {
        await _server.StartAsync();
        await using (var loaded = await StartAsync(Day, services => services.AddSingleton(new ModeleStore(
            new DossierDeModeles(Depot.Path("templates")), new Dictionary<string, object?>(), TimeSpan.Zero))))
        {
            await EnqueueAsync(loaded, "signature/A");
            await loaded.MoveToAsync(loaded.Now);
            var waiting = Assert.Single(await MailsAsync(loaded));
            Assert.Equal((null, 1), (waiting.Failure, waiting.Attempts));
        }

        await using var product = await StartAsync(Day);
        await product.MoveToAsync(product.Now);
        Assert.Null(Assert.Single(await MailsAsync(product)).SentAt);
        await product.LiveOneAsync();

        Assert.NotNull(Assert.Single(await MailsAsync(product)).SentAt);
        Assert.Equal(HeureDeParis.At(Day, new TimeOnly(9, 1)), product.Now);
        Assert.Single(_server.Received);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Serve_KilledInMidBatch_HandsOverTwiceOnlyWhatWasOnItsWay()
    {
        await using (var product = await StartAsync(Day))
        {
            await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
            await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
        }

        SqliteConnection.ClearAllPools();
        await _server.StartAsync();
        await _server.HoldAfterAsync(1);
        using var service = new SteppedService(_folder.Path("courriels.db"), _folder.Path("horloge"), _server.Settings);
        service.MoveTo(HeureDeParis.At(Day, new TimeOnly(10, 0)));
        service.Start();
        await _server.HeldAsync();
        Assert.True(service.Kill());
        await _server.ReleaseAsync();
        service.Start();
        await service.DoneAsync();
        service.Kill();

        await using var after = await StartAsync(Day);
        var rows = await MailsAsync(after);
        Assert.All(rows, row => Assert.NotNull(row.SentAt));
        var ids = _server.Received.Select(message => message.MessageId).ToList();
        Assert.True(rows.Count > 2, "The batch is too small to be cut in its middle.");
        Assert.Equal(rows.Count, ids.Distinct().Count());
        Assert.Equal([ids[1]], ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Equal(rows.Count, await after.InScopeAsync(db => db.Set<FaitRow>().CountAsync(fact => fact.Name == "email.sent")));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    private Task<SimulatedProduct> StartAsync(DateOnly day, Action<IServiceCollection>? more = null) => SimulatedProduct.StartAsync(
        new BaseDeDonnees(null, _folder.Path("courriels.db")), day,
        services =>
        {
            services.AddSingleton<IMailTransport>(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port }));
            more?.Invoke(services);
        });

    /// <summary>Opens tasks, and lets one mail ask for all of them.</summary>
    private static Task EnqueueAsync(SimulatedProduct product, params string[] keys) => product.InTransactionAsync(async scope =>
    {
        foreach (var key in keys)
        {
            await scope.GetRequiredService<ITasks>().OpenAsync(new TaskRequest(key, "signer", key, ["signatory:DINUM"], null, []), null, product.Now, default);
        }

        var items = keys.Select(key => new Dictionary<string, object?>
        {
            ["rang"] = 0, ["acte"] = new Dictionary<string, object?> { ["avenant"] = null, ["convention"] = "« " + key + " »" }, ["partie"] = "la DINUM", ["jours"] = 0, ["signees"] = 0, ["attendues"] = 1,
            ["signatures"] = new List<object?>(), ["lien"] = "/" + key,
        }).ToList();
        var mail = new Courriel("essai", "rappelSignature", "DINUM", [], "EVA-2020", null, "O-65", DonneesDeCourriel.Lot(items, null))
        {
            Demandes = [.. keys.Select(Demande.Tache)],
        };
        await scope.GetRequiredService<IOutbox>().EnqueueAsync(mail, default);
    });

    private static async Task AssertShownAsync(SimulatedProduct product, CourrielRow row)
    {
        await using var scope = product.Services.CreateAsyncScope();
        var mailbox = ActivatorUtilities.CreateInstance<SqlCourriels>(scope.ServiceProvider, ActivatorUtilities.CreateInstance<LectureDossiers>(scope.ServiceProvider));
        var shown = await mailbox.FindAsync(new Actor("coordinator", Roles.Coordinator, null, "essai", product.Now), $"{row.Number}", default);
        Assert.Equal(new Badge(TonBadge.End, "Annulé"), shown!.Resume.Etat);
        Assert.Equal(row.Subject, shown.Resume.Objet);
        Assert.Contains(row.CancelledBecause!, shown.Texte, StringComparison.Ordinal);
    }

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync());
}
