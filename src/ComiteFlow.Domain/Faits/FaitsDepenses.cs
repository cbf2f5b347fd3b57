namespace ComiteFlow.Domain.Faits;

/// <summary>The délégant put credits at the délégataire’s disposal.</summary>
public sealed record FundsReleased : Fait
{
    public override string Name => "funds.released";

    public int? Tranche { get; init; }

    public string? Startup { get; init; }

    public long AeCents { get; init; }

    public long CpCents { get; init; }

    public long AllocatedAeCents { get; init; }

    public long AllocatedCpCents { get; init; }

    public long RemainingAeCents { get; init; }

    public long RemainingCpCents { get; init; }
}

/// <summary>An engagement (AE) is in the ledger.</summary>
public sealed record ExpenseCommitted : Fait
{
    public override string Name => "expense.committed";

    public string? Startup { get; init; }

    public string? Envelope { get; init; }

    public long AmountCents { get; init; }

    public long CommittedCents { get; init; }

    public long PaidCents { get; init; }

    public long RemainingAeCents { get; init; }

    public long RemainingCpCents { get; init; }

    public long? LimitAeCents { get; init; }

    public long? LimitCpCents { get; init; }

    public bool? Confirmed { get; init; }

    public bool? Regularised { get; init; }

    public string? Reason { get; init; }
}

/// <summary>A paiement (CP) is in the ledger.</summary>
public sealed record ExpensePaid : Fait
{
    public override string Name => "expense.paid";

    public string? Startup { get; init; }

    public string? Envelope { get; init; }

    public long AmountCents { get; init; }

    public long CommittedCents { get; init; }

    public long PaidCents { get; init; }

    public long RemainingAeCents { get; init; }

    public long RemainingCpCents { get; init; }

    public long? LimitAeCents { get; init; }

    public long? LimitCpCents { get; init; }

    public bool? Confirmed { get; init; }

    public bool? Regularised { get; init; }

    public string? Reason { get; init; }
}

/// <summary>People are warned.</summary>
public sealed record AlertRaised : Fait
{
    public override string Name => "alert.raised";

    public required string Alert { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public required IReadOnlyList<string> Cc { get; init; }

    public string? Startup { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    public DateOnly? On { get; init; }

    public int? Days { get; init; }

    public int? WorkingDaysLeft { get; init; }

    public string? Cutoff { get; init; }

    public long? AmountCents { get; init; }

    public long? JointCents { get; init; }

    public DateOnly? NoticeDeadline { get; init; }
}

/// <summary>A mail was handed over, to one recipient.</summary>
public sealed record EmailSent : Fait
{
    public override string Name => "email.sent";

    public required string Template { get; init; }

    public required string To { get; init; }

    public required IReadOnlyList<string> Cc { get; init; }

    public required string Subject { get; init; }

    public string? Document { get; init; }
}
