using System.Globalization;
using System.Text.RegularExpressions;

namespace ComiteFlow.Host.Modeles;

/// <summary>One place <c>{{ … }}</c> of a template: what is inserted, through which filters, and how it is made inert.</summary>
internal sealed partial class Insertion
{
    /// <summary>The one filter that counts: it gives the next number of a series.</summary>
    public const string Counter = "numeroSuivant";

    private readonly List<(string Name, string[] Arguments)> _filters = [];
    private readonly Endroit _ici;
    private readonly string _text;

    private Insertion(Endroit ici, string text, string path) => (_ici, _text, Path) = (ici, text, path);

    /// <summary>What is looked up: a path, a quoted text or a whole number.</summary>
    public string Path { get; }

    /// <exception cref="ModeleException">It is no variable, or a filter is unknown.</exception>
    public static Insertion Parse(Endroit ici, string text)
    {
        var parts = Pipe().Split(text.Trim());
        if (!Source().IsMatch(parts[0])) throw new ModeleException(ici.Modele, $"« {text.Trim()} » n’est pas une variable.", ligne: ici.Ligne);

        var insertion = new Insertion(ici, text.Trim(), parts[0]);
        foreach (var part in parts[1..])
        {
            insertion.Add(part);
        }

        return insertion;
    }

    /// <summary>The text to write for the value found in the data.</summary>
    public string Write(object? value, RenduEnCours rendu)
    {
        if (value is null) throw Wrong($"la variable « {Path} » manque (dans « {_text} »).");

        try
        {
            foreach (var (name, arguments) in _filters)
            {
                value = name == Counter ? rendu.Next(Filtres.Text(value)) : Filtres.Apply(name, value, arguments);
            }

            return Inert(Filtres.Text(value));
        }
        catch (FormatException wrong)
        {
            throw Wrong($"« {_text} » : {wrong.Message}.", wrong);
        }
    }

    private string Inert(string value)
    {
        var text = _ici.Genre switch
        {
            GenreDInsertion.Mots => Typographie.Correct(value),
            GenreDInsertion.Adresse => Echappement.Address(value),
            _ => Echappement.Way(value),
        };
        return _ici.Markdown ? Echappement.Escape(text) : Echappement.Clean(text);
    }

    private ModeleException Wrong(string message, Exception? inner = null) => new(_ici.Modele, message, inner, _ici.Ligne);

    private void Add(string part)
    {
        var match = Filter().Match(part);
        if (!match.Success) throw Wrong($"« {part.Trim()} » n’est pas un filtre.");

        var name = match.Groups[1].Value;
        if (name != Counter && !Filtres.Exists(name)) throw Wrong($"le filtre « {name} » n’existe pas.");

        var arguments = match.Groups[2].Captures.Select(capture => capture.Value.Trim()[1..^1]).ToArray();
        var expected = name == Counter ? 0 : Filtres.Arguments(name);
        if (arguments.Length != expected)
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"le filtre « {name} » attend {expected} mots et en reçoit {arguments.Length}."));

        _filters.Add((name, arguments));
    }

    [GeneratedRegex(@"\s*\|(?=(?:[^']*'[^']*')*[^']*$)\s*")]
    private static partial Regex Pipe();

    [GeneratedRegex(@"^(?:[A-Za-z]\w*(?:\.[A-Za-z]\w*)*|-?\d+|'[^']*')$")]
    private static partial Regex Source();

    [GeneratedRegex(@"^(\w+)(?::(?:(\s*'[^']*'\s*)(?:,|$))+)?$")]
    private static partial Regex Filter();
}
