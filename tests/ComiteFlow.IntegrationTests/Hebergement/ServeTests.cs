using System.Diagnostics;
using System.Text.Json;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Courriels;
using ComiteFlow.IntegrationTests.Crash;
using ComiteFlow.IntegrationTests.Pages;
using ComiteFlow.IntegrationTests.Scenarios;
using ComiteFlow.Tests;
using Microsoft.Data.Sqlite;

namespace ComiteFlow.IntegrationTests.Hebergement;

/// <summary>How the service starts, refuses to start, works by itself and stops.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), Polling = TimeSpan.FromMilliseconds(100);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Serve_OnTheRealClock_RunsItsJobsAloneOnItsFileAndStopsWhenAsked()
    {
        var file = await PrepareAsync(withConvention: true);
        using var service = await RunningService.StartAsync(file);

        var second = await CommandLine.RunAsync(Patience, "serve", "--urls", "http://127.0.0.1:0", "--base", file);
        Assert.Equal(2, second.ExitCode);
        Assert.StartsWith("Un autre service utilise déjà", Assert.Single(Lines(second.Error)), StringComparison.Ordinal);

        // The convention ran from March 2020 to December 2021, and no account was opened before this start.
        var watch = Stopwatch.StartNew();
        while (Count(file, "SELECT COUNT(*) FROM faits WHERE name = 'report.requested' AND json LIKE '%monthly%'") < 22)
        {
            Assert.True(watch.Elapsed < Patience, "The jobs of the real clock did not run.");
            await Task.Delay(Polling);
        }

        Assert.Equal(0, await service.StopAsync());
    }

    [Fact]
    public async Task Serve_SteppedClockOnAnOpenAddress_IsRefused()
    {
        var run = await CommandLine.RunAsync(Patience, "serve", "--urls", "http://0.0.0.0:0", "--base", _folder.Path("s.db"), "--horloge", _folder.Path("horloge"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("127.0.0.1", Assert.Single(Lines(run.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_BrokenWorkflowOnAnEmptyDatabase_DoesNotStart()
    {
        var start = CommandLine.StartInfo("serve", "--urls", "http://127.0.0.1:0", "--base", _folder.Path("vide.db"));
        start.Environment["COMITEFLOW_RACINE"] = BrokenRoot(workflow => workflow.Connect("informer", "Done", "nulle-part"));
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        var line = Assert.Single(Lines(error));
        Assert.StartsWith("revoyure.json", line, StringComparison.Ordinal);
        Assert.Contains("root", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_BrokenTemplateOnAnEmptyDatabase_DoesNotStartAndNamesFileAndLine()
    {
        var root = BrokenRoot(_ => { });
        Directory.Delete(Path.Combine(root, "templates"));
        foreach (var folder in Directory.EnumerateDirectories(Depot.Path("templates"), "*", SearchOption.AllDirectories))
        {
            _folder.Copy(folder, Path.Combine("racine", "templates", Path.GetRelativePath(Depot.Path("templates"), folder)));
        }

        await File.AppendAllTextAsync(_folder.Path("racine", "templates", "partiels", "pied-courriel.md"), "{% if x %}");
        var start = CommandLine.StartInfo("serve", "--urls", "http://127.0.0.1:0", "--base", _folder.Path("vide.db"));
        start.Environment["COMITEFLOW_RACINE"] = root;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith("templates/partiels/pied-courriel.md, ligne 5 : « {% if x %} » n’est pas fermé", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Serve_BrokenWorkflowOnAFilledDatabase_KeepsTheLastGoodVersionAndSaysSo(bool isReadable)
    {
        var file = await PrepareAsync(withConvention: false);
        var root = BrokenRoot(workflow => workflow.Connect("informer", "Done", "nulle-part"));
        if (!isReadable)
            await _folder.WriteAsync("{\"definitionId\": ", "racine", "workflows", "revoyure.json");

        using var service = await RunningService.StartAsync(file, root);

        using var client = new HttpClient();
        using var health = JsonDocument.Parse(await client.GetStringAsync(new Uri(service.Address, "sante")));
        var problem = Assert.Single(health.RootElement.GetProperty("problemesDeCircuits").EnumerateArray()).GetString()!;
        Assert.Contains("evoyure", problem, StringComparison.Ordinal);
        Assert.Equal(1, Count(file, "SELECT version FROM definitions WHERE definition_id = 'revoyure' AND is_published"));
    }

    [Fact]
    public async Task Serve_DirectoryBrokenWhileItRuns_SaysSoAndOneBrokenBeforeStopsTheStart()
    {
        var root = Directory.CreateDirectory(_folder.Path("racine")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(root, "templates"), Depot.Path("templates"));
        Directory.CreateSymbolicLink(Path.Combine(root, "workflows"), Depot.Path("workflows"));
        _folder.Copy(Depot.Path("conventions"), Path.Combine("racine", "conventions"));
        var file = _folder.Path("annuaire.db");
        using (var service = await RunningService.StartAsync(file, root))
        {
            using var client = new HttpClient();
            Assert.Equal("ok", await HealthAsync(client, service, "annuaire"));

            await _folder.WriteAsync("{ \"boites\": ", "racine", "conventions", "annuaire.json");

            Assert.Contains("annuaire.json, ligne 1", await HealthAsync(client, service, "annuaire"), StringComparison.Ordinal);
        }

        var start = CommandLine.StartInfo("serve", "--urls", "http://127.0.0.1:0", "--base", file);
        start.Environment["COMITEFLOW_RACINE"] = root;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("annuaire.json, ligne 1", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Serve_AccountThatCannotSignIn_IsFoundAtStartAndShown()
    {
        using var mail = new MailServer();
        var authority = await mail.StartCertifiedAsync("starttls");
        using var service = await RunningService.StartAsync(_folder.Path("compte.db"), null, [
            ("Demonstration", "true"), .. mail.Settings.Select(one => (one.Key, one.Value)), ("Smtp__Security", "starttls"), ("Smtp__Autorite", authority),
            ("Smtp__User", "comiteflow"), ("Smtp__Password", "autre")]);
        using var client = new PagesClient(service.Address);
        var watch = Stopwatch.StartNew();
        while (await HealthAsync(client.Http, service, "messagerie") == "ok")
        {
            Assert.True(watch.Elapsed < Patience, "Nobody tried the account.");
            await Task.Delay(Polling);
        }

        using var entered = await client.PostFromAsync("/connexion", "/connexion", ("fonction", "coordinator"));
        using var page = await client.ReadAsync("/envois");

        var alert = Assert.Single(page.QuerySelectorAll("main .fr-alert"), one => one.QuerySelector("h2")?.TextContent == "Aucun courriel ne peut partir");
        Assert.Contains("refuse le compte « comiteflow »", alert.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal("injoignable", await HealthAsync(client.Http, service, "messagerie"));
    }

    [Fact]
    public async Task WorkflowsExport_OfAFreshDatabase_WritesTheShippedFilesByteForByte()
    {
        var file = await PrepareAsync(withConvention: false);

        var run = await CommandLine.RunAsync(Patience, "workflows", "export", _folder.Path("circuits"), "--base", file);

        Assert.True(run.ExitCode == 0, run.Error);
        var shipped = Directory.GetFiles(Depot.Path("workflows"), "*.json").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(shipped.Select(Path.GetFileName), Directory.GetFiles(_folder.Path("circuits")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var one in shipped)
        {
            Assert.Equal(await File.ReadAllBytesAsync(one), await File.ReadAllBytesAsync(_folder.Path("circuits", Path.GetFileName(one))));
        }
    }

    [Theory]
    [InlineData("danser", "n’existe pas")]
    [InlineData("simulate", "simulate attend un fichier de scénario")]
    [InlineData("simulate absent.json", "absent.json")]
    [InlineData("conventions check absent.json", "absent.json")]
    [InlineData("workflows export ici --base absente/absente.db", "n’existe pas")]
    [InlineData("serve --urls http://127.0.0.1:0 --base b.db --horloge absente", "n’existe pas")]
    [InlineData("serve --urls http://127.0.0.1:0 --base b.db --horloge mauvaise", "ne contient pas un instant")]
    [InlineData("serve --urls", "attend une valeur")]
    public async Task Command_ThatCannotBe_IsRefusedInAFrenchSentence(string words, string sentence)
    {
        await _folder.WriteAsync("hier", "mauvaise");
        var start = CommandLine.StartInfo(words.Split(' '));
        start.WorkingDirectory = _folder.Root;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        var line = Assert.Single(Lines(error));
        Assert.Contains(sentence, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Could not", line, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private async Task<string> PrepareAsync(bool withConvention)
    {
        var file = _folder.Path("base.db");
        await using (var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, file), new DateOnly(2020, 3, 24)))
        {
            if (withConvention)
            {
                await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
                await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
            }
        }

        SqliteConnection.ClearAllPools();
        return file;
    }

    /// <summary>What ships, with one workflow broken.</summary>
    private string BrokenRoot(Action<WorkflowFile> breakIt)
    {
        var root = Directory.CreateDirectory(_folder.Path("racine")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(root, "conventions"), Depot.Path("conventions"));
        Directory.CreateSymbolicLink(Path.Combine(root, "templates"), Depot.Path("templates"));
        _folder.Copy(Depot.Path("workflows"), Path.Combine("racine", "workflows"));
        var workflow = new WorkflowFile(Path.Combine(root, "workflows", "revoyure.json"));
        breakIt(workflow);
        workflow.Save();
        return root;
    }

    private static async Task<string> HealthAsync(HttpClient client, RunningService service, string name)
    {
        using var health = JsonDocument.Parse(await client.GetStringAsync(new Uri(service.Address, "sante")));
        return health.RootElement.GetProperty(name).GetString()!;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static long Count(string file, string sql)
    {
        using var connection = Traces.Open(file);
#pragma warning disable CA2100 // The statements stand in this class.
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
