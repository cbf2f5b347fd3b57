using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain.Signatures;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Proprietes;

/// <summary>A command with its details, ready to be given.</summary>
/// <param name="Recit">What it asks, in words.</param>
/// <param name="UneFois">True when a second one, just the same, must be refused.</param>
internal sealed record Commande(string Recit, Action Faire, bool UneFois = false);

/// <summary>Turns steps into commands: amounts on the bounds of the moment or anywhere, names that exist and names that do not.</summary>
internal sealed class Commandes(Dossier dossier)
{
    private static readonly string?[] Noms = [AnneesDEssai.Une, AnneesDEssai.Autre, AnneesDEssai.Une, AnneesDEssai.Autre, null, "EQUIPE-X"];
    private static readonly string?[] Enveloppes = [null, "ENV-1", null, "ENV-1", null, null, "ENV-X"];

    private bool ParStartup => dossier.Texte.BudgetControl.Level == "startup";

    /// <summary>The command of a step on a day; null when there is nobody to give it to.</summary>
    public Commande? De(Pas pas, DateOnly jour) => pas.Verbe switch
    {
        Verbe.Engager => Depenser(pas, jour, paiement: false),
        Verbe.Payer => Depenser(pas, jour, paiement: true),
        Verbe.Doter => Doter(pas, jour),
        Verbe.TenirSeance => Tenir(pas, jour),
        Verbe.DeciderRevoyure => Decider(pas, jour),
        Verbe.OuvrirTranche => Ouvrir(pas, jour),
        Verbe.DeciderSolde => Solder(pas, jour),
        Verbe.DemanderAvenant => Demander(pas, jour),
        Verbe.Signer => Signer(jour),
        _ => null,
    };

    private Commande Depenser(Pas pas, DateOnly jour, bool paiement)
    {
        var startup = ParStartup ? Noms[pas.Rang % Noms.Length] : null;
        var enveloppe = ParStartup ? null : Enveloppes[pas.Rang % Enveloppes.Length];
        var livre = new GrandLivre(dossier);
        var (ae, cp) = livre.Limits(startup, jour);
        var (engage, paye) = livre.Totals(startup, null);
        var dedans = livre.Totals(startup, enveloppe ?? "ENV-1");
        var montant = Montant(pas, paiement ? cp - paye : ae - engage, engage - paye, Money.FromCents(50_000) - (paiement ? dedans.Paid : dedans.Committed));
        var depense = new Depense(paiement, montant, startup, enveloppe);
        if (pas.Rang % 4 == 0)
            depense = depense with { ClaimedOn = jour.AddDays((pas.Nombre % 40) - 38), Reason = "oubli", ByAdmin = pas.Rang % 8 == 0 };
        return new($"{(paiement ? "payer" : "engager")} {depense}", () => livre.Record(depense, jour));
    }

    private Commande Doter(Pas pas, DateOnly jour)
    {
        var startup = ParStartup && pas.Rang % 3 != 0 ? Noms[pas.Nombre % Noms.Length] : null;
        int? tranche = startup is null && pas.Rang % 2 == 0 ? 1 + (pas.Nombre % 4) : null;
        var tout = pas.Borne % 3 == 0;
        Money? ae = tout || pas.Borne % 3 == 1 ? null : Montant(pas, dossier.Granted - dossier.AllocatedAe);
        Money? cp = tout || (ae is not null && pas.Nombre % 2 == 0) ? null : Montant(pas, dossier.Granted - dossier.AllocatedCp);
        return new($"doter {startup} tranche {tranche} de {ae} et {cp}", () => new Fonds(dossier).Release(startup, tranche, ae, cp, jour), tout);
    }

    private Commande? Tenir(Pas pas, DateOnly jour)
    {
        if (dossier.Comites.FirstOrDefault(c => c.State == ComiteState.Planned) is not { } comite)
            return null;
        var suivi = new SuiviDesRapports(dossier);
        if (suivi.NeedsStatus(comite) && suivi.Missing(comite).Count > 0)
        {
            suivi.RequestStatus(comite, 10, jour);
            suivi.ReceiveStatus(comite, jour);
        }

        IReadOnlyList<string>? presents = pas.Rang % 4 == 0 ? [DossierDEssai.Delegataire] : null;
        return new($"tenir {comite.Id}", () => new Revoyure(dossier).Hold(comite, presents, jour), UneFois: true);
    }

    private Commande? Decider(Pas pas, DateOnly jour)
    {
        var tenus = dossier.Comites.Where(c => c.HeldOn is not null).ToList();
        var comite = pas.Rang % 3 == 0 ? dossier.Comites.ElementAtOrDefault(pas.Nombre % Math.Max(dossier.Comites.Count, 1)) : tenus.LastOrDefault();
        if (comite is null)
            return null;
        var montant = Montant(pas, (dossier.Ceiling ?? Money.Zero) - dossier.Granted);
        var decision = new Decision(pas.Rang % 6 == 5 ? "refuse" : "grant", montant, pas.Borne % 2 == 0 ? montant : Money.FromCents(pas.Nombre));
        if (pas.Rang % 4 == 1)
            decision = decision with { From = jour.AddDays(pas.Borne - 5), Until = jour.AddDays(pas.Nombre % 400) };
        return new($"décider {comite.Id} {decision}", () => new Revoyure(dossier).Decide(comite, decision, jour), UneFois: true);
    }

    private Commande? Ouvrir(Pas pas, DateOnly jour) => dossier.Tranches.Where(t => t.OpenedOn is null).ElementAtOrDefault(pas.Rang % 2) is { } tranche
        ? new($"ouvrir la tranche {tranche.Number}", () => new Fonds(dossier).OpenOfDecision(tranche.Origin, jour))
        : null;

    private Commande Solder(Pas pas, DateOnly jour)
    {
        var startup = Noms[pas.Rang % Noms.Length] ?? AnneesDEssai.Une;
        var annee = jour.Year - (pas.Borne % 4 == 0 ? 1 : 0) + (pas.Nombre % 20 == 0 ? 1 : 0);
        var (ae, cp) = ParStartup ? new Soldes(dossier).Unconsumed(startup, annee) : (Money.Zero, Money.Zero);
        var retour = pas.Nombre % 7 == 0 ? default : new ParDimension(Montant(pas, ae), pas.Rang % 2 == 0 ? Montant(pas, cp) : Money.Zero);
        var report = new ParDimension(Reste(ae - retour.Ae), Reste(cp - retour.Cp));
        if (pas.Borne % 5 == 0)
            report = default;
        return new($"solder {annee} de {startup} : {retour} retour, {report} report", () => new Soldes(dossier).Decide(startup, annee, retour, report, jour), UneFois: true);
    }

    private Commande Demander(Pas pas, DateOnly jour)
    {
        var plafond = pas.Rang % 2 == 0 ? Montant(pas, dossier.Granted) : (Money?)null;
        var allocation = pas.Rang % 3 == 0 ? dossier.Granted + Montant(pas, (plafond ?? dossier.Ceiling ?? Money.Zero) - dossier.Granted) : (Money?)null;
        var fin = pas.Rang % 5 == 0 ? jour.AddDays((pas.Nombre % 500) - 20) : (DateOnly?)null;
        var changements = new Changements(plafond, allocation, fin);
        return new($"demander l’avenant {changements}", () => new ComiteFlow.Domain.Avenants.Avenants(dossier).Request(changements, jour));
    }

    private Commande? Signer(DateOnly jour)
    {
        if (dossier.Actes.FirstOrDefault(a => a.Missing.Count > 0) is not { } acte)
            return null;
        var partie = acte.Missing[0];
        return new($"signer {acte.Id} par {partie}", () => new CircuitDeSignature(dossier).Sign(acte, partie, null, jour));
    }

    /// <summary>One cent under, on or above a bound of the moment, or anywhere; never nothing, which no entry lets in.</summary>
    private static Money Montant(Pas pas, params Money[] bornes)
    {
        var cents = pas.Borne < 6 ? bornes[pas.Borne % bornes.Length].Cents + (pas.Nombre % 3) - 1 : pas.Nombre;
        return Money.FromCents(Math.Max(cents, 1));
    }

    private static Money Reste(Money montant) => montant > Money.Zero ? montant : Money.Zero;
}
