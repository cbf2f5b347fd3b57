using System.Collections.Concurrent;
using System.Text.Json;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Host.Modeles;

/// <summary>
/// Refuses a step whose template names what the step does not give it. What a step gives stands beside the template, as the data of its sample; the template is
/// composed with it once.
/// </summary>
internal sealed class VariablesDesModeles(IModeleSource source, ModeleStore store) : IStepCheck
{
    private volatile Fautes _fautes = new(source.Figee());

    public IReadOnlyList<string> Types => ModelesPresents.ALire;

    public IEnumerable<StepProblem> Check(StepInputs step) => ModelesPresents.DeLEtape(step)
        .Select(folder => (Folder: folder, Fault: Connues().Par.GetOrAdd(folder, FaultOf))).Where(found => found.Fault is not null)
        .Select(found => new StepProblem("template", $"le modèle « {found.Folder} » ne se compose pas avec ce que l’étape lui donne ({found.Fault}) : corrigez le modèle, ou choisissez-en un autre."));

    /// <summary>What is known of the texts of this moment.</summary>
    private Fautes Connues()
    {
        var now = source.Figee();
        return ReferenceEquals(_fautes.Source, now) ? _fautes : _fautes = new Fautes(now);
    }

    /// <summary>What is wrong with a template; null when it can be composed, or when nothing says what it is given.</summary>
    private string? FaultOf(string folder)
    {
        if (source.Read($"{folder}/modele.md") is null || source.Read($"{folder}/donnees.json") is not { } sample)
            return null;
        try
        {
            var name = folder.Split('/')[1];
            var data = DonneesDeModele.Read(JsonDocument.Parse(sample).RootElement);
            if (folder.StartsWith("documents/", StringComparison.Ordinal))
                store.RenderDocument(name, data);
            else
                store.RenderCourriel(name, data);
        }
        catch (ModeleException wrong)
        {
            return wrong.Message.Replace(folder + " : ", "", StringComparison.Ordinal).TrimEnd('.');
        }

        return null;
    }

    private sealed record Fautes(IModeleSource Source)
    {
        public ConcurrentDictionary<string, string?> Par { get; } = new();
    }
}
