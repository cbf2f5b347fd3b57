using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Revoyures;

/// <summary>On which mornings the rules that bring a comité forward are looked at: each one while the convention has one switched on and lives.</summary>
public sealed class VerificationDesRegles(Dossier dossier)
{
    /// <summary>The settings that switch a rule on.</summary>
    public static IReadOnlyList<string> Reglages { get; } =
        ["committee.exhaustionDays", "committee.endNotice", "revoyure.consumption", "revoyure.lateReport", "revoyure.missedImpact", "revoyure.sponsorChange"];

    public bool IsOn => Reglages.Any(reglage => dossier.Politiques.Valeur(reglage).ValueKind is not (System.Text.Json.JsonValueKind.Null or System.Text.Json.JsonValueKind.False));

    public void Schedule(DateOnly today) =>
        dossier.RulesDueOn = IsOn && dossier.EffectOn is not null && !(dossier.EndsOn < today) ? today.AddDays(1) : null;
}
