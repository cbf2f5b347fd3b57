using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>The tables of a convention's file: tranches, comités, acts and accounts.</summary>
internal sealed class TableauxDeFiche(Dossier dossier, DateOnly today)
{
    private const int ComptesVus = 6;

    public IEnumerable<Tableau> Tous() => new[] { Tranches(), Startups(), FinDeGestion(), Comites(), Actes(), Comptes() }.OfType<Tableau>();

    private Tableau? Tranches()
    {
        if (dossier.Tranches.Count == 0)
            return null;
        var sum = Money.Zero;
        var rows = dossier.Tranches.Select(tranche =>
        {
            sum += Max(tranche.Ae, tranche.Cp);
            var left = dossier.Ceiling - sum;
            return new LigneTableau(
            [
                $"Tranche {Noms.Rang(tranche.Number)}",
                new Cellule(tranche.OpenedOn is { } on ? Formats.DateCourte(on) : "réservée") { Badge = Etat(tranche) },
                Formats.Euros(tranche.Ae.Cents), Formats.Euros(tranche.Cp.Cents), Formats.Euros(sum.Cents), left is { } l ? Formats.Euros(l.Cents) : "–",
            ]);
        }).ToList();
        return new Tableau("Tranches", [new("Tranche"), new("Ouverture"), new("AE", true), new("CP", true), new("Cumul", true), new("Sous le plafond", true)], rows)
        {
            Precision = dossier.Ceiling is { } ceiling
                ? $"Plafond {Formats.Euros(ceiling.Cents)} ({Noms.Article(dossier.Texte.Ceilings.FirstOrDefault()?.Source)}), relevable par avenant."
                : "Aucun plafond global dans le texte.",
        };
    }

    private Badge Etat(Tranche tranche) =>
        tranche.ReleasedOn is not null || dossier.MisesADisposition.Any(m => m.Tranche == tranche.Number || m is { Tranche: null, Startup: null } && m.On >= tranche.OpenedOn)
            ? new Badge(TonBadge.Ok, "Mise à disposition")
            : new Badge(TonBadge.Info, "Ouverte");

    private Tableau? Startups() => new Situation(dossier, today).ParStartup
        ? new Tableau(
            "Startups", [new("Startup"), new("Acte"), new("Enveloppe", true), new("Mis à disposition (AE)", true), new("Engagé", true), new("Payé", true)],
            [.. dossier.Startups().Select(s => Ligne(s.Startup, dossier.Actes.First(a => a.Id == s.Document)))]) { Precision = "Le contrôle se fait startup par startup, en AE et en CP." }
        : Partages();

    private Tableau? Partages() => dossier.Partages.Count == 0
        ? null
        : new Tableau(
            "Startups aussi sous une autre convention", [new("Startup"), new("Autre convention"), new("Du"), new("Au")],
            [.. dossier.Partages.Select(p => new LigneTableau(
            [
                new Cellule(Noms.Startup(dossier, p.Startup)) { Adresse = Adresses.Startup(p.Startup) },
                new Cellule(p.OtherConvention) { Adresse = Adresses.Fiche(p.OtherConvention) },
                p.From is { } from ? Formats.DateCourte(from) : "–",
                p.Until is { } until ? Formats.DateCourte(until) : "–",
            ]))]);

    private LigneTableau Ligne(TexteStartup startup, Acte acte)
    {
        var lines = dossier.Depenses.Where(l => l.Startup == startup.Id).ToList();
        return new LigneTableau(
        [
            new Cellule(Noms.Typo(startup.Name)) { Adresse = Adresses.Startup(startup.Id) },
            new Cellule(acte.IsAvenant ? $"Avenant n° {Noms.Rang(acte.Number ?? 0)}" : "Convention") { Badge = new Situation(dossier, today).Signature(acte) },
            Formats.Euros(startup.BudgetCents ?? 0),
            Formats.Euros(dossier.MisesADisposition.Where(m => m.Startup == startup.Id).Sum(m => m.Ae.Cents)),
            Formats.Euros(lines.Where(l => !l.IsPayment).Sum(l => l.Amount.Cents)),
            Formats.Euros(lines.Where(l => l.IsPayment).Sum(l => l.Amount.Cents)),
        ]);
    }

    private Tableau? FinDeGestion()
    {
        var fin = new FinDeGestion(dossier);
        var limites = new DatesLimites(dossier);
        return !fin.HasRules || fin.Years.Count == 0
            ? null
            : new Tableau(
                "Fin de gestion", [new("Année"), new("Dialogue de gestion"), new("Derniers engagements"), new("Derniers paiements")],
                [.. fin.Years.Select(year => new LigneTableau(
                [
                    new Cellule(Noms.Rang(year)) { Adresse = Adresses.FinDeGestion(dossier, year) },
                    fin.Dialogue(year) is { CancelledOn: null } dialogue
                        ? dialogue.HeldOn is { } held ? $"Tenu le {Formats.DateCourte(held)}" : $"Au plus tard le {Formats.DateCourte(dialogue.On)}"
                        : "–",
                    limites.LastDay(isPayment: false, year) is { } ae && ae <= dossier.EndsOn ? Formats.DateCourte(ae) : "–",
                    limites.LastDay(isPayment: true, year) is { } cp && cp <= (dossier.PaymentsUntil ?? dossier.EndsOn) ? Formats.DateCourte(cp) : "–",
                ]))]);
    }

    private Tableau? Comites() => dossier.Comites.Count == 0
        ? null
        : new Tableau(
            "Comités", [new("Comité"), new("Date"), new("État des réalisations"), new("Issue")],
            [.. dossier.Comites.OrderBy(c => c.On).Select(comite => new LigneTableau(
            [
                new Cellule(Noms.Comite(dossier, comite)) { Adresse = Adresses.Comite(comite) },
                Formats.DateCourte(comite.HeldOn ?? comite.On),
                Etat(comite),
                Issue(comite),
            ]))]);

    private Cellule Etat(Comite comite) => dossier.Rapports.FirstOrDefault(r => r.Id == Rapport.StatusId(comite.Id)) switch
    {
        { ReceivedOn: { } on } => $"Reçu le {Formats.DateCourte(on)}",
        { WaivedBecause: not null } => "Dérogation motivée",
        { } asked when asked.Due < today => new Cellule($"Attendu le {Formats.DateCourte(asked.Due)}") { Badge = new Badge(TonBadge.Late, "En retard") },
        { } asked => $"Attendu le {Formats.DateCourte(asked.Due)}",
        null => "–",
    };

    private static Cellule Issue(Comite comite) => comite switch
    {
        { Outcome: { } outcome } => new Cellule(comite.GrantedAe is { } ae ? Formats.Euros(ae.Cents) : "") { Badge = new Badge(outcome is "refuse" or "stop" ? TonBadge.End : TonBadge.Ok, Noms.Issue(outcome)) },
        { State: ComiteState.Past } => new Cellule("") { Badge = new Badge(TonBadge.End, "Dépassé") },
        { State: ComiteState.Cancelled } => new Cellule("") { Badge = new Badge(TonBadge.End, "Annulé") },
        { HeldOn: not null } => new Cellule("") { Badge = new Badge(TonBadge.Ok, "Tenu") },
        _ => "À venir",
    };

    private Tableau Actes() => new(
        "Actes et signatures", [new("Acte"), new("État"), new("Signatures"), new("Effet")],
        [.. dossier.Actes.Select(acte => new LigneTableau(
        [
            new Cellule(acte.IsAvenant ? $"Avenant n° {Noms.Rang(acte.Number ?? 0)}" : "Convention") { Adresse = Adresses.Signature(acte) },
            new Cellule("") { Badge = new Situation(dossier, today).Signature(acte) },
            string.Join(", ", acte.Signatures.OrderBy(s => s.Rank).Select(s => s.On is { } on ? $"{s.PartyId} {Formats.DateCourte(on)}" : $"{s.PartyId} attendue")),
            acte.InEffectOn is { } effect ? Formats.DateCourte(effect) : "–",
        ]))]);

    private Tableau? Comptes()
    {
        var accounts = dossier.Rapports.Where(r => r.Kind != "status").OrderByDescending(r => r.Due).ToList();
        return accounts.Count == 0
            ? null
            : new Tableau(
                "Comptes rendus des dépenses", [new("Compte rendu"), new("Attendu le"), new("État")],
                [.. accounts.Take(ComptesVus).Select(r => new LigneTableau(
                [
                    new Cellule(Noms.Rapport(dossier, r)) { Adresse = Adresses.CompteRendu(r) },
                    Formats.DateCourte(r.Due),
                    new Cellule("") { Badge = r.ReceivedOn is not null ? new Badge(TonBadge.Ok, "Reçu") : r.Due < today ? new Badge(TonBadge.Late, "En retard") : new Badge(TonBadge.Info, "Attendu") },
                ]))])
            { Precision = accounts.Count > ComptesVus ? $"Les {Noms.Rang(ComptesVus)} derniers sur {Noms.Rang(accounts.Count)}." : null };
    }

    private static Money Max(Money a, Money b) => a > b ? a : b;
}
