using ComiteFlow.Host.Circuits;
using ComiteFlow.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Each workflow that ships is opened in Elsa Studio, laid out anew and saved: it means and does what it did.</summary>
public sealed class CircuitsLivresDansStudioTests(StudioEnMarche studio) : IClassFixture<StudioEnMarche>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int> Livres => new()
    {
        { "avenant", 5 }, { "circuit-signature", 13 }, { "comite", 13 }, { "compte-rendu-mensuel", 4 }, { "cycle-convention", 10 }, { "reprise-acte", 5 }, { "revoyure", 7 },
    };

    [StudioDansChromiumTheory]
    [MemberData(nameof(Livres))]
    public async Task Save_OfAShippedWorkflow_MeansTheSameAndHasNoProblem(string id, int steps)
    {
        await SaveAsync(id, steps);

        var versions = await VersionsAsync(id);
        Assert.Equal([2, 1], versions.Select(version => version.Version));
        Assert.Equal(versions[1].Sens, versions[0].Sens);
        Assert.NotEqual(versions[1].Empreinte, versions[0].Empreinte);
        Assert.Null(versions[0].Problemes);
        Assert.Empty(studio.Plaintes);
    }

    [StudioDansChromium]
    public async Task Scenarios_WithTheFilesThatStudioSaved_PrintWhatTheyPrintWithTheShippedOnes()
    {
        foreach (var row in Livres)
        {
            await SaveAsync((string)row[0], (int)row[1]);
            await ExportAsync((string)row[0]);
        }

        var files = Directory.GetFiles(_folder.Path("circuits")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(Directory.GetFiles(Depot.Path("workflows")).Select(Path.GetFileName).Order(StringComparer.Ordinal), files);
        Assert.Empty(await ScenariosRejoues.DifferentsAsync(_folder.Path("circuits")));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The draft that Studio writes stands when this returns; another test may have had it written.</summary>
    private async Task SaveAsync(string id, int steps)
    {
        if ((await VersionsAsync(id)).Count > 1)
            return;
        var page = await studio.DrawAsync(id, steps);
        await page.Locator("[aria-label='Ranger le diagramme']").First.ClickAsync();
        await studio.UntilAsync(id, _ => true, version: 2);
        await page.CloseAsync();
    }

    private async Task<IReadOnlyList<VersionDeCircuit>> VersionsAsync(string id)
    {
        await using var scope = studio.Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LectureCircuits>().VersionsAsync(id, default);
    }

    /// <summary>The draft as the file that Studio's menu hands out.</summary>
    private async Task ExportAsync(string id)
    {
        using var answer = await studio.Anne.SendAsync(HttpMethod.Get, $"/workflow-definitions/{id}/export?versionOptions=Latest");
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        Assert.NotEqual(await File.ReadAllTextAsync(Depot.Path("workflows", $"{id}.json")), text);
        await _folder.WriteAsync(text, "circuits", $"{id}.json");
    }
}
