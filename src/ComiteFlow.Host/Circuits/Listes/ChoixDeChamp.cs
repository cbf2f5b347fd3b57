using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits.Descripteurs;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>A box to tick.</summary>
/// <param name="EstDevant">True when it is shown at once; the others stand behind a heading.</param>
internal sealed record Boite(string Valeur, string Texte, bool EstChoisie, bool EstDevant);

/// <summary>What the field of an input offers; what stands in the file is always among it.</summary>
internal static class ChoixDeChamp
{
    /// <summary>The first choices are words that fit every convention.</summary>
    private const int Devant = 4;

    public static IReadOnlyList<OptionChoix> De(ChampDEntree field)
    {
        List<OptionChoix> all = field.Entree switch
        {
            { Editor: InputEditor.Variable or InputEditor.Output } => [.. field.Noms],
            { Kind: InputKind.Boolean } => [new("true", "Oui"), new("false", "Non")],
            _ => [.. field.Choix.Select(choice => new OptionChoix(choice.Valeur, Formats.Majuscule(choice.Texte.Trim('\u2007'))))],
        };
        var now = field.Saisie.Texte;
        if (now.Length > 0 && all.TrueForAll(option => option.Valeur != now))
            all.Add(new OptionChoix(now, now));
        return all;
    }

    /// <summary>What the empty line of a list says.</summary>
    public static string Vide(ChampDEntree field)
    {
        if (field.Entree.Default is not { } json)
            return field.Entree.IsRequired ? "Choisir" : "Non renseigné";
        var value = json.Trim('"');
        return $"Non renseigné : {De(field).FirstOrDefault(option => option.Valeur == value)?.Libelle ?? value}";
    }

    public static IReadOnlyList<Boite> Boites(ChampDEntree field)
    {
        var chosen = field.Choisis;
        var known = field.Choix.Select(choice => choice.Valeur).ToHashSet();
        IEnumerable<ChoixDEtape> all = [.. field.Choix, .. chosen.Where(value => !known.Contains(value)).Select(value => new ChoixDEtape(value, value))];
        return [.. all.Select((choice, rank) => new Boite(choice.Valeur, Formats.Majuscule(choice.Texte), chosen.Contains(choice.Valeur), rank < Devant || chosen.Contains(choice.Valeur)))];
    }
}
