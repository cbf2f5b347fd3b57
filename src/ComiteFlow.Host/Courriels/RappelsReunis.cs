using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Courriels;

/// <summary>Renders a mail; several reminders to one person make one mail, each with a part of its own. Those of one day that differ in their items alone share one.</summary>
internal sealed partial class RappelsReunis(ModeleStore modeles, DonneesCompletes completude)
{
    /// <summary>The template that holds the parts together; each part comes from the template of its own kind.</summary>
    public const string Modele = "rappels";

    private const string Pourquoi = "pourquoi", Elements = "elements", ProchainRappel = "prochainRappel";

    /// <summary>What reminders that share a part may each have of their own.</summary>
    private static readonly HashSet<string> Propres = [Elements, ProchainRappel, Pourquoi, NaturesDeCourriel.CleDeLot];
    private const string Foot = "\n---\n";

    /// <summary>Stands for the parts while the message that holds them is rendered: what is inserted into a template is escaped, and this sign is left as it is.</summary>
    private const string Place = "⁂";

    /// <summary>Why a mail that waited while its template changed cannot leave; null where its data hold all that the template reads now.</summary>
    public string? Manque(CourrielRow row, DemandesDuCourriel asked) => row.TemplateHash == modeles.VersionOfCourriel(row.Template)
        ? null : completude.Manque($"{NomDeModele.Courriels}/{row.Template}", Data(row, asked));

    /// <summary>The subject alone of one mail, whatever is wrong with its text.</summary>
    public string Objet(CourrielRow row) => modeles.RenderObjet(row.Template, Data(row, new DemandesDuCourriel([], null)));

    public RenduCourriel Render(IReadOnlyList<(CourrielRow Row, DemandesDuCourriel Asked)> reminders)
    {
        if (reminders.Count == 1)
            return modeles.RenderCourriel(reminders[0].Row.Template, Data(reminders[0].Row, reminders[0].Asked));
        var groups = reminders.Select(one => (one.Row, Data: Data(one.Row, one.Asked))).GroupBy(one => (one.Row.Template, Kind: Kind(one.Row, one.Data)))
            .Select(group => (group.Key.Template, Data: Together([.. group.Select(one => one.Data)]))).ToList();
        if (groups.Count == 1)
            return modeles.RenderCourriel(groups[0].Template, With(groups[0].Data, Pourquoi, Obligations(reminders)));
        // The obligations stand once, for all of it.
        var parts = groups.ConvertAll(group => modeles.RenderCourriel(group.Template, With(group.Data, Pourquoi, new List<object?>())));
        var whole = modeles.RenderCourriel(Modele, new Dictionary<string, object?>
        {
            ["nombre"] = parts.Count,
            ["rappels"] = parts.Select(part => (object?)new Dictionary<string, object?> { ["objet"] = part.Objet, ["preentete"] = part.Preentete }).ToList(),
            ["parties"] = Place,
            [Pourquoi] = Obligations(reminders),
        });
        return whole with { Corps = new Rendu(whole.Corps.Modele, whole.Corps.Version, Insert(whole.Corps.Markdown, string.Join("\n", parts.Select(Part)).TrimEnd())) };
    }

    private static IReadOnlyDictionary<string, object?> Data(CourrielRow row, DemandesDuCourriel asked) => asked.Keep(DonneesDeModele.Read(JsonDocument.Parse(row.Data).RootElement));

    /// <summary>The same for reminders of one day that one part tells as well as two; a reminder without items is alone.</summary>
    private static string Kind(CourrielRow row, IReadOnlyDictionary<string, object?> data) => Items(data) is null ? row.Key
        : $"{HeureDeParis.Day(row.CreatedAt):yyyy-MM-dd}" + JsonSerializer.Serialize(data.Where(one => !Propres.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal), Colonnes.Json);

    /// <summary>The data of one part: all items, and the first day of a next reminder.</summary>
    private static IReadOnlyDictionary<string, object?> Together(IReadOnlyList<IReadOnlyDictionary<string, object?>> data)
    {
        if (data.Count == 1)
            return data[0];
        var all = With(data[0], Elements, data.SelectMany(one => Items(one)!).ToList());
        return data.Select(one => one.GetValueOrDefault(ProchainRappel)?.ToString()).Where(day => !string.IsNullOrEmpty(day)).Min(StringComparer.Ordinal) is { } next
            ? With(all, ProchainRappel, next) : all;
    }

    /// <summary>Null for a mail that lists nothing.</summary>
    private static IEnumerable<JsonElement>? Items(IReadOnlyDictionary<string, object?> data) => data.GetValueOrDefault(Elements) switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } items => items.EnumerateArray(),
        List<JsonElement> standing => standing,
        _ => null,
    };

    private static Dictionary<string, object?> With(IReadOnlyDictionary<string, object?> data, string key, object? value) => new(data) { [key] = value };

    /// <summary>The parts at their place, which is the last: a subject before it may hold the same sign. A template of the site without a place has them before its foot.</summary>
    private static string Insert(string text, string parts)
    {
        if (text.LastIndexOf(Place, StringComparison.Ordinal) is >= 0 and var at)
            return text[..at] + parts + text[(at + Place.Length)..];
        var foot = text.LastIndexOf(Foot, StringComparison.Ordinal);
        return foot < 0 ? $"{text}\n\n{parts}" : $"{text[..foot].TrimEnd()}\n\n{parts}{text[foot..]}";
    }

    private static List<object?> Obligations(IReadOnlyList<(CourrielRow Row, DemandesDuCourriel Asked)> reminders)
    {
        var served = new Dictionary<string, object?>();
        foreach (var (row, _) in reminders)
        {
            using var data = JsonDocument.Parse(row.Data);
            foreach (var one in data.RootElement.GetProperty(Pourquoi).EnumerateArray())
            {
                served.TryAdd(one.GetRawText(), DonneesDeCourriel.Plain(one));
            }
        }

        return [.. served.Values];
    }

    /// <summary>A mail without its greeting and its foot, under its subject. What people typed is escaped, so a line that begins like a title is one.</summary>
    private static string Part(RenduCourriel mail)
    {
        var text = mail.Corps.Markdown;
        if (text.LastIndexOf(Foot, StringComparison.Ordinal) is > 0 and var foot)
            text = text[..foot];
        return $"## {Echappement.Escape(mail.Objet)}\n\n{Title().Replace(Greeting().Replace(text, ""), "### ").Trim()}\n";
    }

    [GeneratedRegex(@"\A[^\n]{1,40},\n\n")]
    private static partial Regex Greeting();

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Title();
}
