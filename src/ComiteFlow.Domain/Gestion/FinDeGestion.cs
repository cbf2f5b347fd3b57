using System.Globalization;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Gestion;

/// <summary>The end of each budget year: the dialogue de gestion, and the warnings before the cutoffs (P3, P5); nothing where the text has none.</summary>
public sealed class FinDeGestion(Dossier dossier)
{
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
        new Alertes(dossier).PlanEnd();
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
        // « avant mi-novembre »: strictly before (P4).
        var eve = Day(year, before).AddDays(-1);
        return dossier.Politiques.Texte("words.avantMi") == "lastDayBefore15" ? eve : dossier.Jours.Precedent(eve);
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
        new Alertes(dossier).Plan(Alertes.DialogueOverdue, Nombre(year), dossier.Jours.Ajouter(on, 1), on);
    }

    private void PlanCutoff(int year, string cutoff, bool isPayment, DateOnly effect, DateOnly end)
    {
        if (new DatesLimites(dossier).LastDay(isPayment, year) is not { } last || last < effect || last > end)
            return;
        foreach (var days in new Alertes(dossier).Numbers("cutoff.warnings"))
        {
            var due = dossier.Jours.Ajouter(last, -days);
            if (due >= effect)
                new Alertes(dossier).Plan(Alertes.CutoffNear, $"{year}/{cutoff}/{days}", due, last, days, cutoff);
        }
    }

    private List<string> Parties() => [dossier.Delegant, dossier.Delegataire];

    private static DateOnly Day(int year, string monthDay) => DateOnly.ParseExact(Nombre(year) + monthDay[1..], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Nombre(int year) => year.ToString(CultureInfo.InvariantCulture);
}
