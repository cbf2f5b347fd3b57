using System.Globalization;
using System.Text.Json;

namespace ComiteFlow.Domain.Calendrier;

/// <summary>The policies P1 to P12 as settings: defaults of the folder, overridden by the convention's text, its options, then the run.</summary>
public sealed class Politiques
{
    private readonly IReadOnlyDictionary<string, JsonElement>[] _couches;
    private JoursOuvres? _jours;

    /// <param name="couches">From the strongest layer to the weakest.</param>
    public Politiques(params IReadOnlyDictionary<string, JsonElement>[] couches) => _couches = couches;

    /// <summary>The working days by these policies.</summary>
    public JoursOuvres Jours => _jours ??= new JoursOuvres(Texte("workingDays.holidays"), Texte("workingDays.roll"), Texte("workingDays.atBound"));

    /// <summary>True when some layer knows the setting.</summary>
    public bool Connait(string nom) => Array.Exists(_couches, couche => couche.ContainsKey(nom));

    /// <exception cref="KeyNotFoundException">No layer holds this setting.</exception>
    public JsonElement Valeur(string nom)
    {
        foreach (var couche in _couches)
        {
            if (couche.TryGetValue(nom, out var valeur))
                return valeur;
        }

        throw new KeyNotFoundException($"Le réglage « {nom} » manque dans policies.json.");
    }

    public string Texte(string nom)
    {
        var valeur = Valeur(nom);
        return valeur.ValueKind == JsonValueKind.String ? valeur.GetString()! : valeur.GetRawText();
    }

    public int Entier(string nom) => Valeur(nom) is { ValueKind: JsonValueKind.Number } nombre
        ? nombre.GetInt32()
        : int.Parse(Texte(nom), CultureInfo.InvariantCulture);

    public bool Vrai(string nom) => Valeur(nom).ValueKind == JsonValueKind.True;

    /// <summary>False for a setting that is left out: its rule does not apply.</summary>
    public bool EstPose(string nom) => Valeur(nom).ValueKind != JsonValueKind.Null;

    public int? EntierOuRien(string nom) => EstPose(nom) ? Entier(nom) : null;

    public Periode? PeriodeOuRien(string nom) => EstPose(nom) ? Periode(nom) : null;

    public decimal? TauxOuRien(string nom) => EstPose(nom) ? Valeur(nom).GetDecimal() : null;

    public Periode Periode(string nom) => Calendrier.Periode.Parse(Texte(nom));

    /// <summary>A list of words; a single word counts as a list of one.</summary>
    public IReadOnlyList<string> Liste(string nom)
    {
        var valeur = Valeur(nom);
        return valeur.ValueKind == JsonValueKind.Array
            ? [.. valeur.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? v.GetString()! : v.GetRawText())]
            : [Texte(nom)];
    }

    /// <summary>Time of day of the daily jobs, Paris.</summary>
    public TimeOnly HeureDesTravaux => TimeOnly.ParseExact(Texte("jobs.time"), "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A date plus a period, by the policy on days that the month does not have.</summary>
    public DateOnly Ajouter(DateOnly jour, Periode periode) =>
        Vrai("committee.clampDay") ? periode.Apres(jour) : periode.ApresSansRetenue(jour);
}
