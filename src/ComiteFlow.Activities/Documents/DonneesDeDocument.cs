using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Activities.Documents;

/// <summary>The data that each document template needs, from the dossier alone.</summary>
public static class DonneesDeDocument
{
    public static Dictionary<string, object?> Releve(Dossier dossier, Comite comite)
    {
        var texte = dossier.Texte.Committees.First(c => c.Code == comite.Code);
        var next = DonneesDeCourriel.Suivant(dossier, comite);
        return new()
        {
            ["convention"] = new Dictionary<string, object?> { ["reference"] = dossier.Id, ["titre"] = dossier.Texte.Title },
            ["comite"] = new Dictionary<string, object?>
            {
                ["nom"] = texte.Name, ["numero"] = comite.Occurrence, ["produit"] = DonneesDeCourriel.Produit(dossier, comite.Startup),
                ["tenuLe"] = DonneesDeCourriel.Iso(comite.HeldOn ?? comite.On), ["presidence"] = texte.ChairParty,
            },
            ["presents"] = Participants.Present(dossier, comite).Cast<object?>().ToList(),
            ["absents"] = new List<object?>(),
            ["revoyure"] = texte.FollowedBy.Contains("REVOYURE"),
            ["article"] = texte.Source?.Places.FirstOrDefault(),
            ["derogation"] = dossier.Rapports.FirstOrDefault(r => r.Id == Rapport.StatusId(comite.Id))?.WaivedBecause is { } motif
                ? new Dictionary<string, object?> { ["motif"] = motif }
                : null,
            ["decision"] = Decision(dossier, comite),
            ["objectifs"] = (comite.Decision?.Objectives ?? []).Cast<object?>().ToList(),
            ["conditions"] = (comite.Decision?.Conditions ?? []).Select(c => (object?)new Dictionary<string, object?>
            {
                ["texte"] = c.Text, ["echeance"] = DonneesDeCourriel.Iso(dossier.Jours.Deplacer(c.DueOn)),
                ["responsable"] = DonneesDeCourriel.Responsable(dossier, c.Owner), ["preuve"] = c.Evidence?.Trim().TrimEnd('.'),
            }).ToList(),
            ["suites"] = new List<object?>(),
            ["prochain"] = DonneesDeCourriel.Iso(next?.On),
        };
    }

    public static Dictionary<string, object?> Compte(Dossier dossier, Rapport rapport)
    {
        var monthly = dossier.Texte.Reports.FirstOrDefault(r => r.Code == "MONTHLY_EXPENSES");
        var lines = dossier.Depenses.Where(l => rapport.Month is null || l.RecordedOn.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture) == rapport.Month).ToList();
        var (committed, paid) = (rapport.CumulatedCommitted ?? dossier.Committed, rapport.CumulatedPaid ?? dossier.Paid);
        return new()
        {
            ["periode"] = rapport.Month,
            ["convention"] = new Dictionary<string, object?>
            {
                ["reference"] = dossier.Id, ["titre"] = dossier.Texte.Title, ["article"] = monthly?.Source?.Places.LastOrDefault(),
            },
            ["delegataire"] = dossier.Delegataire,
            ["volontaire"] = rapport.Voluntary,
            ["limite"] = DonneesDeCourriel.Iso(rapport.Due),
            ["recu"] = rapport.ReceivedOn is not { } received ? null : new Dictionary<string, object?>
            {
                ["le"] = DonneesDeCourriel.Iso(received), ["joursDeRetard"] = dossier.Jours.Entre(rapport.Due, received),
            },
            ["totaux"] = new Dictionary<string, object?>
            {
                ["alloueAe"] = dossier.AllocatedAe.Cents,
                ["alloueCp"] = dossier.AllocatedCp.Cents,
                ["engageMois"] = lines.Where(l => !l.IsPayment).Sum(l => l.Amount.Cents),
                ["payeMois"] = lines.Where(l => l.IsPayment).Sum(l => l.Amount.Cents),
                ["engageCumul"] = committed.Cents,
                ["payeCumul"] = paid.Cents,
                ["resteAe"] = (dossier.AllocatedAe - committed).Cents,
                ["resteCp"] = (dossier.AllocatedCp - paid).Cents,
            },
            ["commentaire"] = rapport.Comment,
            ["lignes"] = lines.Select(l => (object?)new Dictionary<string, object?>
            {
                ["date"] = DonneesDeCourriel.Iso(l.RecordedOn), ["objet"] = l.Label ?? l.Startup ?? l.Envelope ?? "",
                ["ae"] = l.IsPayment ? 0L : l.Amount.Cents, ["cp"] = l.IsPayment ? l.Amount.Cents : 0L,
            }).ToList(),
            ["avancement"] = null,
            ["previsions"] = Previsions(rapport),
        };
    }

    private static List<object?> Previsions(Rapport rapport) => rapport is { Month: { } month } && (rapport.ForecastAe ?? rapport.ForecastCp) is not null
        ?
        [
            new Dictionary<string, object?>
            {
                ["periode"] = Domain.Calendrier.Mots.Mois(Domain.Calendrier.Mots.PremierDuMois(month).AddMonths(1)),
                ["ae"] = rapport.ForecastAe?.Cents ?? 0,
                ["cp"] = rapport.ForecastCp?.Cents ?? 0,
            },
        ]
        : [];

    private static Dictionary<string, object?> Decision(Dossier dossier, Comite comite)
    {
        var decision = comite.Decision;
        return new()
        {
            ["issue"] = comite.Outcome,
            ["par"] = dossier.Delegant,
            ["demande"] = decision?.Requested?.Cents,
            ["ae"] = comite.GrantedAe?.Cents,
            ["cp"] = comite.GrantedCp?.Cents,
            ["du"] = comite.GrantedAe is null ? null : DonneesDeCourriel.Iso(decision?.From),
            ["au"] = comite.GrantedAe is null ? null : DonneesDeCourriel.Iso(decision?.Until),
            ["tranche"] = dossier.Tranches.FirstOrDefault(t => t.Origin == comite.Id)?.Number,
            ["cumul"] = dossier.Granted.Cents,
            ["plafond"] = dossier.Ceiling?.Cents,
            ["reste"] = (dossier.Ceiling - dossier.Granted)?.Cents,
            ["forme"] = decision?.Form ?? "none",
            ["engageableDes"] = DonneesDeCourriel.Engageable(dossier, comite),
            ["creditsRestants"] = DonneesDeCourriel.Restent(dossier, comite),
            ["motif"] = DonneesDeLettre.Motifs(decision).ToList() is { Count: > 0 } reasons ? string.Join(" ; ", reasons) : null,
        };
    }
}
