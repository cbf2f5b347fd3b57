using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Host.Rapports;

/// <summary>Tells the délégant that an account has come in: four figures, the gaps to the ledger and the forecast.</summary>
[SendsMail(CourrielsDuSite.DepensesDuMois, "quand un compte rendu de dépenses est reçu", Who = "le délégant")]
internal sealed class CourrielDesDepenses(IOutbox outbox, CourrielsDuSite site)
{
    public async Task SendAsync(Dossier dossier, Rapport rapport, CancellationToken ct)
    {
        if (!site.Envoie(CourrielsDuSite.DepensesDuMois))
            return;
        await outbox.EnqueueAsync(
            new Courriel(
                $"depensesDuMois/{rapport.Id}/{dossier.Delegant}", CourrielsDuSite.DepensesDuMois, dossier.Delegant, [], dossier.Id, rapport.Id,
                rapport.Month is null ? "O-39" : "O-37", Data(dossier, rapport)),
            ct);
    }

    private static Dictionary<string, object?> Data(Dossier dossier, Rapport rapport)
    {
        var (engage, paye) = (rapport.CumulatedCommitted ?? Money.Zero, rapport.CumulatedPaid ?? Money.Zero);
        var (ecartAe, ecartCp) = ((engage - dossier.Committed).Cents, (paye - dossier.Paid).Cents);
        var (limitAe, limitCp) = new Domain.Gestion.Soldes(dossier).Limits(null, rapport.ReceivedOn!.Value);
        return new()
        {
            ["convention"] = DonneesDeCourriel.Intitule(dossier),
            ["periode"] = rapport.Month,
            ["retard"] = dossier.Jours.Entre(rapport.Due, rapport.ReceivedOn.Value),
            ["chiffres"] = new Dictionary<string, object?>
            {
                ["engage"] = engage.Cents, ["paye"] = paye.Cents, ["resteAe"] = (limitAe - engage).Cents, ["resteCp"] = (limitCp - paye).Cents,
            },
            ["ecarts"] = ecartAe == 0 && ecartCp == 0 ? null : new Dictionary<string, object?> { ["engage"] = ecartAe, ["paye"] = ecartCp },
            ["prevision"] = rapport.ForecastAe is null && rapport.ForecastCp is null ? null : new Dictionary<string, object?>
            {
                ["ae"] = rapport.ForecastAe?.Cents ?? 0, ["cp"] = rapport.ForecastCp?.Cents ?? 0,
            },
            ["commentaire"] = string.IsNullOrWhiteSpace(rapport.Comment) ? null : rapport.Comment,
            // What goes with it is known when it leaves.
            [PiecesDuCompte.Joint] = PiecesDuCompte.Tableau(dossier, rapport) is not null, [PiecesDuCompte.JointEnPdf] = false,
            ["lien"] = $"/conventions/{dossier.Id}/comptes-rendus/{rapport.Month ?? "final"}",
        };
    }
}
