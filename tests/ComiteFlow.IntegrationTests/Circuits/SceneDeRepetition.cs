using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Pages;
using ComiteFlow.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>A site with one convention, registered, published and lived for a while, that hands its mail to a transport that counts.</summary>
public sealed class SceneDeRepetition : IAsyncLifetime
{
    public const string Convention = "DIAGORIENTE-2020";

    public static readonly DateOnly Debut = new(2020, 3, 24);

    internal LivedServer Server { get; private set; } = null!;

    internal Compteur Poste { get; } = new();

    public async Task InitializeAsync()
    {
        Server = await LivedServer.StartAsync(Debut, services => services.AddSingleton<IMailTransport>(Poste));
        await DoAsync("import", new { document = Convention });
        await MoveAsync(Debut, 10);
        await DoAsync("publish", new { document = Convention });
        await DoAsync("releaseFunds", new { convention = Convention, tranche = 1 });
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public Task MoveAsync(DateOnly day, int hour) => Server.MoveToAsync(HeureDeParis.At(day, new TimeOnly(hour, 0)));

    /// <summary>Does a verb in the name of the role that it belongs to.</summary>
    public Task DoAsync(string verb, object keys) => Verbes.Find(verb)!.RunAsync(
        Server.Services.GetRequiredService<ExecutionDesActes>(), Acteur(Verbes.Find(verb)!.DefaultRole), JsonSerializer.SerializeToElement(keys), default);

    /// <summary>Writes a text as the draft of a workflow.</summary>
    internal async Task SaveAsync(string circuit, Action<JsonObject> change)
    {
        var text = JsonNode.Parse(await File.ReadAllTextAsync(Depot.Path("workflows", circuit + ".json")))!.AsObject();
        change(text);
        await using var scope = Server.Services.CreateAsyncScope();
        var revision = await scope.ServiceProvider.GetRequiredService<LectureCircuits>().RevisionAsync(circuit, default);
        var command = new SaveCircuit.Commande { Circuit = circuit, Texte = text.ToJsonString(), Revision = revision, Fenetre = "essai" };
        await Server.Services.GetRequiredService<ExecutionDesActes>().RunAsync(SaveCircuit.Verbe, Acteur(Roles.Coordinator), command, default);
    }

    /// <summary>Writes a new workflow.</summary>
    internal async Task<string> CreerAsync(string text)
    {
        var command = new SaveCircuit.Commande { Texte = text, Fenetre = "essai", Moyen = Moyens.Creation };
        await Server.Services.GetRequiredService<ExecutionDesActes>().RunAsync(SaveCircuit.Verbe, Acteur(Roles.Coordinator), command, default);
        return command.Recu.Circuit;
    }

    internal async Task<MatiereDeRepetition> MatiereAsync(DemandeDeRepetition demande)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PreparationDeRepetition>().LireAsync(Acteur(Roles.Coordinator), demande, default);
    }

    internal async Task<RepetitionLancee> LancerAsync(DemandeDeRepetition demande) =>
        Server.Services.GetRequiredService<Repetitions>().Lancer(await MatiereAsync(demande));

    /// <summary>Runs a rehearsal to its end.</summary>
    internal async Task<ResultatDeRepetition> JouerAsync(DemandeDeRepetition demande)
    {
        var run = await LancerAsync(demande);
        await run.Fin;
        Assert.True(run.Resultat is not null, string.Join(' ', run.Raisons));
        return run.Resultat!;
    }

    internal static DemandeDeRepetition Demande(Comportement comportement = Comportement.Silence, int mois = 12, string circuit = "comite", bool rejouer = false) =>
        new(circuit, [Convention], Debut, Debut.AddMonths(mois), comportement, rejouer);

    /// <summary>A hash of every row of every table, by table.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> EmpreintesAsync()
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var prints = new Dictionary<string, string>();
        foreach (var table in await db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table'").ToListAsync())
        {
            prints[table] = await EmpreinteAsync(db, table);
        }

        return prints;
    }

    /// <summary>The mails that the site itself has written, by business key.</summary>
    internal async Task<IReadOnlyDictionary<string, byte[]>> CourrielsAsync()
    {
        await using var scope = Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<CourrielRow>().AsNoTracking().Where(c => c.Message != null).ToDictionaryAsync(c => c.Key, c => c.Message!);
    }

    private static Actor Acteur(string role) => new(role, role, null, "essai", HeureDeParis.At(Debut, TimeOnly.MinValue));

    private static async Task<string> EmpreinteAsync(ComiteFlowDb db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync();
        var text = new StringBuilder();
        while (await reader.ReadAsync())
        {
            for (var rank = 0; rank < reader.FieldCount; rank++)
            {
                text.Append(reader.GetValue(rank) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(rank), CultureInfo.InvariantCulture)).Append('|');
            }
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Takes mail as a server would, and keeps it.</summary>
    internal sealed class Compteur : IMailTransport
    {
        public List<MimeMessage> Pris { get; } = [];

        public Task SendAsync(MimeMessage message, CancellationToken ct)
        {
            Pris.Add(message);
            return Task.CompletedTask;
        }
    }
}
