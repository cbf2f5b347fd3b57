using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>Meetings, decisions and expenses of a story, under the limit, at it and over it.</summary>
internal sealed partial class Recit
{
    private const int MostDelay = 4;

    private void ThinkOfMeetings()
    {
        foreach (var seance in devin.Seances.Where(s => s.On == _today && s is { HeldOn: null, IsCancelled: false } && _thought.Add(("meeting", s))).ToList())
        {
            if (random.Next(6) == 0)
                Decide(seance, "grant", 1_000_000);
            if (random.Next(10) == 0)
                continue;
            After(random.Next(3) == 0 ? random.Next(1, MostDelay) : 0, () => Hold(seance));
        }

        foreach (var seance in devin.Seances.Where(s => s.HeldOn is not null && _thought.Add(("decision", s))).ToList())
        {
            if (random.Next(8) != 0)
                After(random.Next(3) == 0 ? random.Next(1, MostDelay) : 0, () => Decide(seance));
        }
    }

    private void Hold(Seance seance)
    {
        if (_today > devin.End)
            return;
        if (Texte.Committees.Any(c => (string)c["code"]! == seance.Committee && c["minimumParties"] is not null) && random.Next(3) == 0)
            DoHere("holdCommittee", [.. Of(seance), ("attendees", new JsonArray(Texte.Parties[0]))]);
        DoHere("holdCommittee", Of(seance));
        if (random.Next(12) == 0)
            DoHere("holdCommittee", Of(seance));
        if (random.Next(12) == 0)
            DoHere("holdCommittee", ("committee", seance.Committee), ("occurrence", seance.Occurrence + 60), ("startup", seance.Startup));
    }

    private void Decide(Seance seance)
    {
        if (_today > devin.End)
            return;
        var left = Texte.Ceiling - devin.Cumulated;
        if (left is { } max && random.Next(3) == 0)
            Decide(seance, "grant", max + 1 + random.Next(3));
        if (random.Next(10) == 0)
            Decide(seance, "grant", 0);
        if (random.Next(6) == 0)
            DoHere("decideRevoyure", [.. Of(seance), ("outcome", "grant"), ("amountCents", 100_000), ("until", Texte.Iso(devin.End!.Value.AddDays(1)))]);
        switch (random.Next(5))
        {
            case 0:
                DoHere("decideRevoyure", [.. Of(seance), ("outcome", "refuse")]);
                break;
            case 1 when left is > 0:
                Decide(seance, "grant", left.Value);
                break;
            case 2:
                var from = Almanach.FirstOfMonth(_today).AddMonths(1);
                var until = Almanach.EndOfMonth(from.AddMonths(5));
                Decide(seance, "grant", Some(left), from, until < devin.End ? until : devin.End!.Value);
                break;
            default:
                Decide(seance, "grant", Some(left));
                break;
        }

        if (random.Next(10) == 0)
            Decide(seance, "grant", 1_000_000);
    }

    private long Some(long? left) => Math.Max(1, left is { } max ? max / random.Next(2, 6) : random.Next(1, 40) * 1_000_000L);

    private void Decide(Seance seance, string outcome, long amount, DateOnly? from = null, DateOnly? until = null)
    {
        if (from > until)
            (from, until) = (null, null);
        DoHere(
            "decideRevoyure",
            [.. Of(seance), ("outcome", outcome), ("amountCents", amount), ("from", from is null ? null : Texte.Iso(from.Value)), ("until", until is null ? null : Texte.Iso(until.Value))]);
    }

    private void Spend()
    {
        var startup = Texte.ByStartup ? (string)Texte.Startups[random.Next(Texte.Startups.Count)]["id"]! : null;
        var envelope = devin.Envelopes.Count > 0 ? devin.Envelopes.Keys.ElementAt(random.Next(devin.Envelopes.Count)) : null;
        var account = envelope is null ? devin.Accounts[startup ?? ""] : devin.Envelopes[envelope];
        var isPayment = random.Next(2) == 0;
        var left = isPayment ? Math.Min(account.LimitCp, account.Committed) - account.Paid : account.LimitAe - account.Committed;
        var amount = random.Next(12) switch
        {
            0 => left + 1,
            1 => left,
            2 => (isPayment ? account.LimitCp - account.Paid : left) + random.Next(1, 1000),
            3 => -random.Next(0, 2),
            _ => left / random.Next(3, 12),
        };
        Money(isPayment ? "pay" : "commit", amount, startup, random.Next(40) == 0 ? "ENV-INCONNUE" : random.Next(5) == 0 ? null : envelope);
    }

    private void Money(string verb, long amount, string? startup = null, string? envelope = null)
    {
        startup ??= Texte.ByStartup ? (string)Texte.Startups[0]["id"]! : null;
        DoHere(verb, ("startup", startup), ("envelope", envelope), ("amountCents", amount));
    }
}
