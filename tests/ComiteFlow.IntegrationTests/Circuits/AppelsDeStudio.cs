using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Personnes;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Calls as Elsa Studio makes them: from a page of the site, with the cookie of a session.</summary>
internal sealed class AppelsDeStudio(LivedServer server, string person, string role = Roles.Coordinator, string? page = null)
{
    private const string Api = "/elsa/api";

    private static readonly HttpClient Http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>The session's cookie.</summary>
    public string Cookie { get; } = CookieDe(server, new Actor(person, role, null, "test", TimeProvider.System.GetUtcNow()));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var asked = new HttpRequestMessage(method, new Uri(server.Address, Api + path)) { Content = content };
        asked.Headers.Add("Cookie", $"comiteflow={Cookie}");
        asked.Headers.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority));
        if (page is not null)
            asked.Headers.Add("X-ComiteFlow-Fenetre", page);
        return await Http.SendAsync(asked);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode json) => PostAsync(path, json.ToJsonString());

    /// <summary>The answer of a call that succeeds.</summary>
    public async Task<JsonObject> OkAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var answer = await SendAsync(method, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public Task<JsonObject> GetAsync(string path) => OkAsync(HttpMethod.Get, path);

    /// <summary>The French sentences of a call that is refused as Studio shows it.</summary>
    public async Task<IReadOnlyList<string>> RefusedAsync(HttpMethod method, string path, string? json = null)
    {
        using var answer = await SendAsync(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));
        return await RefusalAsync(answer);
    }

    public static async Task<IReadOnlyList<string>> RefusalAsync(HttpResponseMessage answer)
    {
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");
        return [.. errors.EnumerateObject().SelectMany(field => field.Value.EnumerateArray()).Select(sentence => sentence.GetString()!.Replace('\u00A0', ' ').Replace('\u202F', ' '))];
    }

    /// <summary>Creates a workflow as the dialog of Studio does.</summary>
    public async Task<JsonObject> CreateAsync(string name)
    {
        var created = await OkAsync(HttpMethod.Post, "/workflow-definitions", JsonNode.Parse($$"""
            { "model": { "id": null, "definitionId": null, "name": "{{name}}", "description": "", "createdAt": "0001-01-01T00:00:00+00:00", "version": 0, "variables": null, "inputs": null,
              "outputs": null, "outcomes": null, "customProperties": null, "options": null, "root": { "id": "flux", "type": "Elsa.Flowchart", "version": 1, "name": "Flowchart1" } }, "publish": null }
            """));
        return created["workflowDefinition"]!.AsObject();
    }

    public async Task<JsonObject> SaveAsync(JsonObject definition) =>
        (await OkAsync(HttpMethod.Post, "/workflow-definitions", new JsonObject { ["model"] = definition.DeepClone(), ["publish"] = false }))["workflowDefinition"]!.AsObject();

    public Task<JsonObject> LatestAsync(string id) => GetAsync($"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest");

    private static string CookieDe(LivedServer server, Actor actor)
    {
        var format = server.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat;
        return format.Protect(new AuthenticationTicket(
            ActorClaims.Write(actor), new AuthenticationProperties { IssuedUtc = TimeProvider.System.GetUtcNow(), ExpiresUtc = TimeProvider.System.GetUtcNow().AddHours(1) },
            CookieAuthenticationDefaults.AuthenticationScheme));
    }
}
