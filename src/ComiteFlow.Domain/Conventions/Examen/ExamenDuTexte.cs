using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Reads a text at its import and lists what was read, what agrees, what contradicts itself and what is doubtful. It corrects nothing (P12).</summary>
public static class ExamenDuTexte
{
    /// <param name="amended">The convention that an avenant amends, where it is registered.</param>
    /// <param name="others">The other texts registered, whose codes may confirm a doubtful one.</param>
    /// <returns>The facts in order: tables, amounts read, checks and anomalies, doubts.</returns>
    public static IReadOnlyList<Fait> Of(
        TexteConvention texte, TexteConvention? amended, IReadOnlyList<TexteConvention> others, ReglagesExamen reglages)
    {
        var constats = new Constats(texte.Id, texte.Amends ?? texte.Id);
        var vie = VieDuTexte.Of(texte, amended);
        var mensuels = new List<TableauMensuel>();
        var grilles = new List<GrilleImprimee>();
        foreach (var table in texte.BudgetTables)
        {
            if (GrilleImprimee.IsOne(table))
                grilles.Add(GrilleImprimee.Read(table));
            else
                mensuels.Add(TableauMensuel.Read(table));
        }

        var lus = new MontantsLus(constats);
        lus.Register(texte.BudgetTables);
        mensuels.ForEach(lus.Read);
        grilles.ForEach(lus.Read);
        foreach (var tableau in mensuels)
            new ControleMensuel(tableau, constats).Check(reglages.TaxRate, vie);
        foreach (var grille in grilles)
            new ControleGrille(grille, constats).Check();
        new ControleHorsTableau(texte, constats).Check();
        ControlePlafond.Check(texte, amended, mensuels, reglages, constats);
        constats.AddRange(new DoutesDuTexte(texte, amended, others, vie).All());
        return constats.Faits;
    }
}
