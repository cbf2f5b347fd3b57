namespace ComiteFlow.Domain.Faits;

/// <summary>Somebody holds mail back, of one convention or of all.</summary>
public sealed record MailSuspended : Fait
{
    public override string Name => "mail.suspended";

    public required string By { get; init; }

    public required string Reason { get; init; }
}

/// <summary>Mail that was held back may leave again.</summary>
public sealed record MailResumed : Fait
{
    public override string Name => "mail.resumed";

    public required string By { get; init; }

    /// <summary>Why it had been held back.</summary>
    public required string Reason { get; init; }
}

/// <summary>Somebody stops the reminders of one task.</summary>
public sealed record RemindersStopped : Fait
{
    public override string Name => "reminders.stopped";

    /// <summary>Key and name of the task.</summary>
    public required string Task { get; init; }

    public required string TaskName { get; init; }

    public required string By { get; init; }

    public required string Reason { get; init; }
}

/// <summary>A mailbox gets the digest of Monday, or gets it no more.</summary>
public sealed record DigestChosen : Fait
{
    public override string Name => "digest.chosen";

    public required string Recipient { get; init; }

    public bool Wanted { get; init; }
}
