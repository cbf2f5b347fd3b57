using ComiteFlow.Engine.Definitions;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Tests.Engine;

namespace ComiteFlow.Tests.Modeles;

/// <summary>A template that names what its step does not give it keeps a workflow from being published.</summary>
public sealed class VariablesDesModelesTests
{
    private const string Informed = """
        { "definitionId": "c", "name": "c", "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [
            { "id": "dire", "type": "ComiteFlow.Inform", "template": "decision", "to": ["parties"], "obligation": "O-39" }] } }
        """;

    [Fact]
    public void Check_OfATemplateWithAnUnknownVariable_NamesTemplateAndVariable()
    {
        var problem = Assert.Single(Problems(text => text.Replace("{{ par }}", "{{ parQui }}", StringComparison.Ordinal)));

        Assert.Contains("le modèle « courriels/decision » ne se compose pas", problem, StringComparison.Ordinal);
        Assert.Contains("parQui", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfTheShippedTemplates_FindsNothing() => Assert.Empty(Problems(text => text));

    private static List<string> Problems(Func<string, string> change)
    {
        var source = new Changed(new DossierDeModeles(Depot.Templates), change);
        var validator = Publication.With(source, new VariablesDesModeles(source, new ModeleStore(source, Depot.Communes)));
        return [.. validator.Check(DefinitionReader.Read(Informed)).Select(problem => problem.ToString())];
    }

    private sealed class Changed(IModeleSource source, Func<string, string> change) : IModeleSource
    {
        public string? Read(string path) => source.Read(path) is { } text ? path == "courriels/decision/modele.md" ? change(text) : text : null;
    }
}
