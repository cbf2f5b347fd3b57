using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Modeles;

/// <summary>The pages of templates in Chromium, wide and on a phone: accessible, and not wider than the screen; with a draft, a wrong text and an update.</summary>
public sealed class ModelesBrowserTests(LivedPagesTests.Portfolio portfolio) : IClassFixture<LivedPagesTests.Portfolio>, IAsyncLifetime
{
    private const string Adapted = "courriels/relance", Drafted = "courriels/decision", Wrong = "documents/releve-de-decisions";

    public async Task InitializeAsync()
    {
        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        var versions = scope.ServiceProvider.GetRequiredService<VersionsDeModele>();
        if ((await versions.LireAsync(Adapted, default)).Rows.Count > 0)
            return;
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        db.Add(new VersionDeModeleRow
        {
            Name = Adapted, Version = 1, Text = (await versions.LireAsync(Adapted, default)).Livre.Replace("Bonjour,", "Madame, Monsieur,", StringComparison.Ordinal), ShippedHash = "ancien",
            WrittenBy = "demonstration:coordinator", WrittenAt = DateTimeOffset.UnixEpoch, Reason = "La formule était trop courte.", PublishedBy = "demonstration:admin", PublishedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
        await versions.ChargerAsync(default);
        await SaveAsync(versions, Drafted, "Bonjour,", "Madame, Monsieur,");
        await SaveAsync(versions, Wrong, "{{ objectif }}", "{{ objectifs.premier }} et encore des mots que personne n’attendait");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [ChromiumTheory]
    [InlineData("coordinator", "/modeles", "/modeles/courriels/decision", "/modeles/courriels/decision/apercu", "/modeles/courriels/decision/versions", "/modeles/courriels/decision/publier")]
    [InlineData("coordinator", "/modeles/documents/releve-de-decisions", "/modeles/documents/releve-de-decisions/apercu", "/modeles/documents/avenant/apercu", "/modeles/partiels/lien-action", "/modeles/courriels/relance/mise-a-jour")]
    [InlineData("admin", "/modeles/courriels/decision", "/modeles/courriels/decision/publier", "/modeles/documents/releve-de-decisions/publier", "/modeles/courriels/relance/mise-a-jour", "/modeles/courriels/alerte/publier")]
    public Task Page_AtEachWidth_IsAccessibleAndFits(string function, params string[] paths) => LivedBrowserTests.VisitAsync(portfolio, function, paths);

    private async Task SaveAsync(VersionsDeModele versions, string name, string before, string after)
    {
        var state = await versions.LireAsync(name, default);
        Assert.Contains(before, state.Livre, StringComparison.Ordinal);
        await portfolio.Server.Services.GetRequiredService<ExecutionDesActes>().RunAsync(
            SaveModele.Verbe, new Actor("demonstration:coordinator", Roles.Coordinator, null, "demonstration", DateTimeOffset.UnixEpoch),
            new SaveModele.Commande { Modele = name, Base = state.Base, Texte = state.Livre.Replace(before, after, StringComparison.Ordinal), Motif = "La formule était trop courte." }, default);
    }
}
