using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Descripteurs;
using ComiteFlow.Host.Circuits.Listes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ComiteFlow.Tests.Circuits.Listes;

/// <summary>Definitions opened as the list editor opens them, and forms as browsers send them back.</summary>
internal static class CircuitsALire
{
    private static readonly ActivityRegistry Product = new(
        new[] { typeof(IActivity).Assembly, typeof(IOutbox).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(ActivityTypeAttribute), inherit: false)));

    private static readonly Dictionary<string, IReadOnlyList<ChoixDEtape>> Lists = new()
    {
        [SourcesDeChoix.Destinataires] = [new("delegant", "Le délégant"), new("delegataire", "Le délégataire"), new("parties", "Toutes les parties")],
        [SourcesDeChoix.Jours] = [new("status.due", "Règle de l’état"), new("15", "15 jours ouvrés")],
    };

    public static GenresDEtapes Genres { get; } = new(Product, []);

    public static IEnumerable<string> Livres => Directory.GetFiles(Depot.Path("workflows"), "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    public static CircuitOuvert Livre(string file) => Ouvrir(File.ReadAllText(Depot.Path("workflows", file)));

    public static CircuitOuvert Ouvrir(string text, string? problems = null) => new(
        new VersionDeCircuit("c", 1, "Circuit", false, true, false, default, null, null, null, null, null, problems, "", ""), TexteDeCircuit.Lire(text), 0, Genres,
        new ChoixDEntrees(Lists, Array.Empty<(string Type, string Input, string Value)>().ToLookup(one => (one.Type, one.Input), one => one.Value)));

    /// <summary>A flowchart of steps without inputs; arrows as <c>a:port&gt;b</c>, the port left away where it is <c>Done</c>.</summary>
    public static CircuitOuvert Dessine(string steps, params string[] arrows)
    {
        var activities = steps.Split(' ').Select(step => step.Split(':')).Select(step => $$"""{ "id": "{{step[0]}}", "type": "{{(step.Length > 1 ? step[1] : "Elsa.WriteLine")}}", "name": "{{step[0]}}" }""");
        var connections = arrows.Select(arrow => arrow.Split('>')).Select(arrow => (From: arrow[0].Split(':'), To: arrow[1]))
            .Select(arrow => $$"""{ "source": { "activity": "{{arrow.From[0]}}", "port": "{{(arrow.From.Length > 1 ? arrow.From[1] : "Done")}}" }, "target": { "activity": "{{arrow.To}}", "port": "In" } }""");
        return Ouvrir($$"""{ "name": "c", "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [{{string.Join(',', activities)}}], "connections": [{{string.Join(',', connections)}}] } }""");
    }

    /// <summary>The ids of the list, in its order.</summary>
    public static string Ordre(this CircuitOuvert open) => string.Join(' ', open.Liste().Etapes.Select(step => step.Id));

    /// <summary>All arrows, as <see cref="Dessine"/> takes them.</summary>
    public static string Fleches(this CircuitOuvert open) => string.Join(' ', Host.Circuits.Listes.Fleches.De(Contenants.Racine(open.Definition).Etape)
        .Select(arrow => $"{Host.Circuits.Listes.Fleches.Source(arrow)}{(Host.Circuits.Listes.Fleches.Port(arrow) == "Done" ? "" : ":" + Host.Circuits.Listes.Fleches.Port(arrow))}>{Host.Circuits.Listes.Fleches.Cible(arrow)}")
        .Order(StringComparer.Ordinal));

    /// <summary>What a browser sends of a step's form when nothing was changed, but for some fields.</summary>
    public static FormCollection Formulaire(CircuitOuvert open, Lieu place, params (string Field, string[] Values)[] changed)
    {
        var form = new FormulaireDEtape(open, place);
        var said = ProprietesDEtape.Lire(place.Etape);
        var fields = new Dictionary<string, StringValues>
        {
            ["vu"] = form.Entrees.Select(input => input.Name).ToArray(), ["nom"] = said.Nom, ["technique"] = said.NomTechnique, ["remarque"] = said.Remarque, ["reunion"] = said.Reunion,
        };
        foreach (var field in form.Champs(null, null))
        {
            Remplir(fields, field);
        }

        foreach (var output in form.Resultats)
        {
            fields["r." + output.Name] = ProprietesDEtape.Resultat(place.Etape, output);
        }

        foreach (var (name, values) in changed)
        {
            fields[name] = values;
        }

        return new FormCollection(fields);
    }

    private static void Remplir(Dictionary<string, StringValues> fields, ChampDEntree field)
    {
        if (field.Entree.Editor == InputEditor.Cases)
        {
            (fields[field.Nom + ".nom"], fields[field.Nom + ".condition"]) = (field.Cas.Select(one => one.Nom).ToArray(), field.Cas.Select(one => one.Condition).ToArray());
            return;
        }

        var isBoxes = field.Entree.Editor == InputEditor.Choices && field.Choix.Count > 0;
        fields[field.Nom] = isBoxes
            ? ChoixDeChamp.Boites(field).Where(box => box.EstChoisie).Select(box => box.Valeur).ToArray()
            : field.Saisie.Texte.Replace("\n", "\r\n", StringComparison.Ordinal);
        if (isBoxes)
            fields[field.Nom + ".boites"] = "1";
        if (field.Sources.Count > 0)
            (fields[field.Nom + ".source"], fields[field.Nom + ".expression"]) = (field.Saisie.Source, field.Saisie.Script);
    }
}
