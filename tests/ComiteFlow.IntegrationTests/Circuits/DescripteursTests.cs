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

/// <summary>What Studio is told that there is to draw with, on the real host.</summary>
public sealed partial class DescripteursTests : IClassFixture<DescripteursTests.Host>
{
    /// <summary>The lists that are asked for at each opening.</summary>
    private static readonly string[] Small =
    [
        "expression-descriptors", "workflow-activation-strategies", "log-persistence-strategies", "incident-strategies", "storage-drivers", "variables",
    ];

    private readonly Host _host;

    public DescripteursTests(Host host) => _host = host;

    [Fact]
    public async Task Activities_OfAnEmptySite_HaveTheShapeThatStudioReads()
    {
        var answer = await ReadAsync("descriptors/activities");

        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(items.Count, answer.GetProperty("count").GetInt32());
        Assert.Equal(items.Count, items.Select(item => item.GetProperty("typeName").GetString()).Distinct().Count());
        Assert.All(items, item => Assert.Equal(
            ["category", "constructionProperties", "customProperties", "description", "displayName", "inputs", "isBrowsable", "isContainer", "isStart", "isTerminal", "kind", "name", "namespace", "outputs", "ports", "typeName", "version"],
            Keys(item)));
        Assert.All(items.SelectMany(item => item.GetProperty("inputs").EnumerateArray()), input => Assert.Equal(
            ["category", "defaultSyntax", "defaultValue", "description", "displayName", "isBrowsable", "isReadOnly", "isSensitive", "isSynthetic", "isWrapped", "name", "order", "storageDriverType", "typeName", "uiHint", "uiSpecifications"],
            Keys(input)));
    }

    [Fact]
    public async Task Activities_ThatAFlowchartMayNotHold_AreNotInThePalette()
    {
        var items = (await ActivitiesAsync()).ToDictionary(item => item.GetProperty("typeName").GetString()!);

        Assert.True(items["Elsa.Flowchart"].GetProperty("isContainer").GetBoolean());
        Assert.All(
            new[] { "Flowchart", "Sequence", "Parallel", "If", "Switch", "Fork", "While", "For", "ForEach", "ParallelForEach", "Break" },
            name => Assert.False(items["Elsa." + name].GetProperty("isBrowsable").GetBoolean()));
        Assert.All(
            new[] { "Elsa.Start", "Elsa.FlowFork", "Elsa.FlowJoin", "Elsa.FlowDecision", "Elsa.DispatchWorkflow", "ComiteFlow.ConveneComite" },
            type => Assert.True(items[type].GetProperty("isBrowsable").GetBoolean()));
    }

    /// <summary>Studio computes the ports of these steps from their values, and only by these editors.</summary>
    [Theory]
    [InlineData("Elsa.FlowFork", "Branches", "dynamic-outcomes", true)]
    [InlineData("Elsa.RunTask", "Outcomes", "dynamic-outcomes", true)]
    [InlineData("Elsa.FlowSwitch", "Cases", "flow-switch-editor", false)]
    [InlineData("Elsa.SetVariable", "Variable", "variable-picker", false)]
    [InlineData("Elsa.FlowDecision", "Condition", "checkbox", true)]
    [InlineData("Elsa.StartAt", "DateTime", "singleline", true)]
    public async Task Activities_WithPortsOrPickers_AreEditedByWhatStudioKnows(string type, string input, string hint, bool isWrapped)
    {
        var found = await InputAsync(type, input);

        Assert.Equal((hint, isWrapped), (found.GetProperty("uiHint").GetString(), found.GetProperty("isWrapped").GetBoolean()));
    }

    [Fact]
    public async Task Ports_OfADecision_AreInFrench() => Assert.Equal(
        ["True=Oui", "False=Non"],
        (await ActivitiesAsync()).Single(item => item.GetProperty("typeName").GetString() == "Elsa.FlowDecision").GetProperty("ports").EnumerateArray()
            .Select(port => $"{port.GetProperty("name")}={port.GetProperty("displayName")}"));

    [Fact]
    public async Task Terminal_AreTheStepsThatNothingFollows() => Assert.Equal(
        ["Elsa.Break", "Elsa.Complete", "Elsa.End", "Elsa.Fault", "Elsa.Finish"],
        (await ActivitiesAsync()).Where(item => item.GetProperty("isTerminal").GetBoolean()).Select(item => item.GetProperty("typeName").GetString()!).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("ComiteFlow.ConveneComite", "To", "checklist", "parties", "Toutes les parties de la convention")]
    [InlineData("ComiteFlow.ConveneComite", "To", "checklist", "CBCM-PM", "CBCM des services du Premier ministre")]
    [InlineData("ComiteFlow.ConveneComite", "Obligation", "dropdown", "O-36", "O-36 – ")]
    [InlineData("ComiteFlow.RequestStatusReport", "Due", "dropdown", "status.due", "Règle « Échéance de l’état des réalisations » : 10")]
    [InlineData("ComiteFlow.RequestStatusReport", "Due", "dropdown", "4", "4 jours ouvrés")]
    [InlineData("ComiteFlow.RemindSignatories", "Every", "dropdown", "signature.reminderEvery", "Règle « Rythme des rappels de signature » : 7 jours")]
    [InlineData("ComiteFlow.RemindSignatories", "Every", "dropdown", "P14D", "tous les 14 jours")]
    [InlineData("ComiteFlow.PlanComites", "Circuit", "dropdown", "comite", "Un comité")]
    [InlineData("Elsa.Event", "EventName", "dropdown", "comite.tenu", "Comité tenu")]
    [InlineData("Elsa.RunTask", "Candidates", "checklist", "decisionMaker", "Décision")]
    [InlineData("Elsa.FlowJoin", "Mode", "dropdown", "WaitAll", "Toutes les branches")]
    [InlineData("ComiteFlow.Inform", "Template", "dropdown", "decision", "Décision de revoyure")]
    public async Task Choices_OfAnInput_AreWhatIsThereInWords(string type, string input, string hint, string value, string text)
    {
        var items = Items(await InputAsync(type, input), hint);

        Assert.Contains(items, item => item.Value == value && item.Text.Contains(text, StringComparison.Ordinal));
        Assert.Equal(items.Count, items.Select(item => item.Value).Distinct().Count());
    }

    [Fact]
    public async Task Choices_OfNumbers_SortAsNumbersDo()
    {
        var days = Items(await InputAsync("ComiteFlow.RequestStatusReport", "Due"), "dropdown").Where(item => int.TryParse(item.Value, out _)).ToList();

        Assert.Equal(days.Select(day => day.Value), days.OrderBy(day => day.Text, StringComparer.InvariantCulture).Select(day => day.Value));
    }

    /// <summary>Else a box ticked in Studio would drop it.</summary>
    [Fact]
    public async Task Choices_WithAValueThatACircuitHolds_OfferItToo()
    {
        await _host.AddAsync("brouillon-prefet", isPublished: false, """
            {"definitionId":"brouillon-prefet","root":{"id":"f","type":"Elsa.Flowchart","activities":[
              {"id":"a","type":"ComiteFlow.ConveneComite","to":{"typeName":"String[]","expression":{"type":"Object","value":"[\"prefet-de-region\"]"}}}]}}
            """);

        Assert.Contains(Items(await InputAsync("ComiteFlow.ConveneComite", "To"), "checklist"), item => item.Value == "prefet-de-region");
        Assert.DoesNotContain(Items(await InputAsync("ComiteFlow.Inform", "To"), "checklist"), item => item.Value == "prefet-de-region");
        var options = await PostAsync("descriptors/activities/ComiteFlow.ConveneComite/options/To");
        Assert.Contains("prefet-de-region", options.RootElement.GetProperty("items").GetProperty("checklist").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circuit_ThatOffersItself_IsAStepThatTheEngineTakes()
    {
        await _host.AddAsync("avis-du-conseil", isPublished: true, """
            {"definitionId":"avis-du-conseil","name":"Avis du conseil","version":1,"options":{"usableAsActivity":true},"outcomes":["Favorable","Défavorable"],
             "inputs":[{"name":"montant","type":"Int64","displayName":"Montant demandé"}],"outputs":[{"name":"avis","type":"String","displayName":"Avis rendu"}],
             "root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"debut","type":"Elsa.Start"}]}}
            """);

        var step = (await ActivitiesAsync()).Single(item => item.GetProperty("displayName").GetString() == "Avis du conseil");
        Assert.Equal(["Favorable", "Défavorable", "Done"], step.GetProperty("ports").EnumerateArray().Select(port => port.GetProperty("name").GetString()));
        Assert.Equal("Montant demandé", step.GetProperty("inputs")[0].GetProperty("displayName").GetString());
        var construction = step.GetProperty("constructionProperties");
        var placed = DefinitionReader.Read($$$"""
            {"definitionId":"autour","root":{"id":"f","type":"Elsa.Flowchart","connections":[{"source":{"activity":"d","port":"Done"},"target":{"activity":"a","port":"In"}}],
             "activities":[{"id":"d","type":"Elsa.Start"},{"id":"a","type":"{{{step.GetProperty("typeName")}}}","workflowDefinitionId":"{{{construction.GetProperty("WorkflowDefinitionId")}}}",
              "workflowDefinitionVersionId":"{{{construction.GetProperty("WorkflowDefinitionVersionId")}}}"}]}}
            """);
        Assert.Empty(_host.Services.GetRequiredService<DefinitionValidator>().Check(placed, [DefinitionReader.Read(await _host.TextAsync("avis-du-conseil")).Definition!]));
    }

    [Fact]
    public async Task SmallDescriptors_EachOfThem_OfferOnlyWhatTheEngineDoes()
    {
        foreach (var name in Small)
        {
            var answer = await ReadAsync("descriptors/" + name);
            Assert.Equal(answer.GetProperty("items").GetArrayLength(), answer.GetProperty("count").GetInt32());
            Assert.NotEqual(0, answer.GetProperty("count").GetInt32());
        }

        foreach (var empty in new[] { "descriptors/commit-strategies/workflows", "descriptors/commit-strategies/activities", "descriptors/output-converters?sourceType=String&destinationType=Object", "resilience/strategies?category=Default", "resilience/retries/a" })
        {
            Assert.Equal("""{"items":[],"count":0}""", (await ReadAsync(empty)).GetRawText());
        }

        Assert.Equal(
            ["Variable", "Input", "JavaScript"],
            (await ReadAsync("descriptors/expression-descriptors")).GetProperty("items").EnumerateArray().Where(item => item.GetProperty("isBrowsable").GetBoolean()).Select(item => item.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Strategies_OfAStart_AreThoseThatTheCheckTakes()
    {
        var validator = _host.Services.GetRequiredService<DefinitionValidator>();

        foreach (var strategy in (await ReadAsync("descriptors/workflow-activation-strategies")).GetProperty("items").EnumerateArray())
        {
            Assert.Empty(validator.Check(DefinitionReader.Read(
                $$$"""{"definitionId":"c","options":{"activationStrategyType":"{{{strategy.GetProperty("typeName")}}}"},"root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"d","type":"Elsa.Start"}]}}""")));
        }
    }

    [Fact]
    public async Task Features_OneByOne_AreThoseOfTheList()
    {
        var all = await ReadAsync("features/installed");
        using var client = await _host.SignInAsync("coordinator");

        Assert.Equal("Elsa.RealTimeWorkflowUpdates", Assert.Single(all.GetProperty("items").EnumerateArray()).GetProperty("fullName").GetString());
        using var known = await client.GetAsync("/elsa/api/features/installed/Elsa.RealTimeWorkflowUpdates");
        using var unknown = await client.GetAsync("/elsa/api/features/installed/Elsa.Alterations");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound], new[] { known.StatusCode, unknown.StatusCode });
    }

    [Fact]
    public async Task Declarations_OfAStoredCircuit_AreThoseOfItsNewestVersion()
    {
        using var client = await _host.SignInAsync("coordinator");
        using var body = new StringContent("""{"workflowDefinitionId":"avenant","activityTypeName":"ComiteFlow.Inform","propertyName":"document"}""", Encoding.UTF8, "application/json");

        using var answer = await client.Http.PostAsync(new Uri("/elsa/api/scripting/javascript/type-definitions/avenant", UriKind.Relative), body);

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("declare function getAvenant(): string;", text, StringComparison.Ordinal);
        Assert.Contains("\"rediger\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("budgetOfficer", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.OK)]
    [InlineData("decisionMaker", HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Descriptors_ForEachFunction_AreForReadersOfCircuits(string function, HttpStatusCode expected)
    {
        using var client = await _host.SignInAsync(function);

        using var answer = await client.GetAsync("/elsa/api/descriptors/activities");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Descriptors_WithoutASession_TellNothing()
    {
        using var client = new PagesClient(_host.Address);

        using var answer = await client.GetAsync("/elsa/api/descriptors/activities");

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("typeName", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_OfAllDescriptors_AreFrench()
    {
        var answers = new List<JsonElement>();
        foreach (var name in Small.Select(small => "descriptors/" + small).Append("descriptors/activities").Append("features/installed"))
        {
            answers.Add(await ReadAsync(name));
        }

        var texts = answers.SelectMany(Texts).ToList();
        Assert.True(texts.Count > 300);
        Assert.DoesNotContain(texts, text => English().IsMatch(text));
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "displayName" or "description" or "category" or "text", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : Texts(property.Value)),
        _ => [],
    };

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);

    private static List<(string Value, string Text)> Items(JsonElement input, string hint)
    {
        Assert.Equal(hint, input.GetProperty("uiHint").GetString());
        return [.. input.GetProperty("uiSpecifications").GetProperty(hint).GetProperty(hint == "dropdown" ? "selectList" : "checkList").GetProperty("items").EnumerateArray()
            .Select(item => (item.GetProperty("value").GetString()!, item.GetProperty("text").GetString()!))];
    }

    private async Task<JsonElement> InputAsync(string type, string input) =>
        (await ActivitiesAsync()).Single(item => item.GetProperty("typeName").GetString() == type).GetProperty("inputs").EnumerateArray().Single(one => one.GetProperty("name").GetString() == input);

    private async Task<IReadOnlyList<JsonElement>> ActivitiesAsync() => [.. (await ReadAsync("descriptors/activities?Refresh=True")).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> ReadAsync(string path)
    {
        using var client = await _host.SignInAsync("coordinator");
        using var answer = await client.GetAsync("/elsa/api/" + path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<JsonDocument> PostAsync(string path)
    {
        using var client = await _host.SignInAsync("coordinator");
        using var body = new StringContent("""{"context":{}}""", Encoding.UTF8, "application/json");
        using var answer = await client.Http.PostAsync(new Uri("/elsa/api/" + path, UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"\b(the|of|and|with|workflow|activity|when|where|which|returns?|variable name|string|select|value)\b", RegexOptions.IgnoreCase)]
    private static partial Regex English();
}
