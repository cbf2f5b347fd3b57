using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>The mails that prepare a séance, when things do not go by the calendar.</summary>
public sealed class PreparationDeSeanceTests : IDisposable
{
    private const string Convention = "DIAGORIENTE-2020", Committee = "COSTRAT";
    private static readonly DateOnly Held = new(2020, 9, 24);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task AskForDate_OfAComiteThatIsNear_NeverNamesADayThatIsOver()
    {
        await using var product = await ConvenedAsync(Held.AddDays(-8), Held.AddDays(-3));

        var asked = await AskedAsync(product);
        Assert.NotEmpty(asked);
        Assert.All(asked, mail => Assert.InRange(Day(mail, "limite"), HeureDeParis.Day(mail.SentAt!.Value).AddDays(1), Held));
    }

    [Fact]
    public async Task AskForDate_CoordinationFixedTheDateWithoutAnHour_DoesNotAskAgain()
    {
        await using var product = await ConvenedAsync(new DateOnly(2020, 3, 24), Held.AddDays(-55));
        await MoveAsync(product, "2020-10-15");

        await product.LiveUntilAsync(new DateOnly(2020, 10, 14));

        Assert.Equal(["2020-09-24"], (await AskedAsync(product)).Select(mail => mail.Key.Split('/')[^2]));
    }

    [Fact]
    public async Task AskForDate_MailThatStayedHereAsTheSeanceWasMovedAwayByARule_IsAskedOnceItIsBack()
    {
        await using var product = await ConvenedAsync(new DateOnly(2020, 3, 24), Held.AddDays(-62));
        await product.DoAsync("suspendMail", new { reason = "Changement de boîtes" });
        await product.LiveUntilAsync(Held.AddDays(-60));
        await product.InScopeAsync(db => db.Set<CourrielRow>().Where(mail => mail.Template == "comiteAPlanifier").ExecuteUpdateAsync(mail => mail
            .SetProperty(m => m.CancelledAt, product.Now).SetProperty(m => m.CancelledBecause, "Ce courriel n’est pas parti : la séance est déplacée au 15 octobre 2020.")));
        await product.DoAsync("suspendMail", new { resume = true });

        await product.LiveUntilAsync(Held.AddDays(-50));

        var asked = await AskedAsync(product);
        Assert.Equal(2, asked.Count);
        Assert.Equal([false, true], asked.OrderBy(mail => mail.Number).Select(mail => mail.SentAt is not null));
        Assert.False(JsonDocument.Parse(asked[^1].Data).RootElement.GetProperty("rappel").GetBoolean());
    }

    [Fact]
    public async Task DossierIsReady_MadeByHandBefore_IsTold()
    {
        await using var product = await ConvenedAsync(new DateOnly(2020, 3, 24), Held.AddDays(-10));
        await product.DoAsync("establishDocument", new { convention = Convention, committee = Committee, occurrence = 1, kind = "dossier" });

        await product.LiveUntilAsync(Held.AddDays(-5));

        Assert.Equal([("DGEFP", Held.AddDays(-7)), ("DINUM", Held.AddDays(-7))], (await ToldAsync(product)).Select(mail => (mail.Recipient, HeureDeParis.Day(mail.CreatedAt))));
    }

    [Fact]
    public async Task DossierIsReady_SeanceMovedAfterwards_IsToldForItsNewDayWithADossierOfThatDay()
    {
        await using var product = await ConvenedAsync(new DateOnly(2020, 3, 24), Held.AddDays(-6));
        await MoveAsync(product, "2020-10-15");

        await product.LiveUntilAsync(new DateOnly(2020, 10, 10));

        Assert.Equal(["2020-09-24", "2020-09-24", "2020-10-15", "2020-10-15"], (await ToldAsync(product)).Select(mail => mail.Key.Split('/')[^2]));
        var texts = await product.InScopeAsync(db => db.Set<DocumentRow>().Where(document => document.Key.StartsWith($"dossier/{Convention}/{Committee}/1")).OrderBy(document => document.Key).Select(document => document.Text).ToListAsync());
        Assert.Contains("15 octobre 2020", texts[^1]!.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal(2, texts.Count);
    }

    [Fact]
    public async Task DossierIsReady_SeanceMovedAwayBeforeTheMailLeftAndBack_IsTold()
    {
        await using var product = await ConvenedAsync(new DateOnly(2020, 3, 24), Held.AddDays(-8));
        await product.DoAsync("suspendMail", new { reason = "Changement de boîtes" });
        await product.LiveUntilAsync(Held.AddDays(-7));
        await MoveAsync(product, "2020-10-15");
        await product.DoAsync("suspendMail", new { resume = true });
        await product.MoveToAsync(HeureDeParis.At(Held.AddDays(-6), new TimeOnly(9, 30)));
        Assert.All(await ToldAsync(product), mail => Assert.NotNull(mail.CancelledAt));
        await MoveAsync(product, "2020-09-24");

        await product.LiveUntilAsync(Held.AddDays(-2));

        Assert.Equal(["DGEFP", "DINUM"], (await ToldAsync(product)).Where(mail => mail.SentAt is not null).Select(mail => mail.Recipient));
        Assert.Equal(4, (await ToldAsync(product)).Count);
    }

    [Fact]
    public async Task DossierIsReady_WithAConditionThatNobodyAnswered_NamesItAsTheDossierDoes()
    {
        await using var product = await ConvenedAsync(new DateOnly(2020, 3, 24), Held.AddDays(-20));
        await product.DoAsync("submitStatusReport", new { convention = Convention, committee = Committee, occurrence = 1 });
        await product.LiveUntilAsync(Held);
        await product.DoAsync("holdCommittee", new { convention = Convention, committee = Committee, occurrence = 1 });
        await product.DoAsync("setOption", new { convention = Convention, option = "revoyure.provisional", value = true });
        var conditions = new[] { new { text = "Mesurer l’impact", dueOn = "2020-11-13", owner = "DINUM", evidence = "lien vers la page de statistiques" } };
        await product.DoAsync("decideRevoyure", new { convention = Convention, committee = Committee, occurrence = 1, outcome = "provisional", amountCents = 1_000_000, conditions });
        await product.LiveUntilAsync(new DateOnly(2021, 3, 4));
        await product.DoAsync("submitStatusReport", new { convention = Convention, committee = Committee, occurrence = 2 });

        await product.LiveUntilAsync(new DateOnly(2021, 3, 18));

        var told = (await MailsAsync(product, "dossierPret", occurrence: 2))[0];
        var pack = await product.InScopeAsync(db => db.Set<DocumentRow>().AsNoTracking().SingleAsync(document => document.Key == $"dossier/{Convention}/{Committee}/2"));
        Assert.Equal(Missing(pack.Data), Missing(told.Data));
        Assert.Contains("la réponse à la condition « Mesurer l’impact »", MimeMessage.Load(new MemoryStream(told.Message!)).TextBody!.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("condition « Mesurer l’impact »", pack.Text!.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>A convention in effect since March 2020, registered on a day and lived until another.</summary>
    private async Task<SimulatedProduct> ConvenedAsync(DateOnly registered, DateOnly until)
    {
        var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("seance.db")), registered, services => services.AddSingleton(CourrielsDuSite.Tous));
        await product.DoAsync("import", new { document = Convention });
        await product.DoAsync("publish", new { document = Convention, on = "2020-03-24" });
        await product.LiveUntilAsync(until);
        return product;
    }

    private static Task MoveAsync(SimulatedProduct product, string to) =>
        product.DoAsync("rescheduleCommittee", new { convention = Convention, committee = Committee, occurrence = 1, to, reason = "Absence" });

    private static Task<List<CourrielRow>> AskedAsync(SimulatedProduct product) => MailsAsync(product, "comiteAPlanifier");

    private static Task<List<CourrielRow>> ToldAsync(SimulatedProduct product) => MailsAsync(product, "dossierPret");

    private static string Missing(string data) => JsonDocument.Parse(data).RootElement.GetProperty("manquants").GetRawText();

    private static async Task<List<CourrielRow>> MailsAsync(SimulatedProduct product, string template, int occurrence = 1) => (await product.InScopeAsync(db =>
        db.Set<CourrielRow>().AsNoTracking().Where(mail => mail.Template == template && mail.Key.Contains($"/{Committee}/{occurrence}/")).OrderBy(mail => mail.Number).ToListAsync()))
        .OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.Recipient, StringComparer.Ordinal).ToList();

    private static DateOnly Day(CourrielRow mail, string name) =>
        DateOnly.Parse(JsonDocument.Parse(mail.Data).RootElement.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
