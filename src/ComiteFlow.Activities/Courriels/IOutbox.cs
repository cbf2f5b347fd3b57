namespace ComiteFlow.Activities.Courriels;

/// <summary>Mail to send once the transaction is committed; one row per recipient.</summary>
/// <param name="Key">Business key (document, person, rung): the same key is sent once.</param>
/// <param name="Template">Folder name under <c>templates/courriels</c>.</param>
/// <param name="To">Recipient's id in the directory: a party, a role, a CBCM.</param>
/// <param name="Convention">Convention concerned; null for a mail about several.</param>
/// <param name="Document">Document concerned, if any.</param>
/// <param name="Obligation">Obligation of the digest (O-nn) that the mail serves.</param>
/// <param name="Data">The template's data: strings, numbers, booleans, ISO dates, lists and dictionaries only.</param>
public sealed record Courriel(
    string Key, string Template, string To, IReadOnlyList<string> Cc, string? Convention, string? Document, string Obligation,
    IReadOnlyDictionary<string, object?> Data)
{
    /// <summary>Every obligation that it serves, with its convention; the one of the mail unless it gathers several.</summary>
    public IReadOnlyList<(string Convention, string Obligation)> Servies { get; init; } = [(Convention ?? "", Obligation)];

    /// <summary>What the mail asks for, one for each item of its data; none for a mail that informs.</summary>
    public IReadOnlyList<Demande> Demandes { get; init; } = [];

    /// <summary>Says when it leaves.</summary>
    public NatureDeCourriel Nature { get; init; } = NatureDeCourriel.Acte;

    /// <summary>What it belongs to: all mails of one act, or of one comité, make one conversation.</summary>
    public string? Fil { get; init; } = Document;

    /// <summary>The calendar entry that goes with it, fixed with the act: a second attempt hands over the same bytes. Null for none.</summary>
    public string? Invitation { get; init; }
}

/// <summary>Why a mail leaves, which says when it does.</summary>
public enum NatureDeCourriel
{
    /// <summary>It answers what somebody did, or is due without delay: it leaves at once.</summary>
    Acte,

    /// <summary>It reminds: in the hours of the post, one a day for each person.</summary>
    Rappel,

    /// <summary>It invites, or tells what falls due by the calendar: in the hours of the post.</summary>
    Invitation,

    /// <summary>It sums up, for those who want it: in the hours of the post.</summary>
    Recapitulatif,
}

/// <summary>One thing that a mail asks for: a task to do, or a séance to come to. A mail leaves only while it asks for something that still stands.</summary>
public sealed record Demande
{
    /// <summary>Key of the task.</summary>
    public string? Task { get; init; }

    public string? Committee { get; init; }

    /// <summary>Day of the séance as the mail tells it.</summary>
    public DateOnly? On { get; init; }

    /// <summary>True for a mail that says that the séance will not take place: it leaves only while that is so.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Stands whatever happens.</summary>
    public static Demande Toujours { get; } = new();

    public static Demande Tache(string key) => new() { Task = key };

    public static Demande Seance(string comite, DateOnly on, bool isCancelled) => new() { Committee = comite, On = on, IsCancelled = isCancelled };
}

/// <summary>The outgoing mail of the current transaction.</summary>
public interface IOutbox
{
    /// <summary>Adds the mail unless its key is known already; its data tell the obligations that it serves.</summary>
    /// <exception cref="Engine.Activities.StepFailedException">It serves an obligation that nothing holds.</exception>
    Task EnqueueAsync(Courriel courriel, CancellationToken ct);
}
