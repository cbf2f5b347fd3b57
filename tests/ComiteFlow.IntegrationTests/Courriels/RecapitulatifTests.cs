using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>The digest of the week tells what is to do when it leaves, and how much there is in all.</summary>
public sealed class RecapitulatifTests : IDisposable
{
    private const string Acte = "TRIPARTITE-2021";
    private static readonly DateOnly Friday = new(2021, 6, 18), Monday = Friday.AddDays(3);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Send_SomethingThatNoTaskHoldsWasDoneMeanwhile_IsNotToldAnyMore()
    {
        await using var product = await HeldBackAsync();
        await OpenAsync(product, 1);
        await product.LiveUntilAsync(Monday);
        await product.DoAsync("sendForSignature", new { document = Acte });

        var text = await ResumedAsync(product);

        Assert.Contains("Action 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("à la signature", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AllOfItWasDoneMeanwhile_DoesNotLeave()
    {
        await using var product = await HeldBackAsync();
        await product.LiveUntilAsync(Monday);
        await product.DoAsync("sendForSignature", new { document = Acte });

        Assert.Null(await ResumedAsync(product));

        Assert.NotNull((await DigestAsync(product)).CancelledBecause);
    }

    [Fact]
    public async Task Send_MoreThanItShows_SaysHowManyThereAreInAll()
    {
        await using var product = await HeldBackAsync();
        await OpenAsync(product, 34);
        await product.LiveUntilAsync(Monday);

        var text = await ResumedAsync(product);

        Assert.Equal("Votre semaine : 35 actions", (await DigestAsync(product)).Subject!.Replace('\u00A0', ' '));
        Assert.Contains("et 5 autres actions", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhoeverGetsItUnsubscribedMeanwhile_DoesNotLeave()
    {
        await using var product = await HeldBackAsync();
        await product.LiveUntilAsync(Monday);
        await product.DoAsync("chooseDigest", new { wanted = false });

        Assert.Null(await ResumedAsync(product));

        Assert.Equal("Ce courriel n’est pas parti : ce récapitulatif n’est plus voulu.", (await DigestAsync(product)).CancelledBecause);
    }

    [Fact]
    public async Task Send_OnePointOfARepriseWasAnsweredMeanwhile_StillTellsOfTheOthers()
    {
        var monday = new DateOnly(2026, 3, 2);
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("reprise.db")), monday.AddDays(-3), services => services.AddSingleton(CourrielsDuSite.Tous));
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-04-06" });
        await product.DoAsync("suspendMail", new { reason = "Changement de boîtes" });
        await product.LiveUntilAsync(monday);
        await product.DoAsync("confirmReprise", new { convention = "DIAGORIENTE-2020", points = new[] { new { point = "DIAGORIENTE-2020/COSTRAT/1", choice = "done", on = "2020-09-24" } } });

        var text = await ResumedAsync(product, monday);

        Assert.NotNull(text);
        Assert.Contains("reprise", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WrittenBeforeAnUpgradeThatNamesMore_IsHeldWithTheReasonAndStopsNoOther()
    {
        await using var product = await HeldBackAsync();
        await OpenAsync(product, 1);
        await product.LiveUntilAsync(Monday);
        await ChangeAsync(product, data => data["elements"]!.AsArray().ToList().ForEach(element => element!.AsObject().Remove("geste")));
        await EnqueueAsync(product);

        Assert.Null(await ResumedAsync(product));

        Assert.Contains("geste", (await DigestAsync(product)).Failure, StringComparison.Ordinal);
        Assert.NotNull(await product.InScopeAsync(db => db.Set<CourrielRow>().Where(mail => mail.Key == "après").Select(mail => mail.SentAt).SingleAsync()));
    }

    [Fact]
    public async Task Send_DataThatCannotBeRead_IsHeldWithTheReasonAndStopsNoOther()
    {
        await using var product = await HeldBackAsync();
        await OpenAsync(product, 1);
        await product.LiveUntilAsync(Monday);
        await ChangeAsync(product, data => data["elements"] = "illisible");
        await EnqueueAsync(product);

        Assert.Null(await ResumedAsync(product));

        Assert.StartsWith("courriels/recapitulatif : ", (await DigestAsync(product)).Failure, StringComparison.Ordinal);
        Assert.NotNull(await product.InScopeAsync(db => db.Set<CourrielRow>().Where(mail => mail.Key == "après").Select(mail => mail.SentAt).SingleAsync()));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>A text that the coordination is to send for signature, while all mail is held back.</summary>
    private async Task<SimulatedProduct> HeldBackAsync()
    {
        var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("semaine.db")), Friday, services => services.AddSingleton(CourrielsDuSite.Tous));
        await product.DoAsync("import", new { document = Acte });
        await product.DoAsync("suspendMail", new { reason = "Changement de boîtes" });
        return product;
    }

    private static Task OpenAsync(SimulatedProduct product, int count) => product.InTransactionAsync(async services =>
    {
        for (var rank = 1; rank <= count; rank++)
        {
            await services.GetRequiredService<ITasks>().OpenAsync(new TaskRequest($"essai/{rank}", $"Action {rank}", Acte, ["coordinator"], Monday.AddDays(rank), []), null, product.Now, default);
        }
    });

    /// <summary>Leaves the digest of the coordination as another version of the product would have written it.</summary>
    private static Task ChangeAsync(SimulatedProduct product, Action<JsonObject> change) => product.InScopeAsync(async db =>
    {
        var row = await db.Set<CourrielRow>().SingleAsync(mail => mail.Template == "recapitulatif" && mail.Recipient == "coordinator");
        var data = JsonNode.Parse(row.Data)!.AsObject();
        change(data);
        (row.Data, row.TemplateHash) = (data.ToJsonString(Colonnes.Json), "avant");
        return await db.SaveChangesAsync();
    });

    /// <summary>Another mail, which comes after the digest.</summary>
    private static Task EnqueueAsync(SimulatedProduct product) => product.EnqueueAsync(new Courriel("après", "relance", "DINUM", [], Acte, null, "O-65",
        new Dictionary<string, object?> { ["sujet"] = "le plan de charge signé", ["convention"] = "« Eva »", ["comite"] = null, ["escalade"] = false, ["lien"] = "/" }));

    /// <summary>The words of the digest of the coordination once mail may leave again; null where it did not leave.</summary>
    private static async Task<string?> ResumedAsync(SimulatedProduct product, DateOnly? monday = null)
    {
        await product.MoveToAsync(HeureDeParis.At((monday ?? Monday).AddDays(1), new TimeOnly(10, 0)));
        await product.DoAsync("suspendMail", new { resume = true });
        await product.MoveToAsync(product.Now.AddMinutes(1));
        return (await DigestAsync(product)).Message is { } message
            ? string.Join(' ', (await MimeMessage.LoadAsync(new MemoryStream(message))).TextBody!.Replace('\u00A0', ' ').Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)) : null;
    }

    private static Task<CourrielRow> DigestAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().SingleAsync(mail => mail.Template == "recapitulatif" && mail.Recipient == "coordinator"));
}
