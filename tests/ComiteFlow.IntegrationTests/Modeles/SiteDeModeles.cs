using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;
using ComiteFlow.Host.Travail;
using ComiteFlow.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComiteFlow.IntegrationTests.Modeles;

/// <summary>A host with a folder of templates of its own, started as <c>serve</c> starts it.</summary>
internal sealed class SiteDeModeles : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly HorlogeSimulee _clock;

    private SiteDeModeles(ServiceProvider services, HorlogeSimulee clock, IReadOnlyList<string> problems) => (_services, _clock, Problems) = (services, clock, problems);

    public IReadOnlyList<string> Problems { get; }

    public IServiceProvider Services => _services;

    public ModelesDuSite Modeles => _services.GetRequiredService<ModelesDuSite>();

    public static async Task<SiteDeModeles> StartAsync(BaseDeDonnees database, string templates)
    {
        var clock = new HorlogeSimulee(HeureDeParis.At(new DateOnly(2021, 9, 14), new TimeOnly(9, 0)));
        var reglages = new ReglagesCourants(await File.ReadAllTextAsync(Depot.Path("conventions", "policies.json")), new Dictionary<string, JsonElement>());
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IIds>(new Identifiants(clock))
            .AddComiteFlow(database, new DossiersLivres(Depot.Path("conventions"), Depot.Path("workflows"), templates), reglages, "https://comiteflow.example")
            .AddSingleton<ModelesAuDemarrage>()
            .BuildServiceProvider();
        return new SiteDeModeles(services, clock, await Preparation.PrepareAsync(services, default));
    }

    /// <summary>One person writes a change of a text, another publishes it.</summary>
    public async Task PublierAsync(string name, string before, string after)
    {
        var state = await LireAsync(name);
        Assert.Contains(before, state.Courant, StringComparison.Ordinal);
        await FaireAsync(SaveModele.Verbe, "personne-1", new SaveModele.Commande { Modele = name, Texte = state.Courant.Replace(before, after, StringComparison.Ordinal), Base = state.Base });
        await FaireAsync(PublishModele.Verbe, "personne-2", new PublishModele.Commande { Modele = name, Base = (await LireAsync(name)).Base, Motif = "Essai." });
    }

    public async Task FaireAsync<TCommande>(string verb, string person, TCommande commande)
        where TCommande : Commande => await Services.GetRequiredService<ExecutionDesActes>()
            .RunAsync(verb, new Actor(person, Roles.Coordinator, null, "essai", _clock.GetUtcNow()), commande, default);

    public async Task<EtatDeModele> LireAsync(string name)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<VersionsDeModele>().LireAsync(name, default);
    }

    /// <summary>The mail of a sample as this host writes it now, in plain text.</summary>
    public string Courriel(string name) => TexteWriter.Write(Services.GetRequiredService<ModeleStore>()
        .RenderCourriel(name, Services.GetRequiredService<EpreuveDeModele>().Donnees($"courriels/{name}/donnees.json")).Corps).Replace('\u00A0', ' ');

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
