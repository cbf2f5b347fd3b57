using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Demonstration;

/// <summary>Conventions registered years after their life: what lies before the registration is history, and nobody is written to about it.</summary>
public sealed class RepriseTests : IDisposable
{
    private static readonly DateOnly Registered = new(2026, 3, 2);
    private const string Convention = "DIAGORIENTE-2020";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Import_FiveConventionsOfThePast_WritesToNobodyAndAsksNothing()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("reprise.db")), Registered);
        foreach (var document in (string[])["APPRENTISSAGE-2020", "DIAGORIENTE-2020", "EVA-2020", "TRIPARTITE-2021", "TRIPARTITE-2021-AV1"])
        {
            await product.DoAsync("import", new { document });
        }

        await product.LiveUntilAsync(new DateOnly(2026, 4, 12));

        Assert.Equal(0, await product.InScopeAsync(db => db.Set<CourrielRow>().CountAsync()));
        Assert.Empty(await product.InScopeAsync(db => db.Set<HumanTask>().Where(t => t.State == TaskState.Open && t.DueOn < Registered).Select(t => t.Key).ToListAsync()));
        Assert.Empty(await product.InScopeAsync(db => db.Set<HumanTask>().Where(t => t.NextRungOn != null).Select(t => t.Key).ToListAsync()));
        Assert.Empty(await product.InScopeAsync(db => db.Set<Tache>().Where(t => t.Due < Registered).Select(t => t.Id).ToListAsync()));
        Assert.Empty(await product.InScopeAsync(db => db.Set<Incident>().Select(i => i.Message).ToListAsync()));
        Assert.Equal(4, await product.InScopeAsync(db => db.Set<Dossier>().CountAsync(d => d.IsReprise)));
        var points = await product.InScopeAsync(db => db.Set<PointDeReprise>().ToListAsync());
        Assert.Equal(["DIAGORIENTE-2020", "EVA-2020", "TRIPARTITE-2021"], points.Select(p => p.ConventionId).Distinct().Order(StringComparer.Ordinal));
        Assert.All(points, p => Assert.True(p.Due < Registered && p.Choice is null));
    }

    [Fact]
    public async Task Confirm_OneAnswerOfEachKind_GoesOnFromTodayWithWhatIsStillOwed()
    {
        await using var product = await StartAsync("reponses.db", Registered);
        await product.DoAsync("import", new { document = Convention });
        await product.DoAsync("publish", new { document = Convention, on = "2020-04-06" });

        await product.DoAsync("confirmReprise", new
        {
            convention = Convention,
            points = new object[]
            {
                new { point = Convention + "/COSTRAT/1", choice = "done", on = "2020-09-24" },
                new { point = Convention + "/COSTRAT/1/status", choice = "owed" },
                new { point = Convention + "/COSTRAT/2", choice = "owed" },
                new { point = Convention + "/COSTRAT/3", choice = "moot", reason = "regroupée avec la précédente" },
                new { point = Convention + "/monthly/2020-05", choice = "owed" },
                new { point = Convention + "/final", choice = "owed" },
                new { point = Convention + "/copy/CBCM-PM", choice = "owed" },
                new { point = Convention + "/close", choice = "owed" },
            },
        });

        Assert.Equal(
            ["copieCbcm/DIAGORIENTE-2020/CBCM-PM", "rappelDepenses/DIAGORIENTE-2020/final/DINUM/0", "rappelDepenses/DIAGORIENTE-2020/monthly/2020-05/DINUM/0"],
            await product.InScopeAsync(db => db.Set<CourrielRow>().OrderBy(c => c.Key).Select(c => c.Key).ToListAsync()));
        Assert.Equal(
            ["rapport/DIAGORIENTE-2020/COSTRAT/1/status", "rapport/DIAGORIENTE-2020/final", "rapport/DIAGORIENTE-2020/monthly/2020-05"],
            await product.InScopeAsync(db => db.Set<HumanTask>().Where(t => t.State == TaskState.Open && t.NextRungOn >= Registered).OrderBy(t => t.Key).Select(t => t.Key).ToListAsync()));
        Assert.Equal(["close", "copy"], await product.InScopeAsync(db => db.Set<Tache>().OrderBy(t => t.Kind).Select(t => t.Kind).ToListAsync()));
        Assert.Equal(
            [ComiteState.Past, ComiteState.Planned, ComiteState.Past],
            await product.InScopeAsync(db => db.Set<Comite>().OrderBy(c => c.Occurrence).Select(c => c.State).ToListAsync()));
        var facts = await product.InScopeAsync(db => db.Set<FaitRow>().Where(f => f.Name == "reprise.confirmed").ToListAsync());
        Assert.Equal(8, facts.Count);
        Assert.All(facts, fact => Assert.Equal("coordinator", fact.Actor));

        await product.LiveUntilAsync(Registered.AddDays(10));

        var reminded = await product.InScopeAsync(db => db.Set<FaitRow>().Where(f => f.Name == "report.reminded").CountAsync());
        Assert.Equal(5, reminded);
        Assert.Empty(await product.InScopeAsync(db => db.Set<Incident>().Select(i => i.Message).ToListAsync()));
    }

    [Fact]
    public async Task Confirm_OneAnswerThatCannotBe_ChangesNothing()
    {
        await using var product = await StartAsync("refus.db", Registered);
        await product.DoAsync("import", new { document = Convention });

        await Assert.ThrowsAsync<BrokenRuleException>(() => product.DoAsync("confirmReprise", new
        {
            convention = Convention,
            points = new object[] { new { point = Convention + "/COSTRAT/2", choice = "owed" }, new { point = Convention + "/COSTRAT/1", choice = "moot" } },
        }));

        Assert.Empty(await product.InScopeAsync(db => db.Set<PointDeReprise>().Where(p => p.Choice != null).Select(p => p.Id).ToListAsync()));
        Assert.Equal(3, await product.InScopeAsync(db => db.Set<Comite>().CountAsync(c => c.State == ComiteState.Past)));
        Assert.Equal("refused", await product.InScopeAsync(db => db.Set<FaitRow>().OrderByDescending(f => f.Number).Select(f => f.Name).FirstAsync()));
    }

    [Fact]
    public async Task Import_BetweenConvocationAndComite_SendsTheConvocationWhenItIsConfirmed()
    {
        var registered = new DateOnly(2020, 9, 10);
        await using var product = await StartAsync("convocation.db", registered);
        await product.DoAsync("import", new { document = Convention });
        await product.LiveUntilAsync(registered.AddDays(1));
        Assert.Empty(await ConvocationsAsync(product));

        await product.DoAsync("confirmReprise", new { convention = Convention, points = new object[] { new { point = Convention + "/COSTRAT/1/convocation", choice = "owed" } } });

        Assert.NotEmpty(await ConvocationsAsync(product));
    }

    [Fact]
    public async Task Confirm_ASignatureStillOwed_RemindsThatPartyAlone()
    {
        await using var product = await StartAsync("signatures.db", Registered);
        await product.DoAsync("import", new { document = "TRIPARTITE-2021" });
        await product.DoAsync("sign", new { document = "TRIPARTITE-2021", party = "DGEFP", on = "2021-06-30" }, "DGEFP");
        await product.LiveUntilAsync(Registered.AddDays(2));
        Assert.Equal(0, await product.InScopeAsync(db => db.Set<CourrielRow>().CountAsync()));

        await product.DoAsync("confirmReprise", new { convention = "TRIPARTITE-2021", points = new object[] { new { point = "TRIPARTITE-2021/signature/DNUM", choice = "owed" } } });
        await product.LiveUntilAsync(Registered.AddDays(3));

        Assert.Equal(["DNUM"], await product.InScopeAsync(db => db.Set<CourrielRow>().Where(c => c.Template == "rappelSignature").Select(c => c.Recipient).ToListAsync()));
    }

    [Fact]
    public async Task Import_ConventionOfThePast_MarksItsComitesAsHistory()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("comites.db")), Registered);

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.LiveUntilAsync(Registered.AddDays(7));

        var comites = await product.InScopeAsync(db => db.Set<Comite>().ToListAsync());
        Assert.Equal(3, comites.Count);
        Assert.All(comites, comite => Assert.Equal(ComiteState.Past, comite.State));
        var lines = await product.InScopeAsync(db => db.Set<JournalLine>().Where(l => l.Message != null && l.Message.Contains("dépassé")).Select(l => l.Message).ToListAsync());
        Assert.Equal(3, lines.Count);
    }

    private Task<SimulatedProduct> StartAsync(string file, DateOnly day) => SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path(file)), day);

    private static Task<List<string>> ConvocationsAsync(SimulatedProduct product) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().Where(c => c.Template == "convocation").Select(c => c.Recipient).ToListAsync());

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
