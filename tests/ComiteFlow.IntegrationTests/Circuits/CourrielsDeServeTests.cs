using System.Text;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Courriels;
using ComiteFlow.IntegrationTests.Crash;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using static ComiteFlow.IntegrationTests.Circuits.SceneDeRepetition;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary><c>serve</c> on the stepped clock hands to a mail server what the rehearsal of the same months wrote, byte for byte.</summary>
public sealed class CourrielsDeServeTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private static readonly DateOnly Fin = new(2020, 7, 20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RequiresToolFact("aiosmtpd")]
    public async Task WhatServeSends_IsWhatTheRehearsalWrote()
    {
        var file = _folder.Path("serve.db");
        var written = await RepeterAsync(new BaseDeDonnees(null, file, IsThrowAway: true));
        SqliteConnection.ClearAllPools();
        using var mails = new MailServer();
        await mails.StartAsync();
        using var service = new SteppedService(file, _folder.Path("horloge"), new Dictionary<string, string>(mails.Settings) { ["Adresse"] = "https://comiteflow.example", ["Smtp__Reponse"] = Expediteur.Livre.AdresseDeReponse });
        service.MoveTo(HeureDeParis.At(Debut, new TimeOnly(10, 0)));
        service.Start();
        await service.DoneAsync();
        while (service.Next is { } next && next < HeureDeParis.At(Fin.AddDays(1), TimeOnly.MinValue))
        {
            service.MoveTo(next);
            await service.DoneAsync();
        }

        Assert.True(written.Count > 20, $"{written.Count} mails are no proof.");
        Assert.Equal(written.Order(StringComparer.Ordinal), mails.Bytes.Select(Encoding.UTF8.GetString).Order(StringComparer.Ordinal));
    }

    [RequiresToolFact("postgres")]
    public async Task ASiteOnPostgreSql_RehearsesTheSame()
    {
        var onServer = await RepeterAsync(new BaseDeDonnees(await postgres.CreateDatabaseAsync(), null));
        var onFile = await RepeterAsync(new BaseDeDonnees(null, _folder.Path("site.db"), IsThrowAway: true));

        Assert.NotEmpty(onServer);
        Assert.Equal(onFile, onServer);
    }

    /// <summary>Registers the convention on a site and rehearses the months that follow.</summary>
    /// <returns>The mails of the days after the first, in order.</returns>
    private async Task<IReadOnlyList<string>> RepeterAsync(BaseDeDonnees database)
    {
        await using var product = await SimulatedProduct.StartAsync(database, Debut, services => services.AddRepetitions());
        await product.DoAsync("import", new { document = Convention });
        await product.DoAsync("publish", new { document = Convention });
        await product.DoAsync("releaseFunds", new { convention = Convention, tranche = 1 });
        await using var scope = product.Services.CreateAsyncScope();
        var actor = new Actor(Roles.Coordinator, Roles.Coordinator, null, "essai", product.Now);
        var matter = await scope.ServiceProvider.GetRequiredService<PreparationDeRepetition>().LireAsync(
            actor, new DemandeDeRepetition("comite", [Convention], Debut, Fin, Comportement.Silence, Rejouer: false), default);
        var folder = Directory.CreateDirectory(_folder.Path($"passage-{database.File is null}"));
        var run = await new PassageDeRepetition(scope.ServiceProvider.GetRequiredService<CadreDeRepetition>(), matter, folder).RunAsync(matter.Repete.Texte, default);
        return [.. run.Courriels.Where(mail => HeureDeParis.Day(mail.Le) > Debut).Select(mail => Encoding.UTF8.GetString(mail.Message!))];
    }
}
