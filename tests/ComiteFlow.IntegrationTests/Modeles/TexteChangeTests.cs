using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using ComiteFlow.IntegrationTests.Pages;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using static ComiteFlow.IntegrationTests.Circuits.SceneDeRepetition;

namespace ComiteFlow.IntegrationTests.Modeles;

/// <summary>Words changed on the page of a template and published are in all that is made afterwards: Word file, PDF file, page and mail, on each host.</summary>
public sealed class TexteChangeTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Releve = "documents/releve-de-decisions", Decision = "courriels/decision", Mots = "Ces mots viennent de la page des modèles.";

    private static readonly object Comite = new { convention = "DIAGORIENTE-2020", committee = "COSTRAT", occurrence = 1 };

    private readonly TemporaryFolder _folder = new();

    [RequiresToolFact("libreoffice", "pdftotext")]
    public async Task Words_ChangedOnThePage_AreInTheWordFileThePdfFileThePageAndTheMail()
    {
        await using var server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24));
        await BeginAsync((verb, keys) => DoAsync(server.Services, verb, keys));
        await server.MoveToAsync(HeureDeParis.At(new DateOnly(2020, 9, 23), new TimeOnly(12, 0)));
        await ChangeAsync(server, Releve, "## 2. Objectifs\n", $"## 2. Objectifs\n\n{Mots}\n");
        await ChangeAsync(server, Decision, "Bonjour,\n", $"Bonjour,\n\n{Mots}\n");

        await DecideAsync((verb, keys) => DoAsync(server.Services, verb, keys));

        using var client = await SignInAsync(server, "coordinator");
        var (file, message) = await MadeAsync(server.Services);
        var number = Path.GetFileNameWithoutExtension(file);
        Assert.Contains(Mots, (await client.ReadAsync("/documents/" + number)).QuerySelector("article.cf-doc")!.TextContent, StringComparison.Ordinal);
        using var word = await client.GetAsync($"/documents/{number}.docx");
        using (var opened = WordprocessingDocument.Open(new MemoryStream(await word.Content.ReadAsByteArrayAsync()), false))
        {
            Assert.Contains(Mots, opened.MainDocumentPart!.Document!.Body!.InnerText, StringComparison.Ordinal);
        }

        Assert.Contains(Mots, message.TextBody, StringComparison.Ordinal);
        Assert.Contains(Mots, message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(Mots, await PdfAsync(server, client, number), StringComparison.Ordinal);
    }

    [RequiresToolFact("postgres")]
    public async Task Words_PublishedOnOneHost_AreUsedByAnotherThatRunsAlready()
    {
        var connection = await postgres.CreateDatabaseAsync();
        await using var first = await SimulatedProduct.StartAsync(new BaseDeDonnees(connection, null), new DateOnly(2020, 3, 24));
        await using var second = await SimulatedProduct.StartAsync(new BaseDeDonnees(connection, null), new DateOnly(2020, 3, 24));
        await BeginAsync((verb, keys) => first.DoAsync(verb, keys));
        await first.LiveUntilAsync(new DateOnly(2020, 9, 23));
        await first.MoveToAsync(first.Now.AddHours(12));
        await PublishAsync(first, Releve, "## 2. Objectifs\n", $"## 2. Objectifs\n\n{Mots}\n");
        await PublishAsync(first, Decision, "Bonjour,\n", $"Bonjour,\n\n{Mots}\n");

        second.StandAt(first.Now);
        await DecideAsync((verb, keys) => second.DoAsync(verb, keys));

        var (file, message) = await MadeAsync(second.Services);
        Assert.Contains(Mots, message.TextBody, StringComparison.Ordinal);
        Assert.Contains(Mots, await second.InScopeAsync(db => db.Set<DocumentRow>().Where(d => d.FileName == file).Select(d => d.Text!).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_PublishedWhileAMailWaits_AreInItAndItsRowSaysWhichVersion()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("attente.db"), IsThrowAway: true), new DateOnly(2020, 3, 24));
        await BeginAsync((verb, keys) => product.DoAsync(verb, keys));
        await product.LiveUntilAsync(new DateOnly(2020, 9, 23));
        await product.MoveToAsync(product.Now.AddHours(12));
        await product.DoAsync("suspendMail", new { reason = "Essai." });
        await DecideAsync((verb, keys) => product.DoAsync(verb, keys));
        await PublishAsync(product, Decision, "Bonjour,\n", $"Bonjour,\n\n{Mots}\n");

        await product.DoAsync("suspendMail", new { resume = true });

        var (_, message) = await MadeAsync(product.Services);
        Assert.Contains(Mots, message.TextBody, StringComparison.Ordinal);
        var version = product.Services.GetRequiredService<ModeleStore>().VersionOfCourriel("decision");
        Assert.Equal([version], await product.InScopeAsync(db => db.Set<CourrielRow>().Where(mail => mail.Template == "decision" && mail.SentAt != null).Select(mail => mail.TemplateHash).Distinct().ToListAsync()));
    }

    [Fact]
    public async Task Words_PublishedOnASite_AreInTheMailsOfItsRehearsals()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("site.db"), IsThrowAway: true), Debut, services => services.AddRepetitions());
        await BeginAsync((verb, keys) => product.DoAsync(verb, keys));
        await PublishAsync(product, "partiels/pied-courriel", "Une question", $"{Mots} Une question");
        await using var scope = product.Services.CreateAsyncScope();
        var matter = await scope.ServiceProvider.GetRequiredService<PreparationDeRepetition>().LireAsync(
            new Actor(Roles.Coordinator, Roles.Coordinator, null, "essai", product.Now),
            new DemandeDeRepetition("comite", [Convention], Debut, Debut.AddMonths(2), Comportement.Silence, Rejouer: false), default);

        var run = await new PassageDeRepetition(scope.ServiceProvider.GetRequiredService<CadreDeRepetition>(), matter, Directory.CreateDirectory(_folder.Path("passage"))).RunAsync(matter.Repete.Texte, default);

        var written = run.Courriels.Where(mail => HeureDeParis.Day(mail.Le) > Debut).ToList();
        Assert.NotEmpty(written);
        Assert.All(written, mail => Assert.Contains(Mots, MimeMessage.Load(new MemoryStream(mail.Message!)).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task BeginAsync(Func<string, object, Task> act)
    {
        await act("import", new { document = "DIAGORIENTE-2020" });
        await act("publish", new { document = "DIAGORIENTE-2020" });
        await act("releaseFunds", new { convention = "DIAGORIENTE-2020" });
    }

    private static async Task DecideAsync(Func<string, object, Task> act)
    {
        await act("submitStatusReport", Comite);
        await act("holdCommittee", Comite);
        await act("decideRevoyure", new { convention = "DIAGORIENTE-2020", committee = "COSTRAT", occurrence = 1, outcome = "refuse", requestedCents = 60_000_000 });
    }

    /// <summary>One person changes the text on its page, another publishes it.</summary>
    private static async Task ChangeAsync(LivedServer server, string name, string before, string after)
    {
        var page = "/modeles/" + name;
        using var author = await SignInAsync(server, "coordinator");
        var form = await author.ReadAsync(page);
        var text = form.QuerySelector("textarea[name=texte]")!.TextContent;
        Assert.Contains(before, text, StringComparison.Ordinal);
        using var saved = await author.PostFromAsync(
            page, page, ("etape", "enregistrer"), ("base", form.QuerySelector("input[name=base]")!.GetAttribute("value")!), ("texte", text.Replace(before, after, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var second = await SignInAsync(server, "admin");
        var read = await second.ReadAsync(page + "/publier");
        using var published = await second.PostFromAsync(
            page + "/publier", page + "/publier", ("etape", "publier"), ("base", read.QuerySelector("input[name=base]")!.GetAttribute("value")!), ("motif", "Essai."));
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
    }

    private static async Task PublishAsync(SimulatedProduct product, string name, string before, string after)
    {
        var state = await StateAsync(product, name);
        await RunAsync(product, "personne-1", SaveModele.Verbe, new SaveModele.Commande { Modele = name, Base = state.Base, Texte = state.Courant.Replace(before, after, StringComparison.Ordinal) });
        await RunAsync(product, "personne-2", PublishModele.Verbe, new PublishModele.Commande { Modele = name, Base = (await StateAsync(product, name)).Base, Motif = "Essai." });
    }

    private static Task RunAsync<TCommande>(SimulatedProduct product, string person, string verb, TCommande commande)
        where TCommande : Commande =>
        product.Services.GetRequiredService<ExecutionDesActes>().RunAsync(verb, new Actor(person, Roles.Coordinator, null, "essai", product.Now), commande, default);

    private static async Task<EtatDeModele> StateAsync(SimulatedProduct product, string name)
    {
        await using var scope = product.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<VersionsDeModele>().LireAsync(name, default);
    }

    private static Task DoAsync(IServiceProvider services, string verb, object keys)
    {
        var role = Verbes.Find(verb)!.DefaultRole;
        var actor = new Actor(role, role, null, "essai", services.GetRequiredService<TimeProvider>().GetUtcNow());
        return Verbes.Find(verb)!.RunAsync(services.GetRequiredService<ExecutionDesActes>(), actor, JsonSerializer.SerializeToElement(keys), default);
    }

    /// <summary>The record of the decision and the mail that tells it.</summary>
    private static async Task<(string File, MimeMessage Mail)> MadeAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var file = await db.Set<DocumentRow>().Where(d => d.Template == "releve-de-decisions").Select(d => d.FileName).SingleAsync();
        var bytes = await db.Set<CourrielRow>().Where(c => c.Template == "decision" && c.Message != null).Select(c => c.Message!).FirstAsync();
        return (file, await MimeMessage.LoadAsync(new MemoryStream(bytes)));
    }

    private async Task<string> PdfAsync(LivedServer server, PagesClient client, string number)
    {
        var atelier = new AtelierPdf(
            server.Services.GetRequiredService<IServiceScopeFactory>(), new ConversionPdf(Outils.Find("libreoffice")), server.Services.GetRequiredService<EssaisPdf>(),
            server.Services.GetRequiredService<Tour>(), NullLogger<AtelierPdf>.Instance);
        using var answer = await AnswerAsync();
        await File.WriteAllBytesAsync(_folder.Path("releve.pdf"), await answer.Content.ReadAsByteArrayAsync());
        var start = new ProcessStartInfo(Outils.Find("pdftotext")!, [_folder.Path("releve.pdf"), "-"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text.ReplaceLineEndings(" ");

        async Task<HttpResponseMessage> AnswerAsync()
        {
            // Documents are converted one at a time, the oldest first.
            while (await client.GetAsync($"/documents/{number}.pdf") is var found)
            {
                if (found.StatusCode == HttpStatusCode.OK)
                    return found;
                found.Dispose();
                Assert.True(await atelier.OnceAsync(default), "No document waits for its PDF file.");
            }

            throw new InvalidOperationException("Unreachable.");
        }
    }

    private static async Task<PagesClient> SignInAsync(LivedServer server, string function)
    {
        var client = new PagesClient(server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        return client;
    }
}
