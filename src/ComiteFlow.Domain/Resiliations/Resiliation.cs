namespace ComiteFlow.Domain.Resiliations;

/// <summary>A party's notice that ends the delegation, or the end of the accompaniment of one team.</summary>
public sealed class Resiliation
{
    internal Resiliation(string conventionId, int number, string party) => (ConventionId, Number, Party) = (conventionId, number, party);

    private Resiliation() => (ConventionId, Party) = ("", "");

    public string ConventionId { get; private set; }

    public int Number { get; private set; }

    /// <summary>Who gave notice.</summary>
    public string Party { get; private set; }

    /// <summary>The team whose accompaniment ends; null for the whole convention.</summary>
    public string? Startup { get; internal set; }

    public string? Reason { get; internal set; }

    public DateOnly NotifiedOn { get; internal set; }

    public DateOnly ReceivedOn { get; internal set; }

    /// <summary>Last day of the notice, included.</summary>
    public DateOnly NoticeEnd { get; internal set; }

    /// <summary>The end of the convention without the notice, to which a withdrawal goes back.</summary>
    public DateOnly? ContractEnd { get; internal set; }

    public DateOnly? ContractPayments { get; internal set; }

    public DateOnly? WithdrawnOn { get; internal set; }

    public DateOnly? EffectiveOn { get; internal set; }

    /// <summary>Ids of the comités that the notice took away.</summary>
    public IReadOnlyList<string> Comites { get; internal set; } = [];

    public bool IsRunning => Startup is null && WithdrawnOn is null && EffectiveOn is null;
}
