using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.TachesHumaines;

/// <summary>The reminders of a task that a drawn workflow asks for.</summary>
public sealed class RappelsDeTacheTests : IDisposable
{
    private const string Convention = "DIAGORIENTE-2020";

    /// <summary>Three days after the start a reminder to the délégataire, and again after a week; two weeks after it an escalation.</summary>
    private const string Sound = "[{ on: '2020-04-10', repeatEvery: 7, to: ['delegataire'], details: { obligation: 'O-36' } }, { on: '2020-04-22', kind: 'escalation', to: ['delegant'], details: { obligation: 'O-36' } }]";

    private static readonly DateOnly Day = new(2020, 4, 7);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Rungs_OfADrawnTask_RemindTheirRecipientsInTheNameOfAnObligation()
    {
        await using var product = await StartedAsync(Sound, Convention);

        await product.LiveUntilAsync(new DateOnly(2020, 4, 22));

        var mails = await MailsAsync(product);
        Assert.Equal(
            [("2020-04-10", "DINUM", "Rappel 1\u00A0: Donner un avis"), ("2020-04-17", "DINUM", "Rappel 2\u00A0: Donner un avis"), ("2020-04-22", "DGEFP", "Votre appui est demandé\u00A0: Donner un avis")],
            mails.Select(mail => (mail.Key[^10..], mail.Recipient, mail.Subject ?? "")));
        Assert.All(mails, mail => Assert.Equal((Convention, "O-36"), (mail.Convention, mail.Obligation)));
        Assert.All(mails, mail => Assert.NotNull(mail.SentAt));
    }

    [Fact]
    public async Task Rungs_OfTwoTasksOfAConventionOnOneDay_EachHaveTheirMail()
    {
        await using var product = await StartedAsync(Sound, Convention);
        await product.LiveUntilAsync(new DateOnly(2020, 4, 10));
        await CircuitAvecTache.StartAsync(product.Services, Convention + "/autre");

        await CircuitAvecTache.DoAsync(product.Services, services =>
            ((Activities.Relances.EmissionDesRelances)services.GetService(typeof(Activities.Relances.EmissionDesRelances))!).IssueAsync(new DateOnly(2020, 4, 10), default));

        Assert.Equal(2, (await MailsAsync(product)).Count(mail => mail.Key.EndsWith("2020-04-10", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rungs_OfATaskThatIsDone_RemindNobodyAnyMore()
    {
        await using var product = await StartedAsync(Sound, Convention);
        await product.LiveUntilAsync(new DateOnly(2020, 4, 10));

        await CircuitAvecTache.DoAsync(product.Services, services => ((ITasks)services.GetService(typeof(ITasks))!).CompleteAsync($"avis/{Convention}", "Mme Roux", product.Now, default));
        await product.LiveUntilAsync(new DateOnly(2020, 4, 22));

        Assert.Single(await MailsAsync(product));
    }

    [Theory]
    [InlineData("[{ on: '2020-04-10', details: { obligation: 'O-36' } }]", Convention, "task.rungs", "l’échelon n° 1 n’a pas de destinataire")]
    [InlineData("[{ on: '2020-04-10', to: ['parties'] }]", Convention, "task.rungs", "l’échelon n° 1 ne dit pas quelle obligation il sert")]
    [InlineData("[{ on: '2020-04-10', to: ['parties'], details: { obligation: 'O-99' } }]", Convention, "task.rungs", "l’échelon n° 1 nomme l’obligation « O-99 »")]
    [InlineData(Sound, "rien", "dossier.unknown", "Aucune convention ne porte l’identifiant « rien »")]
    public async Task Rungs_ThatWouldRemindNobody_OpenAnIncidentAndNoTask(string rungs, string about, string code, string message)
    {
        await using var product = await StartedAsync(rungs, about);

        var incident = await product.InScopeAsync(db => db.Set<Incident>().AsNoTracking().SingleAsync());
        Assert.Equal((code, "demander"), (incident.Code, incident.ActivityId));
        Assert.Contains(message, incident.Message, StringComparison.Ordinal);
        Assert.False(await product.InScopeAsync(db => db.Set<HumanTask>().AnyAsync(task => task.Name == "Donner un avis")));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<SimulatedProduct> StartedAsync(string rungs, string about)
    {
        var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("rappels.db"), IsThrowAway: true), Day);
        await product.DoAsync("import", new { document = Convention });
        await product.DoAsync("publish", new { document = Convention, on = "2020-03-24" });
        await CircuitAvecTache.PublishAsync(product.Services, CircuitAvecTache.Json(rungs));
        await CircuitAvecTache.StartAsync(product.Services, about);
        return product;
    }

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().Where(mail => mail.Template == "rappelTache").OrderBy(mail => mail.Number).ToListAsync());
}
