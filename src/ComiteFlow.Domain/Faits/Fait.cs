using System.Text.Json.Serialization;

namespace ComiteFlow.Domain.Faits;

/// <summary>Something that happened: one record per fact of FORMAT.md. Properties are the fact's keys; null is left out unless marked <c>JsonIgnore(Never)</c>.</summary>
public abstract record Fait
{
    /// <summary>Name of the fact, such as <c>committee.scheduled</c>.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>Id of the convention concerned, if any.</summary>
    [JsonPropertyOrder(-1)]
    public string? Convention { get; init; }

    /// <summary>Why it is so: rule, inputs and source; kept beside the fact.</summary>
    [JsonIgnore]
    public Pourquoi? Why { get; init; }
}

/// <summary>Why a date or an amount is what it is.</summary>
/// <param name="Rule">The rule in one French sentence, with the policy's name where the choice is ours.</param>
/// <param name="Inputs">What it was computed from, in reading order (label, value).</param>
/// <param name="Source">File and article of the text, or null when the choice is ours alone.</param>
public sealed record Pourquoi(string Rule, IReadOnlyList<KeyValuePair<string, string>> Inputs, string? Source)
{
    /// <summary>The same as a code with its figures, for what a mail tells; null where only the journal and the pages do.</summary>
    public Raison? Raison { get; init; }
}

/// <summary>Why a date is what it is, without words: those stand in the partial <c>raison</c>.</summary>
/// <param name="Regle">The rule, by its name in facts or in <see cref="Raison"/>.</param>
/// <param name="Valeurs">Its figures by name: ISO days and durations, amounts as written, numbers in digits.</param>
public sealed record Raison(string Regle, IReadOnlyDictionary<string, string?> Valeurs)
{
    public const string Cadence = "cadence", Mot = "mot", FinDePeriode = "finDePeriode", Coordination = "coordination";

    /// <summary>Several things of one kind that a rule found, such as impacts.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>>? Lignes { get; init; }

    public static string Jour(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Where the facts of a transaction are gathered, in order.</summary>
public interface IJournalFaits
{
    void Add(Fait fait);
}
