using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ComiteFlow.Host.Modeles;

/// <summary>What data hold, over all samples: fields, elements of lists, or a value.</summary>
internal sealed class Forme
{
    /// <summary>A value without fields, such as a literal.</summary>
    public static readonly Forme Valeur = new() { EstConnue = true };

    public Dictionary<string, Forme> Champs { get; } = new(StringComparer.Ordinal);

    public Forme? Element { get; private set; }

    /// <summary>False while nothing but null was seen: what it holds is then unknown.</summary>
    public bool EstConnue { get; private set; }

    public static Forme Vide() => new() { EstConnue = true };

    public void Ajouter(IEnumerable<KeyValuePair<string, object?>> data)
    {
        EstConnue = true;
        foreach (var (key, value) in data)
        {
            Champ(key).Ajouter(value);
        }
    }

    /// <summary>What a name behind a dot means; null when no sample has it.</summary>
    public Forme? Trouver(string name) =>
        Champs.GetValueOrDefault(name) ?? (!EstConnue || name == "size" ? new Forme { EstConnue = name == "size" } : null);

    /// <summary>Names as a template writes them; those of the elements of a list stand in brackets behind it.</summary>
    public IEnumerable<string> Noms(string before = "") => Champs.OrderBy(field => field.Key, StringComparer.Ordinal).SelectMany(field => field.Value switch
    {
        { Element: { Champs.Count: > 0 } item } => [$"{before}{field.Key} (liste : {string.Join(", ", item.Noms())})"],
        { Element: not null } => [$"{before}{field.Key} (liste)"],
        { Champs.Count: > 0 } fields => fields.Noms($"{before}{field.Key}."),
        _ => (IEnumerable<string>)[before + field.Key],
    });

    /// <summary>What either of two holds.</summary>
    public Forme Avec(Forme other)
    {
        var both = new Forme { EstConnue = EstConnue && other.EstConnue, Element = Element is null ? other.Element : other.Element is null ? Element : Element.Avec(other.Element) };
        foreach (var key in Champs.Keys.Union(other.Champs.Keys))
        {
            both.Champs[key] = (Champs.GetValueOrDefault(key), other.Champs.GetValueOrDefault(key)) switch
            {
                ({ } one, { } two) => one.Avec(two),
                (var one, var two) => one ?? two!,
            };
        }

        return both;
    }

    private Forme Champ(string key) => Champs.TryGetValue(key, out var known) ? known : Champs[key] = new Forme();

    private void Ajouter(object? value)
    {
        switch (value)
        {
            case null or JsonElement { ValueKind: JsonValueKind.Null }:
                return;
            case IEnumerable<KeyValuePair<string, object?>> fields:
                Ajouter(fields);
                break;
            case JsonElement { ValueKind: JsonValueKind.Object } json:
                Ajouter(DonneesDeModele.Read(json));
                break;
            case JsonElement { ValueKind: JsonValueKind.Array } json:
                Lister(json.EnumerateArray());
                break;
            case not string and IEnumerable list:
                Lister(list);
                break;
        }

        EstConnue = true;
    }

    private void Lister(IEnumerable items)
    {
        Element ??= new Forme();
        foreach (var item in items)
        {
            Element.Ajouter(item);
        }
    }
}

/// <summary>Looks whether each name that a template uses, in whatever branch, is one that some sample gives.</summary>
/// <param name="usages">How partials are used: what is optional for one template is given by another.</param>
internal sealed partial class VariablesConnues(IModeleSource source, Forme data, UsagesDesPartiels usages)
{
    private const int Profondeur = 6;

    private static readonly HashSet<string> Mots = new(["and", "or", "contains", "true", "false", "nil", "null", "blank", "empty"], StringComparer.Ordinal);

    /// <summary>Remarks, each with the template or partial in which it stands.</summary>
    public IReadOnlyList<Remarque> Controler(string name)
    {
        var found = new List<Remarque>();
        var text = source.Read(NomDeModele.Chemin(name)) ?? "";
        var (head, body) = NomDeModele.EstPartiel(name) ? (null, text) : EnTete.Read(name, text);
        foreach (var key in ModeleStore.Keys(name, head))
        {
            Lire(name, head!.Get(name, key), head.LigneDe(key), new Portee(data, null), 0, found);
        }

        var scope = new Portee(data, null);
        if (NomDeModele.EstCourriel(name)) scope.Noms["action"] = Forme.Valeur;
        Lire(name, body, head?.LigneDuCorps ?? 1, scope, 0, found);
        return found;
    }

    private void Lire(string name, string text, int first, Portee scope, int depth, List<Remarque> found)
    {
        var lines = new Lignes(text, first);
        foreach (Match code in StructureDeModele.Codes().Matches(text))
        {
            var here = new Lieu(name, lines.De(code.Index), found);
            scope = code.Value.StartsWith("{{", StringComparison.Ordinal) ? Inserer(code, scope, here) : Suivre(code, scope, here, depth);
        }
    }

    private static Portee Inserer(Match code, Portee scope, Lieu here)
    {
        try
        {
            var path = Insertion.Parse(new Endroit(here.Modele, here.Ligne, GenreDInsertion.Mots, true), code.Groups["value"].Value).Path;
            if (char.IsAsciiLetter(path[0]))
                scope.Exiger(path, here);
        }
        catch (ModeleException wrong)
        {
            here.Dire(wrong.Raison);
        }

        return scope;
    }

    private Portee Suivre(Match code, Portee scope, Lieu here, int depth)
    {
        var args = code.Groups["args"].Value;
        switch (code.Groups["tag"].Value)
        {
            case "if" or "elsif" or "unless":
                foreach (Match operand in Operand().Matches(Quoted().Replace(args, " ")))
                {
                    if (!Mots.Contains(operand.Value)) scope.Exiger(operand.Value, here);
                }

                return scope;
            case "for":
                var words = args.Trim().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                var inner = new Portee(data, scope);
                inner.Noms[words[0]] = scope.Exiger(words[2], here)?.Element ?? new Forme();
                inner.Noms["forloop"] = Boucle;
                return inner;
            case "endfor":
                return scope.Dehors ?? scope;
            case "include":
                Inclure(args, scope, here, depth);
                return scope;
            default:
                return scope;
        }
    }

    private void Inclure(string args, Portee scope, Lieu here, int depth)
    {
        var include = StructureDeModele.Inclure(args);
        var partial = $"{NomDeModele.Partiels}/{include.Groups["partiel"].Value}";
        if (source.Read(NomDeModele.Chemin(partial)) is not { } text)
        {
            here.Dire($"le partiel « {NomDeModele.Court(partial)} » n’existe pas.");
            return;
        }

        var data = usages.Donnees(partial);
        var inner = new Portee(data, scope);
        foreach (var name in usages.Parametres(partial))
        {
            inner.Noms[name] = new Forme();
        }

        foreach (var (name, value) in include.Groups["nom"].Captures.Zip(include.Groups["valeur"].Captures, (name, value) => (name.Value, value.Value)))
        {
            var handed = char.IsAsciiLetter(value[0]) && !Mots.Contains(value) ? scope.Exiger(value, here) ?? new Forme() : Forme.Valeur;
            inner.Noms[name] = data.Champs.TryGetValue(name, out var elsewhere) ? handed.Avec(elsewhere) : handed;
        }

        if (depth < Profondeur) Lire(partial, text, 1, inner, depth + 1, here.Found);
    }

    private static readonly Forme Boucle = FormeDeBoucle();

    private static Forme FormeDeBoucle()
    {
        var shape = Forme.Vide();
        shape.Ajouter(new Dictionary<string, object?> { ["first"] = true, ["last"] = true });
        return shape;
    }

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[A-Za-z]\w*(?:\.[A-Za-z]\w*)*")]
    private static partial Regex Operand();

    private sealed record Lieu(string Modele, int Ligne, List<Remarque> Found)
    {
        public void Dire(string phrase, string? variable = null) => Found.Add(new Remarque(true, Affichage.Formats.Majuscule(phrase), Ligne, Modele) { Variable = variable });
    }

    /// <summary>Names in reach: those of the loop or the include, of what stands around it, and of the data.</summary>
    private sealed class Portee(Forme data, Portee? dehors)
    {
        public Portee? Dehors => dehors;

        public Dictionary<string, Forme> Noms { get; } = new(StringComparer.Ordinal);

        public Forme? Exiger(string path, Lieu here)
        {
            var parts = path.Split('.');
            var shape = Racine(parts[0]);
            foreach (var part in parts[1..])
            {
                shape = shape?.Trouver(part);
            }

            if (shape is null)
                here.Dire($"la variable « {path} » n’existe pas : aucun exemple de ce modèle ne la donne.", path);
            return shape;
        }

        private Forme? Racine(string name) => Local(name) ?? data.Champs.GetValueOrDefault(name);

        private Forme? Local(string name) => Noms.GetValueOrDefault(name) ?? dehors?.Local(name);
    }
}
