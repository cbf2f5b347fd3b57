using AngleSharp.Dom;
using ComiteFlow.IntegrationTests.Pages;
using Xunit.Abstractions;

namespace ComiteFlow.IntegrationTests.Saisies;

/// <summary>Every form that a function can reach takes any text in any field without an error of the server.</summary>
public sealed class FormulairesHostilesTests(LivedPagesTests.Portfolio portfolio, ITestOutputHelper output) : IClassFixture<LivedPagesTests.Portfolio>
{
    private static readonly int PagesParFonction = Longueur.EstEntiere ? 250 : 40;

    private static readonly int EnvoisParFormulaire = Longueur.EstEntiere ? 12 : 2;

    private readonly Random _random = new(Longueur.Graine);

    [Theory]
    [InlineData("coordinator")]
    [InlineData("decisionMaker")]
    [InlineData("budgetOfficer")]
    [InlineData("signatory:DGEFP")]
    public async Task Form_AnyTextInAnyField_IsNeverAnErrorOfTheServer(string function)
    {
        using var client = await portfolio.SignInAsync(function);
        var (waiting, seen, sent, faults) = (new Queue<string>(["/", "/conventions", "/a-faire"]), new HashSet<string>(), 0, new List<string>());
        while (waiting.TryDequeue(out var path) && seen.Count < PagesParFonction)
        {
            if (!seen.Add(path))
                continue;
            using var answer = await client.GetAsync(path);
            if ((int)answer.StatusCode >= 500)
                faults.Add($"GET {path} : {(int)answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            using var page = await PagesClient.ParseAsync(answer);
            foreach (var next in Links(page).Where(next => !seen.Contains(next)).OrderBy(_ => _random.Next()))
                waiting.Enqueue(next);
            foreach (var form in page.QuerySelectorAll("form[method=post]").Where(form => form.GetAttribute("action")?.Contains("connexion", StringComparison.Ordinal) != true))
            {
                for (var time = 0; time < EnvoisParFormulaire; time++, sent++)
                    faults.AddRange(await SendAsync(client, path, form));
            }
        }

        output.WriteLine($"{function} : {seen.Count} pages, {sent} envois");
        Assert.True(sent > 0, "Aucun formulaire.");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private async Task<IReadOnlyList<string>> SendAsync(PagesClient client, string path, IElement form)
    {
        var fields = form.QuerySelectorAll("input[name], select[name], textarea[name], button[name]")
            .Select(field => (Name: field.GetAttribute("name")!, Value: ValueOf(field))).ToArray();
        var action = form.GetAttribute("action") is { Length: > 0 } written ? written : path;
        using var answer = await client.PostAsync(action, fields);
        return (int)answer.StatusCode < 500
            ? []
            : [$"POST {action} : {(int)answer.StatusCode} {string.Join(" & ", fields.Where(field => field.Name != "jeton").Select(field => $"{field.Name}={field.Value[..Math.Min(field.Value.Length, 60)]}"))}"];
    }

    private string ValueOf(IElement field)
    {
        var own = field.GetAttribute("value") ?? "";
        if (field.GetAttribute("name") == "jeton" || _random.Next(3) == 0)
            return own;
        return MauvaisesValeurs.TextesHostiles[_random.Next(MauvaisesValeurs.TextesHostiles.Count)];
    }

    private static IEnumerable<string> Links(IDocument page) => page.QuerySelectorAll("main a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0])
        .Where(href => !href.Contains("deconnexion", StringComparison.Ordinal)).Distinct();
}
