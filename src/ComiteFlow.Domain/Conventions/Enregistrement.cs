using System.Globalization;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Conventions;

/// <summary>Registers a convention or an avenant: its facts, its signatories, its doubts.</summary>
public sealed class Enregistrement(Dossier dossier)
{
    /// <summary>Registers a text in its dossier, whose context holds it already.</summary>
    /// <param name="examen">What the examination of the text found, in order.</param>
    public Acte Register(TexteConvention texte, IReadOnlyList<Fait> examen, DateOnly today)
    {
        new Avenants.Avenants(dossier).RequirePossible(texte);
        var acte = new Acte(texte.Id, dossier.Id, texte.Kind, texte.Number, texte.Signatories.Select(s => s.PartyId));
        dossier.Add(acte);
        if (!texte.IsAvenant)
        {
            dossier.RegisteredOn = today;
            dossier.IsReprise = new Reprise(dossier).HasBegunBefore(today);
            dossier.Ceiling = texte.Ceilings.FirstOrDefault() is { } plafond ? Money.FromCents(plafond.AmountCents) : null;
            new PriseDEffet(dossier).SetEnds();
        }

        Announce(texte, acte);
        foreach (var fait in examen)
        {
            dossier.Raise(fait);
            if (fait is DoubtFlagged doute)
                Correct(Keep(doute));
        }

        Transfer(texte);
        return acte;
    }

    private void Announce(TexteConvention texte, Acte acte)
    {
        var budgets = texte.Startups.Where(s => s.BudgetCents is not null).ToList();
        var all = dossier.Startups().Select(s => s.Startup.BudgetCents ?? 0).Sum();
        dossier.Raise(new DocumentRegistered
        {
            Document = texte.Id,
            Kind = texte.Kind,
            State = acte.State,
            Startups = [.. texte.Startups.Select(s => s.Id)],
            BudgetCents = budgets.Count == 0 ? null : budgets.Sum(s => s.BudgetCents),
            ConventionBudgetCents = all == 0 ? null : all,
            CeilingCents = texte.Ceilings.FirstOrDefault()?.AmountCents ?? dossier.Ceiling?.Cents,
            End = texte.End.Date ?? dossier.EndsOn,
            Comptable = (texte.ComptableAssignataire?.Name ?? dossier.Texte.ComptableAssignataire?.Name) is { } comptable
                ? dossier.Contexte.Aliases.Recipient(comptable)
                : null,
            Why = new Pourquoi(
                "Les montants sont ceux des annexes, ajoutés ; le montant maximum et la fin sont ceux du texte, à défaut ceux de la convention.",
                [new("Annexes du texte", budgets.Count.ToString(CultureInfo.InvariantCulture)), new("Ensemble de la convention", Money.FromCents(all).ToString())],
                (texte.End.Source ?? dossier.Texte.End.Source)?.ToString()),
        });
        foreach (var startup in texte.Startups.Where(s => s.Annex is not null))
        {
            dossier.Raise(new AnnexeRegistered
            {
                Document = texte.Id,
                Annexe = startup.AnnexNumber,
                Startup = startup.Id,
                Version = new Avenants.Avenants(dossier).AnnexeVersion(startup.Id),
                BudgetCents = startup.BudgetCents,
                From = startup.PeriodStart is { } debut ? Mots.PremierDuMois(debut) : null,
                Until = startup.PeriodEnd is { } fin ? Mots.FinDeMois(fin) : null,
                ResourceDays = startup.ResourceDaysTotal,
                OutsideCents = startup.ThirdPartyContribution?.ApproxCents,
                Why = new Pourquoi(
                    "La période va du premier au dernier jour des mois du texte ; la version compte les annexes de la startup, tous documents réunis.",
                    [new("Mois", $"{startup.PeriodStart} à {startup.PeriodEnd}"), new("Document", texte.Id), new("Annexe", startup.Annex!)],
                    startup.Source?.ToString()),
            });
        }
    }

    private Doute Keep(DoubtFlagged flagged)
    {
        var doute = new Doute(dossier.Id, dossier.Doutes.Count + 1, flagged.Document, flagged.Subject)
        {
            Printed = flagged.Printed,
            Proposal = flagged.Proposal,
            Startup = flagged.Startup,
            Article = flagged.Article,
        };
        dossier.Add(doute);
        return doute;
    }

    /// <summary>Where policy P12 says so, the code that is proposed for a badly printed one is taken at once; the fact says that the rule did it.</summary>
    private void Correct(Doute doute)
    {
        if (doute is { Subject: "chorusCode", Printed: { } printed, Proposal: { } code } && dossier.Politiques.Vrai("ocr.autoCorrect"))
            Resolve([doute], doute.Document, printed, code, "ocr.autoCorrect");
    }

    private void Transfer(TexteConvention texte)
    {
        foreach (var startup in texte.Startups)
        {
            if (startup.TransferFrom is not { } reprise)
                continue;
            dossier.Raise(new StartupTransferred
            {
                Startup = startup.Id,
                FromConvention = reprise.ConventionId,
                FromParty = reprise.Delegataire,
                ToParty = reprise.To,
                On = Partages.TakeoverDay(startup),
                Why = new Pourquoi(
                    "La reprise vaut du jour que dit le texte, à défaut du premier jour de la période de la startup.",
                    [new("Jour du texte", reprise.Effective is { } day ? Mise.EnForme(day) : "aucun"), new("Début de la période", startup.PeriodStart ?? "aucun")],
                    startup.Source?.ToString()),
            });
        }
    }

    /// <summary>Dates the milestones of a text's startups (P4), moved to working days inside their month.</summary>
    public void ScheduleMilestones(TexteConvention texte)
    {
        foreach (var startup in texte.Startups)
        {
            foreach (var jalon in startup.Milestones.Where(j => j.Month is not null))
            {
                var nominal = Mots.Jour(jalon.Word, jalon.Month!, dossier.Politiques);
                dossier.Raise(new MilestoneScheduled
                {
                    Startup = startup.Id,
                    Text = jalon.Text,
                    Month = jalon.Month,
                    From = jalon.Word == "quinzaine" ? Mots.PremierDuMois(jalon.Month!) : null,
                    On = dossier.Jours.Deplacer(nominal, Mots.FinDeMois(jalon.Month!)),
                    Why = new Pourquoi($"Le mot du texte donne le jour, porté au jour ouvré dans le mois (P4, P2).", [new("Texte", $"« {jalon.Text} »"), new("Mois", jalon.Month!), new("Lu", Mise.EnForme(nominal))], startup.Source?.ToString()),
                });
            }
        }
    }

    /// <summary>Records a dated event.</summary>
    /// <exception cref="BrokenRuleException">No such startup or milestone, the date lies ahead, or it is recorded already with this date.</exception>
    public void Milestone(string milestone, string? startup, DateOnly on, DateOnly today)
    {
        var startups = dossier.Startups().Select(s => s.Startup.Id).Distinct().ToList();
        if (startup is not null && !startups.Contains(startup))
            throw Refus.Inconnu("La startup", startup, startups);
        new JalonsDuTexte(dossier).Require(milestone, startup);
        if (on > today)
            throw Refus.Date(on, "un événement ne s’enregistre pas à l’avance", $"saisissez une date jusqu’au {Mise.EnForme(today)}");
        var jalon = dossier.Jalons.FirstOrDefault(j => j.Milestone == milestone && j.Startup == (startup ?? ""));
        if (jalon is not null && jalon.On == on)
            throw Refus.DejaFait($"« {milestone} »", $"au {Mise.EnForme(on)}");
        if (jalon is null)
            dossier.Add(new Jalon(dossier.Id, milestone, startup, on));
        else
            jalon.On = on;
        dossier.Raise(new MilestoneRecorded { Milestone = milestone, Startup = startup, On = on });
    }

    /// <summary>A human says what a printed string means; the raw string is kept.</summary>
    /// <exception cref="BrokenRuleException">No open doubt has this string.</exception>
    public void ResolveDoubt(string document, string printed, string value, string by)
    {
        var open = dossier.Doutes.Where(d => d.Document == document && d.Value is null).ToList();
        var doutes = open.FindAll(d => d.Printed == printed);
        if (doutes.Count == 0)
            throw Refus.Inconnu("Le doute sur", printed, open.Select(d => d.Printed ?? d.Subject));
        Resolve(doutes, document, printed, value, by);
    }

    /// <summary>A human settles a point for which the text prints nothing, by its subject.</summary>
    /// <exception cref="BrokenRuleException">No open doubt of this subject is without a printed string.</exception>
    public void ResolveUnprinted(string document, string subject, string? startup, string value, string by)
    {
        var open = dossier.Doutes.Where(d => d.Document == document && d is { Value: null, Printed: null }).ToList();
        var doutes = open.FindAll(d => d.Subject == subject && d.Startup == startup);
        if (doutes.Count == 0)
            throw Refus.Inconnu("Le doute sur", subject, open.Select(d => d.Subject));
        Resolve(doutes, document, null, value, by);
    }

    private void Resolve(List<Doute> doutes, string document, string? printed, string value, string by)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new BrokenRuleException("unknownReference", "La valeur retenue manque, car lever un doute, c’est dire ce que le texte signifie : saisissez-la, même si elle est celle du texte.");
        doutes.ForEach(doute => doute.Value = value);
        dossier.Raise(new DoubtResolved { Document = document, Printed = printed, Value = value, By = by });
    }
}
