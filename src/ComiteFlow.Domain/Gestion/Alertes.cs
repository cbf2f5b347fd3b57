using System.Globalization;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Domain.Gestion;

/// <summary>
/// Warnings that fall due on a morning. Each is planned when its day is known, and is issued once, unless what it is about is settled by then.
/// </summary>
public sealed class Alertes(Dossier dossier)
{
    public const string CutoffNear = "cutoffNear", DialogueOverdue = "dialogueOverdue", EndNear = "endNear", UnpaidCommitments = "unpaidCommitments",
        CommitteeOverdue = "committeeOverdue", ReportMissing = "reportMissing";

    /// <summary>The warnings that are due by a day and still have an object; each once.</summary>
    public IReadOnlyList<AlertePrevue> Issue(DateOnly today)
    {
        var due = dossier.AlertesPrevues.Where(a => a.SettledOn is null && a.Due <= today).OrderBy(a => a.Due).ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        due.ForEach(alerte => alerte.SettledOn = today);
        var issued = due.Where(alerte => Stands(alerte, today)).ToList();
        issued.ForEach(Raise);
        return issued;
    }

    /// <summary>The warnings that fall due after a day and up to another one, and would have an object then as things stand.</summary>
    public IEnumerable<AlertePrevue> Upcoming(DateOnly after, DateOnly until) =>
        dossier.AlertesPrevues.Where(a => a.SettledOn is null && a.Due > after && a.Due <= until && Stands(a, a.Due));

    public IReadOnlyList<string> Recipients(AlertePrevue alerte) => alerte.Alert switch
    {
        CutoffNear => [dossier.Delegataire],
        EndNear or UnpaidCommitments => [.. dossier.Texte.Parties.Select(p => p.Id)],
        _ => [dossier.Delegant],
    };

    /// <summary>What is engaged and not paid.</summary>
    public Money Unpaid => dossier.Committed - dossier.Paid;

    /// <summary>The end is known or has moved: warnings before it, and the morning after the last payment.</summary>
    internal void PlanEnd()
    {
        if (dossier.EndsOn is not { } end || dossier.EffectOn is not { } effect)
            return;
        foreach (var days in Numbers("end.warnings"))
        {
            var due = dossier.Jours.Suivant(end.AddDays(-days));
            if (due >= effect && due <= end)
                Plan(EndNear, $"{Iso(end)}/{days}", due, end, days);
        }

        var last = dossier.PaymentsUntil ?? end;
        Plan(UnpaidCommitments, Iso(last), last.AddDays(1), last);
    }

    internal void PlanComite(Comite comite)
    {
        if (comite.State == ComiteState.Planned)
            Plan(CommitteeOverdue, $"{comite.Id}/{Iso(comite.On)}", dossier.Jours.Ajouter(comite.On, 1), comite.On);
    }

    /// <summary>A voluntary report is nobody's duty.</summary>
    internal void PlanRapport(Rapport rapport)
    {
        if (!rapport.Voluntary)
            Plan(ReportMissing, $"{rapport.Id}/{Iso(rapport.Due)}", dossier.Jours.Ajouter(rapport.Due, 1), rapport.Due);
    }

    /// <summary>What a warning would have been about is done: no morning need look at it any more.</summary>
    internal void Settle(Comite comite, DateOnly today) => Settle(CommitteeOverdue, comite.Id, today);

    internal void Settle(Rapport rapport, DateOnly today) => Settle(ReportMissing, rapport.Id, today);

    /// <param name="key">What tells it from the other warnings of its kind.</param>
    /// <param name="on">The day that it is about.</param>
    internal void Plan(string alert, string key, DateOnly due, DateOnly on, int? days = null, string? cutoff = null)
    {
        var id = $"{dossier.Id}/{alert}/{key}";
        if (dossier.AlertesPrevues.Any(a => a.Id == id) || dossier.IsHistory(due))
            return;
        dossier.Add(new AlertePrevue(id, dossier.Id, alert, due) { On = on, Days = days, Cutoff = cutoff });
    }

    /// <summary>A policy that is a list of days.</summary>
    internal IEnumerable<int> Numbers(string policy) => dossier.Politiques.Liste(policy).Select(text => int.Parse(text, CultureInfo.InvariantCulture)).Distinct();

    private void Settle(string alert, string key, DateOnly today)
    {
        foreach (var alerte in dossier.AlertesPrevues.Where(a => a.SettledOn is null && a.Alert == alert && Key(a) == key))
        {
            alerte.SettledOn = today;
        }
    }

    private bool Stands(AlertePrevue alerte, DateOnly today) => alerte.Alert switch
    {
        CutoffNear => today <= alerte.On && today <= (alerte.Cutoff == "cp" ? dossier.PaymentsUntil ?? dossier.EndsOn : dossier.EndsOn),
        DialogueOverdue => new FinDeGestion(dossier).Dialogue(alerte.On.Year) is { HeldOn: null, CancelledOn: null },
        EndNear => alerte.On == dossier.EndsOn && today <= alerte.On,
        UnpaidCommitments => alerte.On == (dossier.PaymentsUntil ?? dossier.EndsOn) && Unpaid > Money.Zero,
        CommitteeOverdue => Comite(alerte) is { State: ComiteState.Planned, HeldOn: null } comite && comite.On == alerte.On,
        _ => Rapport(alerte) is { IsMissing: true } rapport && rapport.Due == alerte.On && Stands(rapport),
    };

    /// <summary>The report of a comité that will not take place is not asked for any more.</summary>
    private bool Stands(Rapport rapport) =>
        rapport.Kind != "status" || dossier.Comites.Any(c => Rapports.Rapport.StatusId(c.Id) == rapport.Id && c.State is not (ComiteState.Cancelled or ComiteState.Past));

    private void Raise(AlertePrevue alerte) => dossier.Raise(new AlertRaised
    {
        Alert = alerte.Alert, To = Recipients(alerte), Cc = [], On = alerte.On, Days = alerte.Days, Cutoff = alerte.Cutoff,
        Startup = alerte.Alert switch
        {
            CommitteeOverdue => Comite(alerte)?.Startup,
            ReportMissing => Rapport(alerte)?.Startup,
            _ => null,
        },
        AmountCents = alerte.Alert == UnpaidCommitments ? Unpaid.Cents : null,
        Why = new Pourquoi(
            alerte.Alert switch
            {
                CutoffNear => "Le délégataire est averti avant chaque date limite de l’année (P5, cutoff.warnings).",
                DialogueOverdue => "Le délégant est averti le jour ouvré qui suit la date du dialogue de gestion, s’il n’est pas tenu.",
                EndNear => "Les parties sont averties avant la fin de la convention, le jour ouvré suivant (end.warnings).",
                UnpaidCommitments => "Des engagements restent à payer le lendemain du dernier jour de paiement : la clôture est bloquée.",
                CommitteeOverdue => "Le délégant est averti le jour ouvré qui suit la date d’un comité qui n’est pas enregistré comme tenu.",
                _ => "Le délégant est averti le jour ouvré qui suit l’échéance d’un document qui n’est pas reçu.",
            },
            [new("Date", Mise.EnForme(alerte.On))], Source(alerte)),
    });

    private string? Source(AlertePrevue alerte) => alerte.Alert switch
    {
        CutoffNear or DialogueOverdue => dossier.Texte.EndOfYear.Source?.ToString(),
        EndNear or UnpaidCommitments => dossier.Texte.End.Source?.ToString(),
        _ => null,
    };

    private Comite? Comite(AlertePrevue alerte) => dossier.Comites.FirstOrDefault(c => Key(alerte) == c.Id);

    private Rapport? Rapport(AlertePrevue alerte) => dossier.Rapports.FirstOrDefault(r => Key(alerte) == r.Id);

    /// <summary>The id of what it is about: its own without the convention and the kind before it, and the day behind it.</summary>
    private string Key(AlertePrevue alerte) => alerte.Id[(dossier.Id.Length + alerte.Alert.Length + 2)..alerte.Id.LastIndexOf('/')];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
