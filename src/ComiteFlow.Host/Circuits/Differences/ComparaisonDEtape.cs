using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Differences;

/// <summary>What one step that stands in both texts says differently: one sentence for each of its properties.</summary>
internal sealed class ComparaisonDEtape(MotsDeCircuit mots, EtapeLue avant, EtapeLue apres)
{
    private static readonly HashSet<string> Ailleurs = ["id", "type", "name", "version", "metadata", "customProperties", "connections", "activities", "variables"];

    private readonly string _nom = $"« {mots.Nom(apres)} »";

    public IEnumerable<Changement> Changements()
    {
        if (avant.Type != apres.Type)
            yield return new($"{_nom} devient une étape « {mots.Genre(apres)} » au lieu de « {mots.Genre(avant)} ».");
        if (avant.Conteneur != apres.Conteneur)
            yield return new($"L’étape {_nom} est déplacée dans une autre partie du circuit.");
        foreach (var sentence in Noms().Concat(Reglages()).Concat(Propres()))
        {
            yield return sentence;
        }

        foreach (var sentence in ComparaisonDeListes.Variables(avant.Json["variables"], apres.Json["variables"], $" de {_nom}"))
        {
            yield return new(sentence);
        }
    }

    /// <summary>What else the step is set to, in words.</summary>
    public IEnumerable<string> Inchanges() => Reglees(apres).Where(name => JsonNode.DeepEquals(avant.Json[name], apres.Json[name]))
        .Select(name => (Sujet: Sujet(name), Valeur: Valeur(apres, name))).Where(pair => pair.Valeur is not null)
        .Select(pair => $"{pair.Sujet.Nom} : inchangé, {pair.Valeur}");

    /// <summary>The inputs of a step that only one text has.</summary>
    public static IEnumerable<string> ReglagesDe(MotsDeCircuit mots, EtapeLue etape)
    {
        var step = new ComparaisonDEtape(mots, etape, etape);
        return Reglees(etape).Select(name => (Label: mots.Entree(etape, name)?.Label is { Length: > 0 } label ? label : name, Valeur: step.Valeur(etape, name)))
            .Where(pair => pair.Valeur is not null).Select(pair => $"{pair.Label} : {pair.Valeur}");
    }

    private static IEnumerable<string> Reglees(EtapeLue etape) =>
        etape.Json.Select(pair => pair.Key).Where(key => !Ailleurs.Contains(key) && !EstResultat(etape.Json[key]) && !EstPort(etape, key));

    private IEnumerable<Changement> Noms()
    {
        var (before, after) = ((avant.Json["metadata"] as JsonObject)?.TexteDe("displayText"), (apres.Json["metadata"] as JsonObject)?.TexteDe("displayText"));
        if (before != after)
            yield return new($"L’étape « {mots.Nom(avant)} » s’appelle désormais {(mots.Nom(avant) == mots.Nom(apres) ? $"{_nom} de par son titre" : _nom)}.");
        if (avant.Json.TexteDe("name") != apres.Json.TexteDe("name"))
            yield return new($"Le nom de {_nom} dans les calculs passe de « {avant.Json.TexteDe("name")} » à « {apres.Json.TexteDe("name")} ».");
        if (!JsonNode.DeepEquals(avant.Json["version"], apres.Json["version"]))
            yield return new($"{_nom} emploie une autre version de son genre d’étape.");
        var notes = ComparaisonDeListes.Cles(avant.Json["metadata"], apres.Json["metadata"]).Where(key => key != "displayText").ToList();
        if (notes.Contains("description"))
            yield return new($"La note de {_nom} change : « {MotsDeCircuit.Court((apres.Json["metadata"] as JsonObject)?.TexteDe("description") ?? "")} ».");
        if (notes.Any(key => key != "description"))
            yield return new($"La présentation de {_nom} change.");
    }

    private IEnumerable<Changement> Propres()
    {
        foreach (var key in ComparaisonDeListes.Cles(avant.Json["customProperties"], apres.Json["customProperties"]))
        {
            var value = (apres.Json["customProperties"] as JsonObject)?[key];
            yield return new(key switch
            {
                "canStartWorkflow" when value is null => $"{_nom} ne lance plus le circuit.",
                "canStartWorkflow" => $"{_nom} lance désormais le circuit.",
                "mergeMode" => $"La façon dont {_nom} attend les flèches qui y arrivent change : « {value?.ToString() ?? "d’office"} ».",
                _ => $"La donnée « {key} » de {_nom} change.",
            });
        }
    }

    private IEnumerable<Changement> Reglages() => avant.Json.Concat(apres.Json).Select(pair => pair.Key).Where(key => !Ailleurs.Contains(key)).Distinct()
        .Where(key => !JsonNode.DeepEquals(EtapesDuTexte.SansEtapes(avant.Json[key]), EtapesDuTexte.SansEtapes(apres.Json[key]))).Select(Reglage);

    private Changement Reglage(string key)
    {
        if (EstResultat(avant.Json[key]) || EstResultat(apres.Json[key]))
            return Resultat(key);
        if (EstPort(avant, key) || EstPort(apres, key))
            return new($"Ce que contient {_nom} change.");
        var sujet = Sujet(key);
        var defaut = mots.ParDefaut(mots.Entree(apres, key), sujet.Unite);
        var (before, after) = (Valeur(avant, key), Valeur(apres, key));
        var (de, a) = (before ?? ParDefaut(defaut), after ?? ParDefaut(defaut));
        var debut = $"{sujet.Nom} de {_nom}";
        if (de == a || (de is null && a is null))
            return new($"{debut} {sujet.Verbe("change", "changent")} de contenu.", sujet.Nom);
        if (de is null)
            return new($"{debut}, jusque-là sans valeur, {sujet.Verbe("devient", "deviennent")} : {a}.", sujet.Nom, null, a);
        if (a is null)
            return new($"{debut} {sujet.Verbe("n’a", "n’ont")} plus de valeur ; c’était : {de}.", sujet.Nom, de, null);
        return new($"{debut} {sujet.Verbe("passe", "passent")} {De(Abrege(de, a))} {A(a)}.", sujet.Nom, de, a);
    }

    private Changement Resultat(string key)
    {
        var label = mots.Decrire(apres)?.Outputs.FirstOrDefault(output => output.Name.Equals(key, StringComparison.OrdinalIgnoreCase))?.Label is { Length: > 0 } known ? known : key;
        var target = ((apres.Json[key] as JsonObject)?["memoryReference"] as JsonObject)?.TexteDe("id");
        return new(target is null
            ? $"Le résultat « {label} » de {_nom} n’est plus gardé."
            : $"Le résultat « {label} » de {_nom} est désormais gardé dans « {target} ».");
    }

    private SujetDEntree Sujet(string key) => SujetsDesEntrees.De(
        key, mots.Entree(apres, key)?.Label is { Length: > 0 } label ? label : key, MotsDeCircuit.EstPlusieurs(avant.Json[key]) || MotsDeCircuit.EstPlusieurs(apres.Json[key]));

    private string? Valeur(EtapeLue etape, string key) => mots.Valeur(mots.Entree(etape, key), EtapesDuTexte.SansEtapes(etape.Json[key]), Sujet(key).Unite);

    private static string? ParDefaut(string? valeur) => valeur is null ? null : $"{valeur} (valeur d’office)";

    /// <summary><c>5</c> where both are counts of one unit: « de 5 à 7 jours ouvrés ».</summary>
    private static string Abrege(string before, string after)
    {
        var (one, other) = (before.Split(' ', 2), after.Split(' ', 2));
        return one.Length == 2 && other.Length == 2 && one[1] == other[1] && int.TryParse(one[0], out _) && int.TryParse(other[0], out _) ? one[0] : before;
    }

    private static string De(string value) => value.StartsWith("le ", StringComparison.Ordinal) ? "du " + value[3..] : "de " + value;

    private static string A(string value) => value.StartsWith("le ", StringComparison.Ordinal) ? "au " + value[3..] : "à " + value;

    private static bool EstResultat(JsonNode? property) => property is JsonObject map && map["memoryReference"] is JsonObject && !map.ContainsKey("expression");

    private static bool EstPort(EtapeLue etape, string key) => EtapesDuTexte.EstEtape(etape.Json[key]);
}
