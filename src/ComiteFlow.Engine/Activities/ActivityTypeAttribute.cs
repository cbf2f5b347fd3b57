namespace ComiteFlow.Engine.Activities;

/// <summary>The Elsa type by which workflow files name a step, such as <c>ComiteFlow.OpenTranche</c>, and what people read about it where they choose steps.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityTypeAttribute(string type) : Attribute
{
    public string Type { get; } = type;

    /// <summary>French name shown to coordinators.</summary>
    public string DisplayName { get; init; } = type;

    /// <summary>French heading under which the step is listed.</summary>
    public string Category { get; init; } = "";

    /// <summary>What the step does, one or two French sentences.</summary>
    public string Help { get; init; } = "";

    /// <summary>Ways out, in the order in which the designer shows them.</summary>
    public string[] Outcomes { get; init; } = ["Done"];

    /// <summary>The ways out in French, in the same order; empty where <see cref="StepWay.Words"/> has them all.</summary>
    public string[] Labels { get; init; } = [];

    /// <summary>False for a step that old files may hold, but that nobody places any more.</summary>
    public bool IsOffered { get; init; } = true;
}

/// <summary>What a step leaves behind under a name; a file may bind it to a variable, a script may read it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ActivityOutputAttribute(string name, InputKind kind) : Attribute
{
    public string Name { get; } = name;

    public InputKind Kind { get; } = kind;

    /// <summary>French name.</summary>
    public string Label { get; init; } = "";

    /// <summary>What it holds, one French sentence.</summary>
    public string Help { get; init; } = "";
}
