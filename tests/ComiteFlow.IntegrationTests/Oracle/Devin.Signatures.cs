using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>Signatures, publication, effect and end.</summary>
internal sealed partial class Devin
{
    private void Sign(JsonObject step)
    {
        var (document, party) = ((string)step["document"]!, (string)step["party"]!);
        var signed = document == Texte.Id ? _convention : Avenants.Find(a => a.Id == document);
        if (Texte.Signatories.All(s => s.Party != party))
            Refuse(step, "forbidden");
        else if (signed is null)
            Refuse(step, "unknownReference");
        else if (signed.Signed.ContainsKey(party))
            Refuse(step, "alreadyDone");
        else
            Record(signed, party, _today);
    }

    private void Record(AvenantEnCours document, string party, DateOnly on)
    {
        document.Signed[party] = on;
        document.FirstRecorded ??= _today;
        Tell("signature.recorded", ("document", document.Id), ("party", party), ("on", on), ("signed", document.Signed.Count), ("of", Texte.Signatories.Count));
        if (document.Signed.Count < Texte.Signatories.Count)
            return;
        document.IsSigned = true;
        var last = document.Signed.Values.Max();
        Tell("document.signed", ("document", document.Id), ("on", last), ("days", last.DayNumber - document.Signed.Values.Min().DayNumber));
        OpenTasks(document);
        if (document == _convention)
            ConventionSigned(last);
        else if (document.Ae > 0)
            OpenTranche(document.Startup, document.Ae, document.Cp);
    }

    private void OpenTasks(AvenantEnCours document)
    {
        foreach (var to in Texte.CopiesOf(document == _convention ? "convention" : "avenant"))
            Tell("task.opened", ("task", "copy"), ("document", document.Id), ("to", to));
        foreach (var place in document == _convention ? Texte.Places : Texte.AvenantPlaces)
        {
            for (var task = 0; task < (place == "ministry" ? Texte.Parties.Count : 1); task++)
                Tell("task.opened", ("task", "publish"), ("document", document.Id), ("place", place));
        }
    }

    private void ConventionSigned(DateOnly on)
    {
        SignedOn = on;
        foreach (var startup in Texte.Startups.Where(s => Texte.Month(s["periodStart"]) < on))
        {
            var first = Texte.Month(startup["periodStart"])!.Value;
            Tell(
                "alert.raised", ("alert", "coverageGap"), ("to", Texte.Parties), ("startup", (string)startup["id"]!), ("from", first), ("until", on.AddDays(-1)),
                ("days", on.DayNumber - first.DayNumber));
        }

        OpenTextTranches("signature");
        if (Texte.Trigger == "signature")
            TakeEffect(on);
        else
            Plan();
    }

    private void Publish(JsonObject step)
    {
        if (MissingSignatures is { Count: > 0 } missing)
        {
            Refuse(step, "notFullySigned", ("missing", missing));
            return;
        }

        if (Effect is not null)
        {
            Refuse(step, "alreadyDone");
            return;
        }

        Tell("document.published", ("document", Texte.Id), ("on", _today));
        OpenTextTranches("publication");
        TakeEffect(_today);
    }

    private void TakeEffect(DateOnly on)
    {
        Effect = on;
        _late = _at.EndsWith("T00:00:00", StringComparison.Ordinal) ? null : on;
        var (nominal, end, payments) = EndFor(SignedOn, on)!.Value;
        (End, PaymentsUntil) = (end, payments);
        Tell("convention.inEffect", ("on", on), ("end", end), ("nominalEnd", nominal), ("paymentsUntil", payments));
        OpenTextTranches("effect");
        ScheduleDialogues();
        Plan();
    }

    /// <summary>The end once its start is known; before, a latest date stands for it.</summary>
    private (DateOnly Nominal, DateOnly End, DateOnly Payments)? EndFor(DateOnly? signed, DateOnly? effect)
    {
        if (Texte.EndDate is { } date)
            return (date, date, Texte.LatestPayment ?? date);
        var start = Texte.EndFrom == "signature" ? signed : effect;
        if (start is null)
            return Texte.LatestPayment is { } latest ? (latest, latest, latest) : null;
        var nominal = Almanach.AddClamped(start.Value, Texte.EndMonths!.Value);
        var end = Texte.LatestPayment < nominal ? Texte.LatestPayment.Value : nominal;
        return (nominal, end, Texte.LatestPayment ?? end);
    }

    private DateOnly? _late;

    /// <summary>A warning of the day of effect, recorded after the jobs of that morning, is given the next one.</summary>
    private bool IsDue(DateOnly day) => day >= Effect && day.AddDays(day == _late ? 1 : 0) == _today;

    private void RemindSignatures()
    {
        foreach (var document in Avenants.Prepend(_convention).Where(d => !d.IsSigned && d.FirstRecorded < _today))
        {
            if ((_today.DayNumber - document.FirstRecorded!.Value.DayNumber) % _settings.SignatureEvery != 0)
                continue;
            foreach (var (party, _) in Texte.Signatories.Where(s => !document.Signed.ContainsKey(s.Party)))
                Tell("signature.reminded", ("document", document.Id), ("party", party));
        }
    }

    private void WatchEnd()
    {
        if (Effect is null)
            return;
        var end = End!.Value;
        foreach (var days in _settings.EndWarnings.Where(days => IsDue(_days.Next(end.AddDays(-days)))))
            Tell("alert.raised", ("alert", "endNear"), ("to", Texte.Parties), ("on", end), ("days", days));
        if (_today == end.AddDays(1))
            Tell("convention.ended", ("on", end));
        if (_today == PaymentsUntil!.Value.AddDays(1) && Accounts.Values.Sum(a => a.Committed - a.Paid) is > 0 and var unpaid)
            Tell("alert.raised", ("alert", "unpaidCommitments"), ("to", Texte.Parties), ("on", PaymentsUntil), ("amountCents", unpaid));
    }
}
