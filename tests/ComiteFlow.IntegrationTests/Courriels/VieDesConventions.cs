using System.Text.Json;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Circuits.Differences;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Securite;
using ComiteFlow.Host.Simulation;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>
/// The whole life of the five texts, with people who are late every other time, its mail handed over to a real server
/// that refuses for now or cuts the connection again and again.
/// </summary>
[CollectionDefinition(Collection)]
public sealed class VieDesConventions : IAsyncLifetime, IDisposable, ICollectionFixture<VieDesConventions>
{
    /// <summary>Classes that read the same life, which is lived once.</summary>
    public const string Collection = "La vie des cinq conventions";

    private const int MomentsMax = 20_000, Hurdles = 120;

    private static readonly (string Convention, DateTime On)[] Imports =
    [
        ("EVA-2020", new(2020, 1, 2, 9, 0, 0)), ("APPRENTISSAGE-2020", new(2020, 1, 2, 9, 0, 0)), ("DIAGORIENTE-2020", new(2020, 3, 24, 9, 0, 0)),
        ("TRIPARTITE-2021", new(2021, 6, 30, 9, 0, 0)), ("TRIPARTITE-2021-AV1", new(2021, 9, 20, 9, 0, 0)),
    ];

    public static IEnumerable<string> Conventions => Imports.Select(one => one.Convention);

    private readonly TemporaryFolder _folder = new();

    internal MailServer Server { get; } = new();

    /// <summary>The outgoing mail as it stands at the end, in its order.</summary>
    internal IReadOnlyList<CourrielRow> Rows { get; private set; } = [];

    internal string File => _folder.Path("vie.db");

    internal BaseDeDonnees Database => new(null, File);

    internal DateTimeOffset End { get; private set; }

    /// <summary>What the inventory of the site tells at the end.</summary>
    internal IReadOnlyList<CourrielAutomatique> Inventory { get; private set; } = [];

    /// <summary>What templates read and data lack, whichever branch is taken.</summary>
    internal IReadOnlyList<string> Incomplete { get; private set; } = [];

    /// <summary>The documents of these years.</summary>
    internal IReadOnlyList<DocumentRow> Documents { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (Outils.Find("aiosmtpd") is null)
            return;
        await Server.StartAsync();
        await Server.AnswerAsync([.. Enumerable.Range(0, Hurdles).SelectMany(_ => (string[])["250 OK", "451 4.7.1 Revenez plus tard", "250 OK", "COUPER", "250 OK", "250 OK", "250 OK"])]);
        var (from, until) = (new DateOnly(2020, 1, 1), new DateOnly(2023, 6, 30));
        await using var product = await SimulatedProduct.StartAsync(
            Database, from,
            services => WithSealedLinks(services).AddSingleton(CourrielsDuSite.Tous).AddSingleton<IMailTransport>(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = Server.Port })));
        var steps = Imports.Select((one, rank) => new ScenarioStep(rank, one.On, "import", null, JsonSerializer.SerializeToElement(new { document = one.Convention }), []));
        var people = new GensDeRepetition(Comportement.UnRetardSurDeux, from.ToDateTime(TimeOnly.MinValue), ouvre: false, MomentsMax);
        await product.LiveAsync(new Scenario("La vie des cinq conventions", [], from, until, new Dictionary<string, JsonElement>(), [.. steps]), people);
        Rows = await product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().OrderBy(row => row.Number).ToListAsync());
        End = product.Now;
        await using var scope = product.Services.CreateAsyncScope();
        var words = ActivatorUtilities.CreateInstance<DifferencesDeCircuit>(scope.ServiceProvider);
        Inventory = await ActivatorUtilities.CreateInstance<InventaireDesCourriels>(scope.ServiceProvider, words).ReadAsync(default);
        Incomplete = [.. Rows.DistinctBy(row => (row.Template, Shape(row))).Select(row => scope.ServiceProvider.GetRequiredService<DonneesCompletes>()
            .Manque($"{NomDeModele.Courriels}/{row.Template}", Data(row))).OfType<string>()];
        Documents = await product.InScopeAsync(db => db.Set<DocumentRow>().AsNoTracking().OrderBy(row => row.Key).ToListAsync());
    }

    /// <summary>The way out of a digest, which pages bring along.</summary>
    private static IServiceCollection WithSealedLinks(IServiceCollection services)
    {
        ClesEnBase.Add(services);
        return services.AddSingleton<ILienDeDesabonnement, DesabonnementSigne>();
    }

    /// <summary>The names that the data of a mail hold: mails of one shape lack the same.</summary>
    private static string Shape(CourrielRow row)
    {
        var shape = Forme.Vide();
        shape.Ajouter(Data(row));
        return string.Join(' ', shape.Noms());
    }

    private static IReadOnlyDictionary<string, object?> Data(CourrielRow row) => new DemandesDuCourriel([], null) { Others = 0 }.Keep(DonneesDeModele.Read(JsonDocument.Parse(row.Data).RootElement));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Server.Dispose();
        _folder.Dispose();
    }
}
