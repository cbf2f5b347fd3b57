using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>A party asks for a change before it signs: people are told, nobody is reminded until the coordination has answered.</summary>
public sealed class ModificationTests : IDisposable
{
    private const string Acte = "TRIPARTITE-2021";
    private static readonly DateOnly Start = new(2021, 6, 21);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Ask_ForAChange_TellsCoordinationAndOtherPartiesWithItsReason()
    {
        await using var product = await PartlySignedAsync();
        await AskAsync(product);

        var told = (await MailsAsync(product)).Where(mail => mail.Template == "refusSignature").ToList();
        Assert.Equal(["DINUM", "DNUM", "coordinator"], told.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
        Assert.All(told, mail => Assert.NotNull(mail.SentAt));
        var data = JsonDocument.Parse(told[0].Data).RootElement;
        Assert.Equal("Le nom de la startup est à corriger", data.GetProperty("motif").GetString());
        var refused = Assert.Single(data.GetProperty("signatures").EnumerateArray(), one => one.GetProperty("refuseLe").ValueKind == JsonValueKind.String);
        Assert.Equal("la DGEFP", refused.GetProperty("partie").GetString());
    }

    [Fact]
    public async Task Ask_WithReminders_HoldsThemUntilTheTextIsKept()
    {
        await using var product = await PartlySignedAsync();
        await AskAsync(product);
        await product.LiveUntilAsync(Start.AddDays(15));
        Assert.Equal(0, await RemindersAsync(product));

        await product.DoAsync("answerChange", new { document = Acte, party = "DGEFP", kept = true, answer = "La fiche nomme la startup comme l’annexe." });
        await product.LiveUntilAsync(Start.AddDays(30));

        Assert.True(await RemindersAsync(product) > 0);
        var answer = Assert.Single(await MailsAsync(product), mail => mail.Template == "reponseModification");
        Assert.Equal("DGEFP", answer.Recipient);
        Assert.NotNull(answer.SentAt);
    }

    [Fact]
    public async Task Answer_WithAnotherTextToCome_LeavesRemindersStopped()
    {
        await using var product = await PartlySignedAsync();
        await AskAsync(product);
        await product.DoAsync("answerChange", new { document = Acte, party = "DGEFP", kept = false, answer = "Un autre texte suit." });
        Assert.Equal(["Modification demandée par DGEFP, autre texte annoncé"], await product.InScopeAsync(db => db.Set<ArretDeRelanceRow>().Select(stop => stop.Reason).Distinct().ToListAsync()));
        await product.LiveUntilAsync(Start.AddDays(30));

        Assert.Equal(0, await RemindersAsync(product));
    }

    [Fact]
    public async Task Sign_AfterAll_AnswersTheDemandAndRemindsTheOthers()
    {
        await using var product = await PartlySignedAsync();
        await AskAsync(product);
        await product.DoAsync("sign", new { document = Acte, party = "DGEFP" }, "DGEFP");
        await product.LiveUntilAsync(Start.AddDays(15));

        Assert.True(await RemindersAsync(product) > 0);
        Assert.False(await product.InScopeAsync(db => db.Set<Engine.Tasks.HumanTask>().AnyAsync(t => t.Key.StartsWith("modification/") && t.State == Engine.Tasks.TaskState.Open)));
    }

    [Theory]
    [InlineData("DGEFP", "", "commentRequired")]
    [InlineData("DNUM", "Trop tard", "alreadyDone")]
    [InlineData("AUTRE", "Je ne signe pas ici", "forbidden")]
    public async Task Ask_WithoutReasonOrRight_IsRefused(string party, string reason, string code)
    {
        await using var product = await PartlySignedAsync();

        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => product.DoAsync("refuseSignature", new { document = Acte, party, reason }, party));

        Assert.Equal(code, refused.Code);
        Assert.DoesNotContain(await MailsAsync(product), mail => mail.Template == "refusSignature");
    }

    [Fact]
    public async Task Ask_Twice_IsRefusedWhileNobodyAnswered()
    {
        await using var product = await PartlySignedAsync();
        await AskAsync(product);

        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => AskAsync(product));

        Assert.Equal("alreadyDone", refused.Code);
    }

    [Fact]
    public async Task Ask_AgainOnTheDayOfTheAnswer_MakesATaskAndTellsPeople()
    {
        await using var product = await PartlySignedAsync();
        await AskAsync(product);
        await AnswerAsync(product, "DGEFP", kept: true);
        await AskAsync(product);
        await AnswerAsync(product, "DGEFP", kept: true);

        Assert.Equal(2, await product.InScopeAsync(db => db.Set<Engine.Tasks.HumanTask>().CountAsync(t => t.Key.StartsWith("modification/"))));
        var mails = await MailsAsync(product);
        Assert.Equal(6, mails.Count(mail => mail.Template == "refusSignature"));
        Assert.Equal(2, mails.Count(mail => mail.Template == "reponseModification"));
    }

    [Fact]
    public async Task Answer_OfOneDemandOfTwo_LeavesRemindersStoppedUntilTheOther()
    {
        await using var product = await PartlySignedAsync();
        await AskAsync(product);
        await AskAsync(product, "DINUM");
        await AnswerAsync(product, "DGEFP", kept: true);
        await product.LiveUntilAsync(Start.AddDays(15));
        Assert.Equal(0, await RemindersAsync(product));

        await AnswerAsync(product, "DINUM", kept: true);
        await product.LiveUntilAsync(Start.AddDays(30));

        Assert.True(await RemindersAsync(product) > 0);
    }

    [Fact]
    public async Task Answer_AfterAnotherPartyWasPromisedATextToCome_LeavesRemindersStopped()
    {
        await using var product = await PartlySignedAsync();
        await AskAsync(product);
        await AskAsync(product, "DINUM");
        await AnswerAsync(product, "DGEFP", kept: false);
        await AnswerAsync(product, "DINUM", kept: true);
        await product.LiveUntilAsync(Start.AddDays(30));

        Assert.Equal(0, await RemindersAsync(product));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static Task AskAsync(SimulatedProduct product, string party = "DGEFP") =>
        product.DoAsync("refuseSignature", new { document = Acte, party, reason = "Le nom de la startup est à corriger." }, party);

    private static Task AnswerAsync(SimulatedProduct product, string party, bool kept) =>
        product.DoAsync("answerChange", new { document = Acte, party, kept, answer = "La fiche nomme la startup comme l’annexe." });

    private async Task<SimulatedProduct> PartlySignedAsync()
    {
        var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("modification.db")), Start);
        await product.DoAsync("import", new { document = Acte });
        await product.DoAsync("sendForSignature", new { document = Acte });
        await product.DoAsync("sign", new { document = Acte, party = "DNUM" }, "DNUM");
        return product;
    }

    private static async Task<int> RemindersAsync(SimulatedProduct product) =>
        (await MailsAsync(product)).Count(mail => mail.Template == "rappelSignature" && HeureDeParis.Day(mail.CreatedAt) > Start && mail.SentAt is not null);

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync());
}
