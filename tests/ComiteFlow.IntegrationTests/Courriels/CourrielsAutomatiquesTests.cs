using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>Each mail beyond those of a scenario leaves from its act or its moment where the site switches it on, and nowhere else.</summary>
public sealed class CourrielsAutomatiquesTests : IDisposable
{
    private const string Convention = "DIAGORIENTE-2020", Committee = "COSTRAT";
    private static readonly DateOnly Start = new(2020, 3, 24), Held = new(2020, 9, 24);
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendForSignature_AsksEachPartyByItsMail(bool isOn)
    {
        await using var product = await StartAsync(new DateOnly(2021, 6, 21), isOn);
        await product.DoAsync("import", new { document = "TRIPARTITE-2021" });
        await product.DoAsync("sendForSignature", new { document = "TRIPARTITE-2021" });

        var asked = (await MailsAsync(product)).Where(mail => mail.Template is "demandeSignature" or "rappelSignature").ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, mail => Assert.Equal(isOn ? "demandeSignature" : "rappelSignature", mail.Template));
        Assert.All(asked, mail => Assert.NotNull(mail.SentAt));
        Assert.All(asked, mail => Assert.True(!isOn || Data(mail).GetProperty("relanceApres").GetString() == "P7D"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HoldCommittee_AsksTheDelegantToDecide(bool isOn)
    {
        await using var product = await HeldAsync(isOn);

        var asked = (await MailsAsync(product)).Where(mail => mail.Template == "demandeDecision").ToList();
        Assert.Equal(isOn ? 1 : 0, asked.Count);
        if (!isOn)
            return;
        Assert.Equal(("DGEFP", "O-12"), (asked[0].Recipient, asked[0].Obligation));
        var data = JsonDocument.Parse(asked[0].Data).RootElement;
        Assert.Equal($"/conventions/{Convention}/comites/{Committee}/1/decider", data.GetProperty("lien").GetString());
        Assert.True(data.GetProperty("plafond").GetInt64() > data.GetProperty("cumul").GetInt64());
        Assert.Equal(data.GetProperty("plafond").GetInt64() - data.GetProperty("cumul").GetInt64(), data.GetProperty("reste").GetInt64());
        Assert.Equal(["2020-09-24", "2021-03-23", "2021-03-24", "seance"], new[] { "du", "au", "limite", "terme" }.Select(key => data.GetProperty(key).GetString()));
        Assert.Equal(JsonValueKind.Null, data.GetProperty("precedente").ValueKind);
    }

    [Fact]
    public async Task DecideRevoyure_Refused_TellsThePartiesWhyAndTheNextDecisionWhatWasDecided()
    {
        await using var product = await HeldAsync(true);
        await product.DoAsync("decideRevoyure", new { convention = Convention, committee = Committee, occurrence = 1, outcome = "refuse", reason = "L’impact n’est pas mesuré.\nLe plan de charge manque." });

        var told = (await MailsAsync(product)).Where(mail => mail.Template == "decision").ToList();
        Assert.Equal(["DGEFP", "DINUM"], told.Select(mail => mail.Recipient).Order());
        Assert.All(told, mail => Assert.Equal("L’impact n’est pas mesuré ; Le plan de charge manque", Data(mail).GetProperty("motif").GetString()));

        await product.LiveUntilAsync(new DateOnly(2021, 3, 24));
        await product.DoAsync("holdCommittee", new { convention = Convention, committee = Committee, occurrence = 2 });
        var before = Data((await MailsAsync(product)).Last(mail => mail.Template == "demandeDecision")).GetProperty("precedente");
        Assert.Equal(("2020-09-24", "refuse", "la DGEFP"), (before.GetProperty("date").GetString(), before.GetProperty("issue").GetString(), before.GetProperty("par").GetString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SubmitExpenseReport_TellsTheDelegantItsFigures(bool isOn)
    {
        await using var product = await ConvenedAsync(isOn, new DateOnly(2020, 5, 4));
        await product.DoAsync("submitExpenseReport", new { convention = Convention, month = "2020-04", cumulatedCommittedCents = 1000, cumulatedPaidCents = 0, comment = "Premier mois" });

        var told = (await MailsAsync(product)).Where(mail => mail.Template == "depensesDuMois").ToList();
        Assert.Equal(isOn ? 1 : 0, told.Count);
        if (!isOn)
            return;
        Assert.Equal(("DGEFP", "O-37"), (told[0].Recipient, told[0].Obligation));
        Assert.Equal(1000, JsonDocument.Parse(told[0].Data).RootElement.GetProperty("ecarts").GetProperty("engage").GetInt64());
        Assert.NotNull(told[0].SentAt);
        var table = Assert.IsAssignableFrom<MimePart>(Assert.Single(MimeMessage.Load(new MemoryStream(told[0].Message!)).Attachments));
        Assert.Equal($"compte-rendu-{Convention}-2020-04.csv", table.FileName);
        using var csv = new MemoryStream();
        table.Content!.DecodeTo(csv);
        Assert.Contains("Premier mois", System.Text.Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
        Assert.InRange(told[0].Message!.Length, 1, 100 * 1024);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LiveUntilTheComite_AsksForItsDateTwiceAndTellsThatItsDossierIsReady(bool isOn)
    {
        await using var product = await ConvenedAsync(isOn, Held.AddDays(-6));

        var mails = await MailsAsync(product);
        var asked = mails.Where(mail => mail.Template == "comiteAPlanifier" && mail.Key.Contains($"/{Committee}/1/", StringComparison.Ordinal)).ToList();
        var ready = mails.Where(mail => mail.Template == "dossierPret").ToList();
        Assert.Equal(isOn ? 2 : 0, asked.Count);
        Assert.Equal(isOn ? 2 : 0, ready.Count);
        if (!isOn)
            return;
        Assert.All(asked, mail => Assert.Equal(("coordinator", "O-11"), (mail.Recipient, mail.Obligation)));
        Assert.Equal([Day(60), Day(45)], asked.Select(mail => HeureDeParis.Day(mail.CreatedAt)));
        Assert.All(asked, mail => Assert.Equal("2020-09-03", Data(mail).GetProperty("convocationLe").GetString()));
        Assert.Equal([false, true], asked.Select(mail => mail.Subject!.StartsWith("Rappel – ", StringComparison.Ordinal)));
        Assert.Equal(["DGEFP", "DINUM"], ready.Select(mail => mail.Recipient).Order());
        Assert.All(ready, mail => Assert.Equal(Day(7), HeureDeParis.Day(mail.CreatedAt)));
        Assert.Equal(["status"], JsonDocument.Parse(ready[0].Data).RootElement.GetProperty("manquants").EnumerateArray().Select(one => one.GetProperty("quoi").GetString()));
        Assert.All(asked.Concat(ready), mail => Assert.NotNull(mail.SentAt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenARevoyureOutOfTurn_TellsCoordinationAndDelegantItsFigures(bool isOn)
    {
        await using var product = await ConvenedAsync(isOn, new DateOnly(2020, 7, 1));
        await product.DoAsync("setOption", new { convention = Convention, option = "revoyure.consumption", value = 30 });
        await product.DoAsync("commit", new { convention = Convention, amountCents = 50000000 });
        await product.LiveUntilAsync(new DateOnly(2020, 7, 2));

        var told = (await MailsAsync(product)).Where(mail => mail.Template == "revoyureOuverte").ToList();
        Assert.Equal(isOn ? 2 : 0, told.Count);
        if (!isOn)
            return;
        Assert.Equal(["DGEFP", "coordinator"], told.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
        var data = JsonDocument.Parse(told[0].Data).RootElement;
        Assert.Contains("500", data.GetProperty("raison").GetProperty("engage").GetString(), StringComparison.Ordinal);
        Assert.Equal("2020-09-24", data.GetProperty("prevu").GetString());
        Assert.True(string.CompareOrdinal(data.GetProperty("propose").GetString(), "2020-09-24") < 0);
        Assert.All(told, mail => Assert.NotNull(mail.SentAt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EndOfTheConvention_IsToldToThePartiesTheDayAfter(bool isOn)
    {
        await using var product = await StartAsync(new DateOnly(2021, 12, 1), isOn);
        await product.DoAsync("import", new { document = Convention });
        await product.DoAsync("publish", new { document = Convention, on = "2020-03-24" });
        await product.LiveUntilAsync(new DateOnly(2022, 1, 4));

        var told = (await MailsAsync(product)).Where(mail => mail.Template == "finDeConvention").ToList();
        Assert.Equal(isOn ? ["DGEFP", "DINUM"] : [], told.Select(mail => mail.Recipient).Order());
        Assert.All(told, mail => Assert.Equal((new DateOnly(2022, 1, 1), new DateOnly(2022, 1, 3)), (HeureDeParis.Day(mail.CreatedAt), HeureDeParis.Day(mail.SentAt!.Value))));
    }

    [Fact]
    public async Task ProposeSlots_AsksEachPartyAtOnce()
    {
        await using var product = await ConvenedAsync(false, new DateOnly(2020, 8, 3));
        var slots = new[] { new { on = "2020-09-23", from = "10:00", until = "11:00" }, new { on = "2020-09-24", from = "14:00", until = "15:30" } };
        await product.DoAsync("proposeSlots", new { convention = Convention, committee = Committee, occurrence = 1, slots, answerBy = "2020-08-28" });

        var asked = (await MailsAsync(product)).Where(mail => mail.Template == "choixCreneaux").ToList();
        Assert.Equal(["DGEFP", "DINUM"], asked.Select(mail => mail.Recipient).Order());
        Assert.All(asked, mail => Assert.NotNull(mail.SentAt));
        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => product.DoAsync("proposeSlots", new
        {
            convention = Convention, committee = Committee, occurrence = 1, slots, answerBy = "2020-09-23",
        }));
        Assert.Equal("invalidDate", refused.Code);
    }

    [Fact]
    public async Task CorrectExpenseReport_TellsTheDelegantLineByLine()
    {
        await using var product = await ConvenedAsync(false, new DateOnly(2020, 5, 4));
        await product.DoAsync("submitExpenseReport", new { convention = Convention, month = "2020-04", cumulatedCommittedCents = 1000, cumulatedPaidCents = 500 });
        await product.DoAsync("correctExpenseReport", new { convention = Convention, month = "2020-04", cumulatedPaidCents = 0, reason = "Un service fait imputé deux fois." });

        var told = Assert.Single(await MailsAsync(product), mail => mail.Template == "rectificationDepenses");
        Assert.Equal(("DGEFP", "O-37"), (told.Recipient, told.Obligation));
        Assert.NotNull(told.SentAt);
        var data = JsonDocument.Parse(told.Data).RootElement;
        Assert.Equal("Un service fait imputé deux fois", data.GetProperty("motif").GetString());
        var line = Assert.Single(data.GetProperty("lignes").EnumerateArray());
        Assert.Equal(("CP", 500, 0, -500), (line.GetProperty("dimension").GetString(), line.GetProperty("avant").GetInt64(), line.GetProperty("apres").GetInt64(), line.GetProperty("ecart").GetInt64()));
        var again = await Assert.ThrowsAsync<BrokenRuleException>(() => product.DoAsync("correctExpenseReport", new { convention = Convention, month = "2020-04", cumulatedPaidCents = 0, reason = "Encore" }));
        Assert.Equal("alreadyDone", again.Code);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private async Task<SimulatedProduct> HeldAsync(bool isOn)
    {
        var product = await ConvenedAsync(isOn, Held);
        await product.DoAsync("submitStatusReport", new { convention = Convention, committee = Committee, occurrence = 1 });
        await product.DoAsync("holdCommittee", new { convention = Convention, committee = Committee, occurrence = 1 });
        return product;
    }

    /// <summary>A convention in effect with its credits, lived until a day.</summary>
    private async Task<SimulatedProduct> ConvenedAsync(bool isOn, DateOnly until)
    {
        var product = await StartAsync(Start, isOn);
        await product.DoAsync("import", new { document = Convention });
        await product.DoAsync("publish", new { document = Convention, on = "2020-03-24" });
        await product.DoAsync("releaseFunds", new { convention = Convention, tranche = 1 });
        await product.LiveUntilAsync(until);
        return product;
    }

    private Task<SimulatedProduct> StartAsync(DateOnly day, bool isOn) => SimulatedProduct.StartAsync(
        new BaseDeDonnees(null, _folder.Path("automatiques.db")), day, services => services.AddSingleton(isOn ? CourrielsDuSite.Tous : CourrielsDuSite.Aucun));

    private static DateOnly Day(int before) => Held.AddDays(-before);

    private static JsonElement Data(CourrielRow mail) => JsonDocument.Parse(mail.Data).RootElement;

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync());
}
