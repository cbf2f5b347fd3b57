using System.Globalization;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Gestion;

/// <summary>The end of each budget year: the dialogue de gestion, and the warnings before the cutoffs (P3, P5); nothing where the text has none.</summary>
public sealed class FinDeGestion(Dossier dossier)
{
    public const string CutoffNear = "cutoffNear", DialogueOverdue = "dialogueOverdue";

    private TexteDialogue? Texte => dossier.Texte.EndOfYear.DialogueDeGestion;

    /// <summary>True where the text says something about the end of a year.</summary>
    public bool HasRules => Texte is not null || dossier.Texte.EndOfYear is { AeCutoff: not null } or { CpCutoff: not null } or { UnconsumedBalanceDate: not null };

    /// <summary>Budget years of the convention, from its effect to its last payments; none before it has effect or an end.</summary>
    public IReadOnlyList<int> Years => dossier.EffectOn is { } effect && (dossier.PaymentsUntil ?? dossier.EndsOn) is { } end && end.Year >= effect.Year
        ? [.. Enumerable.Range(effect.Year, end.Year - effect.Year + 1)]
        : [];

    /// <summary>Plans the dialogues and the warnings of all years from the effect to the end; what is planned already stays.</summary>
    public void Plan(DateOnly today)
    {
        if (dossier.EffectOn is not { } effect || (dossier.PaymentsUntil ?? dossier.EndsOn) is not { } end)
            return;
        for (var year = effect.Year; year <= end.Year; year++)
        {
            PlanDialogue(year, effect, dossier.EndsOn ?? end, today);
            PlanCutoff(year, "ae", isPayment: false, effect, dossier.EndsOn ?? end);
            PlanCutoff(year, "cp", isPayment: true, effect, end);
        }
    }

    /// <summary>The last day on which the dialogue of a year is in time; null where the text has none.</summary>
    public DateOnly? DialogueDay(int year)
    {
        if (Texte?.BeforeMonthDay is not { } before)
            return null;
        // « avant mi-novembre »: the last working day strictly before (P4).
        return dossier.Jours.Precedent(Day(year, before).AddDays(-1));
    }

    /// <summary>The day to which the balance of a year is counted; null where the text has none.</summary>
    public DateOnly? BalanceDay(int year) => dossier.Texte.EndOfYear.UnconsumedBalanceDate is { } monthDay ? Day(year, monthDay) : null;

    /// <summary>True when the dialogue of a year is held, or due, before the day to which the balance is counted.</summary>
    public bool IsDialogueBeforeBalance(int year) =>
        BalanceDay(year) is { } balance && (Dialogue(year)?.HeldOn ?? DialogueDay(year)) is { } on && on < balance;

    public DialogueDeGestion? Dialogue(int year) => dossier.Dialogues.FirstOrDefault(d => d.Year == year);

    /// <summary>Records that a dialogue took place.</summary>
    /// <exception cref="BrokenRuleException">The text has none, none of that year, cancelled, or held already.</exception>
    public void Hold(int year, DateOnly today)
    {
        if (Texte is null)
            throw Refus.SansClause("de dialogue de gestion", "inscrivez ce point à l’ordre du jour d’un comité");
        var dialogue = Dialogue(year);
        if (dialogue is null || dialogue.CancelledOn is not null)
            throw Refus.Inconnu("Le dialogue de gestion", Nombre(year), dossier.Dialogues.Where(d => d.CancelledOn is null).Select(d => Nombre(d.Year)));
        if (dialogue.HeldOn is { } held)
            throw Refus.DejaFait($"le dialogue de gestion {year}", $"tenu le {Mise.EnForme(held)}");
        if (year > today.Year)
            throw Refus.Date(today, $"le dialogue de gestion {year} est prévu pour le {Mise.EnForme(dialogue.On)}", "enregistrez-le quand il aura eu lieu");
        dialogue.HeldOn = today;
        dossier.Raise(new DialogueHeld { Year = year, On = today, To = Parties(), Agenda = Texte.Topics });
    }

    /// <summary>The warnings that are due by a day and still have an object; each once.</summary>
    public IReadOnlyList<AlertePrevue> Issue(DateOnly today)
    {
        var due = dossier.AlertesPrevues.Where(a => a.SettledOn is null && a.Due <= today).OrderBy(a => a.Due).ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        due.ForEach(alerte => alerte.SettledOn = today);
        var issued = due.Where(alerte => Stands(alerte, today)).ToList();
        foreach (var alerte in issued)
        {
            dossier.Raise(new AlertRaised
            {
                Alert = alerte.Alert, To = [Recipient(alerte)], Cc = [], On = alerte.On, Days = alerte.Days, Cutoff = alerte.Cutoff,
                Why = new Pourquoi(
                    alerte.Alert == CutoffNear
                        ? "Le délégataire est averti avant chaque date limite de l’année (P5, cutoff.warnings)."
                        : "Le délégant est averti le jour ouvré qui suit la date du dialogue de gestion, s’il n’est pas tenu.",
                    [new("Date", Mise.EnForme(alerte.On))], dossier.Texte.EndOfYear.Source?.ToString()),
            });
        }

        return issued;
    }

    public string Recipient(AlertePrevue alerte) => alerte.Alert == CutoffNear ? dossier.Delegataire : dossier.Delegant;

    private bool Stands(AlertePrevue alerte, DateOnly today) => alerte.Alert switch
    {
        CutoffNear => today <= alerte.On && (dossier.PaymentsUntil ?? dossier.EndsOn) is { } end && today <= end && dossier.EndedOn is null,
        _ => Dialogue(alerte.On.Year) is { HeldOn: null, CancelledOn: null },
    };

    private void PlanDialogue(int year, DateOnly effect, DateOnly end, DateOnly today)
    {
        if (DialogueDay(year) is not { } on || on < effect || on > end || dossier.IsHistory(on) || Dialogue(year) is not null)
            return;
        dossier.Add(new DialogueDeGestion(dossier.Id, year, on));
        dossier.Raise(new DialogueScheduled
        {
            Year = year, On = on, To = Parties(), Agenda = Texte!.Topics,
            Why = new Pourquoi(
                "Le dialogue de gestion se tient au plus tard le dernier jour ouvré avant la date du texte (P4).",
                [new("Texte", Texte.Text ?? ""), new("Prévu le", Mise.EnForme(on)), new("Enregistré le", Mise.EnForme(today))],
                dossier.Texte.EndOfYear.Source?.ToString()),
        });
        PlanAlert(DialogueOverdue, Nombre(year), dossier.Jours.Ajouter(on, 1), on, null, null);
    }

    private void PlanCutoff(int year, string cutoff, bool isPayment, DateOnly effect, DateOnly end)
    {
        if (new DatesLimites(dossier).LastDay(isPayment, year) is not { } last || last < effect || last > end)
            return;
        foreach (var days in dossier.Politiques.Liste("cutoff.warnings").Select(text => int.Parse(text, CultureInfo.InvariantCulture)).Distinct())
        {
            var due = dossier.Jours.Ajouter(last, -days);
            if (due >= effect)
                PlanAlert(CutoffNear, $"{year}/{cutoff}/{days}", due, last, days, cutoff);
        }
    }

    private void PlanAlert(string alert, string key, DateOnly due, DateOnly on, int? days, string? cutoff)
    {
        var id = $"{dossier.Id}/{alert}/{key}";
        if (dossier.AlertesPrevues.Any(a => a.Id == id) || dossier.IsHistory(due))
            return;
        dossier.Add(new AlertePrevue(id, dossier.Id, alert, due) { On = on, Days = days, Cutoff = cutoff });
    }

    private List<string> Parties() => [dossier.Delegant, dossier.Delegataire];

    private static DateOnly Day(int year, string monthDay) => DateOnly.ParseExact(Nombre(year) + monthDay[1..], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Nombre(int year) => year.ToString(CultureInfo.InvariantCulture);
}
