namespace ComiteFlow.Domain.Calendrier;

/// <summary>Public holidays of a French territory, computed for any year (Gregorian computus).</summary>
public static class JoursFeries
{
    /// <summary>Territories by the names of the policy <c>workingDays.holidays</c>.</summary>
    private static readonly Dictionary<string, Func<int, DateOnly, IEnumerable<DateOnly>>> Ajouts = new()
    {
        ["metropole"] = (_, _) => [],
        ["FR-metropolitan"] = (_, _) => [],
        ["alsaceMoselle"] = (annee, paques) => [paques.AddDays(-2), new DateOnly(annee, 12, 26)],
        ["guadeloupe"] = (annee, _) => [new DateOnly(annee, 5, 27)],
        ["martinique"] = (annee, _) => [new DateOnly(annee, 5, 22)],
        ["guyane"] = (annee, _) => [new DateOnly(annee, 6, 10)],
        ["reunion"] = (annee, _) => [new DateOnly(annee, 12, 20)],
        ["mayotte"] = (annee, _) => [new DateOnly(annee, 4, 27)],
    };

    public static IReadOnlyCollection<string> Territoires => Ajouts.Keys;

    public static IReadOnlySet<DateOnly> De(int annee, string territoire)
    {
        var paques = Paques(annee);
        var jours = new HashSet<DateOnly>
        {
            new(annee, 1, 1),
            paques.AddDays(1),
            new(annee, 5, 1),
            new(annee, 5, 8),
            paques.AddDays(39),
            paques.AddDays(50),
            new(annee, 7, 14),
            new(annee, 8, 15),
            new(annee, 11, 1),
            new(annee, 11, 11),
            new(annee, 12, 25),
        };
        jours.UnionWith(Ajouts[territoire](annee, paques));
        return jours;
    }

    /// <summary>Easter Sunday.</summary>
    public static DateOnly Paques(int annee)
    {
        var or = annee % 19;
        var siecle = annee / 100;
        var epacte = (siecle - (siecle / 4) - (((8 * siecle) + 13) / 25) + (19 * or) + 15) % 30;
        var lune = epacte - ((epacte / 28) * (1 - ((epacte / 28) * (29 / (epacte + 1)) * ((21 - or) / 11))));
        var jour = (annee + (annee / 4) + lune + 2 - siecle + (siecle / 4)) % 7;
        var ecart = lune - jour;
        var mois = 3 + ((ecart + 40) / 44);
        return new DateOnly(annee, mois, ecart + 28 - (31 * (mois / 4)));
    }
}
