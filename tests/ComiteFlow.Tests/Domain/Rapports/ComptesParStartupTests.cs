using ComiteFlow.Domain;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Rapports;

/// <summary>The lines of an account where the text controls by startup, and on the edges of a month and of the receipt.</summary>
public sealed class ComptesParStartupTests
{
    private static readonly DateOnly Fin = new(2020, 2, 29);

    [Fact]
    public void Lignes_ByStartup_TellWhatIsLeftOfEach()
    {
        var essai = AnneesDEssai.Dotee();
        essai.Engage(20_000, Fin, AnneesDEssai.Autre);
        essai.Engage(30_000, Fin, AnneesDEssai.Une);
        essai.Paie(10_000, Fin, AnneesDEssai.Une);

        var lignes = Compte(essai, "2020-02", new DateOnly(2020, 3, 3)).Where(l => l.Genre == GenreDeLigne.Detail).ToList();

        Assert.Equal([AnneesDEssai.Une, AnneesDEssai.Autre], lignes.Select(l => l.Startup));
        Assert.Equal([Montants(70_000, 90_000), Montants(30_000, 50_000)], lignes.Select(l => l.Reste));
    }

    [Fact]
    public void Lignes_OfAStartupWhereTheWholeIsControlled_ReserveNothingForIt()
    {
        var essai = new DossierDEssai(t => t with { Startups = [new() { Id = "A" }] }).Dote();
        essai.Engage(100, Fin, "A");
        essai.Engage(40, Fin, "A", "ENV-1");
        essai.Engage(5, Fin, null, "ENV-1");

        var lignes = Compte(essai, "2020-02", new DateOnly(2020, 3, 3)).Where(l => l.Genre == GenreDeLigne.Detail).ToList();

        Assert.Equal([(null, "ENV-1"), ("A", null), ("A", "ENV-1")], lignes.Select(l => (l.Startup, l.Enveloppe)));
        Assert.Equal([Montants(49_955, 50_000), new MontantsDeCompte(null, null), Montants(49_955, 50_000)], lignes.Select(l => l.Reste));
    }

    [Fact]
    public void Lignes_ReceivedWithinTheMonth_StopAtTheReceiptIncluded()
    {
        var essai = new DossierDEssai().Dote();
        var recu = new DateOnly(2020, 2, 20);
        essai.Engage(100, recu);
        new Fonds(essai.Dossier).OpenOfText(DossierDEssai.Id, "effect", recu);
        essai.Engage(10, recu.AddDays(1));

        var registre = Compte(essai, "2020-02", recu).Single(l => l.Genre == GenreDeLigne.Registre);

        Assert.Equal(Montants(100, 0), registre.Cumul);
        Assert.Equal(Montants(399_900, 400_000), registre.Reste);
    }

    [Fact]
    public void Lignes_CreditsOfTheDayItself_AreCounted()
    {
        var essai = new DossierDEssai().Signe();
        new Fonds(essai.Dossier).Release(null, null, Money.FromCents(1_000), Money.FromCents(1_000), Fin);
        new Fonds(essai.Dossier).Release(null, null, Money.FromCents(500), Money.FromCents(500), Fin.AddDays(1));

        Assert.Equal(Montants(1_000, 1_000), Compte(essai, "2020-02", new DateOnly(2020, 3, 3)).Single(l => l.Genre == GenreDeLigne.Registre).Reste);
    }

    [Fact]
    public void Lignes_FinalAccountOnTheDayOfAnExpense_HasItsMonth()
    {
        var essai = new DossierDEssai(t => t with { Reports = [new() { Code = "FINAL_EXPENSES" }] }).Dote();
        essai.Engage(10, Fin);
        essai.Engage(20, Fin.AddDays(1));
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenFinal(10, Fin);

        var lignes = new CompteDesDepenses(essai.Dossier, suivi.ReceiveAccount(null, new(), null, Fin.AddDays(1))).Lignes();

        Assert.Equal(["2020-02", "2020-03", null, null], lignes.Select(l => l.Mois));
        Assert.Equal([Montants(10, 0), Montants(30, 0)], lignes.Take(2).Select(l => l.Cumul));
    }

    private static IReadOnlyList<LigneDeCompte> Compte(DossierDEssai essai, string mois, DateOnly recu)
    {
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly(mois, 10, recu);
        return new CompteDesDepenses(essai.Dossier, suivi.ReceiveAccount(mois, new(), null, recu)).Lignes();
    }

    private static MontantsDeCompte Montants(long ae, long cp) => new(Money.FromCents(ae), Money.FromCents(cp));
}
