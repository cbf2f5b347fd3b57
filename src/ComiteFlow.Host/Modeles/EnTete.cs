namespace ComiteFlow.Host.Modeles;

/// <summary>The head of a template: lines <c>clé: valeur</c> between two lines of three hyphens; nothing nested.</summary>
internal sealed class EnTete
{
    private const string Border = "---\n";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private EnTete()
    {
    }

    public IReadOnlyDictionary<string, string> Values => _values;

    public string Get(string modele, string key) =>
        _values.TryGetValue(key, out var value) ? value : throw new ModeleException(modele, $"l’en-tête ne donne pas « {key} ».");

    /// <summary>Cuts a template into its head and its body.</summary>
    public static (EnTete Head, string Body) Read(string modele, string text)
    {
        var head = new EnTete();
        if (!text.StartsWith(Border, StringComparison.Ordinal)) return (head, text);

        var end = text.IndexOf("\n" + Border, Border.Length - 1, StringComparison.Ordinal);
        if (end < 0) throw new ModeleException(modele, "l’en-tête n’est pas fermé par une ligne « --- ».");

        var number = 1;
        foreach (var line in text[Border.Length..Math.Max(end, Border.Length)].Split('\n'))
        {
            number++;
            if (line.Trim().Length > 0 && !line.StartsWith('#')) head.Add(modele, line, number);
        }

        return (head, text[(end + 1 + Border.Length)..]);
    }

    private void Add(string modele, string line, int number)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var key = colon > 0 ? line[..colon] : "";
        if (key.Length == 0 || !key.All(char.IsAsciiLetterOrDigit))
            throw new ModeleException(modele, $"ligne {number} de l’en-tête : « clé: valeur » attendu.");

        if (!_values.TryAdd(key, Unquote(line[(colon + 1)..].Trim())))
            throw new ModeleException(modele, $"ligne {number} de l’en-tête : « {key} » est donné deux fois.");
    }

    private static string Unquote(string value) =>
        value.Length >= 2 && value[0] == '"' && value[^1] == '"'
            ? value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal)
            : value;
}
