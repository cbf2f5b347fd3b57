using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Comites;

/// <summary>Plans the comités of a convention (policies P1 to P4) and moves them. Nothing that people know moves without their confirmation.</summary>
public sealed class Planification(Dossier dossier)
{
    /// <summary>Why a comité falls away that would lie after the end, by the name of FORMAT.md.</summary>
    public const string ApresLaFin = "afterEnd";

    /// <summary>Plans every series whose anchor and end are known and that has no comité yet; proposes new dates where the anchor has changed.</summary>
    /// <returns>The comités planned now.</returns>
    public IReadOnlyList<Comite> Plan(DateOnly today)
    {
        var planned = new List<Comite>();
        var told = dossier.Taches.Any(t => t.Kind == "close");
        foreach (var suite in new CalculDesSuites(dossier, today).Suites())
        {
            if (!dossier.Comites.Any(c => c.Code == suite.Code && c.Startup == suite.Startup))
                planned.AddRange(Schedule(suite, told, today));
            else if (!Propose(suite))
                planned.AddRange(Follow(suite, today));
        }

        new Revoyures.VerificationDesRegles(dossier).Schedule(today);
        return planned;
    }

    /// <summary>True when planning again would propose or plan something.</summary>
    public bool IsBehind(DateOnly today) => new CalculDesSuites(dossier, today).Suites().Any(suite =>
        suite.Dates.Any(date => Find(suite, date.Occurrence) is { } comite ? IsBehind(comite, date) : !IsProposed(suite)));

    /// <summary>Applies the proposed dates.</summary>
    /// <returns>The comités that moved or fell away, and those planned in addition.</returns>
    /// <exception cref="BrokenRuleException">Nothing is proposed.</exception>
    public (IReadOnlyList<Comite> Moved, IReadOnlyList<Comite> Planned) Confirm(DateOnly today)
    {
        var proposed = dossier.Comites.Where(c => c.ProposedOn is not null).ToList();
        if (proposed.Count == 0)
            throw Refus.DejaFait("la confirmation du calendrier", "aucune date proposée n’attend de confirmation");

        var planned = new List<Comite>();
        var before = dossier.Comites.Where(c => c.State == ComiteState.Planned).ToList();
        foreach (var suite in new CalculDesSuites(dossier, today).Suites())
        {
            if (proposed.Exists(c => c.Code == suite.Code && c.Startup == suite.Startup))
                planned.AddRange(Apply(suite, today));
        }

        return ([.. proposed.Union(before.Where(c => c.State == ComiteState.Cancelled))], planned);
    }

    /// <summary>Why a day holds that people chose.</summary>
    internal const string FixeeParLaCoordination = "Date fixée par la coordination.";

    /// <summary>Moves one comité to another day; the others keep theirs.</summary>
    public void Reschedule(Comite comite, DateOnly to, string reason, DateOnly today)
    {
        if (comite.State is ComiteState.Held or ComiteState.Decided)
            throw Refus.DejaFait($"la séance n° {comite.Occurrence}", $"tenue le {Mise.EnForme(comite.HeldOn!.Value)}");
        if (comite.State == ComiteState.Cancelled)
            throw Refus.DejaFait($"la séance n° {comite.Occurrence}", "annulée");
        if (to < today)
            throw Refus.Date(to, "une séance ne se fixe pas dans le passé", $"choisissez une date à partir du {Mise.EnForme(today)}");
        RequireBeforeEnd(to, today);
        if (to == comite.On)
            throw Refus.DejaFait("ce changement de date", $"la séance est déjà fixée au {Mise.EnForme(to)}");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refus.SansMotif("du déplacement");

        comite.Why = new Pourquoi(FixeeParLaCoordination, [new("Date précédente", Mise.EnForme(comite.On)), new("Motif", reason)], null)
        {
            Raison = new Raison(Raison.Coordination, new Dictionary<string, string?> { ["avant"] = Raison.Jour(comite.On), ["motif"] = reason.Trim().TrimEnd('.') }),
        };
        Move(comite, to, comite.Nominal, reason);
    }

    /// <summary>No séance is held after the end of the convention.</summary>
    /// <exception cref="BrokenRuleException">The day is after the last possible one.</exception>
    internal void RequireBeforeEnd(DateOnly on, DateOnly today)
    {
        if (new CalculDesSuites(dossier, today).End() is { } end && on > end)
            throw Refus.Date(on, $"le dernier jour possible est le {Mise.EnForme(end)}, fin de la convention", $"choisissez une date jusqu’au {Mise.EnForme(end)}");
    }

    internal void MoveTo(Comite comite, DateOnly to, string reason) => Move(comite, to, comite.Nominal, reason);

    internal TexteComite TexteDe(Comite comite) => dossier.Texte.Committees.First(c => c.Code == comite.Code);

    /// <param name="told">True when it was said before that nothing follows the end: a suite without any date is told once.</param>
    private List<Comite> Schedule(SuiteDeComites suite, bool told, DateOnly today)
    {
        var planned = suite.Dates.Select(date => Add(suite, date)).ToList();
        if (planned.Count > 0 || !told)
            NotScheduled(suite, today);
        return planned;
    }

    /// <summary>Plans the occurrences that a later end makes possible and cancels those that an end once known excludes; the others keep their dates.</summary>
    private List<Comite> Follow(SuiteDeComites suite, DateOnly today)
    {
        var planned = suite.Dates.Where(date => Find(suite, date.Occurrence) is null).Select(date => Add(suite, date)).ToList();
        if (CancelBeyond(suite) || planned.Count > 0)
            NotScheduled(suite, today);
        return planned;
    }

    /// <returns>True when an occurrence fell away.</returns>
    private bool CancelBeyond(SuiteDeComites suite)
    {
        var beyond = dossier.Comites.Where(c => c.Code == suite.Code && c.Startup == suite.Startup && c.State == ComiteState.Planned && c.Occurrence > suite.Dates.Count).ToList();
        foreach (var comite in beyond)
        {
            comite.State = ComiteState.Cancelled;
            comite.ProposedOn = comite.ProposedNominal = null;
            comite.Slots = null;
            dossier.Raise(new CommitteeCancelled
            {
                Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, On = comite.On, Reason = ApresLaFin, Why = comite.Why,
            });
        }

        return beyond.Count > 0;
    }

    private Comite Add(SuiteDeComites suite, DateDeComite date)
    {
        var comite = new Comite(dossier.Id, suite.Code, suite.Startup, date.Occurrence)
        {
            Nominal = date.Nominal,
            On = date.On,
            Provisional = suite.Provisional,
            Uncertain = suite.Uncertain,
            Why = date.Why,
            Rule = date.Rule,
            State = dossier.IsHistory(date.On) ? ComiteState.Past : ComiteState.Planned,
        };
        dossier.Add(comite);
        KeepPast(comite);
        var texte = TexteDe(comite);
        dossier.Raise(new CommitteeScheduled
        {
            Committee = comite.Code,
            Occurrence = comite.Occurrence,
            Startup = comite.Startup,
            On = comite.On,
            Nominal = comite.Nominal,
            Provisional = comite.Provisional,
            Uncertain = comite.Uncertain,
            Chair = texte.ChairParty,
            ChairInPerson = texte.ChairInPerson,
            Attendees = suite.Attendees,
            PrecededBy = texte.PrecededBy,
            FollowedBy = texte.FollowedBy,
            Rule = comite.Rule,
            Why = comite.Why,
        });
        new Partages(dossier).Mark(comite);
        new Gestion.Alertes(dossier).PlanComite(comite);
        return comite;
    }

    /// <summary>A comité before the registration of a reprise stays as a line, and so does the report that it was waiting for.</summary>
    private void KeepPast(Comite comite)
    {
        if (comite.State != ComiteState.Past)
            return;
        var reprise = new Reprise(dossier);
        var lignes = new LignesDeReprise(dossier);
        reprise.Keeps(lignes.Seance(comite));
        if (DueFor(comite, comite.On) is { } due && dossier.Texte.Reports.Any(r => r.Code == "STATUS"))
            reprise.Keeps(lignes.Etat(comite, due));
    }

    private void NotScheduled(SuiteDeComites suite, DateOnly today)
    {
        if (suite.FirstAfterEnd is not { } after)
            return;
        dossier.Raise(new CommitteeNotScheduled
        {
            Committee = suite.Code,
            Occurrence = after.Occurrence,
            Startup = suite.Startup,
            Nominal = after.Nominal,
            Reason = ApresLaFin,
            Why = after.Why,
        });
        new Taches(dossier).OpenClosing(today);
    }

    /// <returns>True when a date of the suite waits for a confirmation.</returns>
    private bool Propose(SuiteDeComites suite)
    {
        foreach (var date in suite.Dates)
        {
            var comite = Find(suite, date.Occurrence);
            if (comite is not { State: ComiteState.Planned })
                continue;
            if (comite.Nominal == date.Nominal)
            {
                comite.Provisional = suite.Provisional;
                comite.DropProposal();
                if (comite.On == date.On)
                    comite.Why = date.Why;
            }
            else if (comite.ProposedNominal != date.Nominal)
            {
                comite.ProposedOn = date.On;
                comite.ProposedNominal = date.Nominal;
                (comite.ProposedRule, comite.ProposedWhy) = (date.Rule, date.Rule is null ? null : date.Why);
                dossier.Raise(new CommitteeMoveProposed
                {
                    Committee = comite.Code,
                    Occurrence = comite.Occurrence,
                    Startup = comite.Startup,
                    Was = comite.On,
                    On = date.On,
                    Nominal = date.Nominal,
                    ReportDue = DueFor(comite, date.On),
                    Reason = date.Rule is { } rule ? Revoyures.ReglesDOuverture.EnMots(rule) : null,
                    Rule = date.Rule,
                    Why = date.Why,
                });
            }
        }

        return IsProposed(suite);
    }

    private bool IsProposed(SuiteDeComites suite) => dossier.Comites.Any(c => c.Code == suite.Code && c.Startup == suite.Startup && c.ProposedOn is not null);

    private static bool IsBehind(Comite comite, DateDeComite date) => comite.State == ComiteState.Planned
        && (comite.Nominal == date.Nominal ? comite.ProposedOn is not null || (comite.On == date.On && !date.Why.Inputs.SequenceEqual(comite.Why?.Inputs ?? [])) : comite.ProposedNominal != date.Nominal);

    private List<Comite> Apply(SuiteDeComites suite, DateOnly today)
    {
        var planned = new List<Comite>();
        foreach (var date in suite.Dates)
        {
            if (Find(suite, date.Occurrence) is not { } comite)
            {
                planned.Add(Add(suite, date));
            }
            else if (comite.ProposedOn is not null)
            {
                comite.Provisional = suite.Provisional;
                comite.Why = date.Why;
                comite.Rule = date.Rule;
                Move(comite, date.On, date.Nominal, date.Rule is { } rule ? Revoyures.ReglesDOuverture.EnMots(rule) : null);
            }
        }

        CancelBeyond(suite);
        NotScheduled(suite, today);
        return planned;
    }

    private void Move(Comite comite, DateOnly to, DateOnly nominal, string? reason)
    {
        var was = comite.On;
        comite.On = to;
        comite.Nominal = nominal;
        comite.DropProposal();
        comite.Slots = null;
        comite.IsWaiting = comite.IsReady = false;
        dossier.Raise(new CommitteeRescheduled
        {
            Committee = comite.Code,
            Occurrence = comite.Occurrence,
            Startup = comite.Startup,
            Was = was,
            On = to,
            Nominal = nominal,
            ReportDue = DueFor(comite, to),
            Reason = reason,
            Rule = comite.Rule,
            Why = comite.Why,
        });
        new Partages(dossier).Mark(comite);
        new Gestion.Alertes(dossier).PlanComite(comite);
    }

    private DateOnly? DueFor(Comite comite, DateOnly on) =>
        TexteDe(comite).PrecededBy.Contains("STATUS") ? dossier.Jours.Ajouter(on, -dossier.Politiques.Entier("status.due")) : null;

    private Comite? Find(SuiteDeComites suite, int occurrence) =>
        dossier.Comites.FirstOrDefault(c => c.Code == suite.Code && c.Startup == suite.Startup && c.Occurrence == occurrence);
}
