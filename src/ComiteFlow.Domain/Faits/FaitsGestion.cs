namespace ComiteFlow.Domain.Faits;

/// <summary>Something happened to a dialogue de gestion.</summary>
public abstract record FaitDeDialogue : Fait
{
    public int Year { get; init; }

    public DateOnly On { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public required IReadOnlyList<string> Agenda { get; init; }
}

/// <summary>A dialogue de gestion is planned.</summary>
public sealed record DialogueScheduled : FaitDeDialogue
{
    public override string Name => "dialogue.scheduled";
}

/// <summary>A dialogue de gestion took place.</summary>
public sealed record DialogueHeld : FaitDeDialogue
{
    public override string Name => "dialogue.held";
}

/// <summary>A dialogue de gestion falls away.</summary>
public sealed record DialogueCancelled : FaitDeDialogue
{
    public override string Name => "dialogue.cancelled";
}

/// <summary>The délégant decided about the unconsumed balance of a year.</summary>
public sealed record BalanceDecided : Fait
{
    public override string Name => "balance.decided";

    public required string Startup { get; init; }

    public int Year { get; init; }

    public long ReturnAeCents { get; init; }

    public long ReturnCpCents { get; init; }

    public long CarryAeCents { get; init; }

    public long CarryCpCents { get; init; }

    /// <summary>What may be consumed in all after the decision.</summary>
    public long LimitAeCents { get; init; }

    public long LimitCpCents { get; init; }
}

/// <summary>What a startup did not consume of a year.</summary>
public sealed record BalanceRow
{
    public required string Startup { get; init; }

    public long AeCents { get; init; }

    public long CpCents { get; init; }
}
