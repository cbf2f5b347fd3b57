using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The notices of a draft that an update left behind, and the list editor, in Chromium.</summary>
public sealed class BrouillonLaisseBrowserTests : IAsyncLifetime
{
    private LivedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LivedServer.StartAsync(new DateOnly(2021, 9, 1));
        await using var scope = _server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var published = await db.Set<DefinitionRow>().SingleAsync(row => row.DefinitionId == "comite" && row.IsPublished);
        await _server.Services.GetRequiredService<ExecutionDesActes>().RunAsync(
            SaveCircuit.Verbe, new Actor("anne", Roles.Coordinator, null, "essai", default),
            new SaveCircuit.Commande { Circuit = "comite", Texte = published.Json.Replace("Convoquer", "Convoquer par écrit", StringComparison.Ordinal), Moyen = Moyens.Diagramme, Revision = 1000 }, default);
        published.IsPublished = false;
        var (text, at) = (published.Json.Replace("Collecter", "Recevoir", StringComparison.Ordinal), published.CreatedAt);
        db.Add(new DefinitionRow { DefinitionId = "comite", Version = 3, Name = published.Name, Json = text, Hash = "livre", Meaning = SensDeCircuit.Empreinte(text), IsShipped = true, IsPublished = true, CreatedAt = at, PublishedAt = at });
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [ChromiumTheory]
    [InlineData("coordinator")]
    public Task Pages_OfALeftDraft_AreAccessibleAndFit(string function) => LivedBrowserTests.VisitAsync(
        _server, function, ["/circuits", "/circuits/comite/liste", "/circuits/comite/historique", "/circuits/comite/liste/etapes/collecter", "/circuits/comite/liste/etapes/convoquer"]);
}
