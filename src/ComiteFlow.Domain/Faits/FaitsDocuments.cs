using System.Text.Json.Serialization;

namespace ComiteFlow.Domain.Faits;

/// <summary>A convention or an avenant is registered.</summary>
public sealed record DocumentRegistered : Fait
{
    public override string Name => "document.registered";

    public required string Document { get; init; }

    public required string Kind { get; init; }

    public required string State { get; init; }

    public required IReadOnlyList<string> Startups { get; init; }

    public long? BudgetCents { get; init; }

    public long? ConventionBudgetCents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? CeilingCents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateOnly? End { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Comptable { get; init; }
}

/// <summary>The annexe of a startup is registered, under its document and number.</summary>
public sealed record AnnexeRegistered : Fait
{
    public override string Name => "annexe.registered";

    public required string Document { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Annexe { get; init; }

    public required string Startup { get; init; }

    public int Version { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? BudgetCents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateOnly? From { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateOnly? Until { get; init; }

    public int? ResourceDays { get; init; }

    public long? OutsideCents { get; init; }
}

/// <summary>A person said what a printed string means.</summary>
public sealed record DoubtResolved : Fait
{
    public override string Name => "doubt.resolved";

    public required string Document { get; init; }

    public string? Printed { get; init; }

    public required string Value { get; init; }

    public required string By { get; init; }
}

/// <summary>A comité opened the draft of a new convention.</summary>
public sealed record ConventionDrafted : Fait
{
    public override string Name => "convention.drafted";

    public string? Renews { get; init; }

    public required string State { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? AllocationCents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? PlannedCents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? UnallocatedCents { get; init; }
}

/// <summary>The draft of an avenant is ready to be signed.</summary>
public sealed record AvenantDrafted : Fait
{
    public override string Name => "avenant.drafted";

    public required string Avenant { get; init; }

    public int Number { get; init; }

    public required string Reason { get; init; }

    public string? Startup { get; init; }

    public int? AnnexeVersion { get; init; }

    public long? AmountCents { get; init; }

    public IReadOnlyList<ChangementFait>? Changes { get; init; }

    public bool ByAgreement { get; init; }

    public required string File { get; init; }
}

/// <summary>The last signature is in; days since the first.</summary>
public sealed record DocumentSigned : Fait
{
    public override string Name => "document.signed";

    public required string Document { get; init; }

    public DateOnly On { get; init; }

    public int Days { get; init; }
}

/// <summary>A publication is recorded.</summary>
public sealed record DocumentPublished : Fait
{
    public override string Name => "document.published";

    public required string Document { get; init; }

    public string? Place { get; init; }

    public DateOnly On { get; init; }
}

/// <summary>A duty of a person outside the product is open (copy, publish, close, terminateServices).</summary>
public sealed record TaskOpened : Fait
{
    public override string Name => "task.opened";

    public required string Task { get; init; }

    public string? Document { get; init; }

    public string? To { get; init; }

    public string? Place { get; init; }

    public string? Party { get; init; }

    public DateOnly? Due { get; init; }
}

/// <summary>Such a duty fell away.</summary>
public sealed record TaskCancelled : Fait
{
    public override string Name => "task.cancelled";

    public required string Task { get; init; }

    public string? Document { get; init; }

    public string? To { get; init; }

    public string? Place { get; init; }

    public string? Party { get; init; }

    public DateOnly? Due { get; init; }
}

/// <summary>The convention produces its effects.</summary>
public sealed record ConventionInEffect : Fait
{
    public override string Name => "convention.inEffect";

    public DateOnly On { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateOnly? End { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateOnly? NominalEnd { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateOnly? PaymentsUntil { get; init; }
}

/// <summary>The convention came to its end, the day after its last day.</summary>
public sealed record ConventionEnded : Fait
{
    public override string Name => "convention.ended";

    public DateOnly On { get; init; }
}

/// <summary>A startup is taken over from another convention.</summary>
public sealed record StartupTransferred : Fait
{
    public override string Name => "startup.transferred";

    public required string Startup { get; init; }

    public string? FromConvention { get; init; }

    public string? FromParty { get; init; }

    public string? ToParty { get; init; }

    public DateOnly? On { get; init; }
}

/// <summary>One change that an avenant makes: what, in which article, from what to what.</summary>
public sealed record ChangementFait
{
    public required string What { get; init; }

    public string? Article { get; init; }

    public long? FromCents { get; init; }

    public long? ToCents { get; init; }

    public long? DifferenceCents { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }
}
