using System.Globalization;
using System.Text.Json;

namespace ComiteFlow.Bench;

/// <summary>One measured figure.</summary>
/// <param name="Value">Median of the rounds.</param>
/// <param name="Ratio">To the limit measured in the same minutes; null where none is asked.</param>
/// <param name="Spread">Widest distance between two rounds, as a part of the median.</param>
/// <param name="Bar">What must be reached, in words.</param>
/// <param name="IsOk">Null where nothing must be reached.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Ratio, double Spread, string Bar, bool? IsOk)
{
    /// <summary>Further numbers that explain the value.</summary>
    public IReadOnlyDictionary<string, double> Details { get; init; } = new Dictionary<string, double>();

    public string ToJson() => JsonSerializer.Serialize(new
    {
        figure = Name, value = Rounded(Value), unit = Unit, ratio = Ratio is { } ratio ? Rounded(ratio) : (double?)null, spread = Rounded(Spread), bar = Bar, ok = IsOk,
        details = Details.ToDictionary(detail => detail.Key, detail => Rounded(detail.Value)),
    });

    public string ToRow() => string.Create(CultureInfo.InvariantCulture,
        $"| `{Name}` | {Rounded(Value)} {Unit} | {(Ratio is { } ratio ? Rounded(ratio) : "")} | {Rounded(Spread)} | {Bar} | {IsOk switch { true => "yes", false => "no", null => "" }} |");

    /// <summary>Three digits say all that such a measurement can know.</summary>
    private static double Rounded(double value) =>
        double.Parse(value.ToString(Math.Abs(value) >= 1000 ? "F0" : "G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>The same measurement of several rounds.</summary>
internal sealed class Rounds
{
    private readonly List<double> _values = [];

    public double Median => Of(_values, 0.5);

    public double Spread => _values.Count == 0 || Median == 0 ? 0 : (_values.Max() - _values.Min()) / Median;

    public void Add(double value) => _values.Add(value);

    /// <summary>The value below which a part of the values lie.</summary>
    public static double Of(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))];
    }
}

/// <summary>Prints each figure when it is known, and the table of all at the end.</summary>
internal sealed class Releve
{
    private readonly List<Figure> _figures = [];

    public void Add(Figure figure)
    {
        _figures.Add(figure);
        Console.WriteLine(figure.ToJson());
    }

    public void WriteTable()
    {
        Console.WriteLine();
        Console.WriteLine("| figure | value | ratio | spread | must reach | reached |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var figure in _figures)
        {
            Console.WriteLine(figure.ToRow());
        }
    }
}
