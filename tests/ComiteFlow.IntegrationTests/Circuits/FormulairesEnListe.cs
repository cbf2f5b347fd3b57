using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ComiteFlow.IntegrationTests.Pages;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Fills in the forms of the list editor as a browser does.</summary>
internal static class FormulairesEnListe
{
    public static async Task<IReadOnlyList<string>> NamesAsync(PagesClient client, string list) =>
        [.. (await client.ReadAsync(list)).QuerySelectorAll(".cf-etapes h2 a").Select(Plain)];

    public static async Task<string> NouveauAsync(PagesClient client, string name)
    {
        using var answer = await EnvoyerAsync(client, "/circuits/nouveau", "", ("nom", name), ("editeur", "liste"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString().Split('/')[2];
    }

    /// <returns>Address of the new step.</returns>
    public static async Task<string> AjouterAsync(PagesClient client, string circuit, string place, string kind)
    {
        var page = $"/circuits/{circuit}/liste/ajouter";
        var fields = await FieldsAsync(client, page, kind);
        using var answer = await client.PostAsync(page, [.. With(fields, ("ou", place))]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString().Split('?')[0];
    }

    public static async Task<HttpResponseMessage> EnvoyerAsync(PagesClient client, string page, string button, params (string Name, string Value)[] typed) =>
        await client.PostAsync(page, [.. With(await FieldsAsync(client, page, button), typed)]);

    /// <summary>What a browser would send of the form with a button, or of the last form of the page.</summary>
    public static async Task<IReadOnlyList<(string Name, string Value)>> FieldsAsync(PagesClient client, string page, string button)
    {
        var document = await client.ReadAsync(page);
        var pressed = document.QuerySelectorAll("main button").FirstOrDefault(one => one.GetAttribute("value") == button);
        var form = pressed?.Closest("form") ?? document.QuerySelectorAll("main form").Last();
        var fields = form.QuerySelectorAll("input, select, textarea").Where(IsSent).Select(field => (field.GetAttribute("name")!, Value(field))).ToList();
        if (pressed is not null)
            fields.Add((pressed.GetAttribute("name")!, button));
        return fields;
    }

    public static IEnumerable<(string, string)> With(IEnumerable<(string Name, string Value)> fields, params (string Name, string Value)[] typed) =>
        fields.Where(field => typed.All(one => one.Name != field.Name)).Concat(typed);

    private static bool IsSent(IElement field) => field is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } && field.HasAttribute("name");

    private static string Value(IElement field) => field switch
    {
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlTextAreaElement area => area.Value,
        _ => field.GetAttribute("value") ?? "",
    };

    public static string Name(IElement element) => string.Join(' ', (element.GetAttribute("aria-label") ?? element.TextContent).Replace('\u00A0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string Plain(IElement element) => string.Join(' ', element.TextContent.Replace('\u00A0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
