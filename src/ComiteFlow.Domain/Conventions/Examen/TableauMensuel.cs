using System.Text.Json;
using System.Text.RegularExpressions;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>A line of a monthly table, or the sub-total of a section; a cell that cannot be read is null.</summary>
internal sealed record LigneMensuelle(string Section, string Label, IReadOnlyList<long?> Months, long? Printed)
{
    /// <summary>The year by its months; null without months or when one is unreadable.</summary>
    public long? FromMonths => Months.Count > 0 && Months.All(m => m is not null) ? Months.Sum() : null;
}

/// <summary>A budget table month by month, with lines in sections, sub-totals and totals without and with tax.</summary>
internal sealed partial record TableauMensuel(string Id, string? Source)
{
    public IReadOnlyList<string> Months { get; private init; } = [];

    public IReadOnlyList<LigneMensuelle> Lines { get; private init; } = [];

    public IReadOnlyList<LigneMensuelle> Subtotals { get; private init; } = [];

    public long? Ht { get; private init; }

    public long? Ttc { get; private init; }

    /// <summary>The month headers as the table's data quote them.</summary>
    public string? HeadersAsPrinted { get; private init; }

    public IReadOnlyList<IReadOnlyList<string>> PrintedRows { get; private init; } = [];

    public static TableauMensuel Read(JsonElement table) => new(Lecture.Text(table, "id") ?? "", Lecture.Source(table))
    {
        Months = Lecture.Texts(table, "months"),
        Lines = [.. Lecture.Items(table, "lines").Select(l => Line(l, "monthlyCents"))],
        Subtotals = [.. Lecture.Items(table, "subtotals").Select(l => Line(l, "printedMonthlyCents"))],
        Ht = Lecture.Whole(table, "printedTotalHtCents"),
        Ttc = Lecture.Whole(table, "printedTotalTtcCents"),
        HeadersAsPrinted = Lecture.Text(table, "monthHeadersAsPrinted"),
        PrintedRows = Lecture.Rows(table),
    };

    /// <summary>The cells that name a month and its year, from the printed rows, else from the quoted headers.</summary>
    public IReadOnlyList<string> HeaderCells()
    {
        var row = PrintedRows.Select(r => r.Where(c => YearOf(c) is not null).ToList()).FirstOrDefault(r => r.Count > 1);
        return row ?? [.. MonthAndYear().Matches(HeadersAsPrinted ?? "").Select(m => m.Value)];
    }

    /// <summary>The year that a header such as <c>janv-20</c> or <c>janvier 2020</c> names.</summary>
    public static int? YearOf(string cell)
    {
        var match = MonthAndYear().Match(cell.Trim());
        if (!match.Success || match.Length != cell.Trim().Length)
            return null;
        var year = int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        return year < 100 ? 2000 + year : year;
    }

    private static LigneMensuelle Line(JsonElement line, string months) => new(
        Lecture.Text(line, "section") ?? "",
        Lecture.Text(line, "label") ?? "",
        [.. Lecture.Items(line, months).Select(Lecture.Whole)],
        Lecture.Whole(line, "printedTotalCents"));

    [GeneratedRegex(@"(?:janv|f[ée]v|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c)[a-zéû]*\.?[\s\-–/]*'?(\d{4}|\d{2})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MonthAndYear();
}
