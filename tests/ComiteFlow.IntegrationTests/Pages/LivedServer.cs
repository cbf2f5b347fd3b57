using ComiteFlow.Activities.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;
using ComiteFlow.Host.Travail;
using ComiteFlow.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The pages on the real use cases, engine and database, on a clock that the test moves.</summary>
internal sealed class LivedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HorlogeSimulee _clock;
    private readonly Horaire _horaire;
    private readonly DirectoryInfo _folder;

    private LivedServer(WebApplication app, HorlogeSimulee clock, Horaire horaire, DirectoryInfo folder) =>
        (_app, _clock, _horaire, _folder) = (app, clock, horaire, folder);

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    /// <param name="more">Services that take the place of the product's own.</param>
    /// <param name="database">A database that outlives the server; a file of its own by default.</param>
    /// <param name="demonstration">False where nobody has a way to sign in.</param>
    public static async Task<LivedServer> StartAsync(DateOnly from, Action<IServiceCollection>? more = null, BaseDeDonnees? database = null, bool demonstration = true)
    {
        var folder = Directory.CreateTempSubdirectory("comiteflow-pages-");
        var reglages = new ReglagesCourants(await File.ReadAllTextAsync(Depot.Path("conventions", "policies.json")), new Dictionary<string, System.Text.Json.JsonElement>());
        var clock = new HorlogeSimulee(HeureDeParis.At(from, TimeOnly.MinValue));
        var builder = WebApplication.CreateBuilder([$"--Demonstration={demonstration}"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IIds>(new IdentifiantsRepetables(clock));
        builder.Services.AddComiteFlow(
            database ?? new BaseDeDonnees(null, Path.Combine(folder.FullName, "comiteflow.db"), IsThrowAway: true),
            new DossiersLivres(Depot.Path("conventions"), Depot.Path("workflows"), Depot.Path("templates")), reglages, "https://comiteflow.example");
        builder.Services.AddLectures();
        builder.Services.AddComiteFlowPages(builder.Configuration);
        more?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseComiteFlowPages();
        Assert.Empty(await Preparation.PrepareAsync(app.Services, CancellationToken.None));
        await app.StartAsync();
        return new LivedServer(app, clock, new Horaire(reglages, clock.GetUtcNow()), folder);
    }

    /// <summary>Moves the clock; all that falls due on the way happens at its moment.</summary>
    public async Task MoveToAsync(DateTimeOffset until)
    {
        var pompe = Services.GetRequiredService<Pompe>();
        while (new[] { _horaire.NextMoment, await pompe.NextDueAsync(CancellationToken.None) }.Min() is { } moment && moment <= until)
        {
            _clock.MoveTo(moment);
            await _horaire.RunDueAsync(Services, _clock.GetUtcNow(), CancellationToken.None);
            await Services.GetRequiredService<Pompe>().DrainAsync(CancellationToken.None);
        }

        _clock.MoveTo(until);
    }

    /// <summary>The facts so far, as the simulator writes them.</summary>
    public async Task<IReadOnlyList<string>> FactsAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<FaitRow>().AsNoTracking().OrderBy(f => f.Number).ToListAsync();
        return [.. rows.Select(ResultatDePassage.Line)];
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
