using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>Status, monthly and final reports: asked for, reminded, received.</summary>
internal sealed partial class Devin
{
    private readonly SortedDictionary<DateOnly, (long Committed, long Paid)> _reported = [];

    public List<Compte> Reports { get; } = [];

    private void WatchReports()
    {
        OpenMonthly();
        OpenFinal();
        foreach (var report in Reports.Where(r => !r.IsIn))
        {
            var first = _days.Worked(report.Due, _settings.MonthlyReminder);
            if (first <= _today && (_today.DayNumber - first.DayNumber) % _settings.MonthlyEvery == 0)
                TellExpenses("report.reminded", report);
            if (_days.Worked(report.Due, 1) == _today)
                TellMissing(report.Due, null);
        }

        foreach (var seance in Seances.Where(s => s is { StatusDue: not null, StatusIn: false, IsCancelled: false }))
            WatchStatus(seance);
    }

    private void WatchStatus(Seance seance)
    {
        if (_days.Worked(seance.StatusDue!.Value, _settings.StatusReminder) == _today)
            TellStatus("report.reminded", seance, [Texte.Delegataire], []);
        if (_days.Worked(seance.StatusDue.Value, 1) == _today)
            TellMissing(seance.StatusDue.Value, seance.Startup);
        if (_days.Worked(seance.On, -_settings.StatusEscalation) == _today)
            TellStatus("report.escalated", seance, [Texte.Delegant], [Texte.Delegataire]);
    }

    private void OpenMonthly()
    {
        if (Texte.Report("MONTHLY_EXPENSES") is null || _today.Day != 1 || Effect is not { } effect)
            return;
        var month = _today.AddDays(-1);
        if (month < effect || Almanach.FirstOfMonth(month) > End)
            return;
        var due = _days.Next(new DateOnly(_today.Year, _today.Month, _settings.MonthlyDay(Texte)));
        Open(new Compte(Almanach.FirstOfMonth(month), due));
    }

    private void OpenFinal()
    {
        if (Texte.Report("FINAL_EXPENSES") is null || Effect is null || _today != End!.Value.AddDays(1))
            return;
        var after = Almanach.AddClamped(Almanach.FirstOfMonth(End.Value), 1);
        Open(new Compte(null, _days.Next(after.AddDays(_settings.MonthlyDay(Texte) - 1))));
    }

    private void Open(Compte report)
    {
        Reports.Add(report);
        var isFinal = report.Month is null;
        Tell(
            "report.requested", ("report", isFinal ? "final" : "monthly"), ("month", Month(report)), ("due", report.Due), ("to", List(Texte.Delegataire)), ("cc", Array.Empty<string>()),
            ("from", isFinal ? Effect : null), ("until", isFinal ? End : null), ("parts", List("expenses", "progress", "forecasts")), ("voluntary", isFinal ? null : false));
    }

    private static string? Month(Compte report) => report.Month?.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    private void TellExpenses(string fact, Compte report) =>
        Tell(fact, ("report", report.Month is null ? "final" : "monthly"), ("month", Month(report)), ("due", report.Due), ("to", List(Texte.Delegataire)), ("cc", Array.Empty<string>()));

    private void TellStatus(string fact, Seance seance, string[] to, string[] cc) => Tell(
        fact, ("report", "status"), ("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup), ("due", seance.StatusDue), ("to", to), ("cc", cc));

    private void TellMissing(DateOnly due, string? startup) =>
        Tell("alert.raised", ("alert", "reportMissing"), ("to", List(Texte.Delegant)), ("startup", startup), ("on", due));

    private void SubmitStatus(JsonObject step)
    {
        if (Find(step) is not { } seance)
            Refuse(step, "unknownReference");
        else if (seance.StatusDue is not { } due)
            Refuse(step, "noSuchClause");
        else if (seance.StatusIn)
            Refuse(step, "alreadyDone");
        else
        {
            seance.StatusIn = true;
            Tell(
                "report.received", ("report", "status"), ("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup),
                ("late", _today > due), ("workingDaysLate", _days.Between(due, _today)));
            Release();
        }
    }

    private void WaiveStatus(JsonObject step)
    {
        if (Find(step) is not { } seance)
            Refuse(step, "unknownReference");
        else if (seance.StatusDue is null)
            Refuse(step, "noSuchClause");
        else if (seance.StatusIn)
            Refuse(step, "alreadyDone");
        else
        {
            seance.StatusIn = true;
            Tell("report.waived", ("report", "status"), ("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup));
            Release();
        }
    }

    private void SubmitExpenses(JsonObject step)
    {
        var report = Reports.Find(r => Month(r) == (string?)step["month"]);
        if (report is null)
        {
            Refuse(step, "noSuchClause");
            return;
        }

        if (report.IsIn)
        {
            Refuse(step, "alreadyDone");
            return;
        }

        var (committed, paid) = ((long?)step["cumulatedCommittedCents"] ?? Accounts.Values.Sum(a => a.Committed), (long?)step["cumulatedPaidCents"] ?? Accounts.Values.Sum(a => a.Paid));
        // An account that comes late is compared with those of the months before it.
        var rank = report.Month ?? DateOnly.MaxValue;
        var before = _reported.LastOrDefault(r => r.Key < rank).Value;
        if (step["comment"] is null && (committed < before.Committed || paid < before.Paid))
        {
            Refuse(step, "commentRequired", ("byCents", Math.Max(before.Committed - committed, before.Paid - paid)));
            return;
        }

        report.IsIn = true;
        _reported[rank] = (committed, paid);
        Tell(
            "report.received", ("report", report.Month is null ? "final" : "monthly"), ("month", Month(report)), ("late", _today > report.Due), ("workingDaysLate", _days.Between(report.Due, _today)),
            ("cumulatedCommittedCents", committed), ("cumulatedPaidCents", paid),
            ("remainingAeCents", Accounts.Values.Sum(a => a.LimitAe) - committed), ("remainingCpCents", Accounts.Values.Sum(a => a.LimitCp) - paid));
        Release();
    }
}
