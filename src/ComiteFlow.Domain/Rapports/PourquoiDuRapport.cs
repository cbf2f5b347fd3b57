using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Rapports;

/// <summary>Why a report that came in is late or not, and what its figures come from.</summary>
internal static class PourquoiDuRapport
{
    public static Pourquoi Recu(Rapport rapport, DateOnly today) => new(
        "Le retard se compte en jours ouvrés après l’échéance, jour de réception compris.", Dates(rapport, today), null);

    public static Pourquoi Compte(Dossier dossier, Rapport rapport, DateOnly today) => new(
        "Les cumuls sont ceux que le délégataire donne, à défaut ceux des dépenses enregistrées ; le reste est ce qui est mis à disposition, moins ces cumuls.",
        [
            .. Dates(rapport, today),
            new("Mis à disposition en AE", dossier.AllocatedAe.ToString()), new("Cumul engagé", $"{rapport.CumulatedCommitted}"),
            new("Mis à disposition en CP", dossier.AllocatedCp.ToString()), new("Cumul payé", $"{rapport.CumulatedPaid}"),
        ],
        dossier.Texte.Reports.FirstOrDefault(r => r.Code == (rapport.Kind == "final" ? "FINAL_EXPENSES" : "MONTHLY_EXPENSES"))?.Source?.ToString());

    private static KeyValuePair<string, string>[] Dates(Rapport rapport, DateOnly today) =>
        [new("Échéance", Mise.EnForme(rapport.Due)), new("Reçu le", Mise.EnForme(today))];
}
