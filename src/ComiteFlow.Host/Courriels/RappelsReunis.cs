using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Courriels;

/// <summary>Renders a mail; several reminders to one person make one mail, each with a part of its own.</summary>
internal sealed partial class RappelsReunis(ModeleStore modeles, DonneesCompletes completude)
{
    /// <summary>The template that holds the parts together; each part comes from the template of its own kind.</summary>
    public const string Modele = "rappels";

    private const string Pourquoi = "pourquoi";
    private const string Foot = "\n---\n";

    /// <summary>Stands for the parts while the message that holds them is rendered: what is inserted into a template is escaped, and this sign is left as it is.</summary>
    private const string Place = "⁂";

    /// <summary>Why a mail that waited while its template changed cannot leave; null where its data hold all that the template reads now.</summary>
    public string? Manque(CourrielRow row, DemandesDuCourriel asked) => row.TemplateHash == modeles.VersionOfCourriel(row.Template)
        ? null : completude.Manque($"{NomDeModele.Courriels}/{row.Template}", Data(row, asked));

    public RenduCourriel Render(IReadOnlyList<(CourrielRow Row, DemandesDuCourriel Asked)> reminders)
    {
        var data = reminders.Select(reminder => Data(reminder.Row, reminder.Asked)).ToList();
        if (data.Count == 1)
            return modeles.RenderCourriel(reminders[0].Row.Template, data[0]);
        // The obligations stand once, for all of it.
        var parts = reminders.Zip(data, (reminder, own) => modeles.RenderCourriel(
            reminder.Row.Template, new Dictionary<string, object?>(own) { [Pourquoi] = new List<object?>() })).ToList();
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
