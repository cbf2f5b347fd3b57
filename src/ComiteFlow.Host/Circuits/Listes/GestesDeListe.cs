using System.Text.Json.Nodes;
using ComiteFlow.Domain;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>What people do to the steps of a list, one gesture at a time, on the text of the definition.</summary>
internal sealed class GestesDeListe(JsonObject definition, GenresDEtapes genres)
{
    /// <summary>Adds a step of a kind; after a way out of another when one is named.</summary>
    /// <param name="isBetween">True when what followed comes after the new step from now on; else it goes on beside it.</param>
    /// <returns>Id of the new step.</returns>
    public string Ajouter(Lieu flux, GenreDEtape kind, string? after = null, string? port = null, bool isBetween = true)
    {
        ExigerFlux(flux);
        var step = Nouvelle(kind);
        Membres(flux).Add((JsonNode)step);
        var id = step.TexteDe("id")!;
        var isCut = after is not null && isBetween && Fleches.Depuis(flux.Etape, after, port).Count > 0;
        Disposition.Poser(flux, step, after, isCut);
        if (after is not null)
            Glisser(flux, step, after, port ?? Fleches.Ensuite, isBetween);
        return id;
    }

    /// <summary>Copies a step with all that it holds; no arrow leads to the copy.</summary>
    public string Dupliquer(Lieu place)
    {
        var flux = FluxDe(place);
        var copy = (JsonObject)place.Etape.DeepClone();
        Membres(flux).Add((JsonNode)copy);
        var names = new Dictionary<string, string>();
        var inside = Contenants.Dedans(new Lieu(copy, "", null, "")).ToList();
        foreach (var inner in inside.Where(inner => inner.Id.Length > 0))
        {
            names[inner.Id] = Renumeroter(inner.Etape);
        }

        foreach (var arrow in inside.SelectMany(inner => Fleches.De(inner.Etape)))
        {
            Fleches.Renommer(arrow, names);
        }

        Disposition.Poser(flux, copy, place.Id, isBetween: false);
        return copy.TexteDe("id")!;
    }

    /// <summary>Takes a step away.</summary>
    /// <param name="through">The way out whose followers come after what preceded; null to let the arrows go.</param>
    public static void Supprimer(Lieu place, string? through)
    {
        var flux = FluxDe(place);
        Detacher(flux, place.Id, through);
        (place.Etape.Parent as JsonArray)?.Remove(place.Etape);
    }

    public static void Relier(Lieu place, string port, string target)
    {
        var flux = FluxDe(place);
        if (!Contenants.Contenu(flux).Any(step => step.Id == target))
            throw Refuser("unknownReference", "L’étape à relier n’est plus dans ce circuit : choisissez-en une autre.");
        Fleches.Ajouter(flux.Etape, place.Id, port, target);
    }

    public static void Delier(Lieu place, string port, string target)
    {
        foreach (var arrow in Fleches.Depuis(FluxDe(place).Etape, place.Id, port).Where(arrow => Fleches.Cible(arrow) == target))
        {
            Fleches.Retirer(arrow);
        }
    }

    /// <summary>Takes a step out of its place and puts it after a way out of another one.</summary>
    public void Placer(Lieu place, string after, string port)
    {
        var flux = FluxDe(place);
        if (after == place.Id || !Contenants.Contenu(flux).Any(step => step.Id == after))
            throw Refuser("unknownReference", "L’étape après laquelle placer celle-ci n’est plus dans ce circuit : choisissez-en une autre.");
        Detacher(flux, place.Id, Principale(flux, place.Etape));
        Glisser(flux, place.Etape, after, port, isBetween: true);
    }

    /// <summary>Changes places with the step before or after it in the list.</summary>
    public void Deplacer(Lieu place, int by)
    {
        var list = ListeDEtapes.Lire(FluxDe(place), genres);
        var rank = list.Etapes.ToList().FindIndex(step => step.Id == place.Id);
        if (rank + by < 0 || rank + by >= list.Etapes.Count)
            throw Refuser("cannotMove", $"Cette étape est déjà {(by < 0 ? "la première" : "la dernière")} de la liste : elle ne peut pas aller plus loin.");
        var (first, second) = by < 0 ? (list.Etapes[rank - 1], list.Etapes[rank]) : (list.Etapes[rank], list.Etapes[rank + 1]);
        if (!Echanger(list.Contenant, first, second))
        {
            throw Refuser(
                "cannotMove",
                $"L’étape {first.Numero}, {first.Nom}, et l’étape {second.Numero}, {second.Nom}, ne se suivent pas en ligne droite, "
                    + "et échanger leurs places changerait d’autres chemins : ouvrez l’étape et employez « Placer ailleurs ».");
        }
    }

    private static bool Echanger(Lieu flux, EtapeLue first, EtapeLue second)
    {
        if (first.Lieu.Type == ListeDEtapes.Debut || second.Lieu.Type == ListeDEtapes.Debut)
            return false;
        var between = Fleches.Depuis(flux.Etape, first.Id);
        if (between is [var arrow] && Fleches.Cible(arrow) == second.Id && Fleches.Vers(flux.Etape, second.Id).Count == 1 && second.Sorties.Count == 1 && first.Sorties.Count == 1)
        {
            Retourner(flux, first.Id, second.Id, Fleches.Port(arrow), second.Sorties[0].Port);
            return true;
        }

        return AreSiblings(flux, first, second) && Permuter(first.Lieu.Etape, second.Lieu.Etape);
    }

    /// <summary>True when the order of the file alone says which of the two is read first.</summary>
    private static bool AreSiblings(Lieu flux, EtapeLue first, EtapeLue second)
    {
        var (into, other) = (Fleches.Vers(flux.Etape, first.Id), Fleches.Vers(flux.Etape, second.Id));
        return (into.Count == 0 && other.Count == 0) || into.Exists(arrow => other.Exists(one => Fleches.Source(one) == Fleches.Source(arrow) && Fleches.Port(one) == Fleches.Port(arrow)));
    }

    private static bool Permuter(JsonObject first, JsonObject second)
    {
        if (first.Parent is not JsonArray list || second.Parent != list)
            return false;
        var (low, high) = (list.IndexOf(first), list.IndexOf(second));
        if (low > high)
            return false;
        list.RemoveAt(high);
        list.Insert(low, second);
        return true;
    }

    /// <summary>Turns first → second → rest into second → first → rest.</summary>
    private static void Retourner(Lieu flux, string first, string second, string port, string last)
    {
        var into = Fleches.Vers(flux.Etape, first);
        var rest = Fleches.Depuis(flux.Etape, second, last);
        foreach (var arrow in Fleches.Depuis(flux.Etape, first, port))
        {
            Fleches.Retirer(arrow);
        }

        foreach (var arrow in rest.Where(arrow => Fleches.Cible(arrow) is { } target && target != first))
        {
            Fleches.Ajouter(flux.Etape, first, port, Fleches.Cible(arrow)!);
        }

        foreach (var arrow in rest)
        {
            Fleches.Retirer(arrow);
        }

        foreach (var arrow in into.Where(arrow => Fleches.Source(arrow) != second))
        {
            Fleches.Mener(flux.Etape, arrow, second);
        }

        Fleches.Ajouter(flux.Etape, second, last, first);
    }

    /// <summary>Puts a step behind a way out; what followed comes after it.</summary>
    private void Glisser(Lieu flux, JsonObject step, string after, string port, bool isBetween)
    {
        var id = step.TexteDe("id")!;
        var rest = Fleches.Depuis(flux.Etape, after, port).Where(arrow => Fleches.Cible(arrow) != id).ToList();
        if (isBetween && rest.Count > 0 && Principale(flux, step) is { } main)
        {
            foreach (var arrow in rest)
            {
                if (Fleches.Cible(arrow) is { } target)
                    Fleches.Ajouter(flux.Etape, id, main, target);
                Fleches.Retirer(arrow);
            }
        }

        Fleches.Ajouter(flux.Etape, after, port, id);
    }

    /// <summary>Lets all arrows of a step go; what preceded leads to what followed by one of its ways out.</summary>
    private static void Detacher(Lieu flux, string id, string? through)
    {
        var into = Fleches.Vers(flux.Etape, id);
        var after = through is null ? [] : Fleches.Depuis(flux.Etape, id, through).Select(Fleches.Cible).OfType<string>().Where(target => target != id).ToList();
        foreach (var arrow in into.Where(arrow => Fleches.Source(arrow) is { } source && source != id))
        {
            foreach (var target in after.Where(target => target != Fleches.Source(arrow)))
            {
                Fleches.Ajouter(flux.Etape, Fleches.Source(arrow)!, Fleches.Port(arrow), target);
            }
        }

        foreach (var arrow in into.Concat(Fleches.Depuis(flux.Etape, id)).ToList())
        {
            Fleches.Retirer(arrow);
        }
    }

    /// <summary>The way out that goes on where a step has several: the one that is used, else the first.</summary>
    private string? Principale(Lieu flux, JsonObject step)
    {
        var ways = genres.Sorties(step, flux.Etape);
        return (ways.FirstOrDefault(way => Fleches.Depuis(flux.Etape, step.TexteDe("id") ?? "", way.Name).Count > 0) ?? (ways.Count > 0 ? ways[0] : null))?.Name;
    }

    private JsonObject Nouvelle(GenreDEtape kind)
    {
        var step = new JsonObject { ["id"] = Libre(TexteDeCircuit.Adresse(kind.Nom)) };
        foreach (var (name, value) in kind.Depart ?? new Dictionary<string, string>())
        {
            step[name] = value;
        }

        step["name"] = step.TexteDe("id");
        step["type"] = kind.Type;
        step["version"] = 1;
        step["customProperties"] = new JsonObject();
        step["metadata"] = new JsonObject { ["displayText"] = kind.Nom };
        foreach (var input in kind.Entrees.Where(input => input is { Editor: InputEditor.Ways, IsRequired: true }))
        {
            EntreesEcrites.Ecrire(step, input, new SaisieDEntree(SaisieDEntree.Valeur, "Branche 1\nBranche 2"), definition);
        }

        return step;
    }

    private string Renumeroter(JsonObject step)
    {
        var before = step.TexteDe("id")!;
        var id = Libre(before);
        step["id"] = id;
        if (step.TexteDe("name") == before)
            step["name"] = id;
        step.Remove("nodeId");
        return id;
    }

    private string Libre(string wanted)
    {
        var taken = Contenants.Tous(definition).Select(place => place.Id).ToHashSet();
        return taken.Contains(wanted) ? Enumerable.Range(2, taken.Count + 1).Select(rank => $"{wanted}-{rank}").First(id => !taken.Contains(id)) : wanted;
    }

    private static JsonArray Membres(Lieu flux)
    {
        if (flux.Etape["activities"] is JsonArray list)
            return list;
        list = [];
        flux.Etape["activities"] = list;
        return list;
    }

    private static Lieu FluxDe(Lieu place)
    {
        var flux = place.Contenant ?? throw Refuser("cannotMove", "Le circuit entier n’est pas une étape : choisissez une étape de la liste.");
        ExigerFlux(flux);
        return flux;
    }

    private static void ExigerFlux(Lieu container)
    {
        if (!container.EstFlux)
        {
            throw Refuser(
                "cannotMove", "Les étapes de ce groupe ne s’ajoutent, ne se relient et ne se déplacent pas ici, car il n’a pas de flèches : changez leurs entrées, ou placez les étapes dans le circuit.");
        }
    }

    private static BrokenRuleException Refuser(string code, string sentence) => RefusDeCircuit.De(code, sentence);
}
