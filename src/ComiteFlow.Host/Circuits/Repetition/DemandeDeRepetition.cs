using ComiteFlow.Domain;
using ComiteFlow.Host.Simulation;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>What people do in a rehearsal, beside what they did for real.</summary>
internal enum Comportement
{
    /// <summary>Meetings take place on their day; nothing that is asked for is done.</summary>
    Silence,

    /// <summary>Everything is done on its day.</summary>
    AHeure,

    /// <summary>Every second thing is done late, after its reminders.</summary>
    UnRetardSurDeux,
}

/// <summary>What somebody wants to see: which conventions, over which period, with which people.</summary>
/// <param name="Rejouer">True to do again what is on record; else all signs, publishes and opens on the first day.</param>
internal sealed record DemandeDeRepetition(string Circuit, IReadOnlyList<string> Conventions, DateOnly Du, DateOnly Au, Comportement Comportement, bool Rejouer)
{
    public const int ConventionsMax = 5, MoisMax = 60;

    private const int MomentsAuMoins = 2_000, MomentsParJour = 50;

    /// <summary>Moments at which something happens that a rehearsal may have: far more than any workflow that people follow.</summary>
    public int MomentsMax => Math.Max(MomentsAuMoins, (Au.DayNumber - Du.DayNumber + 1) * Conventions.Count * MomentsParJour);

    /// <exception cref="BrokenRuleException">No convention, too many, or a period that is none.</exception>
    public void Verifier()
    {
        if (Conventions.Count is 0 or > ConventionsMax)
            throw Refus("Choisissez de une à cinq conventions : une répétition se relit convention par convention.");
        if (Au < Du)
            throw Refus("La période finit avant de commencer : vérifiez ses deux dates.");
        if (Au > Du.AddMonths(MoisMax))
            throw Refus("La période dépasse cinq ans : raccourcissez-la, ou faites deux répétitions.");
    }

    public static BrokenRuleException Refus(string phrase) => new("rehearsal", phrase);
}

/// <summary>One convention as the rehearsal plays it, copied from the database.</summary>
/// <param name="Texte">The text of the convention, byte for byte.</param>
/// <param name="Actes">Its avenants, its settings, and what is on record, as steps.</param>
/// <param name="Omis">Acts on record that a rehearsal cannot do again, in words.</param>
internal sealed record ConventionCopiee(string Id, string Nom, string Texte, IReadOnlyList<ScenarioStep> Actes, IReadOnlyList<string> Omis);

/// <summary>Everything that a rehearsal needs, read beforehand: while it runs, the database is not touched.</summary>
/// <param name="Repete">The text that is tried, and its version.</param>
/// <param name="Publie">The text that counts today; null when the tried one does, or when none does.</param>
/// <param name="Autres">The published texts of the other workflows, by id.</param>
/// <param name="Depuis">Local time up to which people do what is on record.</param>
internal sealed record MatiereDeRepetition(
    DemandeDeRepetition Demande, string Nom, (int Version, string Texte) Repete, (int Version, string Texte)? Publie, IReadOnlyDictionary<string, string> Autres,
    IReadOnlyList<ConventionCopiee> Conventions, Differences.Difference? Difference, DateTime Depuis)
{
    /// <summary>On what the rehearsal starts the workflow, as a person would; the product or another workflow starts the others.</summary>
    public Lancement Lancement { get; init; }
}

/// <summary>On what a workflow of one's own is started.</summary>
internal enum Lancement
{
    Aucun,
    SurLaConvention,
    SurChaqueComite,
}
