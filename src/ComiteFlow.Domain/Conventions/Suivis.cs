namespace ComiteFlow.Domain.Conventions;

/// <summary>A duty outside the product that someone confirms: copy, publish, close, terminateServices.</summary>
public sealed class Tache
{
    internal Tache(string id, string conventionId, string kind, string document)
    {
        Id = id;
        ConventionId = conventionId;
        Kind = kind;
        Document = document;
    }

    private Tache() => (Id, ConventionId, Kind, Document) = ("", "", "", "");

    public string Id { get; private set; }

    public string ConventionId { get; private set; }

    public string Kind { get; private set; }

    public string Document { get; private set; }

    /// <summary>Recipient of a copy.</summary>
    public string? To { get; internal set; }

    /// <summary>Place of a publication.</summary>
    public string? Place { get; internal set; }

    public string? Party { get; internal set; }

    public DateOnly? Due { get; internal set; }

    public DateOnly OpenedOn { get; internal set; }

    public DateOnly? DoneOn { get; internal set; }
}

/// <summary>A doubt about a text that waits for a human; the printed string is kept.</summary>
public sealed class Doute
{
    internal Doute(string conventionId, int number, string document, string subject)
    {
        ConventionId = conventionId;
        Number = number;
        Document = document;
        Subject = subject;
    }

    private Doute() => (ConventionId, Document, Subject) = ("", "", "");

    public string ConventionId { get; private set; }

    public int Number { get; private set; }

    public string Document { get; private set; }

    public string Subject { get; private set; }

    public string? Printed { get; internal set; }

    public string? Proposal { get; internal set; }

    public string? Startup { get; internal set; }

    public string? Article { get; internal set; }

    /// <summary>What a human said, once settled.</summary>
    public string? Value { get; internal set; }
}

/// <summary>A dated event that people record: the start of the incubation, a milestone's text.</summary>
public sealed class Jalon
{
    internal Jalon(string conventionId, string milestone, string? startup, DateOnly on)
    {
        ConventionId = conventionId;
        Milestone = milestone;
        Startup = startup ?? "";
        On = on;
    }

    private Jalon() => (ConventionId, Milestone, Startup) = ("", "", "");

    public string ConventionId { get; private set; }

    public string Milestone { get; private set; }

    /// <summary>Empty for the convention as a whole.</summary>
    public string Startup { get; private set; }

    public DateOnly On { get; internal set; }
}

/// <summary>A setting switched for one convention, as JSON text.</summary>
public sealed class OptionConvention
{
    internal OptionConvention(string conventionId, string name) => (ConventionId, Name) = (conventionId, name);

    private OptionConvention() => (ConventionId, Name) = ("", "");

    public string ConventionId { get; private set; }

    public string Name { get; private set; }

    public string Value { get; internal set; } = "null";
}

/// <summary>The parts of a CHORUS key that a person completed, for the convention or one startup.</summary>
public sealed class CleChorus
{
    internal CleChorus(string conventionId, string scope) => (ConventionId, Scope) = (conventionId, scope);

    private CleChorus() => (ConventionId, Scope) = ("", "");

    public string ConventionId { get; private set; }

    /// <summary><c>convention</c> or a startup's id.</summary>
    public string Scope { get; private set; }

    public string? DomaineFonctionnel { get; internal set; }

    public string? CentreFinancier { get; internal set; }

    public string? Activite { get; internal set; }

    public string? CentreDeCout { get; internal set; }
}

/// <summary>A condition set by a decision; it comes back at the next one and blocks it until answered.</summary>
public sealed class Condition
{
    internal Condition(string conventionId, int number, string comiteId, string text)
    {
        ConventionId = conventionId;
        Number = number;
        ComiteId = comiteId;
        Text = text;
    }

    private Condition() => (ConventionId, ComiteId, Text) = ("", "", "");

    public string ConventionId { get; private set; }

    public int Number { get; private set; }

    public string ComiteId { get; private set; }

    public string Text { get; private set; }

    public DateOnly Nominal { get; internal set; }

    public DateOnly Due { get; internal set; }

    /// <summary>Who answers for it: a party, or <c>team:</c> and a startup.</summary>
    public string? Owner { get; internal set; }

    /// <summary>The proof that the decision asks for.</summary>
    public string? EvidenceAsked { get; internal set; }

    public bool? Met { get; internal set; }

    /// <summary>What proves it: a link, a document, what was seen.</summary>
    public string? Evidence { get; internal set; }

    public DateOnly? AnsweredOn { get; internal set; }

    public string? AnsweredBy { get; internal set; }

    /// <summary>The comité at which it was answered.</summary>
    public string? AnsweredAt { get; internal set; }
}
