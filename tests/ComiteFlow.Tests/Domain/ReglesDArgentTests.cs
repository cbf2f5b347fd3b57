using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain.Tranches;
using CsCheck;

namespace ComiteFlow.Tests.Domain;

/// <summary>Whatever people ask in whatever order: the money stays within its bounds, and a refusal changes nothing.</summary>
public sealed class ReglesDArgentTests
{
    private static readonly DateOnly[] Jours = [new(2020, 7, 15), new(2020, 11, 30), new(2020, 12, 1), new(2020, 12, 2), new(2021, 1, 15), new(2022, 1, 3)];

    private static readonly long[] Seuils = [1, 50_000, 400_000, 600_000];

    /// <summary>An act, its amount in cents, and the day or comité that it is about.</summary>
    private static readonly Gen<(int Acte, long Cents, int Rang)[]> Commandes =
        Gen.Select(Gen.Int[0, 7], Gen.OneOf(Gen.Long[1, 700_000], Gen.Int[0, Seuils.Length - 1].Select(rang => Seuils[rang])), Gen.Int[0, 5]).Array[5, 25];

    [Fact]
    public void Acts_AnyOrder_KeepTheMoneyWithinItsBounds() => Commandes.Sample(
        commandes =>
        {
            var essai = new DossierDEssai(t => t with { EndOfYear = Textes.FinDeGestion }).Signe().Planifie();
            foreach (var (acte, cents, rang) in commandes)
            {
                Essayer(essai, acte, Money.FromCents(cents), rang);
                Verifier(essai.Dossier);
            }
        },
        iter: Essais.Nombre(400));

    private static void Essayer(DossierDEssai essai, int acte, Money montant, int rang)
    {
        var (dossier, jour) = (essai.Dossier, Jours[rang]);
        var comite = dossier.Comites[rang % dossier.Comites.Count];
        var (avant, faits) = (Etat(dossier), essai.Faits.Count);
        try
        {
            switch (acte)
            {
                case 0: new GrandLivre(dossier).Record(new Depense(false, montant, Envelope: rang == 0 ? "ENV-1" : null), jour); break;
                case 1: new GrandLivre(dossier).Record(new Depense(true, montant, Envelope: rang == 0 ? "ENV-1" : null), jour); break;
                case 2: new Fonds(dossier).Release(null, null, rang % 2 == 0 ? montant : null, rang % 3 == 0 ? montant : null, jour); break;
                case 3: essai.Seance(comite.Occurrence); break;
                case 4: new Revoyure(dossier).Decide(comite, new Decision("grant", montant, montant), jour); break;
                case 5: new Fonds(dossier).OpenOfDecision(comite.Id, jour); break;
                case 6: Demander(dossier, montant, rang); break;
                default: SignerUn(essai); break;
            }
        }
        catch (BrokenRuleException)
        {
            Assert.Equal(avant, Etat(dossier));
            Assert.Equal(faits, essai.Faits.Count);
        }
    }

    private static void Demander(Dossier dossier, Money montant, int rang)
    {
        var changes = rang % 2 == 0 ? new Changements(Ceiling: montant) : new Changements(Allocation: dossier.Granted + montant);
        new ComiteFlow.Domain.Avenants.Avenants(dossier).Request(changes, DossierDEssai.Debut);
    }

    /// <summary>The next signature of the oldest avenant that waits for one; other decisions may have been taken since it was drafted.</summary>
    private static void SignerUn(DossierDEssai essai)
    {
        if (essai.Dossier.Actes.FirstOrDefault(a => a.SignedOn is null) is { } acte)
            new ComiteFlow.Domain.Signatures.CircuitDeSignature(essai.Dossier).Sign(acte, acte.Missing[0], null, DossierDEssai.Debut);
    }

    private static void Verifier(Dossier dossier)
    {
        Assert.True(dossier.Granted <= dossier.Ceiling, $"cumul {dossier.Granted}, plafond {dossier.Ceiling}");
        Assert.True(dossier.Committed <= dossier.AllocatedAe, $"engagé {dossier.Committed}, mis à disposition {dossier.AllocatedAe}");
        Assert.True(dossier.Paid <= dossier.AllocatedCp && dossier.Paid <= dossier.Committed, $"payé {dossier.Paid}, engagé {dossier.Committed}");
        Assert.True(dossier.AllocatedAe <= dossier.Granted && dossier.AllocatedCp <= dossier.Granted);
        Assert.Equal(dossier.Committed.Cents, dossier.Depenses.Where(l => !l.IsPayment).Sum(l => l.Amount.Cents));
        Assert.Equal(dossier.Granted.Cents, dossier.Tranches.Sum(t => Math.Max(t.Ae.Cents, t.Cp.Cents)));
    }

    private static string Etat(Dossier dossier) => JsonSerializer.Serialize(new
    {
        dossier.Ceiling, dossier.Granted, dossier.AllocatedAe, dossier.AllocatedCp, dossier.Committed, dossier.Paid, dossier.EndsOn, dossier.PaymentsUntil,
        dossier.Actes, dossier.Comites, dossier.Rapports, dossier.Tranches, dossier.MisesADisposition, dossier.Depenses, dossier.Taches, dossier.Conditions,
    });
}
