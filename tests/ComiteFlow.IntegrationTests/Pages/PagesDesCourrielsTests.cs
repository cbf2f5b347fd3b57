using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Courriels;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>Pages that mails lead to: a corrected account, the way out of a digest for whoever holds its mail, and what an old link shows.</summary>
public sealed class PagesDesCourrielsTests : IAsyncLifetime
{
    private const string Diagoriente = "/conventions/DIAGORIENTE-2020";

    private LivedServer _server = null!;

    public async Task InitializeAsync() => _server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [ChromiumTheory]
    [InlineData(1_234_567)]
    public async Task CompteRendu_ThatIsCorrected_IsAccessibleAndFits(long cents)
    {
        await DoAsync("import", Roles.Coordinator, new { document = "DIAGORIENTE-2020" });
        await DoAsync("publish", Roles.Coordinator, new { document = "DIAGORIENTE-2020" });
        await _server.MoveToAsync(HeureDeParis.At(new DateOnly(2020, 7, 3), new TimeOnly(9, 0)));
        await DoAsync("submitExpenseReport", Roles.BudgetOfficer, new { convention = "DIAGORIENTE-2020", month = "2020-06", cumulatedCommittedCents = cents, cumulatedPaidCents = 0 });

        await LivedBrowserTests.VisitAsync(_server, Roles.BudgetOfficer, [Diagoriente + "/comptes-rendus/2020-06", Diagoriente + "/comptes-rendus/2020-06/rectification"]);
    }

    [ChromiumTheory]
    [InlineData("DGEFP")]
    public Task Recapitulatif_ByItsSealedAddress_IsAccessibleAndFits(string recipient) =>
        LivedBrowserTests.VisitAsync(_server, null, [_server.Services.GetRequiredService<DesabonnementSigne>().Pour(recipient)]);

    [Fact]
    public async Task Link_ToWhatWasDone_SaysSoAndAsksForNothing()
    {
        await DoAsync("import", Roles.Coordinator, new { document = "DIAGORIENTE-2020" });
        await DoAsync("publish", Roles.Coordinator, new { document = "DIAGORIENTE-2020" });
        await _server.MoveToAsync(HeureDeParis.At(new DateOnly(2020, 12, 18), new TimeOnly(9, 0)));
        using var client = new PagesClient(_server.Address);
        using var signed = await client.PostFromAsync("/connexion", "/connexion", ("fonction", Roles.BudgetOfficer));
        string[] paths = [Diagoriente + "/comptes-rendus/2020-06", Diagoriente + "/comites/COSTRAT/1/etat"];
        var before = await Task.WhenAll(paths.Select(client.ReadAsync));

        await DoAsync("submitExpenseReport", Roles.BudgetOfficer, new { convention = "DIAGORIENTE-2020", month = "2020-06", cumulatedCommittedCents = 1_234_567, cumulatedPaidCents = 0 });
        await DoAsync("submitStatusReport", Roles.BudgetOfficer, new { convention = "DIAGORIENTE-2020", committee = "COSTRAT", occurrence = 1 });
        var after = await Task.WhenAll(paths.Select(client.ReadAsync));

        Assert.All(before, page => Assert.NotNull(page.QuerySelector("main form button")));
        Assert.All(after, page => Assert.Null(page.QuerySelector("main form")));
        Assert.All(after, page => Assert.Contains("Reçu le 18 décembre 2020", page.QuerySelector("main")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal));
        Assert.Contains("12 345,67", after[0].QuerySelector("main aside")!.TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' '), StringComparison.Ordinal);
    }

    private Task DoAsync(string verb, string role, object keys) => Verbes.Find(verb)!.RunAsync(
        _server.Services.GetRequiredService<ExecutionDesActes>(), new Actor(role, role, null, "test", DateTimeOffset.UnixEpoch),
        JsonSerializer.SerializeToElement(keys), CancellationToken.None);
}
