using System.Text.Json;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>Steps that write something of the instance down: name, correlation, outputs, ways out, journal.</summary>
public sealed class RecordStepTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task SetName_InARun_NamesTheInstance()
    {
        _moteur.Publish(Root(Sequence("s", Step("nommer", "Elsa.SetName", ("value", Script("'Comité ' + getCorrelationId()"))), Event("va"))));

        await _moteur.StartAsync();

        Assert.Equal("Comité c", State().Name);
    }

    [Fact]
    public async Task Correlate_InARun_HoldsForWaitsAfterIt()
    {
        _moteur.Publish(Root(Sequence("s", Step("rattacher", "Elsa.Correlate", ("correlationId", Literal("autre"))), Event("va"))));

        await _moteur.StartAsync();

        Assert.Equal("autre", _moteur.Only.CorrelationId);
        Assert.Equal("autre", Assert.Single(_moteur.Rows.All<Bookmark>()).CorrelationId);
    }

    [Fact]
    public async Task SetOutput_AndComplete_EndTheInstanceWithBoth()
    {
        var complete = Flowchart("nid", [Start("debut"), Step("terminer", "Elsa.Complete", ("outcomes", Parsed("""["Accord"]""")))], "debut>terminer");
        _moteur.Publish(Root(Sequence(
            "s", Step("resultat", "Elsa.SetOutput", ("outputName", Literal("avis")), ("outputValue", Script("1 + 1"))), complete, Say("jamais"))));

        await _moteur.StartAsync();

        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
        Assert.Empty(_moteur.Trials.Seen);
        Assert.Equal("2", State().Output!["avis"].GetRawText());
        Assert.Equal(["Accord"], State().Outcomes!);
    }

    [Fact]
    public async Task Output_BoundToAnOutputOfTheWorkflow_SetsIt()
    {
        var json = """
            { "definitionId": "circuit", "outputs": [{ "name": "reponse", "type": "String" }], "root": { "id": "va", "type": "Elsa.Event",
              "eventName": "va", "result": { "typeName": "Object", "memoryReference": { "id": "reponse" } } } }
            """;
        _moteur.Publish(json);
        await _moteur.StartAsync();

        await _moteur.EventAsync("va", "oui");

        Assert.Equal("oui", State().Output!["reponse"].GetString());
        Assert.Empty(State().Variables);
    }

    [Fact]
    public async Task WriteLine_InARun_IsALineOfTheJournal()
    {
        _moteur.Publish(Root(Step("noter", "Elsa.WriteLine", ("text", Script("'Reçu le ' + 3")))));

        await _moteur.StartAsync();

        Assert.Equal(("noter", "Reçu le 3"), Assert.Single(_moteur.Rows.All<JournalLine>().Where(l => l.Event == "Note").Select(l => (l.ActivityId, l.Message!))));
    }

    private InstanceState State() => JsonSerializer.Deserialize<InstanceState>(_moteur.Only.State, JsonSerializerOptions.Web)!;
}
