using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>Comités: their dates, what they wait for, and the meetings.</summary>
internal sealed partial class Devin
{
    private readonly HashSet<string> _planned = [];
    private DateOnly? _incubation;
    private bool _closeOpened;

    public List<Seance> Seances { get; } = [];

    private void RecordMilestone(JsonObject step)
    {
        if ((string)step["milestone"]! != "incubationStart")
            throw new InvalidOperationException("The oracle knows the start of an incubation alone.");
        _incubation = _today;
        Plan();
    }

    /// <summary>Plans each comité as soon as its anchor and an end are known; later anchors only propose.</summary>
    private void Plan()
    {
        foreach (var committee in Texte.Committees.Where(c => c["cadence"]?["every"] is not null))
        {
            if ((string)committee["cadence"]!["anchor"]! != "startupPeriodEnd")
                Plan(committee, null);
            else
                foreach (var startup in Texte.Startups)
                    Plan(committee, startup);
        }
    }

    private void Plan(JsonObject committee, JsonObject? startup)
    {
        var code = (string)committee["code"]!;
        if (End is not { } end || Dates(committee, startup) is not var (dates, isProvisional))
            return;
        var kept = dates.TakeWhile(d => d.Nominal <= end).ToList();
        var key = $"{code} {startup?["id"]}";
        if (_planned.Add(key))
        {
            for (var i = 0; i < kept.Count; i++)
                Schedule(committee, (string?)startup?["id"], i + 1, kept[i], isProvisional);
            TellAfterEnd(code, (string?)startup?["id"], kept.Count + 1, dates[kept.Count].Nominal);
            return;
        }

        var suite = SuiteOf(code, (string?)startup?["id"]);
        foreach (var seance in suite.Where(s => s.HeldOn is null && dates[s.Occurrence - 1].Nominal <= end))
            Propose(seance, dates[seance.Occurrence - 1], end);
        if (!suite.Exists(s => s.Proposed is not null) && CancelBeyond(suite, kept.Count))
            TellAfterEnd(code, (string?)startup?["id"], kept.Count + 1, dates[kept.Count].Nominal);
    }

    private List<Seance> SuiteOf(string code, string? startup) => Seances.FindAll(s => s.Committee == code && s.Startup == startup && !s.IsCancelled);

    /// <summary>An occurrence exists only if its nominal date is not after the end, once that is known.</summary>
    private bool CancelBeyond(List<Seance> suite, int count)
    {
        foreach (var seance in suite.Where(s => s.Occurrence > count && s.HeldOn is null))
        {
            seance.IsCancelled = true;
            Tell("committee.cancelled", ("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup), ("on", seance.On));
        }

        return suite.Exists(s => s.IsCancelled);
    }

    private void Propose(Seance seance, (DateOnly Nominal, DateOnly? Bound) date, DateOnly end)
    {
        var on = _days.Place(date.Nominal, Earlier(date.Bound, end));
        if (seance.Nominal == date.Nominal || seance.Proposed?.Nominal == date.Nominal)
            return;
        seance.Proposed = (date.Nominal, on);
        Tell("committee.moveProposed", ("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup), ("was", seance.On), ("on", on), ("nominal", date.Nominal));
    }

    private void Schedule(JsonObject committee, string? startup, int occurrence, (DateOnly Nominal, DateOnly? Bound) date, bool isProvisional)
    {
        var seance = new Seance((string)committee["code"]!, occurrence, startup, date.Nominal, _days.Place(date.Nominal, Earlier(date.Bound, End!.Value)));
        Seances.Add(seance);
        Tell(
            "committee.scheduled", ("committee", seance.Committee), ("occurrence", occurrence), ("startup", startup), ("on", seance.On), ("nominal", seance.Nominal),
            ("provisional", isProvisional), ("chair", (string?)committee["chairParty"]), ("chairInPerson", (bool?)committee["chairInPerson"] ?? false),
            ("precededBy", Texte.Strings(committee["precededBy"])), ("followedBy", Texte.Strings(committee["followedBy"])));
        if (!Texte.Strings(committee["precededBy"]).Contains("STATUS") || Texte.Report("STATUS") is null)
            return;
        seance.StatusDue = _days.Worked(seance.On, -_settings.StatusDue);
        TellStatus("report.requested", seance, [Texte.Delegataire], []);
    }

    private void TellAfterEnd(string code, string? startup, int occurrence, DateOnly nominal)
    {
        Tell("committee.notScheduled", ("committee", code), ("occurrence", occurrence), ("startup", startup), ("nominal", nominal), ("reason", "afterEnd"));
        if (_closeOpened)
            return;
        _closeOpened = true;
        Tell("task.opened", ("task", "close"), ("document", Texte.Id), ("due", PaymentsUntil));
    }

    /// <summary>Nominal dates from the anchor, each with the bound that the text puts on it; null while the anchor is not known.</summary>
    private (List<(DateOnly Nominal, DateOnly? Bound)> Dates, bool IsProvisional)? Dates(JsonObject committee, JsonObject? startup)
    {
        var cadence = committee["cadence"]!.AsObject();
        var every = Texte.Months(cadence["every"])!.Value;
        if (startup is not null)
        {
            var (first, bound) = FirstOf(startup);
            return ([(first, bound), .. Enumerable.Range(1, 40).Select(n => (_days.AddMonths(first, n * every), (DateOnly?)null))], false);
        }

        var (anchor, isProvisional) = (string)cadence["anchor"]! switch
        {
            "effect" => (Effect ?? SignedOn, Effect is null),
            "incubationStart" => (_incubation ?? SignedOn, _incubation is null),
            "previousCommittee" => (Texte.Day(cadence["anchorDate"]), false),
            _ => (SignedOn, false),
        };
        if (anchor is null)
            return null;
        var delay = Texte.Months(cadence["firstAfter"]) ?? every;
        return ([.. Enumerable.Range(0, 40).Select(n => (_days.AddMonths(anchor.Value, delay + (n * every)), (DateOnly?)null))], isProvisional);
    }

    /// <summary>The date of the startup's annexe, else the end of its period; bounded by that month.</summary>
    private (DateOnly First, DateOnly Bound) FirstOf(JsonObject startup)
    {
        var month = Texte.Month(startup["committeeToPlan"]?["month"]) ?? Texte.Month(startup["periodEnd"])!.Value;
        return (_days.Word((string?)startup["committeeToPlan"]?["word"], month), Almanach.EndOfMonth(month));
    }

    private static DateOnly Earlier(DateOnly? one, DateOnly other) => one < other ? one.Value : other;

    private void ConfirmPlanning(JsonObject step)
    {
        var proposed = Seances.FindAll(s => s.Proposed is not null);
        if (proposed.Count == 0)
            Refuse(step, "alreadyDone");
        foreach (var seance in proposed)
        {
            var was = seance.On;
            (seance.Nominal, seance.On) = seance.Proposed!.Value;
            seance.Proposed = null;
            Move(seance, was);
        }

        foreach (var committee in Texte.Committees.Where(c => proposed.Exists(s => s.Committee == (string)c["code"]!)))
        {
            var (code, dates) = ((string)committee["code"]!, Dates(committee, null)!.Value.Dates);
            var count = dates.Count(d => d.Nominal <= End);
            CancelBeyond(SuiteOf(code, null), count);
            TellAfterEnd(code, null, count + 1, dates[count].Nominal);
        }
    }

    private void Move(Seance seance, DateOnly was)
    {
        if (seance.StatusDue is not null)
            seance.StatusDue = _days.Worked(seance.On, -_settings.StatusDue);
        Tell("committee.rescheduled", ("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup), ("was", was), ("on", seance.On), ("nominal", seance.Nominal));
    }

    private void WatchCommittees()
    {
        foreach (var seance in Seances.Where(s => s.HeldOn is null && !s.IsCancelled))
        {
            if (seance.On == _today)
            {
                seance.IsWaiting = Missing(seance).Count > 0;
                TellState(seance);
            }

            if (_days.Worked(seance.On, 1) == _today)
                Tell("alert.raised", ("alert", "committeeOverdue"), ("to", List(Texte.Delegant)), ("startup", seance.Startup), ("on", seance.On));
        }
    }

    private void TellState(Seance seance)
    {
        if (seance.IsWaiting)
            Tell("committee.waiting", ("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup), ("missing", Missing(seance)));
        else
            Tell("committee.ready", ("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup));
    }

    private IReadOnlyList<string> Missing(Seance seance)
    {
        var monthly = Texte.Strings(Texte.Report("MONTHLY_EXPENSES")?["beforeCommittees"]).Contains(seance.Committee)
            ? Reports.Where(r => r is { Month: not null, IsIn: false } && r.Due <= seance.On) : [];
        return [.. seance is { StatusDue: not null, StatusIn: false } ? ["status"] : Array.Empty<string>(), .. monthly.Select(r => $"monthly:{r.Month:yyyy-MM}")];
    }

    /// <summary>A comité that waited is ready as soon as nothing is missing.</summary>
    private void Release()
    {
        foreach (var seance in Seances.Where(s => s.IsWaiting && s.HeldOn is null && Missing(s).Count == 0))
        {
            seance.IsWaiting = false;
            TellState(seance);
        }
    }

    private Seance? Find(JsonObject step) => Seances.Find(s =>
        s.Committee == (string)step["committee"]! && s.Occurrence == (int)step["occurrence"]! && s.Startup == (string?)step["startup"]);

    private void Hold(JsonObject step)
    {
        if (Find(step) is not { } seance)
        {
            Refuse(step, "unknownReference");
            return;
        }

        var quorum = Texte.Strings(Texte.Committees.First(c => (string)c["code"]! == seance.Committee)["minimumParties"]);
        var missing = step["attendees"] is { } present ? quorum.Except(Texte.Strings(present)).ToList() : [];
        if (seance.HeldOn is not null)
            Refuse(step, "alreadyDone");
        else if (missing.Count > 0)
            Refuse(step, "quorumMissing", ("missing", missing));
        else
        {
            seance.HeldOn = _today;
            Tell("committee.held", ("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup), ("on", _today));
        }
    }
}
