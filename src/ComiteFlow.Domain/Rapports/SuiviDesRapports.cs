using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Rapports;

/// <summary>The reports that a convention asks for (policies P6 and P7): due days, receipts, and what a comité still waits for.</summary>
public sealed class SuiviDesRapports(Dossier dossier)
{
    /// <summary>Figures of an account; null: the ledger's.</summary>
    public sealed record Chiffres(Money? Committed = null, Money? Paid = null, Money? ForecastAe = null, Money? ForecastCp = null);

    /// <summary>True when the text has a status report before this comité.</summary>
    public bool NeedsStatus(Comite comite) =>
        dossier.Texte.Reports.Any(r => r.Code == "STATUS") && new Planification(dossier).TexteDe(comite).PrecededBy.Contains("STATUS");

    /// <summary>Asks for the status report of a comité, once; due a number of working days before it.</summary>
    public Rapport RequestStatus(Comite comite, int workingDaysBefore, DateOnly today)
    {
        var id = Rapport.StatusId(comite.Id);
        if (dossier.Rapports.FirstOrDefault(r => r.Id == id) is { } known)
            return known;
        var rapport = new Rapport(id, dossier.Id, "status")
        {
            Committee = comite.Code,
            Occurrence = comite.Occurrence,
            Startup = comite.Startup,
            Due = dossier.Jours.Ajouter(comite.On, -workingDaysBefore),
            RequestedOn = today,
        };
        dossier.Add(rapport);
        new Gestion.Alertes(dossier).PlanRapport(rapport);
        dossier.Raise(Requested(rapport, "STATUS") with
        {
            Why = new Pourquoi(
                $"L’état des réalisations est attendu {workingDaysBefore} jours ouvrés avant le comité (P6).",
                [new("Comité", Mise.EnForme(comite.On)), new("Attendu le", Mise.EnForme(rapport.Due))],
                dossier.Texte.Reports.First(r => r.Code == "STATUS").Source?.ToString()),
        });
        return rapport;
    }

    /// <summary>Moves the due day after the comité has moved; null when nothing is asked or missing any more.</summary>
    public Rapport? ReplanStatus(Comite comite, int workingDaysBefore)
    {
        var rapport = dossier.Rapports.FirstOrDefault(r => r.Id == Rapport.StatusId(comite.Id));
        if (rapport is null || !rapport.IsMissing)
            return null;
        rapport.Due = dossier.Jours.Ajouter(comite.On, -workingDaysBefore);
        new Gestion.Alertes(dossier).PlanRapport(rapport);
        return rapport;
    }

    /// <summary>The months whose account is to be opened by a day and is not yet: from the first month asked to that of the end.</summary>
    public IReadOnlyList<string> MonthsToOpen(DateOnly today) => new MoisAttendus(dossier).ToOpen(today);

    /// <summary>Opens the account of a month, once; due on a day of the next month, moved to a working day.</summary>
    public Rapport OpenMonthly(string month, int dayOfNextMonth, DateOnly today)
    {
        var id = Rapport.MonthlyId(dossier.Id, month);
        if (dossier.Rapports.FirstOrDefault(r => r.Id == id) is { } known)
            return known;
        var rapport = new Rapport(id, dossier.Id, "monthly")
        {
            Month = month,
            Due = DueAfter(month, dayOfNextMonth),
            Voluntary = dossier.Texte.Reports.All(r => r.Code != "MONTHLY_EXPENSES"),
            RequestedOn = today,
        };
        dossier.Add(rapport);
        new Gestion.Alertes(dossier).PlanRapport(rapport);
        dossier.Raise(Requested(rapport, "MONTHLY_EXPENSES") with
        {
            Voluntary = rapport.Voluntary,
            Parts = Parts("MONTHLY_EXPENSES"),
            Why = new Pourquoi(
                $"Le compte rendu d’un mois est attendu le {dayOfNextMonth} du mois suivant, ou le jour ouvré suivant (P7).",
                [new("Mois", month), new("Attendu le", Mise.EnForme(rapport.Due))],
                rapport.Voluntary ? null : dossier.Texte.Reports.First(r => r.Code == "MONTHLY_EXPENSES").Source?.ToString()),
        });
        return rapport;
    }

    /// <summary>True when the text asks for an account at its term.</summary>
    public bool NeedsFinal => dossier.Texte.Reports.Any(r => r.Code == "FINAL_EXPENSES");

    /// <summary>Opens the final account, once; it covers the whole period.</summary>
    public Rapport OpenFinal(int dayOfNextMonth, DateOnly today)
    {
        var id = Rapport.FinalId(dossier.Id);
        if (dossier.Rapports.FirstOrDefault(r => r.Id == id) is { } known)
            return known;
        var end = dossier.EndsOn ?? today.AddDays(-1);
        var rapport = new Rapport(id, dossier.Id, "final")
        {
            Due = DueAfter(Mots.Mois(end), dayOfNextMonth),
            RequestedOn = today,
        };
        dossier.Add(rapport);
        new Gestion.Alertes(dossier).PlanRapport(rapport);
        dossier.Raise(Requested(rapport, "FINAL_EXPENSES") with
        {
            From = dossier.EffectOn,
            Until = end,
            Parts = Parts("MONTHLY_EXPENSES"),
            Why = new Pourquoi(
                $"Le compte rendu final couvre toute la période ; il est attendu le {dayOfNextMonth} du mois qui suit la fin (P7).",
                [new("Fin", Mise.EnForme(end)), new("Attendu le", Mise.EnForme(rapport.Due))],
                dossier.Texte.Reports.First(r => r.Code == "FINAL_EXPENSES").Source?.ToString()),
        });
        return rapport;
    }

    /// <summary>Records the status report of a comité.</summary>
    /// <exception cref="BrokenRuleException">None is asked, it is in already, or what it tells of impact is not whole.</exception>
    public Rapport ReceiveStatus(Comite comite, DateOnly today, Impact? impact = null)
    {
        if (!NeedsStatus(comite))
            throw Refus.SansClause("d’état des réalisations avant ce comité", "rien n’est à transmettre");
        var rapport = Open(Rapport.StatusId(comite.Id), "L’état des réalisations");
        impact?.Verify();
        rapport.Impact = impact;
        rapport.ReceivedOn = today;
        new Gestion.Alertes(dossier).Settle(rapport, today);
        dossier.Raise(Received(rapport, today));
        return rapport;
    }

    /// <summary>A status report that had come in before the registration of a reprise, if its comité still waits for it.</summary>
    internal void ReceivedBefore(string id, DateOnly on)
    {
        if (dossier.Rapports.FirstOrDefault(r => r.Id == id) is not { IsMissing: true } rapport)
            return;
        rapport.ReceivedOn = on;
        new Gestion.Alertes(dossier).Settle(rapport, on);
        dossier.Raise(Received(rapport, on));
    }

    /// <summary>The délégant goes without the status report, with a reason.</summary>
    /// <exception cref="BrokenRuleException">None is asked, it is in, it is waived already, or the reason is blank.</exception>
    public Rapport WaiveStatus(Comite comite, string reason, string by)
    {
        if (!NeedsStatus(comite))
            throw Refus.SansClause("d’état des réalisations avant ce comité", "aucune dérogation n’est nécessaire");
        var rapport = Open(Rapport.StatusId(comite.Id), "L’état des réalisations");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refus.SansMotif("de la dérogation");
        rapport.WaivedBecause = reason;
        dossier.Raise(new ReportWaived
        {
            Report = "status", Committee = rapport.Committee, Occurrence = rapport.Occurrence, Startup = rapport.Startup, Reason = reason, By = by,
        });
        return rapport;
    }

    /// <summary>Records a monthly (or the final) account.</summary>
    /// <exception cref="BrokenRuleException">It is not open, it is in already, or its cumulated figures fall without a comment.</exception>
    public Rapport ReceiveAccount(string? month, Chiffres chiffres, string? comment, DateOnly today)
    {
        var id = month is null ? Rapport.FinalId(dossier.Id) : Rapport.MonthlyId(dossier.Id, month);
        var rapport = Open(id, month is null ? "Le compte rendu final" : $"Le compte rendu de {Refus.Citer(month)}");
        var committed = chiffres.Committed ?? dossier.Committed;
        var paid = chiffres.Paid ?? dossier.Paid;
        CheckFall(rapport, committed, paid, comment);
        rapport.CumulatedCommitted = committed;
        rapport.CumulatedPaid = paid;
        rapport.ForecastAe = chiffres.ForecastAe;
        rapport.ForecastCp = chiffres.ForecastCp;
        rapport.Comment = comment;
        rapport.ReceivedOn = today;
        new Gestion.Alertes(dossier).Settle(rapport, today);
        var (limitAe, limitCp) = new Gestion.Soldes(dossier).Limits(null, today);
        dossier.Raise(Received(rapport, today) with
        {
            CumulatedCommittedCents = committed.Cents,
            CumulatedPaidCents = paid.Cents,
            RemainingAeCents = (limitAe - committed).Cents,
            RemainingCpCents = (limitCp - paid).Cents,
            Comment = comment,
            Why = PourquoiDuRapport.Compte(dossier, rapport, today),
        });
        return rapport;
    }

    /// <summary>What a comité still waits for on a day: <c>status</c>, <c>monthly:2020-05</c>.</summary>
    public IReadOnlyList<string> Missing(Comite comite)
    {
        var missing = new List<string>();
        if (NeedsStatus(comite) && dossier.Rapports.FirstOrDefault(r => r.Id == Rapport.StatusId(comite.Id)) is not { IsMissing: false })
            missing.Add("status");
        var monthly = dossier.Texte.Reports.FirstOrDefault(r => r.Code == "MONTHLY_EXPENSES");
        if (monthly is not null && monthly.BeforeCommittees.Contains(comite.Code))
        {
            missing.AddRange(dossier.Rapports
                .Where(r => r.Kind == "monthly" && r.IsMissing && r.Due <= comite.On)
                .OrderBy(r => r.Month, StringComparer.Ordinal)
                .Select(r => "monthly:" + r.Month));
        }

        return missing;
    }

    /// <summary>Says, once each, that the comité waits and that it is ready.</summary>
    /// <returns>True when nothing is missing.</returns>
    public bool CheckReadiness(Comite comite)
    {
        var missing = Missing(comite);
        if (missing.Count > 0 && !comite.IsWaiting)
        {
            comite.IsWaiting = true;
            dossier.Raise(new CommitteeWaiting { Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, Missing = missing });
        }

        if (missing.Count == 0 && !comite.IsReady)
        {
            comite.IsWaiting = false;
            comite.IsReady = true;
            dossier.Raise(new CommitteeReady { Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup });
        }

        return missing.Count == 0;
    }

    /// <summary>A day of the month that follows, or the next working day.</summary>
    internal DateOnly DueAfter(string month, int day)
    {
        var next = Mots.PremierDuMois(month).AddMonths(1);
        return dossier.Jours.Deplacer(next.AddDays(Math.Min(day, DateTime.DaysInMonth(next.Year, next.Month)) - 1));
    }

    private Rapport Open(string id, string quoi)
    {
        var rapport = dossier.Rapports.FirstOrDefault(r => r.Id == id)
            ?? throw Refus.Inconnu(quoi, id, dossier.Rapports.Where(r => r.IsMissing).Select(r => r.Month ?? r.Kind));
        if (rapport.ReceivedOn is { } received)
            throw Refus.DejaFait(quoi.ToLowerInvariant(), $"reçu le {Mise.EnForme(received)}");
        if (rapport.WaivedBecause is not null)
            throw Refus.DejaFait(quoi.ToLowerInvariant(), "une dérogation est enregistrée");
        return rapport;
    }

    private void CheckFall(Rapport rapport, Money committed, Money paid, string? comment)
    {
        var previous = dossier.Rapports
            .Where(r => r.ReceivedOn is not null && r.CumulatedCommitted is not null && r.Kind == "monthly"
                && (rapport.Month is null || string.CompareOrdinal(r.Month, rapport.Month) < 0))
            .MaxBy(r => r.Month, StringComparer.Ordinal);
        if (previous is null || !string.IsNullOrWhiteSpace(comment))
            return;
        var (quoi, avant, apres) = committed < previous.CumulatedCommitted!.Value
            ? ("engagé", previous.CumulatedCommitted.Value, committed)
            : ("payé", previous.CumulatedPaid!.Value, paid);
        if (apres < avant)
        {
            throw new BrokenRuleException(
                "commentRequired",
                $"Le cumul {quoi} baisse de {avant - apres} par rapport au compte rendu précédent ({avant} puis {apres}) : expliquez-le en une phrase dans le commentaire.",
                new Dictionary<string, object?> { ["byCents"] = (avant - apres).Cents });
        }
    }

    private IReadOnlyList<string> Parts(string code)
    {
        var content = dossier.Texte.Reports.FirstOrDefault(r => r.Code == code)?.Content ?? [];
        return [.. new[] { (Mot: "dépenses", Part: "expenses"), (Mot: "avancement", Part: "progress"), (Mot: "prévisions", Part: "forecasts") }
            .Where(one => content.Count == 0 || content.Any(c => c.Contains(one.Mot, StringComparison.OrdinalIgnoreCase))).Select(one => one.Part)];
    }

    private ReportRequested Requested(Rapport rapport, string code) => new()
    {
        Report = rapport.Kind,
        Committee = rapport.Committee,
        Occurrence = rapport.Occurrence,
        Startup = rapport.Startup,
        Month = rapport.Month,
        Due = rapport.Due,
        To = [Sender(code)],
        Cc = [],
    };

    private string Sender(string code) =>
        dossier.Texte.Reports.FirstOrDefault(r => r.Code == code)?.From == "delegant" ? dossier.Delegant : dossier.Delegataire;

    private ReportReceived Received(Rapport rapport, DateOnly today) => new()
    {
        Report = rapport.Kind,
        Committee = rapport.Committee,
        Occurrence = rapport.Occurrence,
        Startup = rapport.Startup,
        Month = rapport.Month,
        Late = today > rapport.Due,
        WorkingDaysLate = dossier.Jours.Entre(rapport.Due, today),
        Impact = rapport.Impact,
        Why = PourquoiDuRapport.Recu(rapport, today),
    };
}
