namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Compares the totals without tax of all tables together with the ceiling.</summary>
internal static class ControlePlafond
{
    public static void Check(
        TexteConvention texte, TexteConvention? amended, IReadOnlyList<TableauMensuel> tableaux, ReglagesExamen reglages, Constats constats)
    {
        var ceiling = texte.Ceilings.FirstOrDefault() ?? amended?.Ceilings.FirstOrDefault();
        var totals = tableaux.Where(t => t.Ht is not null).ToList();
        if (ceiling is null || totals.Count == 0)
            return;
        var together = totals.Sum(t => t.Ht!.Value);
        var agrees = together < ceiling.AmountCents || (reglages.CeilingEqualityAccepted && together == ceiling.AmountCents);
        constats.Amounts(
            new Lieu(totals.Count == 1 ? totals[0].Id : null, "total", ceiling.Source?.ToString()),
            "aboveCeiling",
            "Les totaux hors taxes des tableaux, ensemble, tiennent dans le montant maximum.",
            together,
            ceiling.AmountCents,
            agrees: agrees);
    }
}
