using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Checks a monthly table: lines, sections, totals, tax, month headers, and its place in the life of the convention.</summary>
internal sealed class ControleMensuel(TableauMensuel tableau, Constats constats)
{
    public void Check(decimal taxRate, VieDuTexte vie)
    {
        foreach (var line in tableau.Lines)
            CheckLine(line);
        foreach (var section in tableau.Subtotals)
        {
            CheckMonths(section);
            CheckSection(section);
        }

        CheckTotal();
        CheckTax(taxRate);
        CheckHeaders();
        CheckPeriod(vie);
    }

    private void CheckLine(LigneMensuelle line)
    {
        if (line is { Printed: { } printed, FromMonths: { } computed })
            constats.Amounts(At(line.Label), "lineTotal", "Le total d’une ligne est la somme de ses mois.", printed, computed);
    }

    private void CheckMonths(LigneMensuelle section)
    {
        var lines = LinesOf(section.Section);
        for (var i = 0; i < section.Months.Count; i++)
        {
            var cells = lines.Select(l => i < l.Months.Count ? l.Months[i] : null).ToList();
            if (section.Months[i] is not { } printed || cells.Count == 0 || cells.Contains(null))
                continue;
            var computed = cells.Sum()!.Value;
            // A month that agrees is left out: twelve a section would bury the rest.
            if (printed == computed)
                continue;
            var month = i < tableau.Months.Count ? tableau.Months[i] : null;
            constats.Amounts(At(section.Section) with { Month = month }, "sectionMonth", "Le mois d’une rubrique est la somme de ses lignes.", printed, computed);
        }
    }

    private void CheckSection(LigneMensuelle section)
    {
        var fromLines = Sum(LinesOf(section.Section).Select(l => l.Printed));
        if (section.Printed is { } printed && (section.FromMonths ?? fromLines) is { } computed)
            constats.Amounts(At(section.Section), "sectionTotal", "Le total d’une rubrique est la somme de ses mois imprimés.", printed, computed, fromLines);
    }

    private void CheckTotal()
    {
        var fromLines = Sum(tableau.Lines.Select(l => l.FromMonths ?? l.Printed));
        var sections = tableau.Subtotals.Select(s => s.Section).ToHashSet();
        var loose = tableau.Lines.Where(l => !sections.Contains(l.Section)).Select(l => l.Printed);
        var fromSubtotals = tableau.Subtotals.Count == 0 ? null : Sum(tableau.Subtotals.Select(s => s.Printed).Concat(loose));
        if (tableau.Ht is { } printed && (fromSubtotals ?? fromLines) is { } computed)
            constats.Amounts(At("total"), "tableTotal", "Le total hors taxes est la somme des sous-totaux imprimés.", printed, computed, fromLines);
    }

    private void CheckTax(decimal rate)
    {
        if (tableau is not { Ht: { } ht, Ttc: { } ttc })
            return;
        var computed = (long)decimal.Round(ht * (100 + rate) / 100, MidpointRounding.AwayFromZero);
        constats.Amounts(At("total"), "taxTotal", $"Le total toutes taxes comprises est le total hors taxes augmenté de {rate:0.##} % (réglage tax.rate).", ttc, computed);
    }

    private void CheckHeaders()
    {
        var cells = tableau.HeaderCells();
        var named = cells.Select(c => TableauMensuel.YearOf(c)).ToList();
        var meant = tableau.Months.Select(VieDuTexte.FirstDay).Select(d => d?.Year).ToList();
        if (named.Count == 0 || meant.Count == 0 || meant.Contains(null))
            return;
        var agrees = named.Count == meant.Count ? named.SequenceEqual(meant) : named[0] == meant[0] && named[^1] == meant[^1];
        var printed = tableau.HeadersAsPrinted ?? Span(cells[0], cells[^1]);
        constats.Values(At("months"), "headers", "Les mois imprimés en tête de tableau sont ceux de l’année du tableau.", printed, Span(tableau.Months[0], tableau.Months[^1]), agrees);
    }

    private void CheckPeriod(VieDuTexte vie)
    {
        var days = tableau.Months.Select(VieDuTexte.FirstDay).OfType<DateOnly>().ToList();
        if (days.Count == 0 || (vie.SignedOn is null && vie.LatestEnd is null))
            return;
        var last = Mots.FinDeMois(Mots.Mois(days.Max()));
        var outside = days.Min() < vie.SignedOn || last > vie.LatestEnd;
        constats.Values(
            At("months"),
            "outsidePeriod",
            "Les mois du tableau vont de la signature à la fin de la convention.",
            Span(Mots.Mois(days.Min()), Mots.Mois(last)),
            Span($"{vie.SignedOn:yyyy-MM-dd}", $"{vie.LatestEnd:yyyy-MM-dd}"),
            !outside);
    }

    private List<LigneMensuelle> LinesOf(string section) => [.. tableau.Lines.Where(l => l.Section == section)];

    private Lieu At(string item) => new(tableau.Id, item, tableau.Source);

    private static string Span(string first, string last) => $"{first} … {last}".Trim();

    /// <summary>The sum; null when there is nothing to add or one term is unreadable.</summary>
    private static long? Sum(IEnumerable<long?> terms)
    {
        var all = terms.ToList();
        return all.Count == 0 || all.Contains(null) ? null : all.Sum();
    }
}
