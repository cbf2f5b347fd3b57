using System.Globalization;
using System.Text.RegularExpressions;

namespace ComiteFlow.Host.Modeles;

/// <summary>One place <c>{{ … }}</c> of a template: what is inserted, through which filters, and how it is made inert.</summary>
internal sealed partial class Insertion
{
    private const string Counter = "numeroSuivant";

    private readonly List<(string Name, string[] Arguments)> _filters = [];
    private readonly string _modele;
    private readonly string _text;
    private readonly bool _markdown;

    private Insertion(string modele, string text, string path, bool markdown)
    {
        _modele = modele;
        _text = text;
        _markdown = markdown;
        Path = path;
    }

    /// <summary>What is looked up: a path, a quoted text or a whole number.</summary>
    public string Path { get; }

    /// <param name="markdown">The value goes into Markdown and is escaped; otherwise into a mail's subject, as it is.</param>
    public static Insertion Parse(string modele, string text, bool markdown)
    {
        var parts = Pipe().Split(text.Trim());
        if (!Source().IsMatch(parts[0])) throw new ModeleException(modele, $"« {text.Trim()} » n’est pas une variable.");

        var insertion = new Insertion(modele, text.Trim(), parts[0], markdown);
        foreach (var part in parts[1..])
        {
            insertion.Add(part);
        }

        return insertion;
    }

    /// <summary>The text to write for the value found in the data.</summary>
    public string Write(object? value, RenduEnCours rendu)
    {
        if (value is null) throw new ModeleException(_modele, $"la variable « {Path} » manque (dans « {_text} »).");

        try
        {
            foreach (var (name, arguments) in _filters)
            {
                value = name == Counter ? rendu.Next(Filtres.Text(value)) : Filtres.Apply(name, value, arguments);
            }

            var text = Typographie.Correct(Filtres.Text(value));
            return _markdown ? Echappement.Escape(text) : Echappement.Clean(text);
        }
        catch (FormatException wrong)
        {
            throw new ModeleException(_modele, $"« {_text} » : {wrong.Message}.", wrong);
        }
    }

    private void Add(string part)
    {
        var match = Filter().Match(part);
        if (!match.Success) throw new ModeleException(_modele, $"« {part.Trim()} » n’est pas un filtre.");

        var name = match.Groups[1].Value;
        if (name != Counter && !Filtres.Exists(name)) throw new ModeleException(_modele, $"le filtre « {name} » n’existe pas.");

        var arguments = match.Groups[2].Captures.Select(capture => capture.Value.Trim()[1..^1]).ToArray();
        var expected = name == Counter ? 0 : Filtres.Arguments(name);
        if (arguments.Length != expected)
            throw new ModeleException(_modele, string.Create(CultureInfo.InvariantCulture, $"le filtre « {name} » attend {expected} mots et en reçoit {arguments.Length}."));

        _filters.Add((name, arguments));
    }

    [GeneratedRegex(@"\s*\|(?=(?:[^']*'[^']*')*[^']*$)\s*")]
    private static partial Regex Pipe();

    [GeneratedRegex(@"^(?:[A-Za-z]\w*(?:\.[A-Za-z]\w*)*|-?\d+|'[^']*')$")]
    private static partial Regex Source();

    [GeneratedRegex(@"^(\w+)(?::(?:(\s*'[^']*'\s*)(?:,|$))+)?$")]
    private static partial Regex Filter();
}
