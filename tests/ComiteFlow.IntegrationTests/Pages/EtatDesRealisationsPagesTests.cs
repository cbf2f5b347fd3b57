using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Actes;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The page of an état des réalisations: what it takes of impact, what it fills in from the report before, and what the papers of the séance make of it.</summary>
public sealed class EtatDesRealisationsPagesTests(EtatDesRealisationsPagesTests.Vie vie) : IClassFixture<EtatDesRealisationsPagesTests.Vie>
{
    private const string Id = "DIAGORIENTE-2020", Premier = "/conventions/DIAGORIENTE-2020/comites/COSTRAT/1", Second = "/conventions/DIAGORIENTE-2020/comites/COSTRAT/2";

    private static readonly (string, string)[] Mesure =
    [
        ("mesures[0].Nom", "Utilisateurs accompagnés"), ("mesures[0].Unite", "personnes par mois"), ("mesures[0].Cible", "3 000"),
        ("mesures[0].Realise", "2\u00A0450"), ("mesures[0].Origine", "page de statistiques publique"), ("cout", "1"),
    ];

    private static readonly (string, string)[] Niveau = [("niveaux[1].Constat", "2 100 utilisateurs par mois"), ("niveaux[1].Tendance", "up")];

    [Fact]
    public async Task Etat_AfterAReportWithMeasures_RepeatsAllButTheFigure()
    {
        using var client = await vie.SignInAsync("budgetOfficer");

        var page = await client.ReadAsync(Second + "/etat");

        Assert.Equal(["Utilisateurs accompagnés", "personnes par mois", "3\u00A0000", "page de statistiques publique"],
            new[] { "nom", "unite", "cible", "origine" }.Select(field => page.QuerySelector($"#mesures-0--{field}")!.GetAttribute("value")));
        Assert.Equal("", page.QuerySelector("#mesures-0--realise")!.GetAttribute("value") ?? "");
        Assert.Contains("Réalisé précédent : 2 100,5 personnes par mois", Spaced(page.QuerySelector("label[for=mesures-0--realise]")!), StringComparison.Ordinal);
        Assert.Equal("Mesure 1 : Utilisateurs accompagnés", page.QuerySelector("#cout option[selected]")!.TextContent);
        Assert.Contains("Constat précédent : 2 100 utilisateurs par mois", Spaced(page.QuerySelector("label[for=niveaux-1--constat]")!).Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal("", page.QuerySelector("#niveaux-1--constat")!.TextContent);
    }

    [Theory]
    [InlineData("mesures[0].Nom", "", "mesures-0--nom", "manque")]
    [InlineData("mesures[0].Unite", " ", "mesures-0--unite", "manque")]
    [InlineData("mesures[0].Cible", "trois mille", "mesures-0--cible", "n’est pas un nombre lisible")]
    [InlineData("mesures[0].Realise", "70.5", "mesures-0--realise", "n’est pas un nombre lisible")]
    [InlineData("mesures[1].Nom", "Satisfaction", "mesures-1--realise", "manque")]
    [InlineData("mesures[0].Origine", "", "mesures-0--origine", "manque")]
    [InlineData("mesures[2].Methode", "comptes actifs", "mesures-2--nom", "manque")]
    [InlineData("mesures[1].Nom", "Utilisateurs accompagnés", "mesures-1--nom", "porte déjà ce nom")]
    [InlineData("cout", "4", "cout", "est vide")]
    [InlineData("niveaux[0].Constat", "Service en ligne", "niveaux-0--tendance", "sans tendance")]
    [InlineData("niveaux[0].Tendance", "stable", "niveaux-0--constat", "sans constat")]
    public async Task Etat_SomethingBegunAndNotWhole_IsSaidBesideItsFieldAndTypedValuesStay(string field, string value, string anchor, string message)
    {
        using var client = await vie.SignInAsync("budgetOfficer");

        using var answer = await client.PostFromAsync(Second + "/etat", Second + "/etat", Form([.. Mesure.Where(one => one.Item1 != field), (field, value)]));
        using var page = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(message, Spaced(page.QuerySelector($"#{anchor}-erreur")!), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($".fr-alert--error a[href='#{anchor}']"));
        Assert.Equal("page de statistiques publique", field == "mesures[0].Origine" ? "page de statistiques publique" : page.QuerySelector("#mesures-0--origine")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector($"details:not([open]) #{anchor}"));
    }

    [Fact]
    public async Task Etat_TextsTooLong_AreSaidWithTheirLength()
    {
        using var client = await vie.SignInAsync("budgetOfficer");
        (string, string)[] fields = [.. Mesure.Select(one => one.Item1 == "mesures[0].Nom" ? (one.Item1, new string('a', 81)) : one), ("niveaux[2].Constat", new string('b', 91)), ("niveaux[2].Tendance", "down")];

        using var answer = await client.PostFromAsync(Second + "/etat", Second + "/etat", Form(fields));
        using var page = await PagesClient.ParseAsync(answer);

        Assert.Contains("81 signes", Spaced(page.QuerySelector("#mesures-0--nom-erreur")!), StringComparison.Ordinal);
        Assert.Contains("91 signes", Spaced(page.QuerySelector("#niveaux-2--constat-erreur")!), StringComparison.Ordinal);
        Assert.Equal(new string('b', 91), page.QuerySelector("#niveaux-2--constat")!.TextContent);
        Assert.Equal("down", page.QuerySelector("#niveaux-2--tendance option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Etat_Received_ShowsItsMeasuresOnItsPage()
    {
        using var client = await vie.SignInAsync("budgetOfficer");

        var page = await client.ReadAsync(Premier + "/etat");

        Assert.Contains("Utilisateurs accompagnés", page.QuerySelector("aside.cf-flow")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2\u00A0100,5", page.QuerySelector("aside.cf-flow")!.TextContent, StringComparison.Ordinal);
    }

    [ChromiumTheory]
    [InlineData("budgetOfficer", Second + "/etat", Premier + "/etat", "/documents/sponsor-DIAGORIENTE-2020-COSTRAT-1")]
    public Task Etat_AtEachWidth_IsAccessibleAndFits(string function, params string[] paths) => LivedBrowserTests.VisitAsync(vie.Server, function, paths);

    [Fact]
    public async Task Etat_MeasureMissedByItsTarget_IsKeptOpensTheRevoyureAndReachesThePapers()
    {
        await using var life = await Vie.BeginAsync();
        using var client = await life.SignInAsync("budgetOfficer");

        using var answer = await client.PostFromAsync(Second + "/etat", Second + "/etat", Form([.. Mesure, ("mesures[1].Nom", "Satisfaction"), ("mesures[1].Unite", "%"), ("mesures[1].Cible", "70"), ("mesures[1].Realise", "70,5"), ("mesures[1].Origine", "enquête"), .. Niveau]));
        await life.MoveToAsync(new DateOnly(2021, 3, 18));
        var sheet = Spaced((await client.ReadAsync("/documents/sponsor-DIAGORIENTE-2020-COSTRAT-2")).Body!);
        var pack = Spaced((await client.ReadAsync("/documents/dossier-DIAGORIENTE-2020-COSTRAT-2")).Body!);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var kept = (await life.DossierAsync()).Rapports.Single(r => r is { Kind: "status", Occurrence: 2 }).Impact!;
        Assert.Equal([new("Utilisateurs accompagnés", 2450, 3000, "personnes par mois", "page de statistiques publique"), new("Satisfaction", 70.5m, 70, "%", "enquête")], kept.Measures);
        Assert.Equal((new ConstatDImpact("used", "2 100 utilisateurs par mois", "up"), "Utilisateurs accompagnés"), (Assert.Single(kept.Levels), kept.Denominator));
        var opened = Assert.Single(await life.Server.FactsAsync(), fact => fact.Contains("\"fact\":\"revoyure.opened\"", StringComparison.Ordinal));
        Assert.Contains("Utilisateurs accompagnés", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("Satisfaction", opened, StringComparison.Ordinal);
        Assert.Matches(@"Coût par impact : 42,00 €, contre 23,80 € à l’état reçu le 10 septembre 2020 \(dépenses payées en CP du 11 septembre 2020 au 10 mars 2021, soit 102 900,00 €, divisées par « Utilisateurs accompagnés » : 2 450 personnes par mois\)", sheet);
        Assert.Matches(@"Utilisé\s*2 100 utilisateurs par mois\s*en hausse", sheet);
        Assert.Matches(@"Utilisateurs accompagnés \(personnes par mois\)\s*3 000\s*2 450\s*2 100,5\s*page de statistiques publique", pack);
    }

    [Fact]
    public async Task Etat_NothingTyped_IsReceivedAndThePapersSayThatNothingWasTold()
    {
        await using var life = await Vie.BeginAsync();
        using var client = await life.SignInAsync("budgetOfficer");

        using var answer = await client.PostFromAsync(Second + "/etat", Second + "/etat", Form([]));
        await life.MoveToAsync(new DateOnly(2021, 3, 18));
        var sheet = Spaced((await client.ReadAsync("/documents/sponsor-DIAGORIENTE-2020-COSTRAT-2")).Body!);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null((await life.DossierAsync()).Rapports.Single(r => r is { Kind: "status", Occurrence: 2 }).Impact);
        Assert.Contains("Impact : aucune mesure transmise.", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Etat_FormOfTheReportBeforeLeftAsItIs_TellsNoMeasure()
    {
        await using var life = await Vie.BeginAsync();
        using var client = await life.SignInAsync("budgetOfficer");
        var form = (await client.ReadAsync(Second + "/etat")).QuerySelector("main form")!;
        var fields = form.QuerySelectorAll("input[name], textarea[name]").Where(field => field.GetAttribute("type") != "hidden")
            .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value") ?? field.TextContent)).Append(("cout", "1")).ToArray();

        using var answer = await client.PostFromAsync(Second + "/etat", Second + "/etat", fields);

        Assert.Contains(fields, field => field == ("mesures[0].Nom", "Utilisateurs accompagnés"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null((await life.DossierAsync()).Rapports.Single(r => r is { Kind: "status", Occurrence: 2 }).Impact);
    }

    [Fact]
    public async Task Etat_DelayBelowItsTarget_OpensNoRevoyureAndStandsInTheFact()
    {
        await using var life = await Vie.BeginAsync();
        using var client = await life.SignInAsync("budgetOfficer");
        (string, string)[] delay = [.. Mesure.Where(one => one.Item1 is not ("mesures[0].Cible" or "mesures[0].Realise")), ("mesures[0].Cible", "30"), ("mesures[0].Realise", "21"), ("mesures[0].Sens", "baisse")];

        using var answer = await client.PostFromAsync(Second + "/etat", Second + "/etat", Form(delay));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var facts = await life.Server.FactsAsync();
        Assert.DoesNotContain(facts, fact => fact.Contains("\"fact\":\"revoyure.opened\"", StringComparison.Ordinal));
        Assert.Contains(facts, fact => fact.Contains("\"fact\":\"report.received\"", StringComparison.Ordinal) && fact.Contains("\"lowerIsBetter\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Act_IndicatorsThatNoPaperShows_FeedTheirRuleAlone()
    {
        await using var life = await Vie.BeginAsync();
        var many = Enumerable.Range(1, 6).Select(rank => (object)new { name = $"Mesure {rank}", value = 12, target = 10 });

        await life.DoAsync("submitStatusReport", new { convention = Id, committee = "COSTRAT", occurrence = 2, indicators = (object[])[new { name = "Fine", value = 0.0000000001, target = 10 }, .. many] });

        Assert.Equal(["Mesure 1", "Mesure 2", "Mesure 3", "Mesure 4", "Mesure 5"], (await life.DossierAsync()).Rapports.Single(r => r is { Kind: "status", Occurrence: 2 }).Impact!.Measures.Select(m => m.Name));
        Assert.Contains("Fine", Assert.Single(await life.Server.FactsAsync(), fact => fact.Contains("\"fact\":\"revoyure.opened\"", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Act_IndicatorsOfPrograms_AreKeptAsMeasuresAndOthersPassedOver()
    {
        await using var life = await Vie.BeginAsync();

        await life.DoAsync("submitStatusReport", new { convention = Id, committee = "COSTRAT", occurrence = 2, indicators = new object?[] { new { name = "Entretiens", value = 12, target = 10 }, new { name = "Sans cible", value = 1 }, "texte", null } });

        Assert.Equal(new Mesure("Entretiens", 12, 10), Assert.Single((await life.DossierAsync()).Rapports.Single(r => r is { Kind: "status", Occurrence: 2 }).Impact!.Measures));
    }

    /// <summary>All fields of the form as a browser sends them, those not given empty.</summary>
    private static (string, string)[] Form((string Name, string Value)[] filled)
    {
        var names = Enumerable.Range(0, Impact.MesuresAuPlus).SelectMany(rank => new[] { "Nom", "Unite", "Cible", "Realise", "Origine", "Methode" }.Select(key => $"mesures[{rank}].{key}"))
            .Concat(Enumerable.Range(0, Impact.Niveaux.Count).SelectMany(rank => new[] { "Constat", "Tendance" }.Select(key => $"niveaux[{rank}].{key}"))).Append("cout");
        return [.. filled, .. names.Where(name => filled.All(one => one.Name != name)).Select(name => (name, ""))];
    }

    private static string Spaced(IElement element) => System.Text.RegularExpressions.Regex.Replace(element.TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' '), @"\s+", " ");

    /// <summary>DiagOriente on 10 March 2021: its first report told a measure, its second is awaited.</summary>
    public sealed class Vie : IAsyncLifetime, IAsyncDisposable
    {
        internal LivedServer Server { get; private set; } = null!;

        internal static async Task<Vie> BeginAsync()
        {
            var life = new Vie();
            await life.InitializeAsync();
            return life;
        }

        public async Task InitializeAsync()
        {
            Server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24));
            await DoAsync("import", new { document = Id });
            await DoAsync("publish", new { document = Id });
            await DoAsync("releaseFunds", new { convention = Id });
            await DoAsync("commit", new { convention = Id, amountCents = 30_000_000 });
            await MoveToAsync(new DateOnly(2020, 9, 10));
            await DoAsync("pay", new { convention = Id, amountCents = 5_000_000 });
            using (var client = await SignInAsync("budgetOfficer"))
            using (var sent = await client.PostFromAsync(Premier + "/etat", Premier + "/etat", Form([.. Mesure.Where(one => one.Item1 is not ("mesures[0].Realise" or "mesures[0].Cible")), ("mesures[0].Realise", "2 100,5"), ("mesures[0].Cible", "3\u202F000"), .. Niveau])))
                Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
            await MoveToAsync(new DateOnly(2020, 9, 24));
            await DoAsync("holdCommittee", new { convention = Id, committee = "COSTRAT", occurrence = 1 });
            await DoAsync("pay", new { convention = Id, amountCents = 10_290_000 });
            await DoAsync("setOption", new { convention = Id, option = "revoyure.missedImpact", value = 90 });
            await DoAsync("setOption", new { convention = Id, option = "revoyure.outOfTurnLead", value = 5 });
            await MoveToAsync(new DateOnly(2021, 3, 10));
        }

        public async Task<PagesClient> SignInAsync(string function)
        {
            var client = new PagesClient(Server.Address);
            using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            return client;
        }

        public Task MoveToAsync(DateOnly day) => Server.MoveToAsync(HeureDeParis.At(day, new TimeOnly(10, 0)));

        internal Task DoAsync(string verb, object keys)
        {
            var role = Verbes.Find(verb)!.DefaultRole;
            return Verbes.Find(verb)!.RunAsync(Server.Services.GetRequiredService<ExecutionDesActes>(), new Actor(role, role, null, "essai", DateTimeOffset.UnixEpoch), JsonSerializer.SerializeToElement(keys), default);
        }

        internal async Task<Dossier> DossierAsync()
        {
            await using var scope = Server.Services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<IDossiers>().FindAsync(Id, CancellationToken.None))!;
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();

        async ValueTask IAsyncDisposable.DisposeAsync() => await Server.DisposeAsync();
    }
}
