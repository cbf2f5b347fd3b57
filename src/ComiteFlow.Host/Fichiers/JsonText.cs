using System.Text;
using System.Text.Json;
using ComiteFlow.Domain;

namespace ComiteFlow.Host.Fichiers;

/// <summary>Reads the JSON text of a file and tells what is not JSON, with line and column.</summary>
internal static class JsonText
{
    private const string Unreadable = "Ce fichier ne peut pas être lu\u00a0: vérifiez qu’il existe et que vous y avez accès.";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Text of a UTF-8 file without its byte order mark, or null with a problem.</summary>
    public static string? Load(string path, List<FileProblem> problems)
    {
        try
        {
            return StrictUtf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new FileProblem(path, "$", "Ce fichier n’est pas un texte en UTF-8."));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            problems.Add(new FileProblem(path, "$", Unreadable));
        }

        return null;
    }

    /// <summary>Root of the text, or null with the problems found: broken JSON, a key written twice, a broken character.</summary>
    public static JsonElement? Parse(string fileName, string text, List<FileProblem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var before = problems.Count;
            CheckNames(document.RootElement, "$", (path, reason) => problems.Add(new FileProblem(fileName, path, reason)));
            return problems.Count == before ? document.RootElement.Clone() : null;
        }
        catch (JsonException problem)
        {
            var (line, column) = Position(text, problem);
            problems.Add(new FileProblem(fileName, "$", $"Ce texte n’est pas du JSON (ligne {line}, colonne {column})."));
            return null;
        }
    }

    /// <summary>Path of a member below <paramref name="parent"/>.</summary>
    public static string Child(string parent, string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $"{parent}.{name}" : $"{parent}['{Saisies.Citer(name)}']";

    private static (long Line, int Column) Position(string text, JsonException problem)
    {
        var line = (int)(problem.LineNumber ?? 0);
        var lines = text.Split('\n');
        var bytes = Encoding.UTF8.GetBytes(line < lines.Length ? lines[line] : "");
        var upTo = (int)Math.Min(problem.BytePositionInLine ?? 0, bytes.Length);
        return (line + 1L, Encoding.UTF8.GetCharCount(bytes, 0, upTo) + 1);
    }

    // Two members of one name would be read differently by different readers, and a half character cannot be stored.
    private static void CheckNames(JsonElement element, string path, Action<string, string> report)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                {
                    var name = Decode(() => member.Name, path, report);
                    if (name is not null && !names.Add(name))
                    {
                        report(Child(path, name), "Cette clé est écrite deux fois.");
                    }

                    CheckNames(member.Value, Child(path, name ?? "?"), report);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    CheckNames(item, $"{path}[{index++}]", report);
                }

                break;
            case JsonValueKind.String:
                Decode(element.GetString, path, report);
                break;
        }
    }

    private static string? Decode(Func<string?> read, string path, Action<string, string> report)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            report(path, "Ce texte contient un caractère incomplet.");
            return null;
        }
    }
}
