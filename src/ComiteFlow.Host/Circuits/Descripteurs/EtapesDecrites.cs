using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Circuits.Descripteurs;

/// <summary>Every kind of step that a circuit may hold, for Studio: those of the engine, and published circuits that offer themselves as steps.</summary>
internal sealed class EtapesDecrites(ActivityRegistry registry, ChoixDesEtapes choix, ValeursEcrites ecrites, CircuitsCommeEtapes circuits, ComiteFlowDb db)
{
    /// <summary>Places inside old containers, and what a step per launched circuit does with its end.</summary>
    private static readonly Dictionary<string, DescripteurDePort[]> Places = new()
    {
        ["Elsa.If"] = [new("Then", "Alors", "Embedded"), new("Else", "Sinon", "Embedded")],
        ["Elsa.While"] = [new("Body", "Contenu", "Embedded")],
        ["Elsa.For"] = [new("Body", "Contenu", "Embedded")],
        ["Elsa.ForEach"] = [new("Body", "Contenu", "Embedded")],
        ["Elsa.ParallelForEach"] = [new("Body", "Contenu", "Embedded")],
        ["Elsa.BulkDispatchWorkflows"] = [new("ChildCompleted", "Pour chacun, une fois terminé", "Embedded"), new("ChildFaulted", "Pour chacun, après un incident", "Embedded")],
    };

    public async Task<IReadOnlyList<DescripteurDEtape>> ToutesAsync(CancellationToken ct)
    {
        var (lists, written) = (await choix.ToutAsync(ct), await ecrites.ReadAsync(db, ct));
        return [.. registry.Descriptions.Select(step => Of(step, lists, written)), .. await circuits.ToutesAsync(ct)];
    }

    /// <summary>How one input is edited, read anew; null for an input that is not known.</summary>
    public async Task<IReadOnlyDictionary<string, object>?> OptionsAsync(string type, string input, CancellationToken ct)
    {
        if (registry.Inputs(type).FirstOrDefault(one => one.Name.Equals(input, StringComparison.OrdinalIgnoreCase)) is not { } found)
            return null;
        return Specifications(type, found, await choix.ToutAsync(ct), await ecrites.ReadAsync(db, ct));
    }

    private static DescripteurDEtape Of(
        StepDescription step, IReadOnlyDictionary<string, IReadOnlyList<ChoixDEtape>> lists, ILookup<(string Type, string Input), string> written)
    {
        var (space, name) = Split(step.Type);
        return new DescripteurDEtape(
            step.Type, space, step.IsOffered ? NomDeNoeud(step.Name) : name, 1, step.Category, step.Name, step.Help, step.IsTrigger ? "Trigger" : "Action",
            [.. step.Inputs.Select((input, rank) => Of(step.Type, input, rank, lists, written))],
            [.. step.Outputs.Select((output, rank) => new DescripteurDeSortie(Pascal(output.Name), TypeOf(output.Kind), output.Label, output.Help, rank, true, false))],
            [.. step.Ways.Select(way => new DescripteurDePort(way.Name, way.Label, "Flow")), .. Places.GetValueOrDefault(step.Type) ?? []])
        {
            IsContainer = step.IsContainer && step.Type != "Elsa.BulkDispatchWorkflows",
            IsBrowsable = step.IsOffered,
            IsStart = step.Type == "Elsa.Start",
            // Studio draws a way out of a step that has none, unless it is told that nothing follows.
            IsTerminal = step.Ways.Count == 0 && step.Inputs.All(input => input.Editor != InputEditor.Ways),
        };
    }

    private static DescripteurDEntree Of(
        string type, ActivityInputAttribute input, int rank, IReadOnlyDictionary<string, IReadOnlyList<ChoixDEtape>> lists,
        ILookup<(string Type, string Input), string> written) => new(
        Pascal(input.Name), TypeOf(input.Kind), input.Label, input.Help, rank, input.IsOffered, false, !input.IsPlain, Hint(input.Editor),
        input.Default is { } text ? JsonDocument.Parse(text).RootElement : null, Specifications(type, input, lists, written));

    private static Dictionary<string, object> Specifications(
        string type, ActivityInputAttribute input, IReadOnlyDictionary<string, IReadOnlyList<ChoixDEtape>> lists, ILookup<(string Type, string Input), string> written)
    {
        var hint = Hint(input.Editor);
        var items = Choix(type, input, lists, written).Select(one => new { text = one.Texte, value = one.Valeur, isChecked = false }).ToList();
        return hint switch
        {
            "dropdown" => new() { [hint] = new { selectList = new { items, isFlagsEnum = false } } },
            "checklist" => new() { [hint] = new { checkList = new { items, isFlagsEnum = false } } },
            // A task without ways out of its own ends by « Done »; a fork has none.
            "dynamic-outcomes" => new() { ["DynamicOutcomesOptions"] = new { fixedOutcomes = type == "Elsa.RunTask" ? ["Done"] : Array.Empty<string>() } },
            _ => [],
        };
    }

    /// <summary>What may be chosen, and after it what stands in some circuit and is not among it.</summary>
    public static IReadOnlyList<ChoixDEtape> Choix(
        string type, ActivityInputAttribute input, IReadOnlyDictionary<string, IReadOnlyList<ChoixDEtape>> lists, ILookup<(string Type, string Input), string> written)
    {
        IReadOnlyList<ChoixDEtape> known = input.Choices.Length > 0
            ? [.. input.Choices.Select((value, rank) => new ChoixDEtape(value, input.ChoiceLabels[rank]))]
            : input.ChoicesFrom is { } source ? lists[source] : [];
        return input.ChoicesFrom is null ? known
            : [.. known, .. written[(type, input.Name)].Where(value => known.All(one => one.Valeur != value)).Order(StringComparer.Ordinal).Select(value => new ChoixDEtape(value, value))];
    }

    /// <summary>The editor of Studio. Its date picker writes the date as the browser's country does, which no file may hold: days and moments are typed.</summary>
    internal static string Hint(InputEditor editor) => editor switch
    {
        InputEditor.Lines => "multiline",
        InputEditor.CheckBox => "checkbox",
        InputEditor.Choice => "dropdown",
        InputEditor.Choices => "checklist",
        InputEditor.List => "multitext",
        InputEditor.Json => "json-editor",
        InputEditor.Map => "dictionary",
        InputEditor.Ways => "dynamic-outcomes",
        InputEditor.Cases => "flow-switch-editor",
        InputEditor.Variable => "variable-picker",
        InputEditor.Output => "output-picker",
        _ => "singleline",
    };

    internal static string TypeOf(InputKind kind) => kind switch
    {
        InputKind.Texts or InputKind.Settings => "String[]",
        InputKind.Integer => "Int32",
        InputKind.Boolean => "Boolean",
        InputKind.Instant => "DateTimeOffset",
        InputKind.Object => "ObjectDictionary",
        InputKind.List or InputKind.Any => "Object",
        _ => "String",
    };

    /// <summary>By this word, and a number, Studio calls a step that somebody puts down: it stands on the diagram until they name it.</summary>
    private static string NomDeNoeud(string name) => string.Concat(TexteDeCircuit.Adresse(name).Split('-').Select(Pascal));

    internal static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static (string Space, string Name) Split(string type) => type.LastIndexOf('.') is > 0 and var at ? (type[..at], type[(at + 1)..]) : ("", type);
}
