using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>The problems of a draft, or what a person should look at in it, each beside the step that it stands in.</summary>
internal sealed partial class ProblemesParEtape
{
    private readonly Dictionary<JsonObject, List<string>> _of = [];

    /// <param name="lines">Each with its place in the file first, as the checks tell them.</param>
    public ProblemesParEtape(IReadOnlyList<string> lines, JsonObject definition)
    {
        var places = Contenants.Tous(definition).Where(place => place.Contenant is not null).OrderByDescending(place => place.Chemin.Length).ToList();
        var general = new List<string>();
        foreach (var line in lines)
        {
            var read = Ligne().Match(line);
            var (path, sentence) = read.Success ? (read.Groups[1].Value, Formats.Majuscule(read.Groups[2].Value)) : ("", line);
            if (StepOf(path, places, definition) is { } step)
                (_of.TryGetValue(step, out var known) ? known : _of[step] = []).Add(sentence);
            else
                general.Add(sentence);
        }

        Generaux = general;
        Nombre = lines.Count;
    }

    /// <summary>Those of no step.</summary>
    public IReadOnlyList<string> Generaux { get; }

    public int Nombre { get; }

    public IReadOnlyList<string> De(JsonObject step) => _of.GetValueOrDefault(step) ?? [];

    /// <summary>Those of a step and of what it holds.</summary>
    public IReadOnlyList<string> DeTout(Lieu place) => [.. Contenants.Dedans(place).SelectMany(inner => De(inner.Etape))];

    private static JsonObject? StepOf(string path, List<Lieu> places, JsonObject definition)
    {
        bool Stands(Lieu place) => path == place.Chemin || (path.StartsWith(place.Chemin, StringComparison.Ordinal) && path[place.Chemin.Length] is '.' or '[');
        if (!path.Contains(".connections[", StringComparison.Ordinal))
            return places.Find(Stands)?.Etape;
        if (Fleche().Match(path) is not { Success: true } arrow)
            return null;
        var flux = Contenants.Tous(definition).FirstOrDefault(place => place.Chemin == arrow.Groups[1].Value);
        var rank = int.Parse(arrow.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);
        var source = (flux?.Etape["connections"] as JsonArray)?.ElementAtOrDefault(rank) is JsonObject one ? Fleches.Source(one) : null;
        return flux is null || source is null ? null : Contenants.Contenu(flux).FirstOrDefault(place => place.Id == source)?.Etape;
    }

    [GeneratedRegex(@"^(\S+)(?: \(étape « .*? »\))? : (.*)$", RegexOptions.Singleline)]
    private static partial Regex Ligne();

    [GeneratedRegex(@"^(.*)\.connections\[(\d{1,6})\]")]
    private static partial Regex Fleche();
}
