using System.Globalization;
using System.Text.Json;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>A column of a printed grid: an amount, or the days or the share of one.</summary>
internal sealed record ColonneDeGrille(string Name)
{
    public bool IsDays => Name == "days" || Name.EndsWith(".days", StringComparison.Ordinal);

    public bool IsShare => Name.EndsWith(".share", StringComparison.Ordinal);

    public bool IsAmount => !IsDays && !IsShare;

    /// <summary>The column that it completes: <c>tech</c> for <c>tech.share</c>.</summary>
    public string Base => Name[..^".share".Length];
}

/// <summary>A row of a printed grid. Values are cents in an amount column, else days or percents; an unreadable one is absent.</summary>
internal sealed record RangDeGrille(string Name, IReadOnlyDictionary<string, decimal> Values, IReadOnlyDictionary<string, string> Printed)
{
    public decimal? this[string column] => Values.TryGetValue(column, out var value) ? value : null;
}

/// <summary>A budget table printed as a grid of rows with a total row. The printed cells are read first, the typed rows without them.</summary>
internal sealed record GrilleImprimee(string Id, string? Source)
{
    private const string TotalName = "total";

    public IReadOnlyList<ColonneDeGrille> Columns { get; private init; } = [];

    public IReadOnlyList<RangDeGrille> Rows { get; private init; } = [];

    public RangDeGrille? Total { get; private init; }

    public static bool IsOne(JsonElement table) => Lecture.Key(table, "rows") is not null || Lecture.Key(table, "printedColumns") is not null;

    public static GrilleImprimee Read(JsonElement table)
    {
        var columns = Lecture.Texts(table, "printedColumns").Select(c => new ColonneDeGrille(c)).ToList();
        var rows = Lecture.Rows(table);
        return columns.Count > 0 && rows.Count > 0 ? FromCells(table, columns, rows) : FromData(table);
    }

    private static GrilleImprimee FromCells(JsonElement table, List<ColonneDeGrille> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var data = Lecture.Items(table, "rows");
        // Without typed rows nothing tells the total from the others but its place at the end.
        var count = data.Count > 0 ? Math.Min(data.Count, rows.Count) : rows.Count - 1;
        return new GrilleImprimee(Lecture.Text(table, "id") ?? "", Lecture.Source(table))
        {
            Columns = columns,
            Rows = [.. rows.Take(count).Select((r, i) => Cells(RowName(i < data.Count ? data[i] : default, i), columns, r))],
            Total = count < rows.Count ? Cells(TotalName, columns, rows[count]) : null,
        };
    }

    private static RangDeGrille Cells(string name, List<ColonneDeGrille> columns, IReadOnlyList<string> cells)
    {
        var values = new Dictionary<string, decimal>();
        var printed = new Dictionary<string, string>();
        // A row with a cell too many or too few cannot be told column by column.
        for (var i = 0; cells.Count == columns.Count && i < cells.Count; i++)
        {
            printed[columns[i].Name] = cells[i];
            if ((columns[i].IsAmount ? MontantImprime.Cents(cells[i]) : MontantImprime.Number(cells[i])) is { } value)
                values[columns[i].Name] = value;
        }

        return new RangDeGrille(name, values, printed);
    }

    private static GrilleImprimee FromData(JsonElement table)
    {
        var rows = Lecture.Items(table, "rows").Select((r, i) => Data(RowName(r, i), r)).ToList();
        var total = Lecture.Key(table, "printedTotal") is { } printed ? Data(TotalName, printed) : null;
        var columns = rows.Append(total).OfType<RangDeGrille>().SelectMany(r => r.Values.Keys).Distinct();
        return new GrilleImprimee(Lecture.Text(table, "id") ?? "", Lecture.Source(table))
        {
            Columns = [.. columns.Select(c => new ColonneDeGrille(c))],
            Rows = rows,
            Total = total,
        };
    }

    /// <summary>A typed row: <c>totalCents</c> and <c>fraisCents</c> are amounts, an object holds the <c>cents</c> and the <c>days</c> of a column.</summary>
    private static RangDeGrille Data(string name, JsonElement row)
    {
        const string Suffix = "Cents";
        var values = new Dictionary<string, decimal>();
        foreach (var member in row.ValueKind == JsonValueKind.Object ? row.EnumerateObject().Where(m => m.Name != "row") : [])
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Keep(member.Name, Lecture.Whole(member.Value, "cents"));
                Keep(member.Name + ".days", Lecture.Whole(member.Value, "days"));
            }
            else if (member.Name == "days" || member.Name.EndsWith(Suffix, StringComparison.Ordinal))
            {
                Keep(member.Name == "days" ? "days" : member.Name[..^Suffix.Length], Lecture.Whole(member.Value));
            }
        }

        return new RangDeGrille(name, values, new Dictionary<string, string>());

        void Keep(string column, long? value)
        {
            if (value is { } number)
                values[column] = number;
        }
    }

    private static string RowName(JsonElement row, int index) =>
        "row" + (Lecture.Whole(row, "row") ?? index + 1).ToString(CultureInfo.InvariantCulture);
}
