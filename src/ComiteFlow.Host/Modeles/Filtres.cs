using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Conventions;

namespace ComiteFlow.Host.Modeles;

/// <summary>The filters that templates may name; a value that a filter cannot read is an error.</summary>
internal static partial class Filtres
{
    private const string NoBreak = Typographie.NoBreak;

    /// <summary>Name in templates, number of arguments, and what the filter does.</summary>
    private static readonly Dictionary<string, (int Arguments, Func<object, string[], object> Apply)> All = new(StringComparer.Ordinal)
    {
        ["euros"] = (0, (value, _) => Euros(Number(value), exact: false)),
        ["eurosExacts"] = (0, (value, _) => Euros(Number(value), exact: true)),
        ["eurosSignes"] = (0, (value, _) => (Number(value) > 0 ? "+" + NoBreak : "") + Euros(Number(value), exact: true)),
        ["nombre"] = (0, (value, _) => Decimal(value)),
        ["eurosLettres"] = (0, (value, _) => NombreEnLettres.Euros(Number(value))),
        ["absolu"] = (0, (value, _) => Math.Abs(Number(value))),
        ["enLettres"] = (0, (value, _) => NombreEnLettres.Write(Number(value))),
        ["ordinal"] = (0, (value, _) => Ordinal(Number(value))),
        ["articleNumero"] = (0, (value, _) => $"Article{NoBreak}{(Number(value) == 1 ? "1er" : Integer(Number(value)))}"),
        ["pluriel"] = (2, (value, words) => $"{Integer(Count(value))}{NoBreak}{Agree(Count(value), words)}"),
        ["accord"] = (2, (value, words) => Agree(Count(value), words)),
        ["dateLongue"] = (0, (value, _) => DatesEnFrancais.Long(Text(value))),
        ["dateJour"] = (0, (value, _) => DatesEnFrancais.WithWeekday(Text(value))),
        ["dateCourte"] = (0, (value, _) => DatesEnFrancais.Short(Text(value))),
        ["mois"] = (0, (value, _) => DatesEnFrancais.Month(Text(value))),
        ["deMois"] = (0, (value, _) => DatesEnFrancais.OfMonth(Text(value))),
        ["heure"] = (0, (value, _) => DatesEnFrancais.Time(Text(value))),
        ["duree"] = (0, (value, _) => DatesEnFrancais.Duration(Text(value))),
        ["rythme"] = (0, (value, _) => DatesEnFrancais.Rhythm(Text(value))),
        ["article"] = (0, (value, _) => Article(Text(value))),
        ["de"] = (0, (value, _) => Each(value, Of)),
        ["a"] = (0, (value, _) => Each(value, To)),
        ["destinataire"] = (0, (value, _) => Each(value, Destinataires.Nom)),
        ["abrege"] = (1, (value, most) => Shorten(Text(value), int.Parse(most[0], CultureInfo.InvariantCulture))),
        ["liste"] = (0, (value, _) => List(value)),
        ["majuscule"] = (0, (value, _) => First(Text(value), char.ToUpperInvariant)),
        ["minuscule"] = (0, (value, _) => First(Text(value), char.ToLowerInvariant)),
    };

    /// <summary>Names of all filters, in order.</summary>
    public static IReadOnlyList<string> Noms { get; } = [.. All.Keys.Append(Insertion.Counter).Order(StringComparer.Ordinal)];

    public static bool Exists(string name) => All.ContainsKey(name);

    public static int Arguments(string name) => All[name].Arguments;

    /// <exception cref="FormatException">The value is not one that the filter reads.</exception>
    public static object Apply(string name, object value, string[] arguments) => All[name].Apply(value, arguments);

    /// <summary>A value as text: strings as they are, numbers in digits (a year takes no separator); nothing else can be inserted.</summary>
    public static string Text(object value) => value switch
    {
        string text => text,
        int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture).Replace('.', ','),
        _ => throw new FormatException("un texte ou un nombre est attendu"),
    };

    private static long Number(object value) => value switch
    {
        int number => number,
        long number => number,
        decimal number when decimal.IsInteger(number) => (long)number,
        _ => throw new FormatException("un nombre entier est attendu"),
    };

    /// <summary>A number of things, also in digits: the figures of a reason are texts.</summary>
    private static long Count(object value) =>
        value is string digits && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : Number(value);

    private static string Euros(long cents, bool exact)
    {
        var whole = Integer(Math.Abs(cents / 100));
        var rest = Math.Abs(cents % 100);
        var decimals = exact || rest > 0 ? "," + rest.ToString("00", CultureInfo.InvariantCulture) : "";
        return $"{(cents < 0 ? "−" : "")}{whole}{decimals}{NoBreak}€";
    }

    private static string Integer(long number) =>
        number.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", NoBreak, StringComparison.Ordinal).Replace('-', '−');

    /// <summary>A figure that need not be whole, such as 70,5: four decimals at most.</summary>
    private static string Decimal(object value) => value switch
    {
        int or long => Integer(Number(value)),
        decimal number => Affichage.Formats.Decimal(number),
        _ => throw new FormatException("un nombre est attendu"),
    };

    private static string Ordinal(long number) => number == 1 ? "1er" : Integer(number) + "e";

    private static string Agree(long count, string[] words) => Math.Abs(count) < 2 ? words[0] : words[1];

    private static string Article(string source)
    {
        var match = ArticleReference().Match(source);
        return match.Success ? $"article{NoBreak}{match.Groups[1].Value}" : Place(source);
    }

    /// <summary>A place that is no article, without brackets in brackets.</summary>
    private static string Place(string source) => Conventions.Noms.Lieu(source)
        .Replace(" (", ", ", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).Replace("art. ", "article" + NoBreak, StringComparison.Ordinal);

    /// <summary>A text of at most so many signs, cut between words.</summary>
    private static string Shorten(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = text.LastIndexOf(' ', most - 1);
        return text[..(end > 0 ? end : most - 1)].TrimEnd(' ', ',', ';', ':') + "…";
    }

    private static string Of(string name)
    {
        if (name.StartsWith("le ", StringComparison.Ordinal)) return "du " + name[3..];
        if (name.StartsWith("les ", StringComparison.Ordinal)) return "des " + name[4..];
        return name.Length > 0 && "aeiouhàâäéèêëîïôöùûüœæ".Contains(char.ToLowerInvariant(name[0]), StringComparison.Ordinal) ? "d’" + name : "de " + name;
    }

    /// <summary>What a word becomes, or each word of a list.</summary>
    private static object Each(object value, Func<string, string> change) =>
        value is string or not IEnumerable ? change(Text(value)) : ((IEnumerable)value).Cast<object>().Select(one => change(Text(one))).ToList();

    /// <summary>A name behind « à ».</summary>
    public static string To(string name)
    {
        if (name.StartsWith("le ", StringComparison.Ordinal)) return "au " + name[3..];
        return name.StartsWith("les ", StringComparison.Ordinal) ? "aux " + name[4..] : "à " + name;
    }

    private static string List(object value)
    {
        if (value is string or not IEnumerable) throw new FormatException("une liste est attendue");

        var items = ((IEnumerable)value).Cast<object?>().Select(item => Text(item ?? throw new FormatException("la liste a un élément vide"))).ToList();
        return items.Count switch
        {
            0 => throw new FormatException("la liste est vide"),
            1 => items[0],
            _ => $"{string.Join(", ", items[..^1])} et {items[^1]}",
        };
    }

    private static string First(string text, Func<char, char> change) => text.Length == 0 ? text : change(text[0]) + text[1..];

    [GeneratedRegex("(?:^|\\b(?:art\\.|[aA]rticle)\\s*)(\\d+(?:\\.\\d+)*)(?:\\s*\\([^()]*\\))?$")]
    private static partial Regex ArticleReference();
}
