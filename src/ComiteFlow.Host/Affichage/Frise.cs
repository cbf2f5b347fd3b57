using System.Text.RegularExpressions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Host.Affichage;

/// <summary>A date that can say why: shown with its “Pourquoi cette date ?”.</summary>
/// <param name="Ouvert">True on the one decisive date of a page.</param>
internal sealed record DateExpliquee(DateOnly Le, string Objet, Pourquoi? Pourquoi, bool Ouvert = false);

/// <summary>The body of a “Pourquoi cette date ?”.</summary>
internal sealed partial record Explication(Pourquoi Pourquoi, string Question = "Pourquoi cette date\u00A0?", bool Ouvert = false)
{
    private const string Fichier = ".txt, ";

    /// <summary>Articles without the names of the files that hold the texts.</summary>
    public string? Source => Pourquoi.Source is { } source
        ? string.Join(" ; ", source.Split(" ; ").Select(place => place.IndexOf(Fichier, StringComparison.Ordinal) is >= 0 and var cut ? place[(cut + Fichier.Length)..] : place).Distinct())
        : null;

    /// <summary>The rule, which says what the mark of a service’s own rule is.</summary>
    public string Regle => Marque().Replace(Pourquoi.Rule, "(règle $1 du service)");

    [GeneratedRegex("\\((P[0-9]+)\\)")]
    private static partial Regex Marque();
}

/// <summary>How a point of the time line is marked.</summary>
internal enum MarqueJalon
{
    /// <summary>Full disc.</summary>
    Past,

    /// <summary>Grey disc.</summary>
    Refused,

    /// <summary>Red square.</summary>
    Late,

    /// <summary>Ring.</summary>
    ToCome,

    /// <summary>Dashed ring: provisional or conditional.</summary>
    Provisional,
}

/// <summary>One point of the time line.</summary>
internal sealed record Jalon(DateOnly Le, string Titre, MarqueJalon Marque, string? Detail = null)
{
    public Badge? Badge { get; init; }

    public Lien? Lien { get; init; }

    public Pourquoi? Pourquoi { get; init; }

    public bool PourquoiOuvert { get; init; }

    /// <summary>True on the next decision: it gets a halo.</summary>
    public bool Prochain { get; init; }

    public string Classe => string.Join(' ', Classes());

    private IEnumerable<string> Classes()
    {
        yield return Marque switch
        {
            MarqueJalon.Past => "is-past",
            MarqueJalon.Refused => "is-past is-refused",
            MarqueJalon.Late => "is-late",
            MarqueJalon.Provisional => "is-soft",
            _ => "is-to-come",
        };
        if (Prochain)
        {
            yield return "is-next";
        }
    }
}

/// <summary>The time line of a file: oldest first, a rule for today.</summary>
internal sealed record Frise(IReadOnlyList<Jalon> Jalons, DateOnly Aujourdhui)
{
    /// <summary>Points before the rule of today: the past, and what should have been done by now.</summary>
    public IEnumerable<Jalon> Avant => Ranges.Where(jalon => jalon.Le < Aujourdhui || jalon.Le == Aujourdhui && Fait(jalon));

    public IEnumerable<Jalon> Apres => Ranges.Where(jalon => jalon.Le > Aujourdhui || jalon.Le == Aujourdhui && !Fait(jalon));

    private IEnumerable<Jalon> Ranges => Jalons.OrderBy(jalon => jalon.Le);

    private static bool Fait(Jalon jalon) => jalon.Marque is MarqueJalon.Past or MarqueJalon.Refused;
}
