namespace ComiteFlow.Activities.Courriels;

/// <summary>
/// Says that a step, or an act of the product, sends a mail. The inventory of automatic mail is made of these, and a test holds them against the code:
/// where a template is named, the class that names it says so.
/// </summary>
/// <param name="template">Folder under <c>templates/courriels</c>.</param>
/// <param name="when">What makes it leave, in French, as the end of a sentence.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SendsMailAttribute(string template, string when) : Attribute
{
    public string Template => template;

    public string When => when;

    /// <summary>Who receives it, in French, where no input of the step says so.</summary>
    public string? Who { get; init; }

    /// <summary>Inputs of the step that say who receives it, the first first.</summary>
    public string[] To { get; init; } = [];

    /// <summary>Inputs of the step that say on which days; a step where none of them says anything does not send it.</summary>
    public string[] Days { get; init; } = [];

    /// <summary>Input of the step that must name the template; null for a step that sends it always.</summary>
    public string? ChosenBy { get; init; }

    /// <summary>The step, by its type in files, where it is not the class itself.</summary>
    public string? Step { get; init; }

    public NatureDeCourriel Nature { get; init; } = NatureDeCourriel.Acte;
}
