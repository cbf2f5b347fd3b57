using System.Globalization;
using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>What people do with one convention, drawn day by day; the oracle's state only tells them what there is to do.</summary>
internal sealed partial class Recit(Random random, Devin devin, int rank)
{
    private readonly SortedDictionary<DateOnly, List<Action>> _plans = [];
    private readonly HashSet<object> _thought = [];
    private DateOnly _today;
    private TimeSpan _clock;

    public List<JsonObject> Steps { get; } = [];

    private Texte Texte => devin.Texte;

    /// <summary>The acts of a day, after the jobs of the morning.</summary>
    public void Live(DateOnly day)
    {
        (_today, _clock) = (day, TimeSpan.FromMinutes((9 * 60) + (rank * 7)));
        Think();
        while (_plans.Remove(day, out var acts))
        {
            foreach (var act in acts)
                act();
            Think();
        }
    }

    /// <summary>Plans what is new: each thing is thought of once.</summary>
    private void Think()
    {
        foreach (var party in devin.MissingSignatures.Where(p => _thought.Add($"sign {p}")))
            After(random.Next(0, 25), () => Sign(Texte.Id, party));
        if (_thought.Add("early") && devin.MissingSignatures.Count > 0)
            Early();
        if (devin.SignedOn is not null && _thought.Add("signed"))
            Signed();
        foreach (var tranche in devin.ToRelease.Where(t => !Texte.ByStartup && devin.SignedOn is not null && _thought.Add(t)).ToList())
            After(random.Next(0, 12), () => Release(tranche));
        foreach (var avenant in devin.Avenants.Where(a => _thought.Add(a)).ToList())
            foreach (var (party, _) in Texte.Signatories)
                After(random.Next(0, 30), () => Sign(avenant.Id, party));
        ThinkOfTeams();
        ThinkOfMeetings();
        ThinkOfReports();
        ThinkOfYearEnd();
        if (devin.Effect is not null && _thought.Add(("money", _today)) && random.Next(14) == 0)
            Spend();
    }

    private void After(int days, Action act)
    {
        if (!_plans.TryGetValue(_today.AddDays(days), out var acts))
            _plans[_today.AddDays(days)] = acts = [];
        acts.Add(act);
    }

    private void On(DateOnly day, Action act, Func<bool>? still = null) => After(
        Math.Max(0, day.DayNumber - _today.DayNumber), () =>
        {
            if (still?.Invoke() != false)
                act();
        });

    private void Do(string verb, params (string Key, JsonNode? Value)[] keys)
    {
        _clock += TimeSpan.FromMinutes(1);
        var step = new JsonObject { ["at"] = _today.ToDateTime(TimeOnly.FromTimeSpan(_clock)).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), ["do"] = verb };
        foreach (var (key, value) in keys.Where(k => k.Value is not null))
            step[key] = value!.DeepClone();
        Steps.Add(step);
        devin.Do(JsonNode.Parse(step.ToJsonString())!.AsObject());
    }

    private void DoHere(string verb, params (string Key, JsonNode? Value)[] keys) => Do(verb, [("convention", Texte.Id), .. keys]);

    private void Sign(string document, string party)
    {
        Do("sign", ("document", document), ("party", party));
        if (random.Next(15) == 0)
            Do("sign", ("document", document), ("party", party));
        if (random.Next(25) == 0)
            Do("sign", ("document", document), ("party", "ETRANGER"));
    }

    /// <summary>Acts that come before the last signature, and are refused.</summary>
    private void Early()
    {
        if (random.Next(2) == 0)
            After(random.Next(0, 8), () => Do("publish", ("document", Texte.Id)));
        if (random.Next(3) == 0)
            After(0, () => Money("commit", 100_000));
    }

    private void Signed()
    {
        if (Texte.Trigger == "publication")
        {
            if (random.Next(3) == 0)
                After(0, () => Money("commit", 100_000));
            After(random.Next(2) * random.Next(1, 25), () => Do("publish", ("document", Texte.Id)));
        }

        if (Texte.Committees.Any(c => (string?)c["cadence"]?["anchor"] == "incubationStart"))
            After(random.Next(0, 40), () => DoHere("recordMilestone", ("milestone", "incubationStart")));
        foreach (var startup in Texte.ByStartup ? Texte.Startups : [])
            After(random.Next(0, 20), () => DoHere("releaseFunds", ("startup", (string)startup["id"]!)));
    }

    private void ThinkOfTeams()
    {
        foreach (var avenant in devin.Avenants.Where(a => a is { IsSigned: true, Startup: not null, Ae: > 0 } && Texte.ByStartup && _thought.Add(("fonds", a))).ToList())
            After(random.Next(0, 15), () => DoHere("releaseFunds", ("startup", avenant.Startup)));
        if (devin.Seances.Any(s => s.Proposed is not null) && _thought.Add(("confirm", string.Join(' ', devin.Seances.Select(s => s.Proposed)))) && random.Next(5) != 0)
            After(random.Next(0, 15), () => DoHere("confirmPlanning"));
    }

    private void Release(int tranche)
    {
        DoHere("releaseFunds", ("tranche", tranche));
        if (random.Next(8) == 0)
            DoHere("releaseFunds", ("tranche", tranche));
        if (random.Next(20) == 0)
            DoHere("releaseFunds", ("tranche", tranche + 40));
    }

    private void ThinkOfReports()
    {
        foreach (var report in devin.Reports.Where(r => _thought.Add(r)).ToList())
        {
            if (random.Next(12) == 0)
                continue;
            On(report.Due.AddDays(random.Next(-6, random.Next(4) == 0 ? 25 : 1)), () => Account(report));
        }

        foreach (var seance in devin.Seances.Where(s => s is { StatusDue: not null, IsCancelled: false } && _thought.Add(("status", s))).ToList())
        {
            var when = seance.On.AddDays(-random.Next(random.Next(3) == 0 ? -1 : 14, 30));
            if (random.Next(10) != 0)
                On(when, () => Status(seance), () => !seance.IsCancelled);
        }
    }

    private void Account(Compte report)
    {
        var month = report.Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        (string, JsonNode?) which = month is null ? ("report", "final") : ("month", month);
        if (random.Next(10) == 0 && devin.Accounts.Values.Sum(a => a.Committed) is > 0 and var committed)
            DoHere("submitExpenseReport", which, ("cumulatedCommittedCents", committed - 1));
        DoHere("submitExpenseReport", which);
    }

    private void Status(Seance seance)
    {
        DoHere(random.Next(8) == 0 ? "waiveStatusReport" : "submitStatusReport", [.. Of(seance), ("reason", null)]);
        if (Steps[^1]["do"]!.GetValue<string>() == "waiveStatusReport")
            Steps[^1]["reason"] = "Point fait de vive voix.";
    }

    private static (string, JsonNode?)[] Of(Seance seance) =>
        [("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup)];

    private void ThinkOfYearEnd()
    {
        foreach (var dialogue in devin.Dialogues.Where(d => _thought.Add(("dialogue", d.Year))).ToList())
        {
            if (random.Next(3) != 0)
                On(dialogue.On.AddDays(random.Next(-4, 8)), () => DoHere("holdDialogue", ("year", dialogue.Year)));
        }

        if (Texte is { HasCutoffs: true, ByStartup: true } && devin.Effect is not null && _today is { Month: 12, Day: 22 } && _today <= devin.End)
        {
            foreach (var startup in devin.Accounts.Keys.Where(s => devin.IsReleased(s) && random.Next(3) != 0 && _thought.Add(("balance", s, _today.Year))).ToList())
                After(random.Next(0, 8), () => Balance(startup));
        }
    }

    private void Balance(string startup)
    {
        var account = devin.Accounts[startup];
        var (ae, cp) = (account.LimitAe - account.Committed, account.LimitCp - account.Paid);
        var (carry, back) = random.Next(3) switch { 0 => (1.0, 0.0), 1 => (0.5, 0.25), _ => (0.0, 1.0) };
        DoHere(
            "decideBalance", ("startup", startup), ("year", _today.Year), ("returnAeCents", (long)(ae * back)), ("returnCpCents", (long)(cp * back)),
            ("carryAeCents", (long)(ae * carry)), ("carryCpCents", (long)(cp * carry)));
    }
}
