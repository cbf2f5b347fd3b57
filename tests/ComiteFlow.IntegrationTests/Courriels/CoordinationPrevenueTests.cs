using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Scenarios;
using ComiteFlow.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>What the coordination is told by mail: what was not delivered, reminders that bring nothing, its week; and whose support is asked for.</summary>
public sealed class CoordinationPrevenueTests : IDisposable
{
    private const string Convention = "DIAGORIENTE-2020", Acte = "TRIPARTITE-2021";
    private static readonly DateOnly Friday = new(2021, 9, 10);
    private readonly TemporaryFolder _folder = new();
    private readonly Boite _mail = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refuse_ForGood_TellsTheCoordinationWhomAndWhy(bool isOn)
    {
        _mail.Refused = "conventions@dgefp.example";
        await using var product = await StartAsync(new DateOnly(2021, 6, 21), isOn);
        await product.DoAsync("import", new { document = Acte });
        await product.DoAsync("sendForSignature", new { document = Acte });

        var told = (await MailsAsync(product)).Where(mail => mail.Template == "messageNonRemis").ToList();
        Assert.Equal(isOn ? 1 : 0, told.Count);
        if (!isOn)
            return;
        Assert.Equal("coordinator", told[0].Recipient);
        Assert.NotNull(told[0].SentAt);
        var data = JsonDocument.Parse(told[0].Data).RootElement;
        Assert.Equal(("DGEFP", "conventions@dgefp.example", "La boîte n’existe pas"), (data.GetProperty("destinataire").GetString(), data.GetProperty("adresse").GetString(), data.GetProperty("raison").GetProperty("reponse").GetString()));
        Assert.Equal("2021-06-21T09:00", data.GetProperty("le").GetString());
    }

    [Theory]
    [InlineData("budgetOfficer", "budget@delegataire.example", "au correspondant budgétaire")]
    [InlineData("DGEFP", "conventions@dgefp.example", "à la DGEFP")]
    [InlineData("CBCM-DELEGANT", "cbcm-delegant@cbcm.example", "au CBCM du délégant")]
    public async Task Refuse_ForGood_NamesTheRecipientInFrench(string recipient, string address, string name)
    {
        _mail.Refused = address;
        await using var product = await StartAsync(Friday, true);
        await product.InTransactionAsync(scope => scope.GetRequiredService<IOutbox>().EnqueueAsync(
            new Courriel("essai", "alerte", recipient, [], "EVA-2020", null, "O-65", new Dictionary<string, object?> { ["sujet"] = "Essai", ["texte"] = null, ["convention"] = "« Eva »", ["lien"] = "/" }), default));

        await product.MoveToAsync(product.Now);

        var told = (await MailsAsync(product)).Single(mail => mail.Template == "messageNonRemis");
        Assert.StartsWith($"Message non remis {name} : ", told.Subject!.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal($"Courriel non remis {name} : corriger l’adresse, puis renvoyer", await product.InScopeAsync(db => db.Set<HumanTask>().Select(task => task.Name).SingleAsync()));
    }

    [Fact]
    public async Task Refuse_WhatTellsTheCoordination_TellsItByItsTaskAlone()
    {
        _mail.Refused = "";
        await using var product = await StartAsync(new DateOnly(2021, 6, 21), true);
        await product.DoAsync("import", new { document = Acte });
        await product.DoAsync("sendForSignature", new { document = Acte });

        var mails = await MailsAsync(product);
        Assert.All(mails, mail => Assert.NotNull(mail.Failure));
        Assert.Equal(mails.Count(mail => mail.Recipient != "coordinator"), mails.Count(mail => mail.Template == "messageNonRemis"));
        Assert.Equal(mails.Count, await product.InScopeAsync(db => db.Set<HumanTask>().CountAsync(t => t.Key.StartsWith("envoi/"))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Remind_ForTheFifthTime_AsksTheCoordinationWhetherToGoOn(bool isOn)
    {
        await using var product = await StartAsync(Friday, isOn);
        await product.InTransactionAsync(scope => scope.GetRequiredService<ITasks>().OpenAsync(
            new TaskRequest("tache/eva", "Donner un avis", "EVA-2020", [], null, [Reminder().Rung(Friday, Rung.Reminder, 7)]), null, product.Now, default));
        await product.LiveUntilAsync(Friday.AddDays(4 * 7));

        var told = (await MailsAsync(product)).Where(mail => mail.Template == "insistance").ToList();
        Assert.Equal(isOn ? 1 : 0, told.Count);
        if (!isOn)
            return;
        Assert.Equal("coordinator", told[0].Recipient);
        Assert.NotNull(told[0].SentAt);
        var element = Assert.Single(JsonDocument.Parse(told[0].Data).RootElement.GetProperty("elements").EnumerateArray());
        Assert.Equal((5, "/envois/rappels?tache=tache%2Feva"), (element.GetProperty("rang").GetInt32(), element.GetProperty("lien").GetString()));
    }

    [Fact]
    public async Task Remind_SeveralRungsAfterAnOutage_NamesTheTaskOnce()
    {
        await using var product = await StartAsync(Friday, true);
        await product.InTransactionAsync(scope => scope.GetRequiredService<ITasks>().OpenAsync(
            new TaskRequest("tache/eva", "Donner un avis", "EVA-2020", [], null, [.. Enumerable.Range(1, 7).Select(days => Reminder().Rung(Friday.AddDays(days), Rung.Reminder))]), null, product.Now, default));
        product.StandAt(HeureDeParis.At(Friday.AddDays(45), new TimeOnly(7, 0)));

        await product.LiveOneAsync();

        var told = Assert.Single(await MailsAsync(product), mail => mail.Template == "insistance");
        var element = Assert.Single(JsonDocument.Parse(told.Data).RootElement.GetProperty("elements").EnumerateArray());
        Assert.Equal(7, element.GetProperty("rang").GetInt32());
    }

    [Fact]
    public async Task Remind_ManyForTheFifthTime_AsksForNoMoreThanOneMailHolds()
    {
        await using var product = await StartAsync(Friday, true);
        await product.InTransactionAsync(async scope =>
        {
            foreach (var number in Enumerable.Range(1, 120))
            {
                await scope.GetRequiredService<ITasks>().OpenAsync(
                    new TaskRequest($"tache/{number}", "Donner un avis", "EVA-2020", [], null, [.. Enumerable.Range(1, 5).Select(days => Reminder().Rung(Friday.AddDays(days), Rung.Reminder))]), null, product.Now, default);
            }
        });
        product.StandAt(HeureDeParis.At(Friday.AddDays(45), new TimeOnly(7, 0)));

        await product.LiveOneAsync();
        await product.LiveUntilAsync(Friday.AddDays(52));

        var told = (await MailsAsync(product)).Where(mail => mail.Template == "insistance").ToList();
        Assert.Equal([50, 50, 20], told.Select(mail => JsonDocument.Parse(mail.Data).RootElement.GetProperty("elements").GetArrayLength()));
        Assert.All(told, mail => Assert.True(mail.SentAt is not null || CourrielReuni.Is(mail), mail.Failure));
    }

    [Fact]
    public async Task Stop_TheReminders_EndsWhatTellsOfThemToo()
    {
        await using var product = await StartAsync(Friday, true);
        await product.InTransactionAsync(scope => scope.GetRequiredService<ITasks>().OpenAsync(
            new TaskRequest("tache/eva", "Donner un avis", "EVA-2020", [], null, [Reminder().Rung(Friday, Rung.Reminder, 7)]), null, product.Now, default));
        await product.DoAsync("stopReminders", new { task = "tache/eva", reason = "Réponse au téléphone" });
        await product.LiveUntilAsync(Friday.AddDays(6 * 7));

        Assert.DoesNotContain(await MailsAsync(product), mail => mail.Template is "insistance" or "rappelTache");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Monday_WithSomethingToDo_SumsItUpForEachMailboxOnce(bool isOn)
    {
        await using var product = await StartAsync(new DateOnly(2021, 6, 18), isOn);
        await product.LiveUntilAsync(new DateOnly(2021, 6, 21));
        Assert.DoesNotContain(await MailsAsync(product), mail => mail.Template == "recapitulatif");
        await product.DoAsync("import", new { document = Acte });
        await product.DoAsync("sendForSignature", new { document = Acte });

        await product.LiveUntilAsync(new DateOnly(2021, 6, 28));

        var sent = (await MailsAsync(product)).Where(mail => mail.Template == "recapitulatif").ToList();
        Assert.Equal(isOn ? ["DGEFP", "DINUM", "DNUM"] : [], sent.Select(mail => mail.Recipient).Where(to => to != "coordinator").Order(StringComparer.Ordinal));
        if (!isOn)
            return;
        var message = await MimeMessage.LoadAsync(new MemoryStream(sent.Single(mail => mail.Recipient == "DGEFP").Message!));
        Assert.Equal("Votre semaine : 1 action", message.Subject!.Replace('\u00A0', ' '));
        Assert.Contains("Signer", message.TextBody, StringComparison.Ordinal);
        Assert.StartsWith("<mailto:", message.Headers[HeaderId.ListUnsubscribe], StringComparison.Ordinal);
        Assert.All(sent, mail => Assert.Equal(HeureDeParis.At(new DateOnly(2021, 6, 28), new TimeOnly(8, 0)), mail.SentAt));
        await product.LiveUntilAsync(new DateOnly(2021, 7, 4));
        Assert.Equal(sent.Count, (await MailsAsync(product)).Count(mail => mail.Template == "recapitulatif"));
    }

    [Fact]
    public async Task Choose_NoDigest_LeavesThatMailboxOut()
    {
        await using var product = await StartAsync(new DateOnly(2021, 6, 21), true);
        await product.DoAsync("import", new { document = Acte });
        await product.DoAsync("sendForSignature", new { document = Acte });
        await product.InTransactionAsync(scope =>
        {
            scope.GetRequiredService<ComiteFlowDb>().Add(new PreferenceRow { Recipient = "DGEFP", WantsDigest = false, At = product.Now });
            return Task.CompletedTask;
        });

        await product.LiveUntilAsync(new DateOnly(2021, 6, 28));

        var sent = (await MailsAsync(product)).Where(mail => mail.Template == "recapitulatif").Select(mail => mail.Recipient).ToList();
        Assert.Contains("DINUM", sent);
        Assert.DoesNotContain("DGEFP", sent);
    }

    [Fact]
    public async Task Remind_SignatoriesByALadder_AsksDeputyThenCoordinationForSupport()
    {
        var start = new DateOnly(2021, 6, 21);
        await using var product = await StartWithLadderAsync(start, "J+7", "J+14 suppleance", "J+21 coordinator");
        await product.DoAsync("sign", new { document = Acte, party = "DINUM" }, "DINUM");

        await product.LiveUntilAsync(start.AddDays(21));

        var asked = (await MailsAsync(product)).Where(mail => mail.Template == "escaladeSignature").ToList();
        Assert.Equal([("DGEFP-SUPPLEANCE", start.AddDays(14)), ("coordinator", start.AddDays(21))], asked.Select(mail => (mail.Recipient, HeureDeParis.Day(mail.CreatedAt))));
        Assert.All(asked, mail => Assert.NotNull(mail.SentAt));
        Assert.Equal(["2021-06-28", "2021-07-05", "2021-07-12"], (await MailsAsync(product)).Where(mail => mail.Template == "rappelSignature" && HeureDeParis.Day(mail.CreatedAt) > start)
            .Select(mail => HeureDeParis.Day(mail.CreatedAt).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Remind_TwoPartiesOfOneAct_AsksForSupportWithEach()
    {
        var start = new DateOnly(2021, 6, 21);
        await using var product = await StartWithLadderAsync(start, "J+7", "J+21 coordinator");

        await product.LiveUntilAsync(start.AddDays(21));

        var asked = (await MailsAsync(product)).Where(mail => mail.Template == "escaladeSignature").ToList();
        Assert.Equal(["la DGEFP", "la DINUM"], asked.Select(mail => JsonDocument.Parse(mail.Data).RootElement.GetProperty("partie").GetString()).Order(StringComparer.Ordinal));
        Assert.Single(asked, mail => mail.SentAt is not null);
        Assert.All(asked, mail => Assert.True(mail.SentAt is not null || CourrielReuni.Is(mail)));
    }

    [Fact]
    public async Task Act_FromItsRequestToTheAnswerOfARefusal_IsOneConversation()
    {
        var start = new DateOnly(2021, 6, 21);
        await using var product = await StartWithLadderAsync(start, "J+7", "J+14 suppleance");
        await product.DoAsync("sign", new { document = Acte, party = "DINUM" }, "DINUM");
        await product.LiveUntilAsync(start.AddDays(14));
        await product.DoAsync("refuseSignature", new { document = Acte, party = "DGEFP", reason = "Le nom de la startup est à corriger." }, "DGEFP");
        await product.DoAsync("answerChange", new { document = Acte, party = "DGEFP", kept = true, answer = "La fiche nomme la startup comme l’annexe." });

        var mails = (await MailsAsync(product)).Where(mail => mail.Document == Acte).ToList();
        var messages = mails.ConvertAll(mail => MimeMessage.Load(new MemoryStream(mail.Message!)));

        Assert.Equal(["escaladeSignature", "rappelSignature", "refusSignature", "reponseModification"], mails.Select(mail => mail.Template).Distinct().Order(StringComparer.Ordinal));
        Assert.True(mails.Count(mail => mail.Template == "rappelSignature" && mail.Recipient == "DGEFP") >= 3);
        var root = Assert.Single(messages.Select(message => message.InReplyTo).Distinct());
        Assert.NotNull(root);
        Assert.All(messages, message => Assert.Equal([root], message.References));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static Relance Reminder() => new()
    {
        Convention = "EVA-2020", Task = "tache/eva", To = ["DINUM"], Template = "rappelTache", Obligation = "O-36",
        Element = TacheRappelee.Element("Donner un avis", "Eva", "/taches/tache/eva"),
    };

    /// <summary>An act that one of three parties has signed.</summary>
    private async Task<SimulatedProduct> StartWithLadderAsync(DateOnly start, params string[] rungs)
    {
        var circuits = _folder.Copy(Depot.Path("workflows"), "circuits");
        var file = new WorkflowFile(Path.Combine(circuits, "circuit-signature.json"));
        file.AddList("relancer", "ladder", JsonSerializer.Serialize(rungs));
        file.Save();
        var product = await StartAsync(start, false, services => services.AddSingleton(new DossiersLivres(Depot.Path("conventions"), circuits, Depot.Path("templates"))));
        await product.DoAsync("import", new { document = Acte });
        await product.DoAsync("sendForSignature", new { document = Acte });
        await product.DoAsync("sign", new { document = Acte, party = "DNUM" }, "DNUM");
        return product;
    }

    private Task<SimulatedProduct> StartAsync(DateOnly day, bool isOn, Action<IServiceCollection>? more = null) => SimulatedProduct.StartAsync(
        new BaseDeDonnees(null, _folder.Path("coordination.db")), day, services =>
        {
            services.AddSingleton(isOn ? CourrielsDuSite.Tous : CourrielsDuSite.Aucun);
            services.AddSingleton<IMailTransport>(_mail);
            more?.Invoke(services);
        });

    private static Task<List<CourrielRow>> MailsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync());

    /// <summary>A mail server that refuses one address; all of them for an empty one.</summary>
    private sealed class Boite : IMailTransport
    {
        public string? Refused { get; set; }

        public Task SendAsync(MimeMessage message, CancellationToken ct) =>
            Refused is { } address && message.To.Mailboxes.Any(box => address.Length == 0 || box.Address == address)
                ? throw new MailRefusedException(CauseDEchec.Refuse(550, "La boîte n’existe pas."))
                : Task.CompletedTask;
    }
}
