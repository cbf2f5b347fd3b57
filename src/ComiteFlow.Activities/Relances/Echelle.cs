using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Relances;

/// <summary>
/// One rung of a ladder as a coordinator writes it: <c>J-30</c>, <c>J0</c>, <c>J+7</c> remind, days of the calendar around the due day; with recipients after
/// it (<c>J+10 suppleance</c>) it asks these for their support.
/// </summary>
/// <param name="To">Words of <see cref="Destinataires"/>, <see cref="Suppleance"/> or <see cref="Hierarchie"/>; none for a reminder.</param>
public sealed partial record Echelon(int Days, IReadOnlyList<string> To)
{
    /// <summary>The deputy, and the superior, of whoever is reminded: boxes of the directory named after the party.</summary>
    public const string Suppleance = "suppleance", Hierarchie = "hierarchie";

    public bool IsSupport => To.Count > 0;

    /// <summary>Null for what is no rung.</summary>
    public static Echelon? Parse(string text)
    {
        if (Forme().Match(text.Trim()) is not { Success: true } match)
            return null;
        var days = match.Groups["jours"].Value is { Length: > 0 } number ? int.Parse(number.Replace(" ", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return new Echelon(days, match.Groups["a"].Value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <param name="reminded">Parties that are reminded.</param>
    public IReadOnlyList<string> Resolve(Dossier dossier, IReadOnlyList<string> reminded) => [.. To.SelectMany(word => Boites(word, reminded) ?? dossier.Resolve([word])).Distinct()];

    /// <summary>The boxes of the deputies, or the superiors, of some parties; null for a word that means neither.</summary>
    public static IEnumerable<string>? Boites(string word, IEnumerable<string> parties) => word switch
    {
        Suppleance => parties.Select(party => party + Destinataires.Suppleance),
        Hierarchie => parties.Select(party => party + Destinataires.Hierarchie),
        _ => null,
    };

    [GeneratedRegex(@"\A[Jj] ?(?<jours>[+-]? ?\d{1,3})?(?:[ :,]+(?<a>\S.*))?\z")]
    private static partial Regex Forme();
}

/// <summary>The ladder of a step, where the file gives it one: it takes the place of the step's other reminders.</summary>
internal static class Echelle
{
    /// <summary>Name of the input.</summary>
    public const string Input = "ladder";

    public const string Label = "Échelle de rappels";

    public const string Help =
        "Un échelon par ligne, en jours du calendrier autour de l’échéance : J-30, J-7, J0, J+3. Avec un destinataire, son appui est demandé : J+7 suppleance, J+10 hierarchie, J+15 coordinator. Remplace les autres rappels de l’étape.";

    /// <summary>Null where the file gives none.</summary>
    /// <exception cref="StepFailedException">A line is no rung.</exception>
    public static IReadOnlyList<Echelon>? Of(ActivityContext context) => context.Input<string[]>(Input) is { Length: > 0 } lines
        ? [.. lines.Select(line => Echelon.Parse(line) ?? throw new StepFailedException("input.invalid", $"« {line} » n’est pas un échelon : écrivez-le comme J-7, J0 ou J+10 suppleance.")).OrderBy(one => one.Days)]
        : null;

    /// <summary>The rungs of a ladder that are not in the past.</summary>
    /// <param name="from">The day that it counts from.</param>
    /// <param name="support">What asks these recipients for their support.</param>
    /// <param name="every">Days after which the last reminder comes again.</param>
    public static List<Rung> Rungs(Dossier dossier, IReadOnlyList<Echelon> ladder, DateOnly from, DateOnly today, Relance reminder, Func<IReadOnlyList<string>, Relance> support, int? every = null)
    {
        var last = ladder.LastOrDefault(one => !one.IsSupport);
        return [.. ladder.Select(one => one.IsSupport
            ? support(one.Resolve(dossier, reminder.Party is { } party ? [party] : reminder.To)).Rung(from.AddDays(one.Days), Rung.Escalation)
            : reminder.Rung(from.AddDays(one.Days), Rung.Reminder, one == last ? every : null)).Select(rung => CatchUp(rung, today)).OfType<Rung>()];
    }

    /// <summary>A rung of the past falls away; one that comes again goes on at its next day.</summary>
    private static Rung? CatchUp(Rung rung, DateOnly today)
    {
        var on = rung.On;
        while (on < today && rung.RepeatEvery is { } every)
        {
            on = on.AddDays(every);
        }

        return on < today ? null : rung with { On = on };
    }
}
