using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Conventions;

/// <summary>Says that the convention came to its end, and tells the parties the morning after.</summary>
[ActivityType(
    "ComiteFlow.EndConvention", DisplayName = "Clore", Category = Rubriques.Conventions,
    Help = "Constate que la convention est arrivée à sa fin et ouvre les tâches de clôture.")]
[SendsMail(CourrielsDuSite.FinDeConvention, "le lendemain de la fin de la convention", Who = "chaque partie", Nature = NatureDeCourriel.Invitation)]
public sealed class EndConvention(IDossiers dossiers, IOutbox outbox, CourrielsDuSite site) : IActivity
{
    /// <summary>The account at the end, by the numbers of the catalogue; copy and payment of what is left.</summary>
    private const string CompteFinal = "O-39", Reste = "O-74";

    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var isKnown = dossier.EndedOn is not null;
        new Cloture(dossier).End(context.Today);
        if (isKnown || dossier.EndedOn is not { } end || dossier.IsHistory(end) || !site.Envoie(CourrielsDuSite.FinDeConvention))
            return Outcome.Done;
        foreach (var party in dossier.Texte.Parties.Select(p => p.Id))
        {
            await outbox.EnqueueAsync(
                new Courriel(
                    $"{CourrielsDuSite.FinDeConvention}/{dossier.Id}/{end:yyyy-MM-dd}/{party}", CourrielsDuSite.FinDeConvention, party, [], dossier.Id, null,
                    DonneesDeComite.Obligation(dossier, CompteFinal, Reste), Data(dossier, end, party))
                {
                    Nature = NatureDeCourriel.Invitation,
                },
                ct);
        }

        return Outcome.Done;
    }

    private static Dictionary<string, object?> Data(Dossier dossier, DateOnly end, string party) => new()
    {
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["fin"] = DonneesDeCourriel.Iso(end),
        ["paiements"] = dossier.PaymentsUntil is { } last && last > end ? DonneesDeCourriel.Iso(last) : null,
        ["impaye"] = new Alertes(dossier).Unpaid.Cents,
        ["compteFinal"] = new SuiviDesRapports(dossier).NeedsFinal,
        ["partie"] = DonneesDeCourriel.Avec(party),
        ["lien"] = $"/conventions/{dossier.Id}",
    };
}
