using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>What steps say, in French words.</summary>
internal static class MotsDEtape
{
    private const int Court = 120;

    /// <summary>The inputs that are set, each with its value in words.</summary>
    public static IReadOnlyList<LigneRecapitulatif> Entrees(CircuitOuvert open, JsonObject step) =>
    [
        .. open.Genres.Entrees(step).Select(input => (Input: input, Value: Valeur(open, step, input))).Where(pair => pair.Value.Length > 0)
            .Select(pair => new LigneRecapitulatif(pair.Input.Label, pair.Value)),
        .. (open.Genres.Trouver(step.TexteDe("type") ?? "")?.Resultats ?? []).Select(output => (Output: output, Target: ProprietesDEtape.Resultat(step, output)))
            .Where(pair => pair.Target.Length > 0).Select(pair => new LigneRecapitulatif(pair.Output.Label, $"gardé dans {NomDeCible(open.Definition, pair.Target)}")),
    ];

    /// <summary>The value of an input in words; empty when it is not set.</summary>
    public static string Valeur(CircuitOuvert open, JsonObject step, ActivityInputAttribute input)
    {
        if (input.Editor == InputEditor.Cases)
            return string.Join(" ; ", CasEcrits.Lire(step).Select(one => $"{one.Nom} si {Coupe(one.Condition)}"));
        var typed = EntreesEcrites.Lire(step, input);
        return typed.Source switch
        {
            SaisieDEntree.Expression => $"calculé : {Coupe(typed.Script)}",
            SaisieDEntree.Autre => "expression d’un genre inconnu ici",
            _ when typed.Source.StartsWith(SaisieDEntree.Variable, StringComparison.Ordinal) => $"la variable {NomDeVariable(open.Definition, typed.Source[SaisieDEntree.Variable.Length..])}",
            _ when typed.Source.StartsWith(SaisieDEntree.Entree, StringComparison.Ordinal) => $"l’entrée {typed.Source[SaisieDEntree.Entree.Length..]} du circuit",
            _ => Ecrite(open, step, input, typed.Texte),
        };
    }

    /// <summary>How the arrows that meet in a step count; null where none meet.</summary>
    public static string? Reunion(EtapeLue step)
    {
        if (step.Arrivees < 2)
            return null;
        var mode = step.Lieu.Type == "Elsa.FlowJoin" ? EntreesEcrites.Lire(step.Lieu.Etape, new ActivityInputAttribute("mode", InputKind.Text)).Texte : "";
        if (mode.Length == 0)
            mode = (step.Lieu.Etape["customProperties"] as JsonObject)?.TexteDe("mergeMode") is { Length: > 0 } merge ? merge : step.Lieu.Type == "Elsa.FlowJoin" ? "WaitAny" : "";
        var paths = $"{Formats.Nombre(step.Arrivees)} chemins se rejoignent ici :";
        return mode switch
        {
            "WaitAny" or "Race" => $"{paths} l’étape commence au premier arrivé, les autres sont abandonnés.",
            "WaitAll" or "Merge" or "Converge" => $"{paths} l’étape attend que tous soient suivis.",
            _ => $"{paths} l’étape attend ceux qui sont encore en cours.",
        };
    }

    /// <summary>Where a way out leads.</summary>
    public static string Suite(SuiteLue next) => next.EstRetour ? $"retour à l’étape {Formats.Nombre(next.Numero)}, {next.Nom}" : $"étape {Formats.Nombre(next.Numero)}, {next.Nom}";

    public static string NomDeVariable(JsonObject definition, string id) =>
        ReglagesDeCircuit.Variables(definition).FirstOrDefault(variable => variable.TexteDe("id") == id || variable.TexteDe("name") == id)?.TexteDe("name") ?? id;

    private static string NomDeCible(JsonObject definition, string id) => ReglagesDeCircuit.Liste(definition, "outputs").Any(output => output.TexteDe("name") == id)
        ? $"le résultat {id} du circuit"
        : $"la variable {NomDeVariable(definition, id)}";

    private static string Ecrite(CircuitOuvert open, JsonObject step, ActivityInputAttribute input, string text)
    {
        if (text.Length == 0)
            return "";
        if (input.Editor == InputEditor.Variable)
            return NomDeVariable(open.Definition, text);
        if (input.Kind == InputKind.Boolean && text is "true" or "false")
            return text == "true" ? "oui" : "non";
        var choices = open.Choix.De(step.TexteDe("type") ?? "", input);
        string Mot(string value) => choices.FirstOrDefault(choice => choice.Valeur == value)?.Texte.Trim('\u2007') ?? value;
        return EntreesEcrites.EstListe(input) ? string.Join(" ; ", SaisieDEntree.Lignes(text).Select(Mot)) : Coupe(Mot(text));
    }

    private static string Coupe(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Court ? line : line[..Court] + "…";
    }
}
