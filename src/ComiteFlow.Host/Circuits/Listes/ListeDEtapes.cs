using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>One step of the list.</summary>
/// <param name="Numero">Place in the reading order, from one.</param>
/// <param name="Arrivees">How many arrows that go forward lead here; several meet.</param>
/// <param name="EstAtteinte">False when no way from the start leads here.</param>
internal sealed record EtapeLue(
    int Numero, string Nom, Lieu Lieu, GenreDEtape? Genre, IReadOnlyList<SortieLue> Sorties, int Arrivees, bool EstDepart, bool EstAtteinte)
{
    public string Id => Lieu.Id;

    public string NomDuGenre => Genre?.Nom ?? $"genre inconnu ici ({Lieu.Type})";
}

/// <summary>A way out of a step and where it leads; to no step when nothing follows.</summary>
internal sealed record SortieLue(string Port, string Mot, IReadOnlyList<SuiteLue> Suites);

/// <summary>The step at the end of an arrow.</summary>
/// <param name="EstRetour">True when the arrow goes back to a step on the way that led here.</param>
internal sealed record SuiteLue(int Numero, string Id, string Nom, bool EstRetour);

/// <summary>
/// The steps of one container as an ordered list. A flowchart is read from its start along the arrows: each step after all that leads to it, a branch to its end
/// before the next one, in the order of the ways out; what nothing leads to comes last.
/// </summary>
internal sealed class ListeDEtapes
{
    /// <summary>The type of the step at which a flowchart begins.</summary>
    public const string Debut = "Elsa.Start";

    private readonly JsonObject _flux;
    private readonly GenresDEtapes _genres;
    private readonly string? _start;
    private readonly List<Lieu> _steps;
    private readonly Dictionary<string, int> _rank;
    private readonly HashSet<string> _reached;
    private readonly HashSet<(string From, string To)> _back = [];
    private readonly Dictionary<string, List<(string Port, string Mot, List<string> Cibles)>> _ways;

    private ListeDEtapes(Lieu container, GenresDEtapes genres)
    {
        (Contenant, _flux, _genres) = (container, container.Etape, genres);
        _start = container.EstFlux ? Depart(container)?.Id : null;
        _steps = [.. Contenants.Contenu(container)];
        var known = _steps.Select(step => step.Id).Where(id => id.Length > 0).ToHashSet();
        _ways = _steps.Where(step => step.Id.Length > 0).DistinctBy(step => step.Id).ToDictionary(step => step.Id, step => WaysOf(step, known));
        (var order, _reached) = container.EstFlux ? Order() : (_steps.Select(step => step.Id).ToList(), known);
        _rank = order.Where(id => id.Length > 0).Distinct().Select((id, rank) => (id, rank)).ToDictionary(pair => pair.id, pair => pair.rank);
        Etapes = [.. _steps.OrderBy(step => _rank.GetValueOrDefault(step.Id, int.MaxValue)).Select((step, rank) => Read(step, rank + 1))];
    }

    public Lieu Contenant { get; }

    public IReadOnlyList<EtapeLue> Etapes { get; }

    public static ListeDEtapes Lire(Lieu container, GenresDEtapes genres) => new(container, genres);

    public EtapeLue? Trouver(string id) => Etapes.FirstOrDefault(step => step.Id == id);

    /// <summary>What people call a step.</summary>
    public static string Nom(JsonObject step, GenresDEtapes genres)
    {
        string?[] names = [(step["metadata"] as JsonObject)?.TexteDe("displayText"), step.TexteDe("name"), genres.Trouver(step.TexteDe("type") ?? "")?.Nom, step.TexteDe("id")];
        return names.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name))?.Trim() ?? "Étape sans nom";
    }

    /// <summary>The step at which a flowchart begins, as the engine finds it.</summary>
    public static Lieu? Depart(Lieu flux)
    {
        var steps = Contenants.Contenu(flux).ToList();
        var targets = Fleches.De(flux.Etape).Select(Fleches.Cible).ToHashSet();
        return steps.Find(step => step.Type == Debut) ?? steps.Find(step => PeutLancer(step.Etape)) ?? steps.Find(step => !targets.Contains(step.Id)) ?? steps.FirstOrDefault();
    }

    /// <summary>True when the file says that the step may start the workflow.</summary>
    public static bool PeutLancer(JsonObject step) => ((step["customProperties"] as JsonObject)?["canStartWorkflow"] ?? step["canStartWorkflow"]) is JsonValue value
        && value.TryGetValue<bool>(out var may) && may;

    private EtapeLue Read(Lieu step, int number)
    {
        var ways = step.Id.Length > 0 ? _ways[step.Id] : [];
        return new EtapeLue(
            number, Nom(step.Etape, _genres), step, _genres.Trouver(step.Type),
            [.. ways.Select(way => new SortieLue(way.Port, way.Mot, [.. way.Cibles.Select(target => Next(step.Id, target))]))],
            Contenant.EstFlux ? Forward(step.Id) : 0, _start == step.Id, _reached.Contains(step.Id));
    }

    private SuiteLue Next(string from, string target) => new(
        _rank[target] + 1, target, Nom(_steps.First(step => step.Id == target).Etape, _genres), _back.Contains((from, target)));

    private int Forward(string id) => id.Length == 0 ? 0 : _ways.Where(pair => _reached.Contains(pair.Key) && !_back.Contains((pair.Key, id)))
        .Sum(pair => pair.Value.Sum(way => way.Cibles.Count(target => target == id)));

    private List<(string Port, string Mot, List<string> Cibles)> WaysOf(Lieu step, HashSet<string> known)
    {
        if (!Contenant.EstFlux)
            return [];
        var order = _steps.Select((one, rank) => (one.Id, rank)).DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.rank);
        return [.. _genres.Sorties(step.Etape, _flux).Select(way => (way.Name, way.Label, Fleches.Depuis(_flux, step.Id, way.Name).Select(Fleches.Cible)
            .OfType<string>().Where(known.Contains).Distinct().OrderBy(target => order[target]).ToList()))];
    }

    private (List<string> Order, HashSet<string> Reached) Order()
    {
        var done = new List<string>();
        var seen = new HashSet<string>();
        if (_start is { Length: > 0 } start)
        {
            FindBack(start);
            Walk(start, seen, done);
        }

        done.Reverse();
        var reached = seen.ToHashSet();
        // What nothing leads to: each such step with what follows it, in the order of the file.
        foreach (var loose in _steps.Where(step => step.Id.Length > 0).OrderBy(step => _ways.Values.Any(ways => ways.Exists(way => way.Cibles.Contains(step.Id)))))
        {
            var after = new List<string>();
            Walk(loose.Id, seen, after);
            after.Reverse();
            done.AddRange(after);
        }

        return (done, reached);
    }

    /// <summary>Depth first without recursion; the ways out from the last to the first, so that the reverse of the order in which steps are left reads from the first.</summary>
    private void Walk(string from, HashSet<string> seen, List<string> done)
    {
        if (!seen.Add(from))
            return;
        var stack = new Stack<(string Id, Queue<string> Next)>();
        stack.Push((from, Backwards(from)));
        while (stack.TryPeek(out var top))
        {
            if (top.Next.TryDequeue(out var next))
            {
                if (seen.Add(next))
                    stack.Push((next, Backwards(next)));
            }
            else
            {
                done.Add(stack.Pop().Id);
            }
        }
    }

    private Queue<string> Backwards(string id) => new(_ways[id].SelectMany(way => way.Cibles).Where(target => !_back.Contains((id, target))).Reverse());

    /// <summary>Arrows that go back, found as the engine finds them: depth first, in the order of the file.</summary>
    private void FindBack(string start)
    {
        var known = _ways.Keys.ToHashSet();
        Queue<string> Next(string id) => new(Fleches.Depuis(_flux, id).Select(Fleches.Cible).OfType<string>().Where(known.Contains));
        var (done, onPath) = (new HashSet<string>(), new HashSet<string> { start });
        var stack = new Stack<(string Id, Queue<string> Next)>();
        stack.Push((start, Next(start)));
        while (stack.TryPeek(out var top))
        {
            if (!top.Next.TryDequeue(out var next))
            {
                onPath.Remove(stack.Pop().Id);
                done.Add(top.Id);
            }
            else if (onPath.Contains(next))
            {
                _back.Add((top.Id, next));
            }
            else if (!done.Contains(next))
            {
                onPath.Add(next);
                stack.Push((next, Next(next)));
            }
        }
    }
}
