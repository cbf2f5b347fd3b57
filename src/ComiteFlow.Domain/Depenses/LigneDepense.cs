namespace ComiteFlow.Domain.Depenses;

/// <summary>One line of the ledger: an engagement (AE) or a paiement (CP). Never changed afterwards.</summary>
public sealed class LigneDepense
{
    internal LigneDepense(string conventionId, int number, bool isPayment, Money amount, DateOnly recordedOn)
    {
        ConventionId = conventionId;
        Number = number;
        IsPayment = isPayment;
        Amount = amount;
        RecordedOn = recordedOn;
    }

    private LigneDepense() => ConventionId = "";

    public string ConventionId { get; private set; }

    public int Number { get; private set; }

    public bool IsPayment { get; private set; }

    public Money Amount { get; private set; }

    /// <summary>The day on which it was recorded; rules look at this one.</summary>
    public DateOnly RecordedOn { get; private set; }

    /// <summary>The day that was claimed, if another one.</summary>
    public DateOnly? ClaimedOn { get; internal set; }

    public string? Startup { get; internal set; }

    public string? Envelope { get; internal set; }

    public string? Label { get; internal set; }

    public string? Reason { get; internal set; }

    public bool Regularised { get; internal set; }

    /// <summary>True when the reason confirms a warning.</summary>
    public bool Confirmed { get; internal set; }
}
