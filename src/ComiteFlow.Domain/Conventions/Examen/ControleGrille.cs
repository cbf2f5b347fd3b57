namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Checks a printed grid: each row against its parts, each printed share, each column against its rows.</summary>
internal sealed class ControleGrille(GrilleImprimee grille, Constats constats)
{
    private const string Total = "total";
    private const string Days = "days";

    public void Check()
    {
        foreach (var row in grille.Total is { } total ? grille.Rows.Append(total) : grille.Rows)
        {
            CheckRow(row, Total, c => c.IsAmount);
            CheckRow(row, Days, c => c.IsDays);
            foreach (var column in grille.Columns.Where(c => c.IsShare))
                CheckShare(row, column);
        }

        foreach (var column in grille.Columns.Where(c => !c.IsShare))
            CheckColumn(column);
    }

    private void CheckRow(RangDeGrille row, string whole, Func<ColonneDeGrille, bool> ofKind)
    {
        var parts = grille.Columns.Where(c => c.Name != whole && ofKind(c)).Select(c => row[c.Name]).ToList();
        if (row[whole] is { } printed && parts.Count > 0 && !parts.Contains(null))
            Compare(row, new ColonneDeGrille(whole), "rowTotal", "Le total d’une ligne est la somme de ses colonnes.", printed, parts.Sum()!.Value);
    }

    private void CheckColumn(ColonneDeGrille column)
    {
        var cells = grille.Rows.Select(r => r[column.Name]).ToList();
        if (grille.Total is { } total && total[column.Name] is { } printed && cells.Count > 0 && !cells.Contains(null))
            Compare(total, column, "columnTotal", "Le total d’une colonne est la somme de ses lignes.", printed, cells.Sum()!.Value);
    }

    private void CheckShare(RangDeGrille row, ColonneDeGrille column)
    {
        if (row[column.Name] is { } printed && row[column.Base] is { } part && row[Total] is { } whole)
            constats.Share(At(row, column), printed, part, whole);
    }

    private void Compare(RangDeGrille row, ColonneDeGrille column, string kind, string rule, decimal printed, decimal computed)
    {
        if (column.IsAmount)
            constats.Amounts(At(row, column), kind, rule, (long)printed, (long)computed);
        else
            constats.Values(At(row, column), kind, rule, printed, computed, printed == computed);
    }

    private Lieu At(RangDeGrille row, ColonneDeGrille column) => new(grille.Id, $"{row.Name}.{column.Name}", grille.Source);
}
