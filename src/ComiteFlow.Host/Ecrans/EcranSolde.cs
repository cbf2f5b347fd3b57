using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Ecrans;

/// <summary>The unconsumed balance of a year, startup by startup.</summary>
internal sealed class EcranSolde(IDossiers dossiers, LectureDossiers lecture, TimeProvider clock) : IEcran
{
    public const string AvantLeSolde = "dialogueBeforeBalanceDate";

    public string Name => "balance";

    public async Task<ScreenShown> ShowAsync(Actor actor, ViewScreen.Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        if (await lecture.VisiblesAsync(actor, ct) is { } visible && !visible.Contains(dossier.Id))
            throw Saisies.Inconnu("La convention", dossier.Id, visible);
        var year = commande.Year ?? clock.Today().Year;
        var soldes = new Soldes(dossier);
        var rows = soldes.Startups.Select(startup =>
        {
            var (ae, cp) = soldes.Unconsumed(startup, year);
            return new BalanceRow { Startup = startup, AeCents = ae.Cents, CpCents = cp.Cents };
        }).ToList();
        return new ScreenShown
        {
            Convention = dossier.Id, Screen = Name, Rows = rows, AeCents = rows.Sum(row => row.AeCents), CpCents = rows.Sum(row => row.CpCents),
            Warnings = new FinDeGestion(dossier).IsDialogueBeforeBalance(year) ? [AvantLeSolde] : [],
            Why = new Pourquoi("Le solde d’une année est ce qui était disponible, moins ce qui est engagé (AE) et payé (CP) jusqu’au 31 décembre (P5).", [.. rows.Select(row => KeyValuePair.Create(row.Startup, $"{Money.FromCents(row.AeCents)} en AE, {Money.FromCents(row.CpCents)} en CP"))], null),
        };
    }
}
