using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>Reads the portfolio that an actor may see.</summary>
internal interface ILecturePortefeuille
{
    Task<Portefeuille> ReadAsync(Actor actor, FiltrePortefeuille filtre, CancellationToken ct);
}

/// <summary>Which acts are listed.</summary>
internal enum FiltrePortefeuille
{
    Tous,
    Retard,
    Ouverts,
    Clore,
}

/// <summary>The portfolio: four figures, then the acts by nearest date, each with its startups.</summary>
/// <param name="Resume">One sentence that counts what is there.</param>
/// <param name="Effectifs">Number of acts by filter.</param>
/// <param name="Chiffres">Sums of the open acts.</param>
/// <param name="Note">What must be known to read the amounts; below the table.</param>
internal sealed record Portefeuille(
    string Resume, IReadOnlyDictionary<FiltrePortefeuille, int> Effectifs, IReadOnlyList<Chiffre> Chiffres,
    IReadOnlyList<ActePortefeuille> Actes, string? Note)
{
    /// <summary>Workflows that stopped and wait for a decision; null for who may not decide.</summary>
    public int? Incidents { get; init; }
}

/// <summary>An act of the portfolio and its startups.</summary>
internal sealed record ActePortefeuille(LignePortefeuille Acte, IReadOnlyList<LignePortefeuille> Startups);

/// <summary>One line of the portfolio.</summary>
/// <param name="Adresse">Page of the act; null for a startup.</param>
/// <param name="Date">The next date; null when there is none.</param>
/// <param name="SansDate">Why there is none.</param>
/// <param name="Attendu">Who is expected to act, and for what.</param>
internal sealed record LignePortefeuille(string Nom, string? Adresse, string Precision, Badge Etat, DateExpliquee? Date, string? SansDate, Budget Budget, Attente? Attendu);

/// <summary>Who is expected to act, and for what or since when.</summary>
internal sealed record Attente(string Qui, string? Quoi);
