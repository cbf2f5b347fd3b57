using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Conventions;

/// <summary>The portfolio from the database: one query per table, whatever the number of conventions.</summary>
internal sealed class SqlPortefeuille(LectureDossiers lecture, ComiteFlowDb db, TimeProvider clock) : ILecturePortefeuille
{
    public async Task<Portefeuille> ReadAsync(Actor actor, FiltrePortefeuille filtre, CancellationToken ct)
    {
        var today = clock.Today();
        var dossiers = await lecture.AllAsync(actor, ct);
        var spent = await lecture.DepensesAsync(ct);
        var tasks = await db.OpenTasksAsync(ct);
        var all = dossiers.SelectMany(dossier => new LignesDePortefeuille(dossier, tasks, spent, today).Lignes())
            .OrderBy(line => line.Ordre).ToList();
        return new Portefeuille(
            Resume(dossiers, today),
            Enum.GetValues<FiltrePortefeuille>().ToDictionary(filter => filter, filter => all.Count(line => line.Est(filter))),
            dossiers.Count == 0 ? [] : Chiffres(dossiers, today),
            [.. all.Where(line => line.Est(filtre)).Select(line => line.Acte)],
            Expositions(dossiers))
        {
            Incidents = Droits.Allows(actor, DecideIncident.Verbe) ? await db.Set<Incident>().CountAsync(i => i.ClosedAt == null, ct) : null,
        };
    }

    private static string Resume(IReadOnlyList<Dossier> dossiers, DateOnly today)
    {
        var avenants = dossiers.Sum(d => d.Actes.Count(a => a.IsAvenant));
        var startups = dossiers.SelectMany(d => d.Startups()).Select(s => s.Startup.Id).Distinct().Count();
        var closing = dossiers.Count(d => new Situation(d, today).AClore);
        return $"{Formats.Compte(dossiers.Count, "convention", "conventions")} et {Formats.Compte(avenants, "avenant", "avenants")}, {Formats.Compte(startups, "startup", "startups")}."
            + (closing == 0 ? "" : $" {Formats.Compte(closing, "convention échue", "conventions échues")} à clore.");
    }

    private static IReadOnlyList<Chiffre> Chiffres(IReadOnlyList<Dossier> dossiers, DateOnly today)
    {
        var budgets = dossiers.Where(d => !new Situation(d, today).EstFinie).Select(d => new Situation(d, today).Budget()).ToList();
        var (envelope, committed, paid) = (budgets.Sum(b => b.EnveloppeCents), budgets.Sum(b => b.EngageCents), budgets.Sum(b => b.PayeCents));
        var blocked = dossiers.SelectMany(d => d.Startups().Where(s => d.Actes.First(a => a.Id == s.Document) is { IsAvenant: true, SignedOn: null }))
            .Sum(s => s.Startup.BudgetCents ?? 0);
        return
        [
            new("Enveloppe des actes ouverts", envelope, blocked == 0 ? "actes signés" : $"sans {Formats.Euros(blocked)} d’avenants non signés"),
            new("Engagé (AE)", committed, envelope == 0 ? null : $"{Formats.Part(committed, envelope)} de l’enveloppe", RepereChiffre.Engage),
            new("Payé (CP)", paid, committed == 0 ? "aucun engagement" : $"{Formats.Part(paid, committed)} de l’engagé", RepereChiffre.Paye),
            new("Reste à engager", envelope - committed, null, RepereChiffre.Reste),
        ];
    }

    /// <summary>Startups that several conventions carry.</summary>
    private static string? Expositions(IReadOnlyList<Dossier> dossiers)
    {
        var shared = dossiers
            .SelectMany(d => d.Startups().Select(s => (s.Startup.Id, s.Startup.Name, Dossier: d, Cents: s.Startup.BudgetCents ?? d.Ceiling?.Cents ?? 0)))
            .GroupBy(s => s.Id)
            .Where(group => group.Select(s => s.Dossier.Id).Distinct().Count() > 1)
            .Select(group => $"{Noms.Typo(group.First().Name)} figure dans {Formats.Nombre(group.Count())} actes : {Formats.Euros(group.Sum(s => s.Cents))} au plus, à examiner en comité.");
        return string.Join(" ", shared) is { Length: > 0 } note ? note : null;
    }
}

/// <summary>The open tasks of people.</summary>
internal static class TachesOuvertes
{
    public static async Task<IReadOnlyDictionary<string, HumanTask>> OpenTasksAsync(this ComiteFlowDb db, CancellationToken ct) =>
        await db.Set<HumanTask>().AsNoTracking().Where(t => t.State == TaskState.Open).ToDictionaryAsync(t => t.Key, ct);
}
