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

/// <summary>A party asks for a change of a document before it signs.</summary>
public sealed record SignatureRefused : Fait
{
    public override string Name => "signature.refused";

    public required string Document { get; init; }

    public required string Party { get; init; }

    public DateOnly On { get; init; }

    public required string Reason { get; init; }
}

/// <summary>The coordination answers what a party asked for before it signs.</summary>
public sealed record ChangeAnswered : Fait
{
    public override string Name => "signature.changeAnswered";

    public required string Document { get; init; }

    public required string Party { get; init; }

    /// <summary>True where the text stays as it is.</summary>
    public bool Kept { get; init; }

    public required string Answer { get; init; }
}
