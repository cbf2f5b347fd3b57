using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Pages;
using ComiteFlow.IntegrationTests.TachesHumaines;
using ComiteFlow.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>What a mail says can be done on its page is there for whoever reads it; a mail that promises nothing says « voir », « lire » or « ouvrir ».</summary>
public sealed partial class GestesDesCourrielsTests(GestesDesCourrielsTests.Sites sites) : IClassFixture<GestesDesCourrielsTests.Sites>
{
    private const string Suivie = "DIAGORIENTE-2020", Comite = $"/conventions/{Suivie}/comites/COSTRAT/1", Comptes = $"/conventions/{Suivie}/comptes-rendus";
    private const string Acte = "TRIPARTITE-2021", Signatures = $"/conventions/{Acte}/signatures/{Acte}";
    private const string Signer = "button[name=geste][value=signer]", Modifier = "form:has([name=motif]) button[name=geste][value=modifier]";

    private static readonly Dictionary<string, Geste> Gestes = new()
    {
        ["choixCreneaux"] = new("signatory:DGEFP", Comite + "/creneaux/repondre", "main form [name=convient]", "main form [name=suppleance]", "main form [name=aucun]", "main form button[type=submit]"),
        ["comiteAPlanifier"] = new(Roles.Coordinator, Comite, $"main a[href='{Comite}/convocation']"),
        ["demandeDecision"] = new(Roles.DecisionMaker, Comite + "/decider", "main form [name=issue]"),
        ["demandeSignature"] = new("signatory:DGEFP", Signatures, Signer, Modifier),
        ["depensesDuMois"] = new(Roles.DecisionMaker, Comptes + "/2020-03", "main a[download][href$='.xlsx']", "main a[download][href$='.csv']"),
        ["dialogueGestion"] = new(Roles.Coordinator, $"/conventions/{Acte}/fin-de-gestion/2021", "section[aria-labelledby=dialogue] form button"),
        ["escalade"] = new(Roles.DecisionMaker, Comite, $"main a[href='{Comite}/derogation']"),
        ["insistance"] = new(Roles.Coordinator, $"/envois/rappels?tache=rapport/{Suivie}/monthly/2020-04", "form:has([name=motif]) button[value=arreter]"),
        ["messageNonRemis"] = new(Roles.Coordinator, "/envois/1", "main form button"),
        ["rappelDepenses"] = new(Roles.BudgetOfficer, Comptes + "/2020-04", "main form [name=engage]", "main form [name=previsionsAe]"),
        ["rappelEtat"] = new(Roles.BudgetOfficer, Comite + "/etat", "main form button[type=submit]"),
        ["rappelSignature"] = new("signatory:DGEFP", Signatures, Signer, Modifier),
        ["rappelTache"] = new(Roles.BudgetOfficer, $"/taches/avis/{Suivie}", "form:has([name=motif]) button[value=delegate]"),
        ["reponseModification"] = new("signatory:DGEFP", Signatures, Signer, Modifier),
    };

    public static TheoryData<string> Bound => [.. Gestes.Keys];

    [Fact]
    public async Task Mails_ThatPromiseAGesture_AreBoundToTheirPage()
    {
        var promised = (await PromisesAsync()).Where(promise => !Gestes.ContainsKey(promise.Template)).ToList();

        Assert.Empty(promised);
    }

    [Theory]
    [MemberData(nameof(Bound))]
    public async Task Page_OffersItsReaderWhatItsMailPromises(string template)
    {
        var geste = Gestes[template];
        using var client = await SignInAsync(template == "dialogueGestion" ? sites.EnVigueur : geste.Way == Signatures ? sites.ASigner : sites.Suivi, geste.Function);

        using var page = await client.ReadAsync(geste.Way);

        Assert.All(geste.Selectors, selector => Assert.NotNull(page.QuerySelector(selector)));
    }

    [Theory]
    [InlineData("signatory:DGEFP")]
    [InlineData(Roles.DecisionMaker)]
    public async Task Comite_WhoseDossierIsSaidToBeReady_LeadsToIt(string function)
    {
        using var client = await SignInAsync(sites.Suivi, function);
        using var page = await client.ReadAsync(Comite);

        var link = page.QuerySelector($"main a[href='/documents/dossier-{Suivie}-COSTRAT-1']");

        Assert.NotNull(link);
        using var dossier = await client.ReadAsync(link.GetAttribute("href")!);
        Assert.Contains("Dossier de séance", dossier.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comite_WhoseDossierWaitsForAccounts_NamesThem()
    {
        await using var server = await LivedServer.StartAsync(new DateOnly(2020, 1, 2));
        await Sites.DoAsync(server, "import", new { document = "APPRENTISSAGE-2020" });
        foreach (var party in new[] { "DGEFP", "DINUM" })
        {
            await Sites.DoAsync(server, "sign", new { document = "APPRENTISSAGE-2020", party }, party);
        }

        await Sites.DoAsync(server, "publish", new { document = "APPRENTISSAGE-2020", on = "2020-01-02" });
        await server.MoveToAsync(HeureDeParis.At(new DateOnly(2020, 6, 25), new TimeOnly(12, 0)));
        using var client = await SignInAsync(server, "signatory:DGEFP");

        using var page = await client.ReadAsync("/conventions/APPRENTISSAGE-2020/comites/COINV/1");

        Assert.Matches(@"Compte rendu des dépenses de mars\s2020 attendu", page.QuerySelector("aside[aria-label=Repères]")!.TextContent);
    }

    /// <summary>The sentences that send somebody to the page in order to do something, and the buttons that say more than to look.</summary>
    private static async Task<IReadOnlyList<Promesse>> PromisesAsync()
    {
        var folder = Depot.Path("templates", "courriels");
        var service = new Dictionary<string, object?> { ["adresse"] = "https://comites.exemple.fr", ["boite"] = "conventions@exemple.fr" };
        var store = new ModeleStore(new DossierDeModeles(Depot.Path("templates")), new Dictionary<string, object?> { ["service"] = service });
        var promises = new List<Promesse>();
        foreach (var file in Directory.EnumerateFiles(folder, "donnees*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var template = Path.GetFileName(Path.GetDirectoryName(file)!);
            var mail = store.RenderCourriel(template, DonneesDeModele.Read(JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement));
            if (!Looks().IsMatch(mail.Action))
                promises.Add(new(template, mail.Action));
            promises.AddRange(OnThePage().Matches(mail.Corps.Markdown).Select(match => new Promesse(template, match.Value.Trim())));
        }

        return promises;
    }

    private static async Task<PagesClient> SignInAsync(LivedServer server, string function)
    {
        var client = new PagesClient(server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    [GeneratedRegex(@"^(Voir|Lire|Relire|Ouvrir)\s(?!.*(,\spuis|\sou\s|\set\s\p{L}+(er|ir|re)$))")]
    private static partial Regex Looks();

    [GeneratedRegex("[^.?!\n]*(même page|même endroit)[^.?!\n]*")]
    private static partial Regex OnThePage();

    /// <summary>A text that is followed, another that is to be signed, and the same once it is in effect.</summary>
    public sealed class Sites : IAsyncLifetime
    {
        internal LivedServer Suivi { get; private set; } = null!;

        internal LivedServer ASigner { get; private set; } = null!;

        internal LivedServer EnVigueur { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            (Suivi, ASigner, EnVigueur) = (await LivedServer.StartAsync(new DateOnly(2020, 3, 24)), await LivedServer.StartAsync(new DateOnly(2021, 6, 21)), await LivedServer.StartAsync(new DateOnly(2021, 6, 21)));
            await FollowAsync();
            foreach (var server in new[] { ASigner, EnVigueur })
            {
                await DoAsync(server, "import", new { document = Acte });
                await DoAsync(server, "sendForSignature", new { document = Acte });
            }

            foreach (var party in new[] { "DGEFP", "DNUM", "DINUM" })
            {
                await DoAsync(EnVigueur, "sign", new { document = Acte, party }, party);
            }

            await DoAsync(EnVigueur, "publish", new { document = Acte });
        }

        public async Task DisposeAsync()
        {
            foreach (var server in new[] { Suivi, ASigner, EnVigueur })
            {
                await server.DisposeAsync();
            }
        }

        /// <summary>An account that is in and one that is not, a drawn task, a mail that could not leave, and a comité six days ahead for which slots are proposed.</summary>
        private async Task FollowAsync()
        {
            await DoAsync(Suivi, "import", new { document = Suivie });
            await DoAsync(Suivi, "publish", new { document = Suivie, on = "2020-03-24" });
            await Suivi.MoveToAsync(HeureDeParis.At(new DateOnly(2020, 4, 2), new TimeOnly(9, 0)));
            await DoAsync(Suivi, "submitExpenseReport", new { convention = Suivie, month = "2020-03" });
            await CircuitAvecTache.PublishAsync(Suivi.Services, CircuitAvecTache.Json("[]"));
            await CircuitAvecTache.StartAsync(Suivi.Services, Suivie);
            await Suivi.MoveToAsync(HeureDeParis.At(new DateOnly(2020, 9, 18), new TimeOnly(12, 0)));
            var slots = new[] { new { on = "2020-09-24", from = "10:00", until = "11:00" }, new { on = "2020-09-25", from = "14:00", until = "15:00" } };
            await DoAsync(Suivi, "proposeSlots", new { convention = Suivie, committee = "COSTRAT", occurrence = 1, slots, answerBy = "2020-09-22" });
            await CircuitAvecTache.DoAsync(Suivi.Services, services => services.GetRequiredService<ComiteFlowDb>().Set<CourrielRow>().Where(mail => mail.Number == 1)
                .ExecuteUpdateAsync(mail => mail.SetProperty(m => m.SentAt, (DateTimeOffset?)null).SetProperty(m => m.Failure, "550 5.1.1 Cette boîte n’existe pas")));
        }

        internal static Task DoAsync(LivedServer server, string verb, object keys, string? party = null)
        {
            var role = Verbes.Find(verb)!.DefaultRole;
            return Verbes.Find(verb)!.RunAsync(
                server.Services.GetRequiredService<ExecutionDesActes>(), new Actor(party is null ? role : $"{role}:{party}", role, party, "essai", DateTimeOffset.UnixEpoch),
                JsonSerializer.SerializeToElement(keys), default);
        }
    }

    /// <param name="Way">Page of the mail’s button.</param>
    /// <param name="Selectors">What must stand on it for that reader.</param>
    private sealed record Geste(string Function, string Way, params string[] Selectors);

    private sealed record Promesse(string Template, string Text);
}
