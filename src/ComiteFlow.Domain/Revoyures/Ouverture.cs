using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Revoyures;

/// <summary>A revoyure that a rule opened out of turn: the rule, its figures, and the day that it asks for.</summary>
public sealed class Ouverture
{
    internal Ouverture(string conventionId, int number, string comiteId, string rule, string key)
    {
        ConventionId = conventionId;
        Number = number;
        ComiteId = comiteId;
        Rule = rule;
        Key = key;
    }

    private Ouverture() => (ConventionId, ComiteId, Rule, Key) = ("", "", "", "");

    public string ConventionId { get; private set; }

    public int Number { get; private set; }

    /// <summary>The comité that it brings forward.</summary>
    public string ComiteId { get; private set; }

    /// <summary>One of <see cref="ReglesDOuverture"/>.</summary>
    public string Rule { get; private set; }

    /// <summary>What fired it, such as a report: the same fires once.</summary>
    public string Key { get; private set; }

    public DateOnly OpenedOn { get; internal set; }

    /// <summary>The day that it asks for, before working days.</summary>
    public DateOnly Nominal { get; internal set; }

    /// <summary>The rule and its figures.</summary>
    public Pourquoi? Why { get; internal set; }
}

/// <summary>The rules that bring a comité forward, by their names in facts.</summary>
public static class ReglesDOuverture
{
    public const string Exhaustion = "exhaustion", ConventionEnd = "conventionEnd";

    public const string Consumption = "consumption", LateReport = "lateReport", MissedImpact = "missedImpact", SponsorChange = "sponsorChange", ProvisionalEnd = "provisionalEnd";

    /// <summary>A rule in words.</summary>
    public static string EnMots(string rule) => rule switch
    {
        Exhaustion => "Épuisement prévu de l’enveloppe",
        ConventionEnd => "Fin de la convention",
        Consumption => "Consommation des crédits",
        LateReport => "Document en retard",
        MissedImpact => "Impact manqué",
        SponsorChange => "Changement de commanditaire",
        _ => "Fin de la période provisoire",
    };
}
