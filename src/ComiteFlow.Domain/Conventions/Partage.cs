namespace ComiteFlow.Domain.Conventions;

/// <summary>A startup that this convention shares with another one. Each of the two dossiers holds its line, so that a rule needs one dossier alone.</summary>
public sealed class Partage
{
    internal Partage(string conventionId, string startup, string otherConvention)
    {
        ConventionId = conventionId;
        Startup = startup;
        OtherConvention = otherConvention;
    }

    private Partage() => (ConventionId, Startup, OtherConvention) = ("", "", "");

    public string ConventionId { get; private set; }

    public string Startup { get; private set; }

    public string OtherConvention { get; private set; }

    /// <summary>First day under both conventions; null while their periods have no day in common.</summary>
    public DateOnly? From { get; internal set; }

    /// <summary>Last day under both conventions.</summary>
    public DateOnly? Until { get; internal set; }

    /// <summary>What both conventions may spend together.</summary>
    public Money Joint { get; internal set; }

    /// <summary>Last day on which a notice under the first would have ended it before the second begins.</summary>
    public DateOnly? NoticeDeadline { get; internal set; }

    /// <summary>Day from which the other convention takes the startup over; null when it does not.</summary>
    public DateOnly? TransferredOn { get; internal set; }

    /// <summary>True on a day on which the startup is under both.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}
