using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>Whoever a mail tells to have a copy gets one: a message of their own, in the same conversation.</summary>
public sealed class CopiesTests : IDisposable
{
    private static readonly DateOnly Day = new(2021, 9, 10);
    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_WithCopies_GivesEachAMessageOfItsOwnOnce()
    {
        await _server.StartAsync();
        await using var product = await StartAsync(CourrielsDuSite.Tous);
        await product.EnqueueAsync(Escalation("appui"));

        await product.MoveToAsync(product.Now);
        // The record of the mail was lost, as by a crash: it goes again, its copies do not.
        await product.InScopeAsync(db => db.Set<CourrielRow>().Where(row => row.Key == "appui").ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAt, (DateTimeOffset?)null)));
        await product.MoveToAsync(HeureDeParis.At(Day.AddDays(3), new TimeOnly(9, 0)));

        var received = _server.Received;
        Assert.Equal(
            ["conventions@dgefp.example", "conventions@dgefp.example", "conventions@dinum.example", "coordination@comiteflow.example"],
            received.Select(message => Assert.Single(message.To.Mailboxes).Address).Order(StringComparer.Ordinal));
        Assert.All(received, message => Assert.Equal(Assert.Single(message.To.Mailboxes).Address, message.Headers["X-Destinataires"]));
        Assert.Equal(3, received.Select(message => message.MessageId).Distinct().Count());
        Assert.Single(received.Select(message => message.InReplyTo).Distinct());
        Assert.Contains("La DINUM et la coordination en reçoivent copie.", Words(received[0].TextBody), StringComparison.Ordinal);
        var copy = received.Single(message => message.To.Mailboxes.Single().Address == "conventions@dinum.example");
        Assert.Equal("État des réalisations attendu : votre appui est demandé, Eva", Words(received[0].Subject));
        Assert.Equal("Copie : État des réalisations attendu : appui demandé, Eva", Words(copy.Subject));
        Assert.Contains("Ce message est la copie de celui que reçoit la DGEFP : rien ne vous est demandé.", Words(copy.TextBody), StringComparison.Ordinal);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_WithCopiesInAJoinedMessage_CopiesThatPart()
    {
        await _server.StartAsync();
        await using var product = await StartAsync(CourrielsDuSite.Tous);
        await product.EnqueueAsync(Escalation("un"), Escalation("deux"));

        await product.MoveToAsync(product.Now);

        Assert.Equal(5, _server.Received.Count);
        Assert.Equal(4, _server.Received.Count(message => message.Subject!.StartsWith("Copie", StringComparison.Ordinal)));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_WithCopiesOfAnEscalationThatAnAuthorWrote_AsksNothingOfThem()
    {
        await _server.StartAsync();
        await using var product = await StartAsync(CourrielsDuSite.Tous);
        await product.EnqueueAsync(new Courriel("appui", "relance", "DGEFP", ["DINUM"], "EVA-2020", null, "O-65", new Dictionary<string, object?>
        {
            ["sujet"] = "le référent métier", ["convention"] = "« Eva »", ["comite"] = null, ["escalade"] = true, ["lien"] = "/conventions/EVA-2020",
        }));

        await product.MoveToAsync(product.Now);

        var (asked, copy) = (_server.Received[0], _server.Received[1]);
        Assert.Contains("votre appui est demandé. ", Words(asked.TextBody), StringComparison.Ordinal);
        Assert.Contains("La DINUM en reçoit copie.", Words(asked.TextBody), StringComparison.Ordinal);
        Assert.Equal("Copie : appui demandé : le référent métier", Words(copy.Subject));
        Assert.Contains("Ce message est la copie de celui que reçoit la DGEFP : rien ne vous est demandé.", Words(copy.TextBody), StringComparison.Ordinal);
        Assert.DoesNotContain("votre appui", Words(copy.TextBody), StringComparison.Ordinal);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_WhereTheSiteSendsNoCopies_IsOneMessage()
    {
        await _server.StartAsync();
        await using var product = await StartAsync(CourrielsDuSite.Aucun);
        await product.EnqueueAsync(Escalation("appui"));

        await product.MoveToAsync(product.Now);

        Assert.Single(_server.Received);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    private Task<SimulatedProduct> StartAsync(CourrielsDuSite site) => SimulatedProduct.StartAsync(
        new BaseDeDonnees(null, _folder.Path("copies.db")), Day,
        services => services.AddSingleton(site).AddSingleton<IMailTransport>(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port })));

    private static Courriel Escalation(string key) => new(
        key, "escalade", "DGEFP", ["DINUM", "coordinator"], "EVA-2020", null, "O-65", new Dictionary<string, object?>
        {
            ["delegataire"] = "la DINUM", ["decide"] = true, ["seance"] = false, ["copies"] = new List<object?> { "DINUM", "coordinator" }, ["copieDe"] = null,
            ["elements"] = new List<object?>
            {
                new Dictionary<string, object?>
                {
                    ["genre"] = "status", ["periode"] = null, ["produit"] = "Eva", ["limite"] = "2021-09-01", ["enRetard"] = true, ["rappels"] = 1, ["comite"] = null, ["date"] = null, ["lien"] = "/",
                },
            },
        })
    {
        Nature = NatureDeCourriel.Rappel,
        Fil = "EVA-2020",
    };

    private static string Words(string? text) => string.Join(' ', (text ?? "").Replace('\u00A0', ' ').Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
