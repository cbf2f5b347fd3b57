using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.Host.Ecrans;

/// <summary>What each convention has committed and paid under one activity, which does not tell a startup.</summary>
internal sealed class EcranDepenses(LectureCroisee lecture) : IEcran
{
    public string Name => "expenses";

    public async Task<ScreenShown> ShowAsync(Actor actor, ViewScreen.Commande commande, CancellationToken ct)
    {
        var activite = commande.Activite ?? "";
        var dossiers = await lecture.OfActivityAsync(actor, activite, ct);
        return dossiers.Count == 0
            ? throw Saisies.Inconnu("L’activité", activite, (await lecture.NamesAsync(actor, ct)).Activites)
            : Of(dossiers, activite, commande.Year);
    }

    /// <summary>What the page and the verb show of an activity; of one year, or of all.</summary>
    public static ScreenShown Of(IReadOnlyList<Dossier> dossiers, string activite, int? year)
    {
        var rows = dossiers.Select(dossier => Row(dossier, activite, year)).ToList();
        return new ScreenShown
        {
            Screen = "expenses",
            Activite = activite,
            Rows = rows,
            AeCents = rows.Sum(row => row.AeCents),
            CpCents = rows.Sum(row => row.CpCents),
            Warnings = rows.Count > 1 ? ["sharedActivity"] : [],
            Why = new Pourquoi("Les dépenses des conventions dont la clé porte l’activité sont ajoutées ; l’activité seule ne désigne pas une startup.", [.. rows.Select(row => KeyValuePair.Create(row.Convention, $"{Money.FromCents(row.AeCents)} engagés, {Money.FromCents(row.CpCents)} payés"))], null),
        };
    }

    private static ExpensesRow Row(Dossier dossier, string activite, int? year)
    {
        var control = new ControleChorus(dossier);
        var lines = dossier.Depenses.Where(l => (year is null || l.RecordedOn.Year == year) && control.KeyFor(l.Startup).Activite == activite).ToList();
        return new ExpensesRow
        {
            Convention = dossier.Id,
            AeCents = lines.Where(l => !l.IsPayment).Sum(l => l.Amount.Cents),
            CpCents = lines.Where(l => l.IsPayment).Sum(l => l.Amount.Cents),
        };
    }
}
