using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Rapports;

/// <summary>A figure of an account that was corrected.</summary>
/// <param name="What"><c>committed</c>, <c>paid</c>, <c>forecastAe</c> or <c>forecastCp</c>.</param>
public sealed record Rectification(string What, Money Before, Money After)
{
    public bool IsPayment => What is "paid" or "forecastCp";

    public string EnMots => What switch
    {
        "committed" => "Cumul engagé",
        "paid" => "Cumul payé",
        "forecastAe" => "Prévision d’engagements",
        _ => "Prévision de paiements",
    };

    /// <summary>Null where nothing changes.</summary>
    internal static Rectification? Of(string what, Money? before, Money? after) =>
        after is { } now && now != (before ?? Money.Zero) ? new Rectification(what, before ?? Money.Zero, now) : null;
}

/// <summary>Corrects accounts that are in.</summary>
public sealed class Rectifications(Dossier dossier)
{
    /// <summary>Corrects an account that is in; figures left out stay.</summary>
    /// <returns>The account, and each figure that changes: before, after.</returns>
    /// <exception cref="BrokenRuleException">It is not in, the reason is blank, or nothing changes.</exception>
    public (Rapport Rapport, IReadOnlyList<Rectification> Lines) Correct(string? month, SuiviDesRapports.Chiffres chiffres, string reason)
    {
        var id = month is null ? Rapport.FinalId(dossier.Id) : Rapport.MonthlyId(dossier.Id, month);
        var rapport = dossier.Rapports.FirstOrDefault(r => r.Id == id && r.ReceivedOn is not null)
            ?? throw Refus.Inconnu("Le compte rendu reçu", month ?? "final", dossier.Rapports.Where(r => r.ReceivedOn is not null && r.Kind != "status").Select(r => r.Month ?? r.Kind));
        if (string.IsNullOrWhiteSpace(reason))
            throw Refus.SansMotif("de la rectification");
        Rectification?[] lines =
        [
            Rectification.Of("committed", rapport.CumulatedCommitted, chiffres.Committed), Rectification.Of("paid", rapport.CumulatedPaid, chiffres.Paid),
            Rectification.Of("forecastAe", rapport.ForecastAe, chiffres.ForecastAe), Rectification.Of("forecastCp", rapport.ForecastCp, chiffres.ForecastCp),
        ];
        if (lines.All(line => line is null))
            throw Refus.DejaFait("cette rectification", "les chiffres saisis sont ceux du compte rendu");
        (rapport.CumulatedCommitted, rapport.CumulatedPaid) = (chiffres.Committed ?? rapport.CumulatedCommitted, chiffres.Paid ?? rapport.CumulatedPaid);
        (rapport.ForecastAe, rapport.ForecastCp) = (chiffres.ForecastAe ?? rapport.ForecastAe, chiffres.ForecastCp ?? rapport.ForecastCp);
        dossier.Raise(new ReportCorrected
        {
            Report = rapport.Kind, Month = rapport.Month, Reason = reason, CumulatedCommittedCents = rapport.CumulatedCommitted?.Cents, CumulatedPaidCents = rapport.CumulatedPaid?.Cents,
            ForecastAeCents = rapport.ForecastAe?.Cents, ForecastCpCents = rapport.ForecastCp?.Cents,
            Why = new Pourquoi("Le compte rendu reçu est rectifié ; les chiffres précédents restent au journal.", [.. lines.OfType<Rectification>().Select(line => KeyValuePair.Create(line.EnMots, $"{line.Before} devient {line.After}"))], null),
        });
        return (rapport, [.. lines.OfType<Rectification>()]);
    }
}
