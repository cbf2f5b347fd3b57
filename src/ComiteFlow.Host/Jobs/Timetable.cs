using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Jobs;

/// <summary>One recurring job.</summary>
/// <param name="Name">Published name.</param>
/// <param name="Cron">Five fields, Europe/Paris.</param>
/// <param name="AfterMiss">What happens after a run that was missed.</param>
internal sealed record Rendezvous(string Name, string Cron, Type Job, string AfterMiss);

/// <summary>Every recurring job on one page, in the order in which those of one instant run.</summary>
internal static class Timetable
{
    public static IReadOnlyList<Rendezvous> For(ReglagesCourants reglages)
    {
        var time = reglages.Politiques.HeureDesTravaux;
        var daily = $"{time.Minute} {time.Hour} * * *";
        var weekly = $"{time.Minute} {time.Hour} * * 1";
        var monthly = $"{time.Minute} {time.Hour} {reglages.Politiques.Entier("monthly.openDay")} * *";
        return
        [
            new("comptes-rendus", monthly, typeof(OpenMonthlyReports), "the next run opens every month whose opening day has passed"),
            new("relances", daily, typeof(IssueReminders), "the next run issues every rung that is due, each once"),
            new("alertes", daily, typeof(IssueAlerts), "the next run issues every warning that is due and still has an object, each once"),
            new("regles", daily, typeof(VerifyRules), "the next run looks at the rules of every convention that has one on, each firing once"),
            new("dates", daily, typeof(AskForDates), "the next run asks for the date of every comité that still wants one, by the last rung reached"),
            new("dossiers", daily, typeof(PrepareDossiers), "the next run prepares every comité of the seven days to come that has no dossier, each once"),
            new("recapitulatifs", weekly, typeof(SendDigests), "the next run is that of the next Monday: a digest of the week before says nothing any more"),
            new("menage", daily, typeof(TidyEngine), "the next run takes away all that is out of date by then"),
        ];
    }
}
