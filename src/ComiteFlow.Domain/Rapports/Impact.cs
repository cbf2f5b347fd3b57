using System.Text.Json.Serialization;

namespace ComiteFlow.Domain.Rapports;

/// <summary>What an état des réalisations tells of impact: measures, a sentence per level, and the measure by which expenses are divided.</summary>
/// <param name="Denominator">Name of the measure of the cost; null when none was chosen.</param>
public sealed record Impact(IReadOnlyList<Mesure> Measures, IReadOnlyList<ConstatDImpact> Levels, string? Denominator = null)
{
    /// <summary>How many measures a report may follow: what the page asks for and the papers of a séance can show.</summary>
    public const int MesuresAuPlus = 5;

    /// <summary>Signs that a text may have, so that the sheet for the sponsor stays one page.</summary>
    public const int NomAuPlus = 80, UniteAuPlus = 30, OrigineAuPlus = 120, ConstatAuPlus = 90;

    private const decimal TropGrand = 1_000_000_000_000m;
    private const int Decimales = 4;

    /// <summary>The five levels in their order, by the names that are kept.</summary>
    public static IReadOnlyList<string> Niveaux { get; } = ["usable", "used", "useful", "impactful", "efficient"];

    public static IReadOnlyList<string> Tendances { get; } = ["up", "stable", "down"];

    /// <summary>The measure by which expenses are divided; null when none was chosen.</summary>
    public Mesure? MesureDuCout() => Denominator is null ? null : Measures.FirstOrDefault(m => m.Name == Denominator);

    /// <summary>A level or a trend in French words, as pages name it.</summary>
    public static string EnMots(string name) => name switch
    {
        "usable" => "Utilisable",
        "used" => "Utilisé",
        "useful" => "Utile",
        "impactful" => "Impactant",
        "efficient" => "Efficient",
        "up" => "En hausse",
        "down" => "En baisse",
        _ => "Stable",
    };

    /// <summary>True for a figure that a form takes and the papers show: zero or above, four decimals at most, below a thousand milliards.</summary>
    public static bool Tient(decimal? figure) => figure is null or (>= 0 and < TropGrand) && decimal.Round(figure ?? 0, Decimales) == (figure ?? 0);

    /// <exception cref="BrokenRuleException">A text is missing or too long, a figure cannot be shown, there are too many measures or two of a name, a level or trend is unknown or told twice, or the measure of the cost is none of the measures.</exception>
    internal void Verify()
    {
        if (Measures.Count > MesuresAuPlus)
            throw new BrokenRuleException("tooLong", $"L’état suit {Measures.Count} mesures, et les documents en montrent {MesuresAuPlus} : gardez les principales.");
        if (Measures.Select(m => m.Name).Distinct().Count() < Measures.Count)
            throw new BrokenRuleException("alreadyDone", "Deux mesures portent le même nom, et rien ne les distinguerait : changez l’un des deux noms.");
        foreach (var measure in Measures)
        {
            Require(measure.Name, NomAuPlus, "le nom d’une mesure");
            Limit(measure.Unit, UniteAuPlus, $"l’unité de la mesure « {Refus.Citer(measure.Name)} »");
            Limit(measure.Origin, OrigineAuPlus, $"la source de la mesure « {Refus.Citer(measure.Name)} »");
            Limit(measure.Method, OrigineAuPlus, $"la méthode de la mesure « {Refus.Citer(measure.Name)} »");
            if (!Tient(measure.Value) || !Tient(measure.Target))
                throw new BrokenRuleException("invalidAmount", $"La mesure « {Refus.Citer(measure.Name)} » porte un chiffre négatif, de plus de quatre décimales ou de mille milliards et plus : corrigez-le, ou choisissez une autre unité.");
        }

        foreach (var level in Levels)
        {
            if (!Niveaux.Contains(level.Level))
                throw Refus.Inconnu("Le niveau d’impact", level.Level, Niveaux);
            if (!Tendances.Contains(level.Trend))
                throw Refus.Inconnu("La tendance", level.Trend, Tendances);
            Require(level.Text, ConstatAuPlus, $"le constat du niveau « {EnMots(level.Level)} »");
        }

        if (Levels.Select(l => l.Level).Distinct().Count() < Levels.Count)
            throw new BrokenRuleException("alreadyDone", "Un niveau d’impact a deux constats : gardez une phrase par niveau.");
        if (Denominator is { } chosen && MesureDuCout() is null)
            throw Refus.Inconnu("La mesure du coût", chosen, Measures.Select(m => m.Name));
    }

    private static void Require(string? text, int most, string what)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new BrokenRuleException("commentRequired", $"Il manque {what} : écrivez-le en une phrase.");
        Limit(text, most, what);
    }

    private static void Limit(string? text, int most, string what)
    {
        if (text?.Length > most)
            throw new BrokenRuleException("tooLong", $"Le texte est trop long pour {what} ({text.Length} signes) : gardez {most} signes au plus.");
    }
}

/// <summary>A measure of impact as the team tells it.</summary>
/// <param name="Target">What it was to be; null when nobody said so.</param>
/// <param name="Value">What it is.</param>
/// <param name="Origin">Where the figure can be read.</param>
/// <param name="Method">How it is counted, where that is not plain.</param>
/// <param name="LowerIsBetter">True for what is to fall, such as a delay.</param>
public sealed record Mesure(string Name, decimal Value, decimal? Target, string? Unit = null, string? Origin = null, string? Method = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool LowerIsBetter = false);

/// <summary>One sentence about a level, and where it goes.</summary>
/// <param name="Level">One of <see cref="Impact.Niveaux"/>.</param>
/// <param name="Trend">One of <see cref="Impact.Tendances"/>.</param>
public sealed record ConstatDImpact(string Level, string Text, string Trend);
