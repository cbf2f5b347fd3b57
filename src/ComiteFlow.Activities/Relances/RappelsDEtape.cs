using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Relances;

/// <summary>The reminders of a task that a step opens: some working days after its due day, in the name of an obligation.</summary>
internal static class RappelsDEtape
{
    /// <param name="reminders">Policies or numbers of working days.</param>
    /// <param name="obligation">Asked for only where somebody is written to.</param>
    public static IReadOnlyList<Rung> Of(
        Dossier dossier, ActivityContext context, DateOnly due, IReadOnlyList<string>? reminders, IReadOnlyList<string> to, Func<string> obligation)
    {
        var ladder = Echelle.Of(context);
        if (ladder is null && reminders is not { Count: > 0 })
            return [];
        var details = JsonSerializer.SerializeToElement(new Dictionary<string, string> { [Obligations.ObligationServie.Input] = obligation() });
        if (ladder is not null)
        {
            return
            [
                .. ladder.Select(one => new Rung(due.AddDays(one.Days), one.IsSupport ? Rung.Escalation : Rung.Reminder, null, details) { To = one.IsSupport ? one.Resolve(dossier, to) : to })
                    .Where(rung => rung.On >= context.Today),
            ];
        }

        return
        [
            .. reminders!.Select(reminder => new Rung(dossier.Jours.Ajouter(due, Reglage.Entier(dossier, reminder)), Rung.Reminder, null, details) { To = to })
                .Where(rung => rung.On >= context.Today),
        ];
    }
}
