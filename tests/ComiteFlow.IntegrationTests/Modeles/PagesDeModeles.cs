using System.Net;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Modeles;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Modeles;

/// <summary>A site with a story, on which people work at the texts.</summary>
public abstract class PagesDeModeles : IAsyncLifetime
{
    private protected const string Decision = "/modeles/courriels/decision";

    private protected Serveur Mail { get; } = new();

    private protected LivedServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await LivedServer.StartAsync(new DateOnly(2021, 9, 14), services => services.AddSingleton<IMailTransport>(Mail));

    public async Task DisposeAsync() => await Server.DisposeAsync();

    private protected async Task SaveAsync(PagesClient client, string before, string after)
    {
        var state = await StateAsync();
        Assert.Contains(before, state.Courant, StringComparison.Ordinal);
        using var answer = await client.PostFromAsync(Decision, Decision, ("etape", "enregistrer"), ("base", state.Base), ("texte", state.Courant.Replace(before, after, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private protected async Task<EtatDeModele> StateAsync()
    {
        await using var scope = Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<VersionsDeModele>().LireAsync("courriels/decision", default);
    }

    private protected async Task<PagesClient> SignInAsync(string function)
    {
        var client = new PagesClient(Server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        return client;
    }

    /// <summary>Takes messages, or fails as a line that is cut.</summary>
    private protected sealed class Serveur : IMailTransport
    {
        public bool Fails { get; set; }

        public List<MimeMessage> Sent { get; } = [];

        public Task SendAsync(MimeMessage message, CancellationToken ct)
        {
            if (Fails)
                throw new IOException("La ligne est coupée.");
            Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}
