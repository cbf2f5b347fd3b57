using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>Tranches, credits put at disposal, commitments and payments with their limits.</summary>
internal sealed partial class Devin
{
    private readonly Dictionary<string, Credits> _envelopes = [];
    private readonly List<(int Number, string? Startup, long Ae, long Cp)> _opened = [];

    /// <summary>By startup; under the empty key where the control is of the convention.</summary>
    public Dictionary<string, Credits> Accounts { get; } = [];

    public IReadOnlyDictionary<string, Credits> Envelopes => _envelopes;

    /// <summary>Tranches that are open and not yet put at disposal.</summary>
    public HashSet<int> ToRelease { get; } = [];

    public long Cumulated => _opened.Sum(t => t.Ae);

    public bool IsReleased(string startup) => _released.ContainsKey(startup);

    /// <summary>What a startup may still be put at disposal: its budget and its signed avenants.</summary>
    public long Releasable(string startup) => BudgetOf(startup) + _opened.Where(t => t.Startup == startup).Sum(t => t.Ae) - _released.GetValueOrDefault(startup);

    private readonly Dictionary<string, long> _released = [];

    private long BudgetOf(string startup) => (long?)Texte.Startups.First(s => (string)s["id"]! == startup)["budgetCents"] ?? 0;

    private void OpenTextTranches(string occasion)
    {
        foreach (var tranche in Texte.Tranches.Where(t => (string?)t["availableOn"] == occasion))
        {
            OpenTranche(null, (long)tranche["amountCents"]!, (long)tranche["amountCents"]!);
            foreach (var envelope in Texte.Objects(tranche["earmarks"]))
                _envelopes[(string)envelope["id"]!] = new Credits { LimitAe = (long)envelope["amountCents"]!, LimitCp = (long)envelope["amountCents"]! };
        }
    }

    private void OpenTranche(string? startup, long ae, long cp)
    {
        var number = _opened.Count + 1;
        _opened.Add((number, startup, ae, cp));
        ToRelease.Add(number);
        Tell(
            "tranche.opened", ("tranche", number), ("startup", startup), ("amountCents", ae == cp ? ae : null), ("aeCents", ae), ("cpCents", cp),
            ("cumulatedCents", Cumulated), ("ceilingCents", Texte.Ceiling), ("remainingCents", Texte.Ceiling - Cumulated));
    }

    private void Release(JsonObject step)
    {
        var (startup, tranche) = ((string?)step["startup"], (int?)step["tranche"]);
        if (MissingSignatures is { Count: > 0 } missing)
        {
            Refuse(step, "notFullySigned", ("missing", missing));
            return;
        }

        if (tranche is { } wanted && _opened.All(t => t.Number != wanted))
        {
            Refuse(step, "unknownReference");
            return;
        }

        if (tranche is { } done && !ToRelease.Contains(done))
        {
            Refuse(step, "alreadyDone");
            return;
        }

        var (ae, cp) = startup is null ? (_opened.Single(t => t.Number == tranche).Ae, _opened.Single(t => t.Number == tranche).Cp) : (Releasable(startup), Releasable(startup));
        if (ae == 0)
        {
            Refuse(step, "alreadyDone");
            return;
        }

        ToRelease.RemoveWhere(n => n == tranche || _opened[n - 1].Startup == startup && startup is not null);
        _released[startup ?? ""] = _released.GetValueOrDefault(startup ?? "") + ae;
        var account = Accounts[startup ?? ""];
        (account.LimitAe, account.LimitCp) = (account.LimitAe + ae, account.LimitCp + cp);
        Tell(
            "funds.released", ("tranche", tranche), ("startup", startup), ("aeCents", ae), ("cpCents", cp), ("allocatedAeCents", account.LimitAe), ("allocatedCpCents", account.LimitCp),
            ("remainingAeCents", account.LimitAe - account.Committed), ("remainingCpCents", account.LimitCp - account.Paid));
    }

    private void Spend(JsonObject step, bool isPayment)
    {
        var (startup, envelope, amount) = ((string?)step["startup"], (string?)step["envelope"], (long)step["amountCents"]!);
        if (startup is not null && Texte.Startups.All(s => (string)s["id"]! != startup) || envelope is not null && !_envelopes.ContainsKey(envelope))
            Refuse(step, "unknownReference");
        else if (amount <= 0)
            Refuse(step, "invalidAmount");
        else if (!IsTooEarly(step) && !WaitsForAvenant(step, isPayment, startup, amount) && !IsClosed(step, isPayment, startup) && !IsTooMuch(step, isPayment, startup, envelope, amount))
            Book(isPayment, startup, envelope, amount);
    }

    /// <summary>Where the control is by startup, an amount that only fits thanks to an annexe in its period waits for the signatures of its avenant.</summary>
    private bool WaitsForAvenant(JsonObject step, bool isPayment, string? startup, long amount)
    {
        if (!Texte.ByStartup)
            return false;
        var account = Accounts[startup!];
        var by = amount - (isPayment ? account.LimitCp - account.Paid : account.LimitAe - account.Committed);
        var pending = Avenants.FindAll(a => !a.IsSigned && a.Startup == startup && a.From <= _today && (isPayment ? a.Cp : a.Ae) > 0);
        if (by <= 0 || pending.Sum(a => isPayment ? a.Cp : a.Ae) < by)
            return false;
        Refuse(step, "notFullySigned", ("missing", Texte.Parties.Where(p => pending.Exists(a => !a.Signed.ContainsKey(p))).ToList()));
        return true;
    }

    private bool IsClosed(JsonObject step, bool isPayment, string? startup)
    {
        var last = LastDay(isPayment ? "cp" : "ae", _today.Year);
        if (!IsReleased(Texte.ByStartup ? startup! : ""))
            Refuse(step, "fundsNotReleased");
        else if (_today > (isPayment ? PaymentsUntil : End))
            Refuse(step, "conventionEnded", ("end", isPayment ? PaymentsUntil : End));
        else if (_today > last)
            Refuse(step, isPayment ? "cpCutoff" : "aeCutoff");
        else
            return false;
        return true;
    }

    private bool IsTooMuch(JsonObject step, bool isPayment, string? startup, string? envelope, long amount)
    {
        var account = Accounts[Texte.ByStartup ? startup! : ""];
        if (envelope is not null && Exceeds(step, _envelopes[envelope], isPayment, amount, "earmarkExceeded", startup))
            return true;
        if (Exceeds(step, account, isPayment, amount, Texte.ByStartup ? "startupAllocationExceeded" : "allocationExceeded", startup))
            return true;
        var inner = envelope is null ? account : _envelopes[envelope];
        var by = inner.Paid + amount > inner.Committed ? inner.Paid + amount - inner.Committed : account.Paid + amount - account.Committed;
        if (!isPayment || by <= 0)
            return false;
        Refuse(step, "paymentExceedsCommitment", ("byCents", by));
        return true;
    }

    private bool Exceeds(JsonObject step, Credits credits, bool isPayment, long amount, string code, string? startup)
    {
        var left = isPayment ? credits.LimitCp - credits.Paid : credits.LimitAe - credits.Committed;
        if (amount <= left)
            return false;
        var isStartup = code == "startupAllocationExceeded";
        Refuse(
            step, code, ("byCents", amount - left), ("maxCents", left), ("dimension", isPayment ? "cp" : "ae"), ("startup", startup),
            ("offers", isStartup ? List("committee", "annexeModificative") : null));
        if (Texte.AlertsInsufficientCredits)
            Tell("alert.raised", ("alert", "insufficientCredits"), ("to", List(Texte.Delegant)), ("startup", startup), ("amountCents", amount - left));
        return true;
    }

    private void Book(bool isPayment, string? startup, string? envelope, long amount)
    {
        var account = Accounts[Texte.ByStartup ? startup! : ""];
        var told = envelope is null ? account : _envelopes[envelope];
        foreach (var credits in new[] { account, told }.Distinct())
        {
            if (isPayment)
                credits.Paid += amount;
            else
                credits.Committed += amount;
        }

        Tell(
            isPayment ? "expense.paid" : "expense.committed", ("startup", startup), ("envelope", envelope), ("amountCents", amount), ("committedCents", told.Committed), ("paidCents", told.Paid),
            ("remainingAeCents", told.LimitAe - told.Committed), ("remainingCpCents", told.LimitCp - told.Paid), ("limitAeCents", told.LimitAe), ("limitCpCents", told.LimitCp));
    }
}
