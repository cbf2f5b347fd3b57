using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.Host.Conventions;

/// <summary>Something that a dossier waits for, and the page where it is done.</summary>
/// <param name="Acte">The act, by its verb: who may do it follows from the rights.</param>
/// <param name="Qui">Who is awaited: a party, or a function.</param>
/// <param name="Court">What is awaited, in a few words.</param>
/// <param name="Titre">Verb first.</param>
/// <param name="Consequence">One sentence: what happens, or does not, without it.</param>
internal sealed record AFaire(string Acte, string Qui, string Court, string Titre, string Consequence, string Adresse, string Bouton)
{
    public required string Convention { get; init; }

    /// <summary>The same for templates: mails and calendars have words of their own.</summary>
    public required GesteAttendu Geste { get; init; }

    public DateOnly? Le { get; init; }

    /// <summary>Next reminder of what has no due day.</summary>
    public DateOnly? Rappel { get; init; }

    public Pourquoi? Pourquoi { get; init; }

    public string? Startup { get; init; }

    /// <summary>Party that alone may do it.</summary>
    public string? Partie { get; init; }

    /// <summary>Roles that alone may do it in this convention, where its policies say so.</summary>
    public IReadOnlyList<string>? Reserve { get; init; }

    /// <summary>True for what goes on beside the main course: copies, publications of the text, doubts.</summary>
    public bool EstSecondaire { get; init; }

    /// <summary>True for a doubt of the text.</summary>
    public bool EstDoute { get; init; }

    /// <summary>Days (for a report: working days) after the due day.</summary>
    public string? Retard { get; init; }

    public bool Pour(Actor actor) => Droits.Allows(actor, Acte)
        && (Reserve is null || Reserve.Contains(actor.Role))
        && (Partie is null || actor.Scope == Partie)
        && (Startup is null || actor.Role != Roles.Team || actor.Scope == Startup);
}
