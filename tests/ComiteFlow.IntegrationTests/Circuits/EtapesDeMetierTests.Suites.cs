using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Steps after the decision and over the year: release, copies, dialogue, planning.</summary>
public sealed partial class EtapesDeMetierTests
{
    [Fact]
    public async Task RequestRelease_OfTheTrancheOfTheText_WaitsUntilSomebodyReleasesIt()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.RequestRelease", Convention, """ "workingDays": "3" """);
        var asked = await TaskAsync(product, "mise-a-disposition/");
        Assert.Equal(("Mettre à disposition les crédits de la tranche n° 1", new DateOnly(2020, 3, 27)), (asked.Name, asked.DueOn));
        Assert.Empty(await WaysAsync(product));

        await product.DoAsync("releaseFunds", new { convention = Convention, tranche = 1 });
        await product.Services.GetRequiredService<Pompe>().DrainAsync(default);

        Assert.Equal((TaskState.Done, "decisionMaker"), ((await TaskAsync(product, "mise-a-disposition/")).State, (await TaskAsync(product, "mise-a-disposition/")).ClosedBy));
        Assert.Equal(["Done"], await WaysAsync(product));
    }

    [Fact]
    public async Task RequestRelease_WhereNothingWaits_GoesOn()
    {
        await using var product = await StartedAsync();
        await product.DoAsync("releaseFunds", new { convention = Convention, tranche = 1 });
        await RunAsync(product, "ComiteFlow.RequestRelease", Convention);

        Assert.Equal(["Done"], await WaysAsync(product));
    }

    [Fact]
    public async Task SendToCbcm_OfASignedAct_OpensEachCopyAndWritesOnce()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.SendToCbcm", Convention, """ "obligation": "O-66" """, key: "un");
        await RunAsync(product, "ComiteFlow.SendToCbcm", Convention, """ "obligation": "O-66" """, key: "deux");

        var copies = await product.InScopeAsync(db => db.Set<Tache>().AsNoTracking().Where(t => t.Kind == "copy").OrderBy(t => t.To).Select(t => t.To!).ToListAsync());
        Assert.NotEmpty(copies);
        Assert.Equal(copies, (await MailsAsync(product, "copieCbcm")).Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.Equal(["Done", "Done"], await WaysAsync(product));
    }

    [Fact]
    public async Task RequestDialogue_OfAYear_WaitsUntilItIsRecorded()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("dialogue.db"), IsThrowAway: true), new DateOnly(2021, 6, 30));
        await product.DoAsync("import", new { document = "TRIPARTITE-2021" });
        foreach (var party in new[] { "DGEFP", "DNUM", "DINUM" })
        {
            await product.DoAsync("sign", new { document = "TRIPARTITE-2021", party }, party);
        }

        await product.DoAsync("publish", new { document = "TRIPARTITE-2021", on = "2021-06-30" });
        await product.Services.GetRequiredService<Pompe>().DrainAsync(default);
        await RunAsync(product, "ComiteFlow.RequestDialogue", "TRIPARTITE-2021");
        Assert.Equal(("Tenir le dialogue de gestion 2021", new DateOnly(2021, 11, 12)), ((await TaskAsync(product, "dialogue/")).Name, (await TaskAsync(product, "dialogue/")).DueOn));
        Assert.Empty(await WaysAsync(product));

        await product.LiveUntilAsync(new DateOnly(2021, 11, 10));
        await product.DoAsync("holdDialogue", new { convention = "TRIPARTITE-2021", year = 2021 });
        await product.Services.GetRequiredService<Pompe>().DrainAsync(default);

        Assert.Equal(TaskState.Done, (await TaskAsync(product, "dialogue/")).State);
        Assert.Equal(["Done"], await WaysAsync(product));
    }

    [Fact]
    public async Task RequestDialogue_WhereTheTextHasNone_GoesOn()
    {
        await using var product = await StartedAsync();
        await RunAsync(product, "ComiteFlow.RequestDialogue", Convention);

        Assert.Equal(["Done"], await WaysAsync(product));
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData(""" "committees": ["COSTRAT"], """, 3)]
    [InlineData(""" "committees": ["AUTRE"], """, 0)]
    public async Task PlanComites_OfSomeKinds_StartsTheCircuitOfThoseAlone(string committees, int started)
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("plan.db"), IsThrowAway: true), Signed);
        await DoAsync(product, async services =>
        {
            var db = services.GetRequiredService<ComiteFlowDb>();
            (await db.Set<DefinitionRow>().SingleAsync(d => d.DefinitionId == "cycle-convention")).IsPublished = false;
            var json = Json("cycle-convention", "Elsa.Finish", "", []);
            db.Add(new DefinitionRow { DefinitionId = "cycle-convention", Version = 2, Name = "Cycle", Json = json, Hash = json, IsPublished = true });
            await db.SaveChangesAsync();
        });
        await SignAsync(product);
        await RunAsync(product, "ComiteFlow.PlanComites", Convention, committees + """ "circuit": "comite" """);

        Assert.Equal(["Done"], await WaysAsync(product));
        Assert.Equal(started, await product.InScopeAsync(db => db.Set<Instance>().CountAsync(i => i.DefinitionId == "comite")));
        Assert.Equal(3, await product.InScopeAsync(db => db.Set<Domain.Comites.Comite>().CountAsync()));
    }
}
