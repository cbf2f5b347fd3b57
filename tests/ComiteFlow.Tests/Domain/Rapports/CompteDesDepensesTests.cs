using ComiteFlow.Domain;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Tests.Domain.Rapports;

/// <summary>A received account: the ledger by month, startup and envelope, then what was declared.</summary>
public sealed class CompteDesDepensesTests
{
    private static readonly DateOnly Fevrier = new(2020, 2, 14), Mars = new(2020, 3, 3);

    [Fact]
    public void Lignes_MonthlyAccount_SplitsTheLedgerAndStopsAtTheEndOfTheMonth()
    {
        var essai = Depenses();

        var lignes = Compte(essai, "2020-02", new SuiviDesRapports.Chiffres(Euros(500), Euros(100), Euros(900), Euros(800)));

        Assert.Equal([GenreDeLigne.Detail, GenreDeLigne.Detail, GenreDeLigne.Registre, GenreDeLigne.Declare], lignes.Select(l => l.Genre));
        Assert.Equal([null, "ENV-1", null, null], lignes.Select(l => l.Enveloppe));
        Assert.Equal(new MontantsDeCompte(Euros(200), Money.Zero), lignes[1].Cumul);
        Assert.Equal(new MontantsDeCompte(Euros(300), Euros(500)), lignes[1].Reste);
        Assert.Equal(new MontantsDeCompte(Euros(500), Euros(100)), lignes[2].DuMois);
        Assert.Equal(new MontantsDeCompte(Euros(3500), Euros(3900)), lignes[2].Reste);
        Assert.Equal(new MontantsDeCompte(Euros(900), Euros(800)), lignes[3].Prevu);
    }

    [Fact]
    public void Lignes_FiguresOfTheLedgerOnReceipt_ShowTheGapToTheMonth()
    {
        var lignes = Compte(Depenses(), "2020-02", new SuiviDesRapports.Chiffres());

        Assert.Equal(GenreDeLigne.Ecart, lignes[^1].Genre);
        Assert.Equal(new MontantsDeCompte(Euros(50), Money.Zero), lignes[^1].Cumul);
        Assert.Equal(new MontantsDeCompte(Euros(3450), Euros(3900)), lignes[^2].Reste);
    }

    [Fact]
    public void Lignes_FinalAccount_HasEachMonthWithAnExpense()
    {
        var essai = Depenses(t => t with { Reports = [.. t.Reports, new() { Code = "FINAL_EXPENSES", From = "delegataire" }] });
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenFinal(10, new DateOnly(2022, 1, 1));
        var rapport = suivi.ReceiveAccount(null, new(), null, new DateOnly(2022, 1, 5));

        var lignes = new CompteDesDepenses(essai.Dossier, rapport).Lignes();

        Assert.Equal(["2020-02", "2020-02", "2020-03", null, null], lignes.Select(l => l.Mois));
        Assert.Equal(new MontantsDeCompte(Euros(50), Money.Zero), lignes[2].DuMois);
        Assert.Equal(new MontantsDeCompte(Euros(550), Euros(100)), lignes[3].DuMois);
    }

    /// <summary>In February 300 € and 200 € of the envelope engaged, 100 € paid; 50 € more in March.</summary>
    private static DossierDEssai Depenses(Func<ComiteFlow.Domain.Conventions.TexteConvention, ComiteFlow.Domain.Conventions.TexteConvention>? change = null)
    {
        var essai = new DossierDEssai(change).Dote();
        essai.Engage(30_000, Fevrier);
        essai.Engage(20_000, Fevrier, envelope: "ENV-1");
        essai.Paie(10_000, Fevrier);
        essai.Engage(5_000, Mars);
        return essai;
    }

    private static IReadOnlyList<LigneDeCompte> Compte(DossierDEssai essai, string mois, SuiviDesRapports.Chiffres chiffres)
    {
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly(mois, 10, Mars);
        return new CompteDesDepenses(essai.Dossier, suivi.ReceiveAccount(mois, chiffres, null, Mars)).Lignes();
    }

    private static Money Euros(decimal euros) => new(euros);
}
