using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>What every step says beside its inputs, as its form shows it, and back.</summary>
/// <param name="NomTechnique">The name by which scripts mean the step.</param>
/// <param name="Reunion">How arrows meet; empty where nothing is said.</param>
/// <param name="PeutLancer">True when it may start the workflow.</param>
internal sealed record ProprietesDEtape(string Nom, string NomTechnique, string Remarque, string Reunion, bool PeutLancer)
{
    /// <summary>How arrows may meet in a step, as the designer writes it.</summary>
    public static IReadOnlyList<(string Mode, string Mot)> Reunions { get; } =
        [("Stream", "attendre les branches encore en cours"), ("Merge", "attendre toutes les branches"), ("Race", "continuer à la première, abandonner les autres")];

    public static ProprietesDEtape Lire(JsonObject step)
    {
        var metadata = step["metadata"] as JsonObject;
        return new ProprietesDEtape(
            metadata?.TexteDe("displayText") ?? "", step.TexteDe("name") ?? "", metadata?.TexteDe("description") ?? "",
            (step["customProperties"] as JsonObject)?.TexteDe("mergeMode") ?? "", ListeDEtapes.PeutLancer(step));
    }

    /// <summary>Writes what differs from what stands there.</summary>
    public void Ecrire(JsonObject step)
    {
        var before = Lire(step);
        if (Nom != before.Nom)
            Dans(step, "metadata")["displayText"] = Nom;
        if (Remarque != before.Remarque)
            Dans(step, "metadata")["description"] = Remarque;
        if (NomTechnique != before.NomTechnique)
            step["name"] = NomTechnique;
        if (Reunion != before.Reunion && Reunion.Length == 0)
            Dans(step, "customProperties").Remove("mergeMode");
        else if (Reunion != before.Reunion)
            Dans(step, "customProperties")["mergeMode"] = Reunion;
        if (PeutLancer == before.PeutLancer)
            return;
        step.Remove("canStartWorkflow");
        Dans(step, "customProperties")["canStartWorkflow"] = PeutLancer;
    }

    /// <summary>To which variable or output of the workflow a result is bound; empty when to none.</summary>
    public static string Resultat(JsonObject step, ActivityOutputAttribute output) => ((step[output.Name] as JsonObject)?["memoryReference"] as JsonObject)?.TexteDe("id") ?? "";

    public static void EcrireResultat(JsonObject step, ActivityOutputAttribute output, string target)
    {
        if (target == Resultat(step, output))
            return;
        if (target.Length == 0)
            step.Remove(output.Name);
        else if (step[output.Name] is JsonObject bound)
            bound["memoryReference"] = new JsonObject { ["id"] = target };
        else
            step[output.Name] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = target } };
    }

    /// <summary>Lets arrows follow ways out that were renamed, line by line; those of a way out that is gone fall away.</summary>
    public static void SuivreLesSorties(JsonObject flux, string step, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var gone = before.Except(after).ToList();
        var renamed = before.Count == after.Count ? gone.Where(name => !before.Contains(after[before.ToList().IndexOf(name)])).ToList() : [];
        foreach (var name in renamed)
        {
            Fleches.RenommerPort(flux, step, name, after[before.ToList().IndexOf(name)]);
        }

        foreach (var arrow in gone.Except(renamed).SelectMany(name => Fleches.Depuis(flux, step, name)))
        {
            Fleches.Retirer(arrow);
        }
    }

    private static JsonObject Dans(JsonObject step, string name)
    {
        if (step[name] is JsonObject map)
            return map;
        map = [];
        step[name] = map;
        return map;
    }
}
