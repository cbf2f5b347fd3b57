using System.Net;
using System.Text.Json;
using ComiteFlow.IntegrationTests.Pages;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>A host with the shipped workflows, and sessions on it, for tests that only read.</summary>
public sealed class CircuitsLus : IAsyncLifetime
{
    private readonly Dictionary<string, PagesClient> _clients = [];

    internal LivedServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await LivedServer.StartAsync(new DateOnly(2021, 9, 1));

    public async Task DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        await Server.DisposeAsync();
    }

    /// <summary>The session of a function, kept for the next test.</summary>
    internal async Task<PagesClient> AsAsync(string function)
    {
        if (_clients.TryGetValue(function, out var known))
            return known;
        var client = new PagesClient(Server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return _clients[function] = client;
    }

    /// <summary>What a call answers, once it is sure that it did.</summary>
    internal async Task<JsonElement> ReadAsync(string function, string path)
    {
        using var answer = await (await AsAsync(function)).GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ParseAsync(answer);
    }

    internal static async Task<JsonElement> ParseAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
