using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Fichiers;

namespace ComiteFlow.Host.Simulation;

/// <summary>Gathers what is wrong with the shape of one file.</summary>
internal sealed class ShapeCheck(string fileName, List<FileProblem> problems)
{
    /// <summary>Notes a problem; always false, so that a check can end with it.</summary>
    public bool Refuse(string path, string reason)
    {
        problems.Add(new FileProblem(fileName, path, reason));
        return false;
    }

    public bool Is(JsonElement value, JsonValueKind kind, string path) =>
        value.ValueKind == kind || Refuse(path, $"{Name(kind)} est attendu ici, pas {Found(value.ValueKind)}.");

    public bool IsBoolean(JsonElement value, string path) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False || Refuse(path, $"Un booléen est attendu ici, pas {Found(value.ValueKind)}.");

    /// <summary>An object that can be read as the text of a convention or an avenant.</summary>
    public bool IsConvention(JsonElement value, string path)
    {
        try
        {
            TexteConvention.Read(value.GetRawText());
            return true;
        }
        catch (JsonException unread)
        {
            return Refuse($"{path}{unread.Path?.TrimStart('$')}", "Ce texte ne se lit pas comme une convention ou un avenant, car il y manque une clé ou une valeur y est d’un autre type.");
        }
    }

    /// <summary>An object with these members, each of its kind, and no other.</summary>
    public bool HasExactly(JsonElement value, string path, params (string Name, JsonValueKind Kind)[] members) => Has(value, path, members, []);

    /// <param name="optional">Members that may be left out.</param>
    public bool Has(JsonElement value, string path, IReadOnlyList<(string Name, JsonValueKind Kind)> members, IReadOnlyList<(string Name, JsonValueKind Kind)> optional)
    {
        if (!Is(value, JsonValueKind.Object, path))
        {
            return false;
        }

        var sound = true;
        foreach (var (name, kind) in members.Concat(optional))
        {
            sound &= value.TryGetProperty(name, out var member)
                ? Is(member, kind, JsonText.Child(path, name))
                : optional.Any(one => one.Name == name) || Refuse(path, $"Il manque la clé « {name} ».");
        }

        return sound & HasOnly(value, path, [.. members.Concat(optional).Select(member => member.Name)]);
    }

    public bool HasOnly(JsonElement value, string path, IReadOnlyCollection<string> names)
    {
        var sound = true;
        foreach (var member in value.EnumerateObject().Where(member => !names.Contains(member.Name)))
        {
            sound = Refuse(JsonText.Child(path, member.Name), $"Cette clé n’existe pas ici\u00a0; les clés possibles sont\u00a0: {string.Join(", ", names)}.");
        }

        return sound;
    }

    private static string Name(JsonValueKind kind) => Capital(Found(kind));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Found(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "un objet",
        JsonValueKind.Array => "un tableau",
        JsonValueKind.String => "un texte",
        JsonValueKind.Number => "un nombre",
        JsonValueKind.Null => "null",
        _ => "un booléen",
    };
}
