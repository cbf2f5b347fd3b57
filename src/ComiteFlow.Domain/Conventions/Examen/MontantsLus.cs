using System.Text.Json;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Registers the tables and reads their printed amounts, each string kept as printed.</summary>
internal sealed class MontantsLus(Constats constats)
{
    private const string Rule = "Les espaces et les virgules séparent les milliers ; la chaîne imprimée est conservée.";

    public void Register(IReadOnlyList<JsonElement> tables)
    {
        foreach (var table in tables)
        {
            constats.Add(new TableRegistered
            {
                Document = constats.Document,
                Table = Lecture.Text(table, "id") ?? "",
                Why = new Pourquoi("Un tableau budgétaire reste non vérifié, et ne sert à aucun contrôle, tant que personne ne l’a confirmé.", Unreadable(table), Lecture.Source(table)),
            });
        }
    }

    public void Read(GrilleImprimee grille)
    {
        foreach (var row in grille.Total is { } total ? grille.Rows.Append(total) : grille.Rows)
        {
            foreach (var column in grille.Columns.Where(c => c.IsAmount && row.Printed.ContainsKey(c.Name)))
                Keep(grille.Id, grille.Source, $"{row.Name}.{column.Name}", row.Printed[column.Name]);
        }
    }

    public void Read(TableauMensuel tableau)
    {
        var subtotals = new Queue<string>(tableau.Subtotals.Select(s => s.Section));
        foreach (var row in tableau.PrintedRows)
        {
            var amounts = row.Skip(1).Where(c => MontantImprime.Cents(c) is not null).ToList();
            if (amounts.Count == 0)
                continue;
            var item = ItemOf(row, tableau, subtotals);
            // Twelve equal months would be one fact twelve times.
            foreach (var printed in amounts.Distinct())
                Keep(tableau.Id, tableau.Source, item, printed);
        }
    }

    private static string ItemOf(IReadOnlyList<string> row, TableauMensuel tableau, Queue<string> subtotals)
    {
        var label = row[0].Trim();
        if (row.Skip(1).Any(IsTotal))
            return "total";
        if (tableau.Lines.FirstOrDefault(l => Bare(l.Label) == label) is { } line)
            return line.Label;
        if (!IsTotal(label))
            return label;
        return subtotals.TryDequeue(out var section) ? section : "total";
    }

    private static bool IsTotal(string cell) => cell.TrimStart().StartsWith("total", StringComparison.OrdinalIgnoreCase);

    /// <summary>A label without the remark that its data put after it in brackets.</summary>
    private static string Bare(string label) => label.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? label[..at] : label;

    private void Keep(string table, string? source, string item, string printed)
    {
        if (MontantImprime.Cents(printed) is { } cents)
        {
            constats.Add(new AmountRead
            {
                Document = constats.Document,
                Table = table,
                Item = item,
                Printed = printed,
                Cents = cents,
                Why = new Pourquoi(Rule, [new("Imprimé", printed), new("Lu", Money.FromCents(cents).ToString())], source),
            });
        }
    }

    private static List<KeyValuePair<string, string>> Unreadable(JsonElement table) =>
        [.. Lecture.Rows(table).SelectMany(r => r).Where(c => MontantImprime.Looks(c) && MontantImprime.Cents(c) is null)
            .Distinct().Select(c => new KeyValuePair<string, string>("Montant illisible", c))];
}
