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

/// <summary>An input that a step reads, so that a value that it could never use is told before publication.</summary>
/// <param name="choices">The only texts that it takes; empty for any.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ActivityInputAttribute(string name, InputKind kind, params string[] choices) : Attribute
{
    public string Name { get; } = name;

    public InputKind Kind { get; } = kind;

    public string[] Choices { get; } = choices;
}
