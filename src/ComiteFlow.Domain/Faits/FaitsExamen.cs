namespace ComiteFlow.Domain.Faits;

/// <summary>A budget table is kept as printed; nothing is controlled against it until a human has verified it.</summary>
public sealed record TableRegistered : Fait
{
    public override string Name => "table.registered";

    public required string Document { get; init; }

    public required string Table { get; init; }

    public string State { get; init; } = "unverified";
}

/// <summary>A printed string of a table was read as an amount; the string is kept beside it.</summary>
public sealed record AmountRead : Fait
{
    public override string Name => "amount.read";

    public required string Document { get; init; }

    public required string Table { get; init; }

    public required string Item { get; init; }

    public required string Printed { get; init; }

    public long Cents { get; init; }
}

/// <summary>A printed figure agrees with what the import computes.</summary>
public sealed record ImportChecked : Fait
{
    public override string Name => "import.checked";

    public required string Document { get; init; }

    public string? Table { get; init; }

    public required string Item { get; init; }

    public required string Kind { get; init; }

    public long? PrintedCents { get; init; }

    public long? ComputedCents { get; init; }

    /// <summary>A number that is no amount (percent, days) or a string.</summary>
    public object? Printed { get; init; }

    public object? Computed { get; init; }
}

/// <summary>A printed figure contradicts what the import computes; nothing is corrected.</summary>
public sealed record AnomalyFlagged : Fait
{
    public override string Name => "anomaly.flagged";

    public required string Document { get; init; }

    public string? Table { get; init; }

    public required string Item { get; init; }

    public required string Kind { get; init; }

    /// <summary>The month concerned, <c>yyyy-MM</c>.</summary>
    public string? Month { get; init; }

    public long? PrintedCents { get; init; }

    public long? ComputedCents { get; init; }

    /// <summary>Printed less computed.</summary>
    public long? DifferenceCents { get; init; }

    /// <summary>The same total computed from the lines instead of the months or the sub-totals.</summary>
    public long? FromLinesCents { get; init; }

    /// <summary>A number that is no amount (percent, days) or a string.</summary>
    public object? Printed { get; init; }

    public object? Computed { get; init; }
}

/// <summary>Something in a text is doubtful and waits for a human.</summary>
public sealed record DoubtFlagged : Fait
{
    public override string Name => "doubt.flagged";

    public required string Document { get; init; }

    public required string Subject { get; init; }

    public string? Printed { get; init; }

    public string? Proposal { get; init; }

    public string? Startup { get; init; }

    public string? Article { get; init; }
}
