namespace ComiteFlow.Host.Modeles;

/// <summary>The head of a template: lines <c>clé: valeur</c> between two lines of three hyphens; nothing nested.</summary>
internal sealed class EnTete
{
    private const string Border = "---\n";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    private EnTete()
    {
    }

    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Line of the file on which the body begins.</summary>
    public int LigneDuCorps { get; private set; } = 1;

    /// <summary>Line of the file on which a value stands.</summary>
    public int LigneDe(string key) => _lines.GetValueOrDefault(key, 1);

    public string Get(string modele, string key) =>
        _values.TryGetValue(key, out var value) ? value : throw new ModeleException(modele, $"l’en-tête ne donne pas « {key} ».");

    /// <summary>Cuts a template into its head and its body.</summary>
    public static (EnTete Head, string Body) Read(string modele, string text)
    {
        var head = new EnTete();
        if (!text.StartsWith(Border, StringComparison.Ordinal)) return (head, text);

        var end = text.IndexOf("\n" + Border, Border.Length - 1, StringComparison.Ordinal);
        if (end < 0) throw new ModeleException(modele, "l’en-tête n’est pas fermé par une ligne « --- ».", ligne: 1);

        var number = 1;
        foreach (var line in text[Border.Length..Math.Max(end, Border.Length)].Split('\n'))
        {
            number++;
            if (line.Trim().Length > 0 && !line.StartsWith('#')) head.Add(modele, line, number);
        }

        var start = end + 1 + Border.Length;
        head.LigneDuCorps = 1 + text.AsSpan(0, start).Count('\n');
        return (head, text[start..]);
    }

    private void Add(string modele, string line, int number)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var key = colon > 0 ? line[..colon] : "";
        if (key.Length == 0 || !key.All(char.IsAsciiLetterOrDigit))
            throw new ModeleException(modele, "« clé: valeur » est attendu dans l’en-tête.", ligne: number);

        if (!_values.TryAdd(key, Unquote(line[(colon + 1)..].Trim())))
            throw new ModeleException(modele, $"« {key} » est donné deux fois dans l’en-tête.", ligne: number);
        _lines[key] = number;
    }

    private static string Unquote(string value) =>
        value.Length >= 2 && value[0] == '"' && value[^1] == '"'
            ? value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal)
            : value;
}
