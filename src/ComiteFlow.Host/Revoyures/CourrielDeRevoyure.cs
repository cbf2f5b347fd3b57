using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Revoyures;

/// <summary>Tells coordination and délégant that a rule has opened a revoyure out of turn: the rule, its figures, the day that it asks for.</summary>
[SendsMail(CourrielsDuSite.RevoyureOuverte, "quand une règle ouvre une revoyure avant son terme", Who = "la coordination et le délégant")]
internal sealed class CourrielDeRevoyure(IOutbox outbox, CourrielsDuSite site, TimeProvider clock)
{
    private const string Clause = "O-12", Cadrage = "O-13";

    /// <summary>The openings of today, each once.</summary>
    /// <param name="nature">Whether an act or the calendar brought them about.</param>
    public async Task SendAsync(Dossier dossier, NatureDeCourriel nature, CancellationToken ct)
    {
        if (!site.Envoie(CourrielsDuSite.RevoyureOuverte))
            return;
        foreach (var opening in dossier.Ouvertures.Where(o => o.OpenedOn == clock.Today()))
        {
            foreach (var to in new[] { "coordinator", dossier.Delegant })
            {
                await outbox.EnqueueAsync(
                    new Courriel(
                        $"{CourrielsDuSite.RevoyureOuverte}/{dossier.Id}/{opening.Number}/{to}", CourrielsDuSite.RevoyureOuverte, to, [], dossier.Id, null,
                        DonneesDeComite.Obligation(dossier, Clause, Cadrage), Data(dossier, opening))
                    {
                        Nature = nature, Fil = opening.ComiteId,
                    },
                    ct);
            }
        }
    }

    private static Dictionary<string, object?> Data(Dossier dossier, Ouverture opening)
    {
        var comite = dossier.Comites.First(c => c.Id == opening.ComiteId);
        var on = new OuverturesParRegle(dossier).DayOf(opening);
        return new()
        {
            ["convention"] = DonneesDeCourriel.Intitule(dossier),
            ["produit"] = comite.Startup is null ? null : DonneesDeCourriel.Produit(dossier, comite.Startup),
            ["cadrage"] = DonneesDeComite.Obligation(dossier, Clause, Cadrage) == Cadrage,
            ["le"] = DonneesDeCourriel.Iso(opening.OpenedOn),
            ["raison"] = DonneesDeComite.Raison(opening.Why?.Raison),
            ["comite"] = DonneesDeCourriel.Nom(dossier, comite),
            ["prevu"] = DonneesDeCourriel.Iso(comite.On),
            ["propose"] = on < comite.On ? DonneesDeCourriel.Iso(on) : null,
            ["lien"] = $"/conventions/{dossier.Id}/calendrier",
        };
    }
}
