using System.Text.Json;

namespace ComiteFlow.Domain.Obligations;

/// <summary>Where an obligation stands.</summary>
public enum EtatDObligation
{
    EnRetard,
    AFaire,
    Fait,
    SansObjet,
}

/// <summary>The state of an obligation, and what says so.</summary>
/// <param name="Pourquoi">One French sentence: the proof, what is awaited, or why it has no object.</param>
public sealed record Constat(EtatDObligation Etat, string Pourquoi)
{
    public DateOnly? Echeance { get; init; }

    /// <summary>What the next step is about: a comité, a report, a task, an act; null when there is none.</summary>
    public object? Objet { get; init; }

    public static Constat Fait(string pourquoi) => new(EtatDObligation.Fait, pourquoi);

    public static Constat SansObjet(string pourquoi) => new(EtatDObligation.SansObjet, pourquoi);

    /// <summary>Awaited, and late once its day has passed.</summary>
    public static Constat Attendu(string pourquoi, DateOnly? echeance, DateOnly today, object? objet = null) =>
        new(echeance < today ? EtatDObligation.EnRetard : EtatDObligation.AFaire, pourquoi) { Echeance = echeance, Objet = objet };
}

/// <summary>A fact that has been recorded about a convention.</summary>
public sealed record FaitPasse(string Name, DateOnly On, JsonElement Keys)
{
    public string? Text(string key) => Keys.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public int? Number(string key) => Keys.TryGetProperty(key, out var value) && value.TryGetInt32(out var number) ? number : null;

    public DateOnly? Day(string key) => DateOnly.TryParse(Text(key), System.Globalization.CultureInfo.InvariantCulture, out var day) ? day : null;
}
