using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>Cutoffs, dialogues de gestion and balances of the year.</summary>
internal sealed partial class Devin
{
    private readonly Dictionary<(string Startup, int Year), (long Ae, long Cp)> _carried = [];

    public List<(int Year, DateOnly On, bool Held)> Dialogues { get; } = [];

    private void ScheduleDialogues()
    {
        for (var year = Effect!.Value.Year; year <= End!.Value.Year; year++)
        {
            if (Texte.DialogueBefore(year) is not { } before)
                continue;
            var on = _days.Previous(before.AddDays(-1));
            if (on < Effect || on > End)
                continue;
            Dialogues.Add((year, on, false));
            Tell("dialogue.scheduled", ("year", year), ("on", on), ("to", List(Texte.Delegant, Texte.Delegataire)));
        }
    }

    private void HoldDialogue(JsonObject step)
    {
        var index = Dialogues.FindIndex(d => d.Year == (int)step["year"]!);
        if (index < 0)
            Refuse(step, Texte.DialogueBefore(2020) is null ? "noSuchClause" : "unknownReference");
        else if (Dialogues[index].Held)
            Refuse(step, "alreadyDone");
        else
        {
            Dialogues[index] = Dialogues[index] with { Held = true };
            Tell("dialogue.held", ("year", Dialogues[index].Year), ("on", _today));
        }
    }

    private void WatchYear()
    {
        if (Effect is null)
            return;
        foreach (var dialogue in Dialogues.Where(d => !d.Held && _days.Worked(d.On, 1) == _today))
            Tell("alert.raised", ("alert", "dialogueOverdue"), ("to", List(Texte.Delegant)), ("on", dialogue.On));
        foreach (var which in new[] { "ae", "cp" })
            WarnOfCutoff(which);
        if (_today is { Month: 1, Day: 1 } && Texte.HasCutoffs)
            Lapse(_today.Year - 1);
    }

    /// <summary>The last day of the year on which it is still open.</summary>
    private DateOnly? LastDay(string which, int year) => Texte.Cutoff(which + "Cutoff", year)?.AddDays(_settings.CutoffInclusive ? 0 : -1);

    private void WarnOfCutoff(string which)
    {
        if (LastDay(which, _today.Year) is not { } cutoff || cutoff > (which == "ae" ? End : PaymentsUntil))
            return;
        foreach (var days in _settings.CutoffWarnings.Where(days => IsDue(_days.Worked(cutoff, -days))))
            Tell("alert.raised", ("alert", "cutoffNear"), ("to", List(Texte.Delegataire)), ("on", cutoff), ("days", days), ("cutoff", which));
    }

    /// <summary>What was neither consumed nor carried over by 31 December is no longer there.</summary>
    private void Lapse(int year)
    {
        foreach (var (startup, account) in Accounts)
        {
            var (ae, cp) = _carried.GetValueOrDefault((startup, year));
            account.LimitAe = Math.Min(account.LimitAe, account.Committed + ae);
            account.LimitCp = Math.Min(account.LimitCp, account.Paid + cp);
        }
    }

    private void DecideBalance(JsonObject step)
    {
        var (startup, year) = ((string)step["startup"]!, (int)step["year"]!);
        var (returnAe, returnCp) = ((long?)step["returnAeCents"] ?? 0, (long?)step["returnCpCents"] ?? 0);
        var (carryAe, carryCp) = ((long?)step["carryAeCents"] ?? 0, (long?)step["carryCpCents"] ?? 0);
        if (returnAe + returnCp + carryAe + carryCp == 0)
        {
            Refuse(step, "invalidAmount");
            return;
        }

        var account = Accounts[startup];
        _carried[(startup, year)] = (carryAe, carryCp);
        (account.LimitAe, account.LimitCp) = (account.LimitAe - returnAe, account.LimitCp - returnCp);
        Tell(
            "balance.decided", ("startup", startup), ("year", year), ("returnAeCents", returnAe), ("returnCpCents", returnCp), ("carryAeCents", carryAe), ("carryCpCents", carryCp),
            ("limitAeCents", account.LimitAe), ("limitCpCents", account.LimitCp));
    }
}
