using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Resiliations;

namespace ComiteFlow.Host.Resiliations;

/// <summary>Tells the other parties that a notice runs, is withdrawn, or that the accompaniment of a team has ended.</summary>
[SendsMail("preavis", "quand une résiliation est notifiée ou retirée", Who = "les autres parties")]
internal sealed class CourrielsDePreavis(IOutbox outbox)
{
    public async Task SendAsync(Dossier dossier, Resiliation resiliation, bool isWithdrawn, CancellationToken ct)
    {
        foreach (var party in dossier.Texte.Parties.Select(p => p.Id).Where(id => id != resiliation.Party))
        {
            await outbox.EnqueueAsync(
                new Courriel(
                    $"preavis/{dossier.Id}/{resiliation.Number}/{party}{(isWithdrawn ? "/retrait" : "")}", "preavis", party, [], dossier.Id, dossier.Id,
                    resiliation.Startup is null ? "O-70" : "O-72", Data(dossier, resiliation, isWithdrawn)), ct);
        }
    }

    private static Dictionary<string, object?> Data(Dossier dossier, Resiliation resiliation, bool isWithdrawn) => new()
    {
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["auteur"] = DonneesDeCourriel.Avec(resiliation.Party),
        ["article"] = dossier.Texte.Termination.Source?.Places.FirstOrDefault(),
        ["retire"] = isWithdrawn,
        ["equipe"] = resiliation.Startup is null ? null : DonneesDeCourriel.Produit(dossier, resiliation.Startup),
        ["motif"] = resiliation.Reason,
        ["recu"] = DonneesDeCourriel.Iso(resiliation.ReceivedOn),
        ["delai"] = dossier.Texte.Termination.Notice,
        ["finPreavis"] = DonneesDeCourriel.Iso(resiliation.NoticeEnd),
        ["fin"] = DonneesDeCourriel.Iso(resiliation.EffectiveOn ?? dossier.EndsOn),
        ["paiements"] = DonneesDeCourriel.Iso(dossier.PaymentsUntil ?? dossier.EndsOn),
        ["parTerme"] = resiliation.Startup is null && resiliation.ContractEnd <= resiliation.NoticeEnd,
        ["annules"] = dossier.Comites.Where(c => resiliation.Comites.Contains(c.Id)).OrderBy(c => c.On)
            .Select(c => new Dictionary<string, object?> { ["comite"] = DonneesDeCourriel.Nom(dossier, c), ["numero"] = c.Occurrence, ["produit"] = c.Startup is null ? null : DonneesDeCourriel.Produit(dossier, c.Startup), ["date"] = DonneesDeCourriel.Iso(c.On) }).ToList(),
        ["lien"] = $"/conventions/{dossier.Id}",
    };
}
