using ComiteFlow.Domain;
using ComiteFlow.Domain.Avenants;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Persistence;

/// <summary>Grants and avenants of two services on one database cannot break the ceiling together, whoever is first.</summary>
public sealed class ConcurrenceTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Id = "ESSAI-C";

    private static readonly object Texte = new
    {
        id = Id, kind = "convention", title = "Convention d’essai",
        parties = new[] { new { id = "PARTIE-A", role = "delegant" }, new { id = "PARTIE-B", role = "delegataire" } },
        signatories = new[] { new { partyId = "PARTIE-A", signedOn = "2020-01-15" }, new { partyId = "PARTIE-B", signedOn = "2020-01-15" } },
        effect = new { trigger = "signature" },
        end = new { date = "2021-12-31" },
        ceilings = new[] { new { scope = "convention", amountCents = 1_000_000 } },
        tranches = new[] { new { no = 1, amountCents = 400_000, ae = true, cp = true, availableOn = "signature" } },
        laterTranches = new { allowed = true, requiresAvenant = false },
        committees = new[]
        {
            new { code = "COM-A", name = "comité A", cadence = new { every = "P6M", anchor = "signing" }, followedBy = new[] { "REVOYURE" } },
            new { code = "COM-B", name = "comité B", cadence = new { every = "P6M", anchor = "signing" }, followedBy = new[] { "REVOYURE" } },
        },
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Sqlite_GrantsAndAvenantOfTwoServicesAtOnce_KeepTheCeiling() =>
        await TousEnsembleAsync(new BaseDeDonnees(null, _folder.Path("ensemble.db")));

    [RequiresToolFact("postgres")]
    public async Task Postgres_GrantsAndAvenantOfTwoServicesAtOnce_KeepTheCeiling() =>
        await TousEnsembleAsync(new BaseDeDonnees(await server.CreateDatabaseAsync(), null));

    /// <summary>Both have read the same row: the second to write is told so by its version, before any rule of the table.</summary>
    [RequiresToolFact("postgres")]
    public async Task Postgres_AvenantWrittenOverARowThatAnotherConnectionHasChanged_IsAConflict()
    {
        await using var product = await PretAsync(new BaseDeDonnees(await server.CreateDatabaseAsync(), null));
        await using var first = product.Services.CreateAsyncScope();
        await using var second = product.Services.CreateAsyncScope();
        var (grant, other) = (await LuAsync(first), await LuAsync(second));

        Accorder(grant.Dossier, "COM-A", 600_000);
        new Avenants(other.Dossier).Request(new Changements(Money.FromCents(450_000)), new DateOnly(2020, 7, 15));
        await grant.Work.CommitAsync(default);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.Work.CommitAsync(default));
    }

    /// <summary>In a file the second to begin waits for the first, and must not go on with what it had read before.</summary>
    [Fact]
    public async Task Sqlite_GrantAfterAnotherConnectionHasGranted_CountsWhatThatOneLeft()
    {
        var database = new BaseDeDonnees(null, _folder.Path("memoire.db"));
        await using var product = await PretAsync(database);
        await using var other = await SimulatedProduct.StartAsync(database, new DateOnly(2020, 7, 15));
        await other.DoAsync("setOption", new { convention = Id, option = "status.due", value = 10 });

        await product.DoAsync("decideRevoyure", Decision("COM-A", 600_000));
        var refusal = await Assert.ThrowsAsync<BrokenRuleException>(() => other.DoAsync("decideRevoyure", Decision("COM-B", 1)));

        Assert.Equal(("ceilingExceeded", 1_000_001L), (refusal.Code, (long)refusal.Details["wouldBeCents"]!));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>Two grants that fit alone and not together, and the last signature of an avenant that lowers the ceiling.</summary>
    private static async Task TousEnsembleAsync(BaseDeDonnees database)
    {
        await using var one = await PretAsync(database);
        await one.DoAsync("requestAvenant", new { convention = Id, changes = new { ceilingCents = 700_000 } });
        await one.DoAsync("sign", new { document = Id + "-AV1", party = "PARTIE-A" }, "PARTIE-A");
        await using var two = await SimulatedProduct.StartAsync(database, new DateOnly(2020, 7, 15));

        var codes = await Task.WhenAll(
            Task.Run(() => EssayerAsync(() => one.DoAsync("decideRevoyure", Decision("COM-A", 350_000)))),
            Task.Run(() => EssayerAsync(() => two.DoAsync("decideRevoyure", Decision("COM-B", 350_000)))),
            Task.Run(() => EssayerAsync(() => two.DoAsync("sign", new { document = Id + "-AV1", party = "PARTIE-B" }, "PARTIE-B"))));

        Assert.All(codes, code => Assert.True(code is null or "ceilingExceeded" or "ceilingTooLow", code));
        Assert.Contains("ceilingExceeded", codes);
        var (granted, ceiling, tranches) = await one.InScopeAsync(async db => (
            (await db.Set<Dossier>().SingleAsync()).Granted, (await db.Set<Dossier>().SingleAsync()).Ceiling,
            (await db.Set<Tranche>().ToListAsync()).Aggregate(Money.Zero, (sum, t) => sum + t.Ae)));
        Assert.Equal(tranches, granted);
        Assert.True(granted <= ceiling, $"{granted} sous {ceiling}");
        Assert.Equal(400_000 + (350_000 * codes.Take(2).Count(code => code is null)), granted.Cents);
    }

    /// <summary>Signed, with two comités held that may each grant.</summary>
    private static async Task<SimulatedProduct> PretAsync(BaseDeDonnees database)
    {
        var product = await SimulatedProduct.StartAsync(database, new DateOnly(2020, 1, 15));
        await product.DoAsync("import", new { document = Texte });
        await product.LiveUntilAsync(new DateOnly(2020, 7, 14));
        product.StandAt(new DateTimeOffset(2020, 7, 15, 7, 0, 0, TimeSpan.Zero));
        foreach (var committee in new[] { "COM-A", "COM-B" })
            await product.DoAsync("holdCommittee", new { convention = Id, committee, occurrence = 1 });
        return product;
    }

    private static object Decision(string committee, long cents) => new { convention = Id, committee, occurrence = 1, outcome = "grant", amountCents = cents };

    /// <summary>The code of the refusal; null when it was done.</summary>
    private static async Task<string?> EssayerAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (BrokenRuleException refusal)
        {
            return refusal.Code;
        }
    }

    private static async Task<(UnitOfWork Work, Dossier Dossier)> LuAsync(AsyncServiceScope scope)
    {
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(default);
        return (work, (await scope.ServiceProvider.GetRequiredService<IDossiers>().FindAsync(Id, default))!);
    }

    private static void Accorder(Dossier dossier, string committee, long cents)
    {
        var revoyure = new Revoyure(dossier);
        var amount = Money.FromCents(cents);
        revoyure.Decide(revoyure.Find(committee, null, 1), new Decision("grant", amount, amount), new DateOnly(2020, 7, 15));
    }
}
