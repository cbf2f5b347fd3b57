using System.Text.Json.Nodes;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Writing, publishing and taking back workflows, by the acts that pages and designer call.</summary>
public sealed partial class ActesDeCircuitTests : IAsyncLifetime, IDisposable
{
    private const string Nouveau = """
        { "name": "Suivi d’une réponse", "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [
            { "id": "debut", "type": "Elsa.Start" }, { "id": "attendre", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "suite" } } }],
          "connections": [{ "source": { "activity": "debut", "port": "Done" }, "target": { "activity": "attendre", "port": "In" } }] } }
        """;

    private SimulatedProduct _product = null!;

    private readonly TemporaryFolder _folder = new();

    public async Task InitializeAsync() =>
        _product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("comiteflow.db"), IsThrowAway: true), new DateOnly(2021, 9, 1));

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Save_OfANewWorkflow_IsADraftCalledByItsName()
    {
        var first = await SaveAsync("anne", null, Nouveau, Moyens.Creation);
        var second = await SaveAsync("anne", null, Nouveau, Moyens.Creation);

        var draft = Assert.Single(await VersionsAsync(first.Circuit));
        Assert.Equal(("suivi-d-une-reponse", "suivi-d-une-reponse-2"), (first.Circuit, second.Circuit));
        Assert.Equal((1, true, false, null), (draft.Version, draft.EstBrouillon, draft.IsPublished, draft.Problemes));
    }

    [Fact]
    public async Task Save_OfAPublishedWorkflow_BeginsANewVersionAndLeavesTheFormerAsItIs()
    {
        var before = await TextAsync("revoyure", 1);

        var receipt = await SaveAsync("anne", "revoyure", Renamed(before, "Revoyure relue"));

        Assert.Equal(2, receipt.Version);
        Assert.Equal(before, await TextAsync("revoyure", 1));
        Assert.Equal([("Revoyure relue", false), ("Revoyure", true)], (await VersionsAsync("revoyure")).Select(v => (v.Nom, v.IsPublished)));
    }

    [Fact]
    public async Task Save_OfWhatStandsThereAlready_WritesNothing()
    {
        var receipt = await SaveAsync("anne", "revoyure", await TextAsync("revoyure", 1));

        Assert.Equal((1, 0L), (receipt.Version, receipt.Revision));
        Assert.Single(await VersionsAsync("revoyure"));
    }

    [Fact]
    public async Task Save_OnAnOutdatedVersion_IsRefusedWithWhoAndWhen()
    {
        var text = await TextAsync("revoyure", 1);
        await SaveAsync("anne", "revoyure", Renamed(text, "D’Anne"), revision: 0);

        var refusal = await RefusedAsync(() => SaveAsync("bruno", "revoyure", Renamed(text, "De Bruno"), revision: 0));

        Assert.Equal("outdated", refusal.Code);
        Assert.Contains("anne", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("01/09/2021 à 9 h", refusal.Message.Replace('\u00A0', ' ').Replace('\u202F', ' '), StringComparison.Ordinal);
        Assert.Equal("D’Anne", (await VersionsAsync("revoyure"))[0].Nom);
    }

    [Fact]
    public async Task Save_OfOverlappingWritingsOfOnePage_NeverFights()
    {
        var text = await TextAsync("revoyure", 1);
        await SaveAsync("anne", "revoyure", Renamed(text, "Un"), revision: 0);

        var last = await SaveAsync("anne", "revoyure", Renamed(text, "Deux"), revision: 0);

        Assert.Equal((2, "Deux"), (last.Version, (await VersionsAsync("revoyure"))[0].Nom));
    }

    [Fact]
    public async Task Save_FromTwoPagesOfOnePerson_IsRefusedOnTheOutdatedOne()
    {
        var text = await TextAsync("revoyure", 1);
        await SaveAsync("anne", "revoyure", Renamed(text, "Un"), revision: 0, window: "f1");

        var refusal = await RefusedAsync(() => SaveAsync("anne", "revoyure", Renamed(text, "Deux"), revision: 0, window: "f2"));

        Assert.Contains("vous-même, dans une autre fenêtre", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_ByWhoMayNot_IsRefusedBeforeTheTextIsRead()
    {
        var refusal = await RefusedAsync(() => SaveAsync("x", null, "{", role: Roles.Auditor));

        Assert.Equal("forbidden", refusal.Code);
    }

    [Fact]
    public async Task Publish_ByWhoWroteIt_IsRefused()
    {
        var draft = await SaveAsync("anne", null, Nouveau);

        var refusal = await RefusedAsync(() => PublishAsync("anne", draft));

        Assert.Equal("secondPerson", refusal.Code);
        Assert.DoesNotContain(await VersionsAsync(draft.Circuit), version => version.IsPublished);
    }

    [Fact]
    public async Task Publish_ByASecondPerson_IsFollowedByNewFiles()
    {
        var draft = await SaveAsync("anne", "revoyure", Renamed(await TextAsync("revoyure", 1), "Revoyure relue"));

        await PublishAsync("bruno", draft);

        var versions = await VersionsAsync("revoyure");
        Assert.Equal([(2, true), (1, false)], versions.Select(v => (v.Version, v.IsPublished)));
        Assert.Equal(("bruno", "Il le faut."), (versions[0].PublishedBy, versions[0].Motif));
        await InScopeAsync(async services => Assert.Equal(2, (await services.GetRequiredService<IRunStore>().PublishedAsync("revoyure", default))!.Version));
    }

    [Fact]
    public async Task Publish_OfADraftThatChangedSinceItWasRead_IsRefused()
    {
        var draft = await SaveAsync("anne", null, Nouveau);
        var read = (await VersionsAsync(draft.Circuit))[0].Empreinte;
        await SaveAsync("anne", draft.Circuit, Renamed(Nouveau, "Autre"), revision: draft.Revision);

        Assert.Equal("outdated", (await RefusedAsync(() => PublishAsync("bruno", draft, read))).Code);
    }

    [Theory]
    [InlineData("", "commentRequired")]
    [InlineData("  ", "commentRequired")]
    public async Task Publish_WithoutAReason_IsRefused(string reason, string code)
    {
        var draft = await SaveAsync("anne", null, Nouveau);

        Assert.Equal(code, (await RefusedAsync(() => PublishAsync("bruno", draft, reason: reason))).Code);
    }

    [Fact]
    public async Task Publish_OfADraftWithAProblem_IsRefusedWithItsSentences()
    {
        var draft = await SaveAsync("anne", null, Nouveau.Replace("Elsa.Event", "Elsa.Ailleurs", StringComparison.Ordinal));

        var refusal = await RefusedAsync(() => PublishAsync("bruno", draft));

        Assert.Equal("invalidDefinition", refusal.Code);
        Assert.Contains(RefusDeCircuit.Phrases(refusal), sentence => sentence.Contains("Elsa.Ailleurs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_OfWhatIsNotHere_NamesItByPlaceAndStoresNothing()
    {
        var foreign = Nouveau.Replace("Elsa.Event", "Elsa.HttpEndpoint", StringComparison.Ordinal).Replace("\"Literal\"", "\"CSharp\"", StringComparison.Ordinal);

        var refusal = await RefusedAsync(() => SaveAsync("anne", null, foreign, Moyens.Import));

        Assert.Contains(RefusDeCircuit.Phrases(refusal), sentence => sentence.StartsWith("root.activities[1] ", StringComparison.Ordinal) && sentence.Contains("Elsa.HttpEndpoint", StringComparison.Ordinal));
        Assert.Contains(RefusDeCircuit.Phrases(refusal), sentence => sentence.StartsWith("root.activities[1].eventName ", StringComparison.Ordinal) && sentence.Contains("CSharp", StringComparison.Ordinal));
        Assert.Empty(await VersionsAsync("suivi-d-une-reponse"));
    }

    [Fact]
    public async Task Import_OverTheDraftOfSomebodyElse_IsRefused()
    {
        var draft = await SaveAsync("anne", null, Nouveau);
        var file = Nouveau.Replace("\"name\"", $"\"definitionId\": \"{draft.Circuit}\", \"name\"", StringComparison.Ordinal);

        Assert.Equal("outdated", (await RefusedAsync(() => SaveAsync("bruno", null, file, Moyens.Import))).Code);
        Assert.Equal(draft.Version, (await SaveAsync("anne", null, Renamed(file, "Le mien"), Moyens.Import)).Version);
    }

    private async Task<Recu> SaveAsync(string person, string? circuit, string text, string means = Moyens.Diagramme, long? revision = null, string window = "", string role = Roles.Coordinator)
    {
        var command = new SaveCircuit.Commande { Circuit = circuit, Texte = text, Moyen = means, Revision = revision, Fenetre = window };
        await DoAsync(person, command, SaveCircuit.Verbe, role);
        return command.Recu;
    }

    private async Task PublishAsync(string person, Recu draft, string? read = null, string reason = "Il le faut.") => await DoAsync(person, new PublishCircuit.Commande
    {
        Circuit = draft.Circuit, Version = draft.Version, Empreinte = read ?? (await VersionsAsync(draft.Circuit))[0].Empreinte, Motif = reason,
    }, PublishCircuit.Verbe);

    private async Task<Recu> RestoreAsync(string person, string circuit, int? version)
    {
        var command = new RestoreCircuit.Commande { Circuit = circuit, Version = version };
        await DoAsync(person, command, RestoreCircuit.Verbe);
        return command.Recu;
    }

    private Task RetractAsync(string circuit) => DoAsync("bruno", new RetractCircuit.Commande { Circuit = circuit, Motif = "Plus utile." }, RetractCircuit.Verbe);

    private Task DoAsync<TCommande>(string person, TCommande command, string act, string role = Roles.Coordinator)
        where TCommande : Commande =>
        _product.Services.GetRequiredService<ExecutionDesActes>().RunAsync(act, new Actor(person, role, null, "essai", _product.Now), command, default);

    private static Task<BrokenRuleException> RefusedAsync(Func<Task> act) => Assert.ThrowsAsync<BrokenRuleException>(act);

    private async Task<IReadOnlyList<VersionDeCircuit>> VersionsAsync(string circuit)
    {
        IReadOnlyList<VersionDeCircuit> versions = [];
        await InScopeAsync(async services => versions = await services.GetRequiredService<LectureCircuits>().VersionsAsync(circuit, default));
        return versions;
    }

    private async Task<string> TextAsync(string circuit, int version)
    {
        var text = "";
        await InScopeAsync(async services => text = (await services.GetRequiredService<LectureCircuits>().TexteAsync(circuit, version, default))!);
        return text;
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = _product.Services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    private static string Renamed(string text, string name)
    {
        var definition = JsonNode.Parse(text)!.AsObject();
        definition["name"] = name;
        return definition.ToJsonString();
    }
}
