using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Differences;

/// <summary>Compares two texts of a workflow by what they mean and tells each change in a French sentence.</summary>
internal sealed class ComparaisonDeCircuits(MotsDeCircuit mots)
{
    private static readonly HashSet<string> Ailleurs = ["name", "description", "variables", "inputs", "outputs", "outcomes", "customProperties", "options", "root"];

    /// <param name="avant">The whole text that counts now.</param>
    /// <param name="apres">The whole text that is to count.</param>
    public Difference Comparer(JsonObject avant, JsonObject apres)
    {
        var (before, after) = (SensDeCircuit.Forme(avant), SensDeCircuit.Forme(apres));
        if (JsonNode.DeepEquals(before, after))
            return new Difference([], !JsonNode.DeepEquals(avant["root"], apres["root"]), new EtapesDuTexte(after).Etapes.Values.Count(step => step.Conteneur.Length > 0));
        var (one, other) = (new EtapesDuTexte(before), new EtapesDuTexte(after));
        var groups = new List<GroupeDeChangements> { new(null, "Le circuit", [.. DuCircuit(before, after).Select(sentence => new Changement(sentence))], []) };
        groups.AddRange(new EtapesDuTexte(apres).Etapes.Keys.Where(other.Etapes.ContainsKey).Select(id => DeLEtape(one, other, other.Etapes[id])));
        groups.AddRange(one.Etapes.Values.Where(step => !other.Etapes.ContainsKey(step.Id)).Select(step => Retiree(one, other, step)));
        groups.RemoveAll(group => group.Changements.Count == 0);
        if (groups.Count == 0)
            groups.Add(new(null, "Le circuit", [new("Des données du circuit changent, sans qu’aucune étape change.")], []));
        return new Difference(groups, false, other.Etapes.Values.Count(step => step.Conteneur.Length > 0 && one.Etapes.ContainsKey(step.Id) && !groups.Exists(group => group.Etape == step.Id)));
    }

    private GroupeDeChangements DeLEtape(EtapesDuTexte avant, EtapesDuTexte apres, EtapeLue etape)
    {
        var fleches = new ComparaisonDeFleches(mots, avant, apres);
        if (!avant.Etapes.TryGetValue(etape.Id, out var before))
            return Ajoutee(fleches, apres, etape);
        var comparaison = new ComparaisonDEtape(mots, before, etape);
        List<Changement> changes = [.. comparaison.Changements(), .. fleches.De(etape)];
        return new GroupeDeChangements(etape.Id, mots.Nom(etape), changes, changes.Count == 0 ? [] : [.. comparaison.Inchanges()]);
    }

    private GroupeDeChangements Ajoutee(ComparaisonDeFleches fleches, EtapesDuTexte apres, EtapeLue etape)
    {
        var kind = mots.Genre(etape) == mots.Nom(etape) ? "" : $" ({mots.Genre(etape)})";
        List<string> inputs = [.. ComparaisonDEtape.ReglagesDe(mots, etape)];
        var settings = inputs.Count == 0 ? "" : $" Elle est réglée ainsi : {string.Join(" ; ", inputs)}.";
        var sentence = $"L’étape « {mots.Nom(etape)} »{kind} est ajoutée {fleches.Place(etape, apres, estAjoutee: true)}.{settings}";
        return new GroupeDeChangements(etape.Id, mots.Nom(etape), [new Changement(sentence, null, null, mots.Nom(etape))], []);
    }

    private GroupeDeChangements Retiree(EtapesDuTexte avant, EtapesDuTexte apres, EtapeLue etape)
    {
        var place = new ComparaisonDeFleches(mots, avant, apres).Place(etape, avant, estAjoutee: false);
        return new GroupeDeChangements(
            etape.Id, mots.Nom(etape), [new Changement($"L’étape « {mots.Nom(etape)} » est retirée ; elle se trouvait {place}.", null, mots.Nom(etape))], []);
    }

    private static IEnumerable<string> DuCircuit(JsonObject avant, JsonObject apres)
    {
        if (avant.TexteDe("name") != apres.TexteDe("name"))
            yield return $"Le circuit s’appelle désormais « {apres.TexteDe("name")} » au lieu de « {avant.TexteDe("name")} ».";
        if (avant.TexteDe("description") != apres.TexteDe("description"))
            yield return $"La description du circuit change : « {MotsDeCircuit.Court(apres.TexteDe("description") ?? "")} ».";
        foreach (var sentence in ComparaisonDeListes.Variables(avant["variables"], apres["variables"], "")
            .Concat(ComparaisonDeListes.Entrees(avant["inputs"], apres["inputs"])).Concat(ComparaisonDeListes.Resultats(avant["outputs"], apres["outputs"])))
        {
            yield return sentence;
        }

        if (!JsonNode.DeepEquals(avant["outcomes"], apres["outcomes"]))
            yield return $"Les issues du circuit changent : {(apres["outcomes"] as JsonArray is { } list ? string.Join(", ", list.Select(one => $"« {one} »")) : "aucune")}.";
        foreach (var sentence in Options(avant["options"], apres["options"]))
        {
            yield return sentence;
        }

        foreach (var key in ComparaisonDeListes.Cles(avant["customProperties"], apres["customProperties"])
            .Concat(ComparaisonDeListes.Cles(avant, apres).Where(key => !Ailleurs.Contains(key))))
        {
            yield return $"La donnée « {key} » du circuit change.";
        }
    }

    private static IEnumerable<string> Options(JsonNode? avant, JsonNode? apres) => ComparaisonDeListes.Cles(avant, apres).Select(key => key switch
    {
        "usableAsActivity" => (apres as JsonObject)?[key] is null ? "Les autres circuits ne peuvent plus employer celui-ci comme étape." : "Les autres circuits peuvent désormais employer celui-ci comme étape.",
        "activationStrategyType" => "La règle qui dit quand un dossier de plus peut s’ouvrir change.",
        "incidentStrategyType" => "Ce qui suit un incident change.",
        _ => $"L’option « {key} » du circuit change.",
    });
}
