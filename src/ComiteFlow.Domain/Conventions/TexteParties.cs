namespace ComiteFlow.Domain.Conventions;

/// <summary>A party. Role: <c>delegant</c>, <c>delegataire</c> or <c>partie</c>.</summary>
public sealed record TextePartie
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string Role { get; init; } = "partie";
}

/// <summary>Who signs for a party, and the date written beside the name, if it can be read.</summary>
public sealed record TexteSignataire
{
    public required string PartyId { get; init; }

    public string? Name { get; init; }

    public string? Function { get; init; }

    public DateOnly? SignedOn { get; init; }

    public bool Uncertain { get; init; }

    public string? RawAsPrinted { get; init; }

    public string? Note { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>The date and place written in the signature block.</summary>
public sealed record TexteSignature
{
    public DateOnly? Date { get; init; }

    public int? Originals { get; init; }

    public string? Place { get; init; }

    public bool Uncertain { get; init; }

    public string? Note { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>What gives effect: <c>signature</c>, <c>publication</c>, or another wording (then: all signatures).</summary>
public sealed record TexteEffet
{
    public string? Trigger { get; init; }

    public DateOnly? Date { get; init; }

    public bool Uncertain { get; init; }

    public string? Note { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>When the convention ends: a date, or a duration from signature or publication, and the last day for payments.</summary>
public sealed record TexteFin
{
    public DateOnly? Date { get; init; }

    /// <summary>ISO 8601, such as <c>P18M</c>.</summary>
    public string? Duration { get; init; }

    public string? From { get; init; }

    public DateOnly? LatestPayment { get; init; }

    public string? Rule { get; init; }

    public string? InheritsFrom { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>A duration that the text announces elsewhere and that need not fit the end.</summary>
public sealed record TexteDureeAnnoncee
{
    public string? Iso { get; init; }

    public string? What { get; init; }

    public bool Uncertain { get; init; }

    public string? Note { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>The decision of a comité that founds the convention.</summary>
public sealed record TexteFondation
{
    public string? Event { get; init; }

    public DateOnly? Date { get; init; }

    public string? Decision { get; init; }

    public DateOnly? Until { get; init; }

    public IReadOnlyList<string> Objectives { get; init; } = [];

    public Sources? Source { get; init; }
}

/// <summary>The convention that this one renews, in words.</summary>
public sealed record TexteRenouvellement
{
    public string? What { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>Who the accountant is.</summary>
public sealed record TexteComptable
{
    public string? Name { get; init; }

    public string? InheritsFrom { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>To whom copies of a kind of document go.</summary>
public sealed record TexteCopie
{
    public string Doc { get; init; } = "";

    public IReadOnlyList<string> To { get; init; } = [];

    public Sources? Source { get; init; }
}

/// <summary>Where a signed document is published, and by whom.</summary>
public sealed record TextePublication
{
    public string? Where { get; init; }

    public string? By { get; init; }

    /// <summary>Which documents, in the words of the copies; the convention alone where it is not said.</summary>
    public string? Doc { get; init; }

    public string? InheritsFrom { get; init; }
}

/// <summary>How the text is amended.</summary>
public sealed record TexteAvenant
{
    public string? Form { get; init; }

    public bool ByAgreement { get; init; }

    /// <summary>True where an avenant is signed before the next one is opened.</summary>
    public bool OneAtATime { get; init; }

    public string? InheritsFrom { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>How a party may end the convention.</summary>
public sealed record TexteResiliation
{
    /// <summary>ISO 8601, such as <c>P3M</c>.</summary>
    public string? Notice { get; init; }

    public string? By { get; init; }

    public bool TerminatesAssociatedServices { get; init; }

    public bool DelegataireMayEndAccompaniment { get; init; }

    public string? InheritsFrom { get; init; }

    public Sources? Source { get; init; }
}
