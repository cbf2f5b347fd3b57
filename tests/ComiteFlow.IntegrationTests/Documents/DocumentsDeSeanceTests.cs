using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Documents;

/// <summary>Which documents the product makes by itself in the life of a convention, and when.</summary>
public sealed class DocumentsDeSeanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Life_OfAConvention_MakesEachDocumentAtItsMoment()
    {
        await using var product = await StartAsync();

        await product.LiveUntilAsync(new DateOnly(2020, 9, 16));
        Assert.DoesNotContain(await KeysAsync(product), key => key.StartsWith("dossier/", StringComparison.Ordinal));
        Assert.Contains("convocation/DIAGORIENTE-2020/COSTRAT/1", await KeysAsync(product));

        await product.LiveUntilAsync(new DateOnly(2020, 9, 17));
        var keys = await KeysAsync(product);
        Assert.Contains("dossier/DIAGORIENTE-2020/COSTRAT/1", keys);
        Assert.Contains("presence/DIAGORIENTE-2020/COSTRAT/1", keys);
        Assert.Contains("sponsor/DIAGORIENTE-2020/COSTRAT/1", keys);
        Assert.Contains("état des réalisations, attendu le", await TextAsync(product, "dossier/DIAGORIENTE-2020/COSTRAT/1"), StringComparison.Ordinal);

        await product.LiveUntilAsync(new DateOnly(2020, 9, 23));
        Assert.Equal(keys.Count, (await KeysAsync(product)).Count);
        await product.MoveToAsync(product.Now.AddHours(12));
        await product.DoAsync("submitStatusReport", Comite());
        await product.DoAsync("establishDocument", Comite("dossier"));
        Assert.Contains("Aucune pièce ne manque", await TextAsync(product, "dossier/DIAGORIENTE-2020/COSTRAT/1/v2"), StringComparison.Ordinal);
        Assert.Contains("version 2", Plain(await TextAsync(product, "dossier/DIAGORIENTE-2020/COSTRAT/1/v2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_Decided_MakesAReleveAndALetterThatSaysSo()
    {
        await using var product = await StartAsync();
        await product.LiveUntilAsync(new DateOnly(2020, 9, 23));
        await product.MoveToAsync(product.Now.AddHours(12));
        await product.DoAsync("submitStatusReport", Comite());
        await product.DoAsync("holdCommittee", Comite());
        await product.DoAsync("decideRevoyure", new { convention = "DIAGORIENTE-2020", committee = "COSTRAT", occurrence = 1, outcome = "refuse", requestedCents = 60_000_000, reason = "La mesure d’impact manque.\n Les crédits en place suffisent ;\n" });

        Assert.Contains("Décision : refus", Plain(await TextAsync(product, "releve/DIAGORIENTE-2020/COSTRAT/1")), StringComparison.Ordinal);
        Assert.Matches(@"Motif\s: La mesure d’impact manque\s; Les crédits en place suffisent\.", await TextAsync(product, "releve/DIAGORIENTE-2020/COSTRAT/1"));
        Assert.Matches(@"- La mesure d’impact manque\s;\n- Les crédits en place suffisent\.", await TextAsync(product, "lettre/DIAGORIENTE-2020/COSTRAT/1"));
        Assert.Contains("j’ai décidé de ne pas y donner suite", await TextAsync(product, "lettre/DIAGORIENTE-2020/COSTRAT/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Termination_Notified_MakesItsLetterAndTheProofTellsWhoSigned()
    {
        await using var product = await StartAsync();
        await product.DoAsync("terminate", new { convention = "DIAGORIENTE-2020", party = "DGEFP", receivedOn = "2020-03-24" }, "DGEFP");
        await product.DoAsync("establishDocument", new { convention = "DIAGORIENTE-2020", kind = "preuve", document = "DIAGORIENTE-2020" });

        Assert.Contains("préavis de trois mois", await TextAsync(product, "resiliation/DIAGORIENTE-2020/1"), StringComparison.Ordinal);
        Assert.Contains("Acte signé par toutes les parties (2 sur 2)", Plain(await TextAsync(product, "preuve/DIAGORIENTE-2020")), StringComparison.Ordinal);
    }

    private static object Comite(string? kind = null) => kind is null
        ? new { convention = "DIAGORIENTE-2020", committee = "COSTRAT", occurrence = 1 }
        : new { convention = "DIAGORIENTE-2020", committee = "COSTRAT", occurrence = 1, kind };

    private static string Plain(string text) => text.Replace("\\", "", StringComparison.Ordinal).Replace('\u00A0', ' ').Replace("*", "", StringComparison.Ordinal);

    private static async Task<string> TextAsync(SimulatedProduct product, string key) =>
        Plain(await product.InScopeAsync(db => db.Set<DocumentRow>().Where(d => d.Key == key).Select(d => d.Text!).SingleAsync()));

    private static Task<List<string>> KeysAsync(SimulatedProduct product) => product.InScopeAsync(db => db.Set<DocumentRow>().Select(d => d.Key).ToListAsync());

    private async Task<SimulatedProduct> StartAsync()
    {
        var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("seance.db"), IsThrowAway: true), new DateOnly(2020, 3, 24));
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.DoAsync("publish", new { document = "DIAGORIENTE-2020" });
        await product.DoAsync("releaseFunds", new { convention = "DIAGORIENTE-2020" });
        return product;
    }
}
