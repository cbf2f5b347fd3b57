using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Rapports;
using ComiteFlow.Host.Travail;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>The mail about an account leaves with its PDF, which is made seconds after the act: it waits for it, not for ever, and holds up nothing.</summary>
public sealed class PdfDuCompteTests : IDisposable
{
    private const string Convention = "DIAGORIENTE-2020";
    private readonly TemporaryFolder _folder = new();

    [RequiresToolFact("libreoffice")]
    public async Task SubmitExpenseReport_WhereAConverterIsAtWork_IsToldWithTheTableAndThePdf()
    {
        await using var product = await SubmittedAsync(AttenteDuPdf.Usuelle);
        var waits = await ToldAsync(product);
        Assert.Null(waits.SentAt);
        Assert.Equal(waits.CreatedAt + AttenteDuPdf.Pas, waits.DueAt);

        await ConvertAsync(product, new ConversionPdf());
        await product.MoveToAsync(waits.DueAt);

        var told = await ToldAsync(product);
        Assert.Equal(waits.DueAt, told.SentAt);
        Assert.Equal([$"compte-rendu-{Convention}-2020-04.csv", $"compte-{Convention}-monthly-2020-04.pdf"], Files(told));
        Assert.Contains("est joint en CSV, et le compte rendu en PDF", Text(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitExpenseReport_WithAConverterThatFails_IsToldWithTheTableAlone()
    {
        await using var product = await SubmittedAsync(AttenteDuPdf.Usuelle);

        await ConvertAsync(product, new ConversionPdf(_folder.Path("absent"), TimeSpan.FromMinutes(1)));
        await product.MoveToAsync(product.Now + AttenteDuPdf.Pas);

        AssertTableAlone(await ToldAsync(product));
    }

    [Fact]
    public async Task SubmitExpenseReport_WhosePdfIsNeverMade_IsToldAfterAWhileAndHoldsUpNothing()
    {
        await using var product = await SubmittedAsync(AttenteDuPdf.Usuelle);
        await product.DoAsync("correctExpenseReport", new { convention = Convention, month = "2020-04", cumulatedPaidCents = 0, reason = "Un service fait imputé deux fois." });
        Assert.NotNull((await MailAsync(product, "rectificationDepenses")).SentAt);

        await product.LiveUntilAsync(new DateOnly(2020, 5, 4));

        var told = await ToldAsync(product);
        Assert.Equal(told.CreatedAt + AttenteDuPdf.Usuelle.AuPlus, told.SentAt);
        AssertTableAlone(told);
    }

    [Fact]
    public async Task SubmitExpenseReport_WithoutAConverter_IsToldAtOnceWithTheTableAlone()
    {
        await using var product = await SubmittedAsync(AttenteDuPdf.Aucune);

        var told = await ToldAsync(product);
        Assert.Equal(told.CreatedAt, told.SentAt);
        AssertTableAlone(told);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static void AssertTableAlone(CourrielRow told)
    {
        Assert.NotNull(told.SentAt);
        Assert.Equal([$"compte-rendu-{Convention}-2020-04.csv"], Files(told));
        Assert.Contains("est joint en CSV ; la même page", Text(told), StringComparison.Ordinal);
    }

    private async Task<SimulatedProduct> SubmittedAsync(AttenteDuPdf attente)
    {
        var product = await SimulatedProduct.StartAsync(
            new BaseDeDonnees(null, _folder.Path("compte.db")), new DateOnly(2020, 3, 24), services => services.AddSingleton(CourrielsDuSite.Tous).AddSingleton(attente));
        await product.DoAsync("import", new { document = Convention });
        await product.DoAsync("publish", new { document = Convention, on = "2020-03-24" });
        await product.LiveUntilAsync(new DateOnly(2020, 5, 3));
        await product.MoveToAsync(new DateTimeOffset(2020, 5, 4, 10, 0, 0, TimeSpan.Zero));
        await product.DoAsync("submitExpenseReport", new { convention = Convention, month = "2020-04", cumulatedCommittedCents = 1000, cumulatedPaidCents = 500 });
        return product;
    }

    /// <summary>Tries every document that waits for its PDF once.</summary>
    private static async Task ConvertAsync(SimulatedProduct product, ConversionPdf conversion)
    {
        var services = product.Services;
        using var atelier = new AtelierPdf(
            services.GetRequiredService<IServiceScopeFactory>(), conversion, services.GetRequiredService<EssaisPdf>(), services.GetRequiredService<Tour>(), NullLogger<AtelierPdf>.Instance);
        while (await atelier.OnceAsync(default))
        {
        }
    }

    private static Task<CourrielRow> ToldAsync(SimulatedProduct product) => MailAsync(product, CourrielsDuSite.DepensesDuMois);

    private static Task<CourrielRow> MailAsync(SimulatedProduct product, string template) =>
        product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().SingleAsync(mail => mail.Template == template));

    private static IEnumerable<string?> Files(CourrielRow mail) => Read(mail).Attachments.OfType<MimePart>().Select(part => part.FileName);

    private static string Text(CourrielRow mail) => string.Join(' ', Read(mail).TextBody!.Replace('\u00A0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static MimeMessage Read(CourrielRow mail) => MimeMessage.Load(new MemoryStream(mail.Message!));
}
