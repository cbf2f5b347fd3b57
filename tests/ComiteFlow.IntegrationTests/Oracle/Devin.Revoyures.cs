using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>Decisions of the revoyures: tranche, avenant, nothing, or a refusal.</summary>
internal sealed partial class Devin
{
    private const int PeriodMonths = 6;

    private void Decide(JsonObject step)
    {
        var (seance, outcome, amount) = (Find(step), (string)step["outcome"]!, (long?)step["amountCents"] ?? 0);
        if (seance is null)
            Refuse(step, "unknownReference");
        else if (outcome is "grant" or "adjust" && amount <= 0)
            Refuse(step, "invalidAmount");
        else if (seance.IsDecided)
            Refuse(step, "alreadyDone");
        else if (Follows(seance).All(f => f is not ("REVOYURE" or "BUDGET_FRAMING")))
            Refuse(step, "noSuchClause");
        else if (!IsTooEarly(step) && IsReady(step, seance))
            Decide(step, seance, outcome, amount);
    }

    private IReadOnlyList<string> Follows(Seance seance) => Texte.Strings(Texte.Committees.First(c => (string)c["code"]! == seance.Committee)["followedBy"]);

    private bool IsReady(JsonObject step, Seance seance)
    {
        if (seance is { StatusDue: not null, StatusIn: false })
            Refuse(step, "statusReportMissing", ("missing", List("status")));
        else if (seance.HeldOn is null)
            Refuse(step, "committeeNotHeld");
        else
            return true;
        return false;
    }

    private void Decide(JsonObject step, Seance seance, string outcome, long amount)
    {
        var from = Texte.Day(step["from"]) ?? seance.HeldOn!.Value;
        var until = Texte.Day(step["until"]) ?? Earlier(Almanach.AddClamped(from, PeriodMonths).AddDays(-1), End!.Value);
        if (outcome == "refuse")
        {
            Settle(seance, outcome, null, null, 0, AlwaysAvenant(seance) ? "avenant" : "none");
            return;
        }

        if (until > End)
        {
            Refuse(step, "periodBeyondEnd");
            return;
        }

        var (left, most) = (Texte.Ceiling - Cumulated, Texte.Ceiling - Cumulated - (_settings.EqualityAccepted ? 0 : 1));
        if (amount > most)
        {
            Refuse(
                step, "ceilingExceeded", ("byCents", amount - left), ("wouldBeCents", Cumulated + amount), ("maxCents", Math.Max(0, most.Value)),
                ("offers", most > 0 ? List("adjust", "requestAvenant") : List("requestAvenant")));
            return;
        }

        Settle(seance, outcome, from, until, amount, AlwaysAvenant(seance) || !Texte.LaterAllowed || Texte.RequiresAvenant ? "avenant" : "tranche");
    }

    private bool AlwaysAvenant(Seance seance) => Follows(seance).Contains("AVENANT");

    private void Settle(Seance seance, string outcome, DateOnly? from, DateOnly? until, long amount, string form)
    {
        seance.IsDecided = true;
        var after = Cumulated + (form == "tranche" ? amount : 0);
        var granted = outcome == "refuse" ? (long?)null : amount;
        Tell(
            "revoyure.decided", ("committee", seance.Committee), ("occurrence", seance.Occurrence), ("startup", seance.Startup), ("outcome", outcome),
            ("amountCents", granted ?? (form == "avenant" ? 0L : null)), ("aeCents", granted), ("cpCents", granted), ("from", from), ("until", until),
            ("cumulatedCents", after), ("ceilingCents", Texte.Ceiling), ("remainingCents", Texte.Ceiling - after), ("form", form), ("committableFrom", CommittableFrom(from, amount)));
        if (form == "tranche")
            OpenTranche(null, amount, amount);
        else if (form == "avenant")
            Draft(seance.Startup, amount, from);
        if (from is not null && seance.Startup is not null)
            BoundNext(seance, from.Value, until!.Value);
    }

    /// <summary>After the year's cutoff for commitments, a grant is for the next year.</summary>
    private DateOnly? CommittableFrom(DateOnly? from, long amount)
    {
        if (amount == 0 || LastDay("ae", _today.Year) is not { } last || _today <= last)
            return null;
        var january = new DateOnly(_today.Year + 1, 1, 1);
        return from > january ? from : january;
    }

    private void Draft(string? startup, long amount, DateOnly? from)
    {
        var number = Avenants.Count + 1;
        Avenants.Add(new AvenantEnCours($"{Texte.Id}-AV{number}", startup, amount, amount, from));
        Tell("avenant.drafted", ("avenant", $"{Texte.Id}-AV{number}"), ("number", number), ("startup", startup), ("amountCents", amount));
    }

    /// <summary>The end of a granted period bounds the startup's next occurrence whose nominal date is in it.</summary>
    private void BoundNext(Seance seance, DateOnly from, DateOnly until)
    {
        var next = Seances.Find(s => s.Committee == seance.Committee && s.Startup == seance.Startup && s.Occurrence == seance.Occurrence + 1 && s.HeldOn is null);
        if (next is null || next.Nominal < from || next.Nominal > until)
            return;
        var (was, on) = (next.On, _days.Place(next.Nominal, until));
        if (on == was)
            return;
        next.On = on;
        Move(next, was);
    }
}
