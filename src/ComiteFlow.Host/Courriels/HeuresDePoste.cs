using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Courriels;

/// <summary>When mail leaves that answers no act (section <c>Courriels</c>), Europe/Paris.</summary>
internal sealed record OptionsDePoste
{
    public TimeOnly De { get; init; } = new(8, 0);

    /// <summary>Not included.</summary>
    public TimeOnly Jusqua { get; init; } = new(18, 0);
}

/// <summary>The hours of the post: working days, from morning to evening.</summary>
internal sealed class HeuresDePoste(OptionsDePoste options, ReglagesCourants reglages)
{
    /// <summary>The instant itself while the post is open, else its next opening.</summary>
    /// <param name="jours">Working days; those of the service if null.</param>
    public DateTimeOffset Next(DateTimeOffset now, JoursOuvres? jours = null)
    {
        jours ??= reglages.Politiques.Jours;
        var local = HeureDeParis.Local(now);
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (jours.EstOuvre(day) && time < options.Jusqua)
            return time >= options.De ? now : HeureDeParis.At(day, options.De);
        return Opening(day, jours);
    }

    /// <summary>The first opening after a day.</summary>
    /// <param name="jours">Working days; those of the service if null.</param>
    public DateTimeOffset After(DateOnly day, JoursOuvres? jours = null) => Opening(day, jours ?? reglages.Politiques.Jours);

    private DateTimeOffset Opening(DateOnly day, JoursOuvres jours) => HeureDeParis.At(jours.Suivant(day.AddDays(1)), options.De);
}
