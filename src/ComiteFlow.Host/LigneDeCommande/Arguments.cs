namespace ComiteFlow.Host.LigneDeCommande;

/// <summary>The words after a command: <c>--name value</c> pairs, <c>--flag</c>s and the rest.</summary>
internal sealed class Arguments
{
    private static readonly string[] Flags = ["pdf", "explain", "help", "appliquer"];
    private readonly Dictionary<string, string> _options = [];

    /// <exception cref="FormatException">An option lacks its value.</exception>
    public Arguments(IReadOnlyList<string> words)
    {
        var rest = new List<string>();
        for (var rank = 0; rank < words.Count; rank++)
        {
            if (!words[rank].StartsWith("--", StringComparison.Ordinal))
                rest.Add(words[rank]);
            else if (Flags.Contains(words[rank][2..]))
                _options[words[rank][2..]] = "true";
            else if (rank + 1 < words.Count)
                _options[words[rank][2..]] = words[++rank];
            else
                throw new FormatException($"L’option {words[rank]} attend une valeur.");
        }

        Rest = rest;
    }

    public IReadOnlyList<string> Rest { get; }

    public IEnumerable<string> Names => _options.Keys;

    public string? Option(string name) => _options.GetValueOrDefault(name);
}

/// <summary>How commands end: 0 when they did what was asked, 2 when they were refused, with the reason on standard error.</summary>
internal static class Sortie
{
    public const int Refused = 2;

    public static int Refuse(string reason) => Refuse([reason]);

    public static int Refuse(IReadOnlyList<string> reasons)
    {
        foreach (var reason in reasons)
        {
            Console.Error.WriteLine(reason);
        }

        return Refused;
    }
}
