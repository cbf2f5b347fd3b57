using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.IntegrationTests.Pages;
using ComiteFlow.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

public sealed partial class DescripteursTests
{
    /// <summary>One host for the tests of this class; they only add circuits of names of their own.</summary>
    public sealed class Host : IAsyncLifetime
    {
        private LivedServer _server = null!;

        public Uri Address => _server.Address;

        public IServiceProvider Services => _server.Services;

        public async Task InitializeAsync() => _server = await LivedServer.StartAsync(new DateOnly(2021, 9, 1));

        public async Task DisposeAsync() => await _server.DisposeAsync();

        public async Task<PagesClient> SignInAsync(string function)
        {
            var client = new PagesClient(Address);
            using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            client.Http.DefaultRequestHeaders.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
            return client;
        }

        public async Task AddAsync(string id, bool isPublished, string json)
        {
            await using var scope = Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
            db.Add(new DefinitionRow { DefinitionId = id, Version = 1, Name = DefinitionReader.Read(json).Definition!.Name, Json = json, Hash = id, IsPublished = isPublished });
            await db.SaveChangesAsync();
        }

        public async Task<string> TextAsync(string id)
        {
            await using var scope = Services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<DefinitionRow>().FindAsync(id, 1))!.Json;
        }
    }
}
