using ComiteFlow.Host.Circuits;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Each workflow that ships is opened in Elsa Studio, laid out anew and saved: it means what it meant.</summary>
public sealed class CircuitsLivresDansStudioTests(StudioEnMarche studio) : IClassFixture<StudioEnMarche>
{
    [StudioDansChromiumTheory]
    [InlineData("avenant", 5)]
    [InlineData("circuit-signature", 13)]
    [InlineData("comite", 13)]
    [InlineData("compte-rendu-mensuel", 4)]
    [InlineData("cycle-convention", 10)]
    [InlineData("reprise-acte", 5)]
    [InlineData("revoyure", 7)]
    public async Task Save_OfAShippedWorkflow_MeansTheSameAndHasNoProblem(string id, int steps)
    {
        var page = await studio.DrawAsync(id, steps);

        await page.Locator("[aria-label='Ranger le diagramme']").First.ClickAsync();
        await studio.UntilAsync(id, _ => true, version: 2);
        await page.CloseAsync();

        await using var scope = studio.Server.Services.CreateAsyncScope();
        var versions = await scope.ServiceProvider.GetRequiredService<LectureCircuits>().VersionsAsync(id, default);
        Assert.Equal([2, 1], versions.Select(version => version.Version));
        Assert.Equal(versions[1].Sens, versions[0].Sens);
        Assert.NotEqual(versions[1].Empreinte, versions[0].Empreinte);
        Assert.Null(versions[0].Problemes);
        Assert.Empty(studio.Plaintes);
    }
}
