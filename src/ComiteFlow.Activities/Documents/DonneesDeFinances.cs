using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Activities.Documents;

/// <summary>Where the money stands, as documents tell it: of the startup where the text controls by startup, else of the convention.</summary>
public static class DonneesDeFinances
{
    public static Dictionary<string, object?> Of(Dossier dossier, string? startup, DateOnly today)
    {
        var isByStartup = startup is not null && dossier.Texte.BudgetControl.Level == "startup";
        var lines = dossier.Depenses.Where(l => !isByStartup || l.Startup == startup).ToList();
        var released = dossier.MisesADisposition.Where(m => !isByStartup || m.Startup == startup).ToList();
        var (ae, cp) = isByStartup ? (released.Sum(m => m.Ae.Cents), released.Sum(m => m.Cp.Cents)) : (dossier.AllocatedAe.Cents, dossier.AllocatedCp.Cents);
        var (committed, paid) = isByStartup
            ? (lines.Where(l => !l.IsPayment).Sum(l => l.Amount.Cents), lines.Where(l => l.IsPayment).Sum(l => l.Amount.Cents))
            : (dossier.Committed.Cents, dossier.Paid.Cents);
        return new()
        {
            ["arreteAu"] = DonneesDeCourriel.Iso(today), ["parStartup"] = isByStartup,
            ["plafond"] = dossier.Ceiling?.Cents, ["accorde"] = dossier.Granted.Cents,
            ["resteSousPlafond"] = (dossier.Ceiling - dossier.Granted)?.Cents,
            ["alloueAe"] = ae, ["alloueCp"] = cp, ["engage"] = committed, ["paye"] = paid, ["resteAe"] = ae - committed, ["resteCp"] = cp - paid,
        };
    }

    /// <summary>The last monthly account that came in; null while none has.</summary>
    public static Dictionary<string, object?>? DernierCompte(Dossier dossier) =>
        dossier.Rapports.Where(r => r is { Kind: "monthly", ReceivedOn: not null }).MaxBy(r => r.Month, StringComparer.Ordinal) is not { } last ? null : new()
        {
            ["mois"] = last.Month, ["recuLe"] = DonneesDeCourriel.Iso(last.ReceivedOn), ["enRetard"] = last.ReceivedOn > last.Due, ["commentaire"] = last.Comment,
            ["prevuAe"] = last.ForecastAe?.Cents, ["prevuCp"] = last.ForecastCp?.Cents,
        };
}
