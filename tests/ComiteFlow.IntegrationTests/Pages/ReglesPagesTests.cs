using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>A comité that a rule brings forward, a provisional decision and its condition, as people see and do them.</summary>
public sealed class ReglesPagesTests
{
    private const string Id = "DIAGORIENTE-2020", Fiche = "/conventions/" + Id, Premier = Fiche + "/comites/COSTRAT/1", Second = Fiche + "/comites/COSTRAT/2";

    [Fact]
    public async Task Revoyure_OpenedByConsumption_ShowsItsFiguresAndTheRuleThatWon()
    {
        await using var server = await ConsommeeAsync();
        using var client = await SignInAsync(server, "coordinator");

        var seance = Plain(await client.ReadAsync(Premier));
        var calendrier = Plain(await client.ReadAsync(Fiche + "/calendrier"));
        var fiche = Plain(await client.ReadAsync(Fiche));

        Assert.Contains("Revoyure ouverte hors calendrier", seance, StringComparison.Ordinal);
        Assert.Contains("500 000,00 €", seance, StringComparison.Ordinal);
        Assert.Contains("Date proposée : jeudi 23 juillet 2020", seance, StringComparison.Ordinal);
        Assert.Contains("Consommation des crédits", calendrier, StringComparison.Ordinal);
        Assert.Contains("Cadence du texte : 24 septembre 2020", calendrier, StringComparison.Ordinal);
        Assert.Contains("revoyure ouverte hors calendrier", fiche, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provisional_WithItsCondition_IsDecidedByPagesAndAnsweredBeforeTheNextDecision()
    {
        await using var server = await ConsommeeAsync();
        using var client = await SignInAsync(server, "coordinator");
        using var off = await SignInAsync(server, "decisionMaker");
        Assert.Null((await off.ReadAsync(Premier + "/decider")).QuerySelector("input[value=provisional]"));
        using var set = await client.PostFromAsync(Fiche + "/reglages/revoyure.provisional", Fiche + "/reglages/revoyure.provisional", ("valeur", "true"));
        using var held = await client.PostFromAsync(Premier + "/tenir", Premier + "/tenir");
        using var waived = await off.PostFromAsync(Premier + "/derogation", Premier + "/derogation", ("motif", "Séance avancée"));
        (string, string)[] decision =
        [
            ("issue", "provisional"), ("ae", "10 000,00"), ("cp", "10 000,00"), ("condition", "Mesurer l’impact"), ("responsable", "DINUM"),
            ("echeance.Jour", "31"), ("echeance.Mois", "7"), ("echeance.Annee", "2020"),
        ];

        using var without = await off.PostFromAsync(Premier + "/decider", Premier + "/decider", [.. decision, ("etape", "continuer")]);
        using var gaps = await PagesClient.ParseAsync(without);
        using var done = await off.PostFromAsync(Premier + "/decider", Premier + "/decider", [.. decision, ("preuve", "page de statistiques"), ("etape", "confirmer")]);
        var blocked = Plain(await off.ReadAsync(Second + "/decider"));
        const string answer = Second + "/conditions/1";
        using var unproved = await off.PostFromAsync(answer, answer, ("remplie", "oui"));
        using var answered = await off.PostFromAsync(answer, answer, ("remplie", "oui"), ("preuve", "https://impact.example/stats"));
        var seance = await off.ReadAsync(Second);

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect], new[] { set, held, waived }.Select(a => a.StatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.NotNull(gaps.QuerySelector("#preuve-erreur"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("Répondre à « Mesurer l’impact »", blocked, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (unproved.StatusCode, answered.StatusCode));
        Assert.NotNull(seance.QuerySelector("a[href='https://impact.example/stats']"));
        Assert.Contains("Remplie", Plain(seance), StringComparison.Ordinal);
    }

    /// <summary>More than half of the first tranche is engaged on 30 June 2020; the rule is looked at the morning after.</summary>
    private static async Task<LivedServer> ConsommeeAsync()
    {
        var server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24));
        await DoAsync(server, "import", new { document = Id });
        await DoAsync(server, "publish", new { document = Id });
        await DoAsync(server, "releaseFunds", new { convention = Id });
        await DoAsync(server, "setOption", new { convention = Id, option = "revoyure.consumption", value = 50 });
        await server.MoveToAsync(HeureDeParis.At(new DateOnly(2020, 6, 30), new TimeOnly(9, 0)));
        await DoAsync(server, "commit", new { convention = Id, amountCents = 50_000_000 });
        await server.MoveToAsync(HeureDeParis.At(new DateOnly(2020, 7, 1), new TimeOnly(9, 0)));
        return server;
    }

    private static Task DoAsync(LivedServer server, string verb, object keys) => Verbes.Find(verb)!.RunAsync(
        server.Services.GetRequiredService<ExecutionDesActes>(), new Actor("essai", Verbes.Find(verb)!.DefaultRole, null, "essai", DateTimeOffset.UnixEpoch),
        JsonSerializer.SerializeToElement(keys), CancellationToken.None);

    private static async Task<PagesClient> SignInAsync(LivedServer server, string function)
    {
        var client = new PagesClient(server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private static string Plain(IDocument page) =>
        string.Join(' ', page.QuerySelector("main")!.TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
