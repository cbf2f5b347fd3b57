using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>What reminds of some tasks, and whom it reaches, before it leaves: everybody who sees the file sees it.</summary>
internal sealed class EchelonsPrevus(ComiteFlowDb db, Annuaire annuaire)
{
    /// <param name="tasks">Keys of tasks.</param>
    /// <returns>Null where nothing is planned.</returns>
    public async Task<Tableau?> OfAsync(IReadOnlyCollection<string> tasks, Actor actor, CancellationToken ct)
    {
        var open = await db.Set<HumanTask>().AsNoTracking().Where(t => t.State == TaskState.Open && tasks.Contains(t.Key)).ToListAsync(ct);
        var stopped = await db.Set<ArretDeRelanceRow>().AsNoTracking().Where(stop => tasks.Contains(stop.Task)).ToDictionaryAsync(stop => stop.Task, ct);
        var rows = open.SelectMany(task => task.Rungs.Select(rung => (Task: task, Rung: rung))).OrderBy(pair => pair.Rung.On).ThenBy(pair => pair.Task.Key, StringComparer.Ordinal).ToList();
        if (rows.Count == 0)
            return null;
        var may = Droits.Allows(actor, StopReminders.Verbe);
        return new Tableau("Rappels et demandes d’appui prévus", [new("Le"), new("Quoi"), new("À qui"), new("Puis")], [.. rows.Select(pair => Ligne(pair.Task, pair.Rung, stopped.GetValueOrDefault(pair.Task.Key), may))]);
    }

    private LigneTableau Ligne(HumanTask task, Rung rung, ArretDeRelanceRow? stop, bool may)
    {
        var to = string.Join(", ", (rung.To ?? Relance.Read(rung.Details)?.To ?? []).Select(Nom));
        var what = new Cellule(rung.Kind switch { Rung.Escalation => "Appui demandé", Rung.Request => "Demande", _ => "Rappel" })
        {
            Adresse = may ? EnvoisEnFrancais.Rappels(task.Key) : null, Badge = stop is null ? null : new Badge(TonBadge.End, "Arrêté"), Precision = stop?.Reason,
        };
        return new LigneTableau([Formats.DateCourte(rung.On), what, to.Length == 0 ? "–" : to, rung.RepeatEvery is { } days ? Formats.Lier(Mise.Rythme(new Periode(0, days)))! : "une fois"]);
    }

    private string Nom(string recipient) => annuaire.Knows(recipient) ? annuaire.Find(recipient).Name ?? recipient : recipient;
}
