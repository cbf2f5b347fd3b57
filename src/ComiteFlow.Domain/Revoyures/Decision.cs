namespace ComiteFlow.Domain.Revoyures;

/// <summary>
/// What DGEFP decides at a revoyure. Outcome: <c>grant</c>, <c>adjust</c>, <c>refuse</c>, <c>perenniser</c>, <c>stop</c>;
/// <c>provisional</c>, a short period against a proof, where the convention switches it on.
/// </summary>
public sealed record Decision(
    string Outcome, Money? Ae = null, Money? Cp = null, Money? Requested = null, DateOnly? From = null, DateOnly? Until = null,
    string? Form = null, string? NewConvention = null, IReadOnlyList<string>? Objectives = null,
    IReadOnlyList<ConditionDemandee>? Conditions = null, bool? ConditionMet = null,
    string? Reason = null)
{
    public const string Provisional = "provisional";

    public static IReadOnlyList<string> Outcomes { get; } = ["grant", "adjust", "refuse", "perenniser", "stop", Provisional];

    /// <summary>What a decision may be asked to take; without a form, that of the text.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["tranche", "avenant", "newConvention", "none"];

    /// <summary>True when the outcome opens credits.</summary>
    public bool GivesMoney => Gives(Outcome);

    public static bool Gives(string? outcome) => outcome is "grant" or "adjust" or Provisional;
}

/// <summary>A condition that a decision sets.</summary>
/// <param name="Owner">Who answers for it: a party, or <c>team:</c> and a startup.</param>
/// <param name="Evidence">The proof that is asked for.</param>
public sealed record ConditionDemandee(string Text, DateOnly DueOn, string? Owner = null, string? Evidence = null);
