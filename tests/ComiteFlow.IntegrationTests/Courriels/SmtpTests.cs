using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>Mail is handed over to a real server: taken, refused for good, refused for now, or not reachable.</summary>
public sealed class SmtpTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 3, 24);
    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();
    private readonly EtatDeMessagerie _etat = new();

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_ServerTakesIt_ArrivesOnceForItsOneRecipient()
    {
        await _server.StartAsync();
        await using var product = await StartAsync();

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });

        var rows = await MailsAsync(product);
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.NotNull(row.SentAt));
        Assert.Equal(rows.Count, _server.Received.Count);
        foreach (var (row, message) in rows.Zip(_server.Received))
        {
            var to = Assert.Single(message.To.Mailboxes);
            Assert.Equal(to.Address, message.Headers["X-Destinataires"]);
            Assert.Empty(message.Cc);
            Assert.Equal(row.Subject, message.Subject);
            Assert.Equal("conventions@comiteflow.example", Assert.Single(message.From.Mailboxes).Address);
            Assert.Equal("conventions@comiteflow.example", Assert.Single(message.ReplyTo.Mailboxes).Address);
            Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
            Assert.Equal(row.CreatedAt, message.Date);
            Assert.NotNull(message.TextBody);
            Assert.NotNull(message.HtmlBody);
        }

        Assert.Equal(rows.Count, _server.Received.Select(message => message.MessageId).Distinct().Count());
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_SeveralMailsOfOneRound_GoOverOneConnection()
    {
        await _server.StartAsync();
        await using var product = await StartAsync();
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });

        await product.EnqueueAsync([.. ((string[])["un", "deux", "trois"]).Select(key => new Courriel(
            key, "alerte", "DINUM", [], "DIAGORIENTE-2020", null, "O-65", new Dictionary<string, object?> { ["sujet"] = $"Essai {key}", ["texte"] = null, ["convention"] = "« Eva »", ["lien"] = "/" }))]);
        await product.MoveToAsync(product.Now);

        Assert.Equal(["un", "deux", "trois"], _server.Received.TakeLast(3).Select(message => message.Subject!.Split(' ')[^1]));
        Assert.Single(_server.Connections.TakeLast(3).Distinct());
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_ServerRefusesForGood_IsGivenUpAndTheOthersGoOn()
    {
        await _server.StartAsync();
        await _server.AnswerAsync("550 5.1.1 Boite inconnue");
        await using var product = await StartAsync();

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.MoveToAsync(HeureDeParis.At(Day.AddDays(1), new TimeOnly(9, 0)));

        var rows = await MailsAsync(product);
        Assert.Contains("550", rows[0].Failure, StringComparison.Ordinal);
        Assert.Null(rows[0].SentAt);
        Assert.All(rows.Skip(1), row => Assert.NotNull(row.SentAt));
        Assert.Equal(rows.Count - 1, _server.Received.Count);
    }

    [RequiresToolTheory("aiosmtpd")]
    [InlineData(null, "coordination@comiteflow.example")]
    [InlineData("questions@service.example", "questions@service.example")]
    public async Task Send_SiteHasASenderOfItsOwn_ComesFromItAndAnswersGoToABoxThatIsRead(string? answers, string expected)
    {
        await _server.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Smtp:Host"] = "127.0.0.1", ["Smtp:Port"] = $"{_server.Port}", ["Smtp:Security"] = "none", ["Smtp:Expediteur"] = "conventions@service.example", ["Smtp:Reponse"] = answers,
        };
        await using var product = await SimulatedProduct.StartAsync(
            new BaseDeDonnees(null, _folder.Path("courriels.db")), Day, services => services.AddMessagerie(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });

        Assert.NotEmpty(_server.Received);
        Assert.All(_server.Received, message => Assert.Equal("conventions@service.example", Assert.Single(message.From.Mailboxes).Address));
        Assert.All(_server.Received, message => Assert.EndsWith("@service.example", message.MessageId, StringComparison.Ordinal));
        Assert.All(_server.Received, message => Assert.Equal(expected, Assert.Single(message.ReplyTo.Mailboxes).Address));
        Assert.All(_server.Received, message => Assert.Contains(expected, message.TextBody, StringComparison.Ordinal));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_BoxOfTheCoordinationIsCorrectedWhileTheServiceRuns_AnswersGoToTheNewOne()
    {
        await _server.StartAsync();
        var texts = _folder.Copy(Depot.Path("conventions"), "conventions");
        var settings = new Dictionary<string, string?> { ["Smtp:Host"] = "127.0.0.1", ["Smtp:Port"] = $"{_server.Port}", ["Smtp:Security"] = "none" };
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("courriels.db")), Day, services => services
            .AddSingleton(Annuaire.OfFile(Path.Combine(texts, "annuaire.json"))).AddMessagerie(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        var before = _server.Received.Count;

        var directory = Path.Combine(texts, "annuaire.json");
        await File.WriteAllTextAsync(directory, (await File.ReadAllTextAsync(directory)).Replace("coordination@comiteflow.example", "nouvelle-boite@service.example", StringComparison.Ordinal));
        await product.EnqueueAsync(new Courriel(
            "essai", "alerte", "DINUM", [], "DIAGORIENTE-2020", null, "O-65", new Dictionary<string, object?> { ["sujet"] = "Essai", ["texte"] = null, ["convention"] = "« Eva »", ["lien"] = "/" }));
        await product.MoveToAsync(product.Now);

        Assert.All(_server.Received.Take(before), message => Assert.Equal("coordination@comiteflow.example", Assert.Single(message.ReplyTo.Mailboxes).Address));
        var mail = _server.Received[^1];
        Assert.Equal("nouvelle-boite@service.example", Assert.Single(mail.ReplyTo.Mailboxes).Address);
        Assert.Contains("nouvelle-boite@service.example", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("coordination@comiteflow.example", mail.TextBody, StringComparison.Ordinal);
        var digest = new MimeMessage();
        product.Services.GetRequiredService<CourrielComposer>().AddUnsubscribe(digest, null);
        Assert.Equal("<mailto:nouvelle-boite@service.example?subject=desabonnement>", digest.Headers[HeaderId.ListUnsubscribe]);
    }

    [RequiresToolTheory("aiosmtpd")]
    [InlineData("550 5.7.1 Sender address rejected", "refuse l’expéditeur « conventions@comiteflow.example »")]
    [InlineData("553 5.7.1 Not owned by user", "refuse l’expéditeur « conventions@comiteflow.example »")]
    [InlineData("530 5.7.0 Authentication required", "demande un compte")]
    public async Task Send_ServerRefusesTheSender_KeepsTheQueueAndSaysWhy(string answer, string problem)
    {
        await _server.StartAsync();
        await _server.RefuseSendersAsync(answer);
        await using var product = await StartAsync();

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.MoveToAsync(HeureDeParis.At(Day.AddDays(4), new TimeOnly(9, 0)));

        Assert.All(await MailsAsync(product), row => Assert.Equal((null, null, 0), (row.SentAt, row.Failure, row.Attempts)));
        Assert.Contains(problem, _etat.Probleme, StringComparison.Ordinal);
        _server.TakeSenders();
        await product.MoveToAsync(HeureDeParis.At(Day.AddDays(4), new TimeOnly(9, 2)));
        var rows = await MailsAsync(product);
        Assert.All(rows, row => Assert.NotNull(row.SentAt));
        Assert.Equal(rows.Count, _server.Received.Count);
        Assert.Null(_etat.Probleme);
    }

    [RequiresToolTheory("aiosmtpd")]
    [InlineData("553 5.7.1 <conventions@comiteflow.example>: Sender address rejected: not owned by user comiteflow", "refuse l’expéditeur « conventions@comiteflow.example »")]
    [InlineData("554 5.7.1 <conventions@dgefp.example>: Relay access denied", "ne prend aucun message du compte")]
    [InlineData("454 4.7.1 <conventions@dgefp.example>: Relay access denied", "ne prend aucun message du compte")]
    public async Task Send_ServerRefusesTheSenderOnceTheRecipientIsNamed_KeepsTheQueueAndSaysWhy(string answer, string problem)
    {
        await _server.StartAsync();
        await _server.RefuseRecipientsAsync(answer);
        await using var product = await StartAsync();

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.MoveToAsync(HeureDeParis.At(Day.AddDays(4), new TimeOnly(9, 0)));

        Assert.All(await MailsAsync(product), row => Assert.Equal((null, null, 0), (row.SentAt, row.Failure, row.Attempts)));
        Assert.Contains(problem, _etat.Probleme, StringComparison.Ordinal);
        _server.TakeRecipients();
        await product.MoveToAsync(HeureDeParis.At(Day.AddDays(4), new TimeOnly(9, 2)));
        Assert.All(await MailsAsync(product), row => Assert.NotNull(row.SentAt));
        Assert.Null(_etat.Probleme);
    }

    [RequiresToolTheory("aiosmtpd")]
    [InlineData("550 5.1.1 <sender@relay.example>: Recipient address rejected: User unknown")]
    [InlineData("550 5.7.1 Service unavailable; client [10.5.1.8] blocked")]
    [InlineData("554 Refused for 185.5.7.9")]
    public async Task Send_ServerRefusesTheRecipient_GivesUpThisMailAlone(string answer)
    {
        await _server.StartAsync();
        await _server.RefuseRecipientsAsync(answer);
        await using var product = await StartAsync();

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });

        Assert.All(await MailsAsync(product), row => Assert.NotNull(row.Failure));
        Assert.Null(_etat.Probleme);
    }

    [RequiresToolTheory("aiosmtpd")]
    [InlineData("530 5.7.0 Authentication required")]
    [InlineData("535 5.7.8 Authentication credentials invalid")]
    [InlineData("550 5.7.60 Client does not have permissions to send as this sender")]
    public async Task Send_ServerRefusesTheAccountAtTheMessage_KeepsTheQueueAndSaysWhy(string answer)
    {
        await _server.StartAsync();
        await _server.AnswerAsync(answer);
        await using var product = await StartAsync();

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });

        Assert.All(await MailsAsync(product), row => Assert.Equal((null, null, 0), (row.SentAt, row.Failure, row.Attempts)));
        Assert.NotNull(_etat.Probleme);
        await product.MoveToAsync(HeureDeParis.At(Day, new TimeOnly(9, 2)));
        Assert.All(await MailsAsync(product), row => Assert.NotNull(row.SentAt));
        Assert.Null(_etat.Probleme);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_ServerSaysAtTheSenderThatTheMessageIsTooBig_GivesUpThisOneAlone()
    {
        await _server.StartAsync();
        await _server.RefuseSendersAsync("552 5.3.4 Message size exceeds fixed limit");
        await using var product = await StartAsync();

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });

        Assert.All(await MailsAsync(product), row => Assert.Contains("552", row.Failure, StringComparison.Ordinal));
        Assert.Null(_etat.Probleme);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_ServerRefusesForNow_IsTriedLaterAndArrives()
    {
        await _server.StartAsync();
        await _server.AnswerAsync("451 4.7.1 Revenez plus tard");
        await using var product = await StartAsync();

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.MoveToAsync(HeureDeParis.At(Day, new TimeOnly(9, 0)).AddSeconds(30));

        var early = await MailsAsync(product);
        Assert.Equal((null, null, 1), (early[0].SentAt, early[0].Failure, early[0].Attempts));
        Assert.All(early.Skip(1), row => Assert.NotNull(row.SentAt));
        await product.MoveToAsync(HeureDeParis.At(Day, new TimeOnly(9, 2)));
        Assert.All(await MailsAsync(product), row => Assert.NotNull(row.SentAt));
        Assert.Equal(early.Count, _server.Received.Count);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_RefusedForNowFor48Hours_IsGivenUpAndBecomesACardOfTheCoordination()
    {
        await _server.StartAsync();
        await using var product = await StartAsync();
        await _server.AnswerAsync([.. Enumerable.Repeat("451 4.7.1 Revenez plus tard", 200)]);
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        var before = product.Now;
        while ((await MailsAsync(product)).Exists(row => row is { SentAt: null, Failure: null }) && product.Now < before.AddDays(4))
        {
            await product.LiveOneAsync();
        }

        var given = (await MailsAsync(product)).Where(row => row.Failure is not null).ToList();
        Assert.NotEmpty(given);
        Assert.All(given, row => Assert.Contains("Revenez plus tard", row.Failure, StringComparison.Ordinal));
        Assert.All(given, row => Assert.True(product.Now - row.RefusedSince >= TimeSpan.FromHours(48) && row.Attempts is >= 5 and < 40, $"{row.Attempts}"));
        var cards = await product.InScopeAsync(db => db.Set<Engine.Tasks.HumanTask>().Where(task => task.Key.StartsWith("envoi/")).Select(task => task.Key).ToListAsync());
        Assert.Equal(given.Select(row => $"envoi/{row.Number}/{row.Attempts}").Order(StringComparer.Ordinal), cards.Order(StringComparer.Ordinal));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_NobodyListens_WaitsWithoutAnAttemptAndArrivesLater()
    {
        await using var product = await StartAsync();

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        for (var hour = 10; hour < 20; hour++)
        {
            await product.MoveToAsync(HeureDeParis.At(Day, new TimeOnly(hour, 0)));
        }

        Assert.All(await MailsAsync(product), row => Assert.Equal((null, null, 0), (row.SentAt, row.Failure, row.Attempts)));
        await _server.StartAsync();
        await product.MoveToAsync(HeureDeParis.At(Day, new TimeOnly(20, 30)));
        var rows = await MailsAsync(product);
        Assert.All(rows, row => Assert.NotNull(row.SentAt));
        Assert.Equal(rows.Count, _server.Received.Count);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    private Task<SimulatedProduct> StartAsync() => SimulatedProduct.StartAsync(
        new BaseDeDonnees(null, _folder.Path("courriels.db")), Day,
        services => services.AddSingleton<IMailTransport>(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port }, _etat)));

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync());
}
