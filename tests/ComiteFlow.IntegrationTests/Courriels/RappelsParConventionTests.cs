using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>Reminders of several conventions to one person: one message a day, while each convention keeps its own copies and its own halt.</summary>
public sealed class RappelsParConventionTests : IDisposable
{
    private const string Eva = "EVA-2020", Diagoriente = "DIAGORIENTE-2020", Tripartite = "TRIPARTITE-2021";
    private static readonly DateOnly Friday = new(2021, 9, 10), Monday = new(2021, 9, 13);
    private readonly TemporaryFolder _folder = new();
    private readonly Boite _mail = new();

    [Fact]
    public async Task Escalate_TwoConventions_CopiesEachPartyItsOwnAlone()
    {
        await using var product = await StartAsync();
        await OpenAsync(product, Support(Eva, "Eva", "DINUM"), Support(Tripartite, "DiagOriente", "DNUM"));

        await product.LiveUntilAsync(Monday);

        var told = Assert.Single(_mail.To("conventions@dgefp.example"));
        Assert.Contains("encore été envoyé à la DINUM", Words(told), StringComparison.Ordinal);
        Assert.Contains("encore été envoyé à la DNUM", Words(told), StringComparison.Ordinal);
        var copy = Assert.Single(_mail.To("conventions@dnum.example"));
        Assert.Contains("DiagOriente", Words(copy), StringComparison.Ordinal);
        Assert.DoesNotContain("Eva", copy.Subject + Words(copy), StringComparison.Ordinal);
        Assert.DoesNotContain("la DINUM", Words(copy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspend_OneConvention_HoldsItsRemindersAlone()
    {
        await using var product = await StartAsync();
        await OpenAsync(product, Reminder(Diagoriente, "DiagOriente"), Reminder(Eva, "Eva"));
        await product.InScopeAsync(async db =>
        {
            db.Add(new SuspensionRow { Scope = Diagoriente, By = "Coordination", At = product.Now, Reason = "Convention en litige" });
            return await db.SaveChangesAsync();
        });

        await product.LiveUntilAsync(Monday);

        var text = Words(Assert.Single(_mail.To("conventions@dinum.example")));
        Assert.Contains("Eva", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DiagOriente", text, StringComparison.Ordinal);
        Assert.Null((await MailsAsync(product)).Single(mail => mail.Convention == Diagoriente).SentAt);
        await product.InScopeAsync(db => db.Set<SuspensionRow>().ExecuteDeleteAsync());
        await product.LiveUntilAsync(Monday.AddDays(1));
        Assert.Contains("DiagOriente", Words(_mail.To("conventions@dinum.example")[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remind_TwoConventions_IsOneMessageThatListsBoth()
    {
        await using var product = await StartAsync();
        await OpenAsync(product, Reminder(Diagoriente, "DiagOriente"), Reminder(Eva, "Eva"));

        await product.LiveUntilAsync(Monday);

        var message = Assert.Single(_mail.To("conventions@dinum.example"));
        Assert.Contains("Eva", Words(message), StringComparison.Ordinal);
        Assert.Contains("DiagOriente", Words(message), StringComparison.Ordinal);
        Assert.DoesNotContain("réunit 2 rappels", Words(message), StringComparison.Ordinal);
        Assert.Equal([Diagoriente, Eva], (await MailsAsync(product)).Select(mail => mail.Convention));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static Relance Reminder(string convention, string product) => new()
    {
        Convention = convention, Task = "tache/" + convention, To = ["DINUM"], Template = "rappelTache", Obligation = "O-36",
        Element = TacheRappelee.Element($"Donner un avis sur {product}", product, "/taches/" + convention),
    };

    private static Relance Support(string convention, string product, string reminded) => new()
    {
        Convention = convention, Task = "tache/" + convention, To = ["DGEFP"], Cc = [reminded], Template = "escalade", Obligation = "O-36",
        Element = new()
        {
            ["genre"] = "status", ["periode"] = null, ["produit"] = product, ["limite"] = "2021-09-01", ["enRetard"] = true, ["rappels"] = 1, ["comite"] = null, ["date"] = null, ["lien"] = "/conventions/" + convention,
        },
    };

    private static Task OpenAsync(SimulatedProduct product, params Relance[] reminders) => product.InTransactionAsync(async services =>
    {
        foreach (var one in reminders)
        {
            await services.GetRequiredService<ITasks>().OpenAsync(
                new TaskRequest(one.Task!, "Donner un avis", one.Convention, [], null, [one.Rung(Monday, one.Template == "escalade" ? Rung.Escalation : Rung.Reminder)]), null, product.Now, default);
        }
    });

    private Task<SimulatedProduct> StartAsync() => SimulatedProduct.StartAsync(
        new BaseDeDonnees(null, _folder.Path("rappels.db")), Friday, services => services.AddSingleton(CourrielsDuSite.Tous).AddSingleton<IMailTransport>(_mail));

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().Where(mail => mail.Template == "rappelTache").OrderBy(mail => mail.Number).ToListAsync());

    private static string Words(MimeMessage message) => string.Join(' ', message.TextBody!.Replace('\u00A0', ' ').Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A mail server that keeps what it is given.</summary>
    private sealed class Boite : IMailTransport
    {
        private readonly List<MimeMessage> _received = [];

        public List<MimeMessage> To(string address) => _received.FindAll(message => message.To.Mailboxes.Any(box => box.Address == address));

        public Task SendAsync(MimeMessage message, CancellationToken ct)
        {
            _received.Add(message);
            return Task.CompletedTask;
        }
    }
}
