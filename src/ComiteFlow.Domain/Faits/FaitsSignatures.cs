namespace ComiteFlow.Domain.Faits;

/// <summary>A party is asked to sign.</summary>
public sealed record SignatureRequested : Fait
{
    public override string Name => "signature.requested";

    public required string Document { get; init; }

    public required string Party { get; init; }
}

/// <summary>A signature is recorded.</summary>
public sealed record SignatureRecorded : Fait
{
    public override string Name => "signature.recorded";

    public required string Document { get; init; }

    public required string Party { get; init; }

    public DateOnly On { get; init; }

    public int Signed { get; init; }

    public int Of { get; init; }
}

/// <summary>A party that has not signed is reminded.</summary>
public sealed record SignatureReminded : Fait
{
    public override string Name => "signature.reminded";

    public required string Document { get; init; }

    public required string Party { get; init; }
}
