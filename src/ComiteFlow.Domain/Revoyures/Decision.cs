namespace ComiteFlow.Domain.Revoyures;

/// <summary>What DGEFP decides at a revoyure. Outcome: <c>grant</c>, <c>adjust</c>, <c>refuse</c>, <c>perenniser</c>, <c>stop</c>.</summary>
public sealed record Decision(
    string Outcome, Money? Ae = null, Money? Cp = null, Money? Requested = null, DateOnly? From = null, DateOnly? Until = null,
    string? Form = null, string? NewConvention = null, IReadOnlyList<string>? Objectives = null,
    IReadOnlyList<ConditionDemandee>? Conditions = null, bool? ConditionMet = null)
{
    public static IReadOnlyList<string> Outcomes { get; } = ["grant", "adjust", "refuse", "perenniser", "stop"];

    /// <summary>What a decision may be asked to take; without a form, that of the text.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["tranche", "avenant", "newConvention", "none"];

    /// <summary>True when the outcome opens credits.</summary>
    public bool GivesMoney => Outcome is "grant" or "adjust";
}

/// <summary>A condition that a decision sets.</summary>
public sealed record ConditionDemandee(string Text, DateOnly DueOn);
