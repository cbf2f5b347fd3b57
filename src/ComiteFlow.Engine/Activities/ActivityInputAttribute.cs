namespace ComiteFlow.Engine.Activities;

/// <summary>What the value of an input must be.</summary>
public enum InputKind
{
    Text,
    Texts,
    Integer,
    Boolean,

    /// <summary><c>d.hh:mm:ss</c> or ISO 8601.</summary>
    Duration,

    /// <summary>A day, <c>yyyy-MM-dd</c>.</summary>
    Day,

    /// <summary>An instant; without an offset the civil time of Paris.</summary>
    Instant,

    /// <summary>The name of a setting, or a whole number.</summary>
    Setting,

    /// <summary>A list of <see cref="Setting"/>.</summary>
    Settings,

    /// <summary>The name of a setting, or whole years, months, weeks and days in ISO 8601.</summary>
    PeriodSetting,

    /// <summary>A cron expression of five fields, or six with seconds.</summary>
    Cron,

    /// <summary>The name of a time zone, such as <c>Europe/Paris</c>.</summary>
    TimeZone,

    List,
    Object,
    Any,
}

/// <summary>How people edit the value of an input.</summary>
public enum InputEditor
{
    /// <summary>One line of text.</summary>
    Line,

    /// <summary>Several lines of text.</summary>
    Lines,
    CheckBox,

    /// <summary>One of a list.</summary>
    Choice,

    /// <summary>Any number of a list.</summary>
    Choices,

    /// <summary>A list of texts of one's own.</summary>
    List,
    Day,
    Moment,
    Json,

    /// <summary>Named values.</summary>
    Map,

    /// <summary>A list of texts that are the ways out of the step.</summary>
    Ways,

    /// <summary>Labels with a condition each; the labels are ways out of the step.</summary>
    Cases,

    /// <summary>A variable of the workflow.</summary>
    Variable,

    /// <summary>An output of the workflow.</summary>
    Output,
}

/// <summary>Where the choices of an input come from that only the engine and the stored workflows know; a host may have others under names of its own.</summary>
public static class ChoiceSources
{
    /// <summary>Definition ids of the published workflows.</summary>
    public const string Workflows = "workflows";

    /// <summary>Names of events that are told.</summary>
    public const string Events = "events";

    /// <summary>Who may be asked: roles and persons.</summary>
    public const string People = "people";

    /// <summary>Time zones.</summary>
    public const string TimeZones = "timeZones";
}

/// <summary>An input that a step reads: a value that it could never use is told before publication, and people read what it is for.</summary>
/// <param name="choices">The only texts that it takes; empty for any.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ActivityInputAttribute(string name, InputKind kind, params string[] choices) : Attribute
{
    private readonly InputEditor? _editor;

    public string Name { get; } = name;

    public InputKind Kind { get; } = kind;

    public string[] Choices { get; } = choices;

    /// <summary>The choices in French, in the same order.</summary>
    public string[] ChoiceLabels { get; init; } = [];

    /// <summary>Name of the list that it is chosen from, such as <see cref="ChoiceSources.Workflows"/>; null for none. Other values stay possible.</summary>
    public string? ChoicesFrom { get; init; }

    /// <summary>French name.</summary>
    public string Label { get; init; } = "";

    /// <summary>What it is for and how it is written, one or two French sentences.</summary>
    public string Help { get; init; } = "";

    /// <summary>What counts when the file says nothing, as JSON; null when nothing does.</summary>
    public string? Default { get; init; }

    /// <summary>True when the step cannot be done without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>True when the file holds the bare value, not an expression around it.</summary>
    public bool IsPlain { get; init; }

    /// <summary>False for an input that old files may hold and that means nothing here.</summary>
    public bool IsOffered { get; init; } = true;

    /// <summary>By what it is edited; follows from its kind and its choices unless said.</summary>
    public InputEditor Editor { get => _editor ?? Natural(); init => _editor = value; }

    private InputEditor Natural() => Kind switch
    {
        InputKind.Boolean => InputEditor.CheckBox,
        InputKind.Texts when ChoicesFrom is not null => InputEditor.Choices,
        InputKind.Texts or InputKind.Settings => InputEditor.List,
        InputKind.Day => InputEditor.Day,
        InputKind.Instant => InputEditor.Moment,
        InputKind.List => InputEditor.Json,
        InputKind.Object => InputEditor.Map,
        _ => Choices.Length > 0 || ChoicesFrom is not null ? InputEditor.Choice : InputEditor.Line,
    };
}
