using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>A browser in small: cookies, forms with their token, no redirection followed.</summary>
public sealed class PagesClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="cookies">Those of another client, which goes on at this address.</param>
    public PagesClient(Uri address, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new CookieContainer();
        _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; }

    public HttpClient Http => _http;

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<IDocument> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ParseAsync(answer);
    }

    /// <summary>Posts with the token that the form of a page carries.</summary>
    public async Task<HttpResponseMessage> PostFromAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await GetAsync(page);
        using var document = await ParseAsync(answer);
        var token = document.QuerySelector("input[name=jeton]")!.GetAttribute("value")!;
        return await PostAsync(path, [.. fields, ("jeton", token)]);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _http.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public static async Task<IDocument> ParseAsync(HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    public void Dispose() => _http.Dispose();
}
