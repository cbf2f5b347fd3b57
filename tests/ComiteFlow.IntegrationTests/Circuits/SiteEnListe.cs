using System.Net;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>One host for all tests of a class on the list editor.</summary>
public sealed class SiteEnListe : IAsyncLifetime
{
    private LivedServer _server = null!;

    public async Task InitializeAsync() => _server = await LivedServer.StartAsync(new DateOnly(2021, 9, 1));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public async Task<PagesClient> SignInAsync(string function = "coordinator")
    {
        var client = new PagesClient(_server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    internal async Task<IReadOnlyList<EcritureLue>> HistoryAsync(string circuit)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LectureCircuits>().HistoireAsync(circuit, default);
    }

    /// <summary>The newest version of a workflow and its text.</summary>
    internal async Task<(int Version, string Text)> LatestAsync(string circuit)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        var reading = scope.ServiceProvider.GetRequiredService<LectureCircuits>();
        var latest = (await reading.VersionsAsync(circuit, default))[0].Version;
        return (latest, (await reading.TexteAsync(circuit, latest, default))!);
    }

    public async Task AddAsync(string id, string name, string json)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        db.Add(new DefinitionRow { DefinitionId = id, Version = 1, Name = name, Json = json, Hash = json, IsPublished = true, PublishedAt = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
    }
}
