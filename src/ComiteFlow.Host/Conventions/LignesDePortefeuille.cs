using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>The lines of one dossier in the portfolio: the convention, then each avenant that is not signed yet, with their startups.</summary>
internal sealed class LignesDePortefeuille(
    Dossier dossier, IReadOnlyDictionary<string, HumanTask> tasks, IReadOnlyDictionary<(string Convention, string Startup), (long Committed, long Paid)> spent, DateOnly today)
{
    private readonly Situation _situation = new(dossier, today);
    private readonly IReadOnlyList<AFaire> _attendu = new TravailAttendu(dossier, tasks, today).Tout();

    /// <summary>A line with what filters and sorts it.</summary>
    internal sealed record Ligne(ActePortefeuille Acte, DateOnly Ordre, bool EnRetard, bool Ouvert, bool AClore)
    {
        public bool Est(FiltrePortefeuille filter) => filter switch
        {
            FiltrePortefeuille.Retard => EnRetard,
            FiltrePortefeuille.Ouverts => Ouvert,
            FiltrePortefeuille.Clore => AClore,
            _ => true,
        };
    }

    public IEnumerable<Ligne> Lignes()
    {
        foreach (var avenant in dossier.Actes.Where(a => a.IsAvenant && a.SignedOn is null))
        {
            yield return Avenant(avenant);
        }

        yield return Convention();
    }

    private Ligne Convention()
    {
        var date = _situation.Prochaine();
        var startups = _situation.ParStartup
            ? dossier.Startups().Where(s => dossier.Actes.First(a => a.Id == s.Document) is { IsAvenant: false } or { SignedOn: not null }).Select(s => Startup(s.Startup, s.Document)).ToList()
            : [];
        var line = new LignePortefeuille(
            Noms.Court(dossier), Adresses.Fiche(dossier), Precision(), _situation.Etat(), date, date is null ? _situation.SansDate : null, _situation.Budget(), Attendu(_attendu));
        return new Ligne(
            new ActePortefeuille(line, startups), date?.Le ?? DateOnly.MaxValue, line.Etat.Ton == TonBadge.Late, !_situation.EstFinie, _situation.AClore);
    }

    private Ligne Avenant(Acte avenant)
    {
        var startups = (dossier.TexteDe(avenant.Id)?.Startups ?? []).ToList();
        var missing = avenant.Missing.Count;
        var key = avenant.Missing.Select(party => Activities.Signatures.RequestSignatures.TaskKey(avenant.Id, party)).FirstOrDefault(tasks.ContainsKey);
        var reminder = key is null ? null : tasks[key].NextReminderOn is { } on ? new DateExpliquee(on, "Rappel de signature", Rappel(avenant)) : null;
        var line = new LignePortefeuille(
            $"Avenant n° {Noms.Rang(avenant.Number ?? 0)} : {Noms.Court(dossier)}", Adresses.Signature(avenant),
            $"{Formats.Compte(avenant.Signatures.Count, "partie", "parties")} · {(missing == 1 ? "1 signature manque" : $"{Noms.Rang(missing)} signatures manquent")}",
            _situation.Signature(avenant), reminder, reminder is null ? "Aucun rappel avant la première signature." : null,
            new Budget("Enveloppe", Money(avenant, startups), 0, 0, Ouvert: false),
            new Attente(Mise.Liste(avenant.Missing), avenant.FirstSignature is { } first ? $"signature, {Formats.Relatif(first, today).Replace("il y a", "depuis", StringComparison.Ordinal)}" : "signature"));
        return new Ligne(new ActePortefeuille(line, [.. startups.Select(s => Startup(s, avenant.Id))]), reminder?.Le ?? DateOnly.MaxValue, line.Etat.Ton == TonBadge.Late, true, false);
    }

    private static long Money(Acte avenant, List<TexteStartup> startups) =>
        startups.Count > 0 ? startups.Sum(s => s.BudgetCents ?? 0) : (avenant.Changes?.Amount ?? avenant.Changes?.Ceiling ?? avenant.Changes?.Allocation ?? Domain.Money.Zero).Cents;

    private static Domain.Faits.Pourquoi Rappel(Acte avenant) => new(
        "Un rappel à intervalle fixe après la première signature, à qui n’a pas signé (P8).",
        [new("Première signature", avenant.FirstSignature is { } first ? Mise.EnForme(first) : "aucune")], null);

    private LignePortefeuille Startup(TexteStartup startup, string document)
    {
        var acte = dossier.Actes.First(a => a.Id == document);
        var date = _situation.Prochaine(startup.Id);
        var (committed, paid) = spent.GetValueOrDefault((dossier.Id, startup.Id));
        var period = startup is { PeriodStart: { } from, PeriodEnd: { } until } ? $"{Noms.Mois(from)} à {Noms.Mois(until)}" : "";
        var awaited = acte.SignedOn is null ? new Attente(Mise.Liste(acte.Missing), "signature") : Attendu([.. _attendu.Where(a => a.Startup == startup.Id)]);
        return new LignePortefeuille(
            Noms.Typo(startup.Name), null, period, _situation.EtatDe(startup, acte), date, date is null ? "Aucune séance à venir." : null,
            new Budget("Enveloppe", startup.BudgetCents ?? 0, committed, paid, acte.SignedOn is not null), awaited);
    }

    private string Precision()
    {
        var parties = string.Join(", ", dossier.Texte.Parties.Select(p => p.Id));
        var end = _situation.EstFinie && dossier.PaymentsUntil is { } last ? $"paiements clos le {Formats.DateCourte(last)}"
            : dossier.EndsOn is { } on ? $"fin le {Formats.DateCourte(on)}" : "fin à calculer";
        return $"{parties} · {end}";
    }

    /// <summary>The first who is awaited, for all that is asked of them now.</summary>
    private Attente? Attendu(IReadOnlyList<AFaire> items)
    {
        var due = items.Where(item => !item.EstSecondaire && (item.Le is not { } day || day <= today.AddDays(31))).ToList();
        if (due.FirstOrDefault() is not { } first)
            return null;
        var asked = due.Where(item => item.Qui == first.Qui).Select(item => item.Court).Distinct().ToList();
        return new Attente(first.Qui, asked.Count <= 2 ? string.Join(", ", asked) : $"{asked[0]} et {Formats.Compte(asked.Count - 1, "autre", "autres")}");
    }
}
