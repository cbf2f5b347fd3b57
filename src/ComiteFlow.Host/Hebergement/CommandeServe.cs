using System.Net;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Demonstration;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Rapports;
using ComiteFlow.Host.Travail;

namespace ComiteFlow.Host.Hebergement;

/// <summary><c>comiteflow serve [--urls URL] [--base FICHIER] [--horloge FICHIER]</c>: the service, on the real clock unless told otherwise.</summary>
internal sealed class CommandeServe(Arguments arguments, string racine)
{
    /// <summary>What a service takes at once: enough that a commit is shared, few enough that no other host waits for long.</summary>
    internal const int Lot = 25;

    private const string DefaultUrls = "http://127.0.0.1:5080";

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var builder = Builder();
        var urls = arguments.Option("urls") ?? builder.Configuration["Urls"] ?? DefaultUrls;
        TimeProvider clock = TimeProvider.System;
        if (arguments.Option("horloge") is { } file)
        {
            if (!IsLoopback(urls))
                return Sortie.Refuse("L’horloge d’un fichier n’est permise que sur une adresse de cette machine (127.0.0.1) : changez --urls.");
            clock = new HorlogeDeFichier(file);
        }

        var connection = builder.Configuration.GetConnectionString("ComiteFlow");
        var database = new BaseDeDonnees(connection, connection is null ? DatabaseFile(arguments, "comiteflow.db") : null);
        if (builder.Configuration.GetValue<TimeSpan?>("Bail") is { } lease)
            database = database with { Lease = lease };
        return await ServeAsync(builder, database, clock, urls, racine, null, ct);
    }

    /// <summary>A database file that only one service may use at a time.</summary>
    internal static string DatabaseFile(Arguments arguments, string name)
    {
        var file = Path.GetFullPath(arguments.Option("base") ?? Path.Combine("donnees", name));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    internal static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // Keys lie in the database as they are (docs/architecture.md): the warning in English about it asks nothing of who starts the service.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    internal static async Task<int> ServeAsync(
        WebApplicationBuilder builder, BaseDeDonnees database, TimeProvider clock, string urls, string racine, string? welcome, CancellationToken ct)
    {
        using var only = database.File is { } file ? Verrou.Take(file) : null;
        if (database.File is not null && only is null)
            return Sortie.Refuse($"Un autre service utilise déjà {database.File}. Avec ce fichier, un seul service à la fois : arrêtez l’autre, ou passez à PostgreSQL.");
        var reglages = new ReglagesCourants(
            await File.ReadAllTextAsync(Path.Combine(racine, "conventions", "policies.json"), ct), new Dictionary<string, System.Text.Json.JsonElement>());
        AddServices(builder, database, clock, reglages, urls, racine);
        if (builder.Services.AddMessagerie(builder.Configuration) is { } wrong)
            return Sortie.Refuse(wrong);
        await using var app = builder.Build();
        if (AnnuaireIllisible(app.Services) is { } unreadable)
            return Sortie.Refuse(unreadable);
        var problems = await Preparation.PrepareAsync(app.Services, ct);
        if (problems.Count > 0 && await Preparation.HasNothingToRunAsync(app.Services, ct))
            return Sortie.Refuse(problems);
        foreach (var problem in app.Services.GetRequiredService<ModelesDuSite>().Signales)
        {
            await Console.Error.WriteLineAsync(problem);
        }

        app.Urls.Add(urls);
        app.UseComiteFlowPages();
        if (clock == TimeProvider.System)
            app.UseTravaux();
        await app.StartAsync(ct);
        Console.WriteLine($"ComiteFlow est prêt : {app.Urls.First()}");
        if (welcome is not null)
            Console.WriteLine(welcome);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    /// <summary>Nothing was read before a start: a broken directory stops it.</summary>
    private static string? AnnuaireIllisible(IServiceProvider services)
    {
        try
        {
            return services.GetRequiredService<Annuaire>().Probleme;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    private static void AddServices(
        WebApplicationBuilder builder, BaseDeDonnees database, TimeProvider clock, ReglagesCourants reglages, string urls, string racine)
    {
        var services = builder.Services;
        services.AddSingleton(clock);
        services.AddSingleton<IIds>(new Identifiants(clock));
        var dossiers = new DossiersLivres(Path.Combine(racine, "conventions"), Path.Combine(racine, "workflows"), Path.Combine(racine, "templates"));
        services.AddComiteFlow(database, dossiers, reglages, builder.Configuration["Adresse"] ?? urls.Split(';')[0],
            (clock == TimeProvider.System ? new EngineOptions() : EngineOptions.AtOnce) with
            {
                Batch = builder.Configuration.GetValue("Lot", Lot),
                JournalDays = builder.Configuration.GetValue<int?>("Journal:Jours"),
            }, Courriels(builder, clock));
        services.AddSingleton<ModelesAuDemarrage>();
        services.AddComiteFlowPages(builder.Configuration);
        services.AddLectures();
        services.AddSingleton<Reveil>();
        services.AddHostedService<Veilleur>();
        // A clock that a file drives is a driver's or a test's: it asks for a converter by name or goes without.
        if (clock is not HorlogeDeFichier || builder.Configuration["Documents:Convertisseur"] is not null)
            services.AddHostedService<AtelierPdf>();
        if (clock == TimeProvider.System)
        {
            services.AddSingleton(provider => provider.GetRequiredService<ConversionPdf>().Absence is null ? AttenteDuPdf.Usuelle : AttenteDuPdf.Aucune);
            services.AddTravaux(database);
            services.AddFacteur();
            return;
        }

        services.AddSingleton<Conduite>();
        if (clock is HorlogeDeDemonstration demonstration)
        {
            services.AddSingleton(demonstration);
            services.AddSingleton<IHorlogeDemonstration, AvanceDeDemonstration>();
        }
    }

    /// <summary>Live all of them leave; on a clock that a driver moves, what a scenario has.</summary>
    private static CourrielsDuSite Courriels(WebApplicationBuilder builder, TimeProvider clock) =>
        builder.Configuration["Courriels:Automatiques"] is { } text ? CourrielsDuSite.Read(text)
        : clock == TimeProvider.System ? CourrielsDuSite.Tous : CourrielsDuSite.Aucun;

    internal static bool IsLoopback(string urls) => Array.TrueForAll(
        urls.Split(';'), url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))));
}
