using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>A mail that waited while its template changed: it leaves whole, or is held with the reason.</summary>
public sealed class DonneesAnciennesTests : IDisposable
{
    private static readonly DateOnly Day = new(2021, 9, 10);
    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_TemplateAsksForWhatTheDataOfBeforeLack_IsHeldWithTheReason()
    {
        await _server.StartAsync();
        await using var product = await StartAsync();
        await EnqueueAsync(product, Mail("ancien", NatureDeCourriel.Acte, isWhole: false));

        await product.MoveToAsync(product.Now);

        Assert.Empty(_server.Received);
        var row = (await MailsAsync(product)).Single(mail => mail.Key == "ancien");
        Assert.Equal((null, null), (row.SentAt, row.CancelledAt));
        Assert.Contains("il manque « escalade »", row.Failure, StringComparison.Ordinal);
        Assert.Contains("rien ne part avec un blanc", row.Failure, StringComparison.Ordinal);
        Assert.Equal("Courriel non remis à la DINUM : corriger le modèle « relance », puis renvoyer", await product.InScopeAsync(db => db.Set<HumanTask>().Select(task => task.Name).SingleAsync()));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_OneOfTwoRemindersLacksWhatItsTemplateAsksFor_LetsTheOtherLeave()
    {
        await _server.StartAsync();
        await using var product = await StartAsync();
        await EnqueueAsync(product, Mail("ancien", NatureDeCourriel.Rappel, isWhole: false), Mail("entier", NatureDeCourriel.Rappel, isWhole: true));

        await product.MoveToAsync(product.Now);

        Assert.Single(_server.Received);
        var mails = await MailsAsync(product);
        Assert.NotNull(mails.Single(mail => mail.Key == "ancien").Failure);
        Assert.NotNull(mails.Single(mail => mail.Key == "entier").SentAt);
    }

    [RequiresToolTheory("aiosmtpd")]
    [InlineData(false, "{", "Un message destiné à la DINUM", "prévenir le destinataire autrement")]
    [InlineData(true, null, "Le message « Rappel : le plan de charge signé » destiné à la DINUM", "corriger le modèle « relance », puis renvoyer")]
    public async Task Send_HeldBeforeItWasEverRendered_TellsTheCoordinationInFrenchWhichMailAndWhatCuresIt(bool hasSubject, string? asks, string named, string cure)
    {
        await _server.StartAsync();
        await using var product = await StartAsync(services => services.AddSingleton(CourrielsDuSite.Tous));
        await EnqueueAsync(product, Mail("ancien", NatureDeCourriel.Acte, isWhole: false));
        if (!hasSubject)
            await product.InScopeAsync(db => db.Set<CourrielRow>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Data, row => row.Data.Replace("\"sujet\"", "\"ancien\"")).SetProperty(row => row.Asks, asks)));

        await product.MoveToAsync(product.Now);

        var told = Assert.Single(_server.Received);
        Assert.DoesNotContain("relance", told.Subject, StringComparison.Ordinal);
        Assert.Contains(named, told.TextBody!.Replace('\u00A0', ' ').Replace('\u202F', ' '), StringComparison.Ordinal);
        Assert.Equal($"Courriel non remis à la DINUM : {cure}", await product.InScopeAsync(db => db.Set<HumanTask>().Select(task => task.Name).SingleAsync()));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_TemplateChangedAndOneItemDone_IsHeldForTheItemThatStands()
    {
        await _server.StartAsync();
        await using var product = await StartAsync();
        await EnqueueAsync(product, TwoTasks("premiere", "seconde"));
        await product.InTransactionAsync(async services =>
        {
            var tasks = services.GetRequiredService<ITasks>();
            await tasks.OpenAsync(new TaskRequest("premiere", "Avis", "EVA-2020", [], null, []), null, product.Now, default);
            await tasks.CompleteAsync("premiere", "essai", product.Now, default);
        });

        await product.MoveToAsync(product.Now);

        Assert.Empty(_server.Received);
        Assert.Contains("il manque « element.escalade »", Assert.Single(await MailsAsync(product)).Failure, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    private Task<SimulatedProduct> StartAsync(Action<IServiceCollection>? more = null) => SimulatedProduct.StartAsync(
        new BaseDeDonnees(null, _folder.Path("anciens.db")), Day,
        services =>
        {
            services.AddSingleton<IMailTransport>(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port }));
            more?.Invoke(services);
        });

    /// <param name="isWhole">False for data of before: they lack what the template reads in its conditions alone.</param>
    private static Courriel Mail(string key, NatureDeCourriel nature, bool isWhole)
    {
        var data = new Dictionary<string, object?>
        {
            ["sujet"] = "le plan de charge signé", ["convention"] = "« Eva »", ["comite"] = null, ["lien"] = "/",
        };
        if (isWhole)
            data["escalade"] = false;
        return new Courriel(key, "relance", "DINUM", [], "EVA-2020", null, "O-65", data) { Nature = nature };
    }

    /// <summary>A reminder of two tasks, of before the template asked whether it is an escalation.</summary>
    private static Courriel TwoTasks(params string[] keys)
    {
        var data = JsonNode.Parse(File.ReadAllText(Depot.Path("templates", "courriels", "rappelTache", "donnees-plusieurs.json")))!.AsObject();
        foreach (var element in data["elements"]!.AsArray())
        {
            element!.AsObject().Remove("escalade");
        }

        return new Courriel(
            "taches", "rappelTache", "DINUM", [], "EVA-2020", null, "O-36", new Dictionary<string, object?> { ["prochainRappel"] = null, ["elements"] = JsonSerializer.SerializeToElement(data["elements"]) })
        {
            Nature = NatureDeCourriel.Rappel, Demandes = [.. keys.Select(Demande.Tache)],
        };
    }

    /// <summary>Writes mails as another version of the templates would have.</summary>
    private static async Task EnqueueAsync(SimulatedProduct product, params Courriel[] mails)
    {
        await product.EnqueueAsync(mails);
        await product.InScopeAsync(db => db.Set<CourrielRow>().ExecuteUpdateAsync(set => set.SetProperty(row => row.TemplateHash, "avant")));
    }

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync());
}
