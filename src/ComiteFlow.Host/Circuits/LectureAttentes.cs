using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits.Descripteurs;
using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.TachesHumaines;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits;

/// <summary>What a file waits for, step by step and join by join, in words.</summary>
internal sealed class LectureAttentes(ComiteFlowDb db, IDossiers dossiers)
{
    public async Task<IReadOnlyList<PointControle>> DeAsync(DossierEntier found, CancellationToken ct)
    {
        if (found.Dossier.EstFini)
            return [];
        var waiting = found.State.Executions.Where(execution => execution.Waits is { Count: > 0 } || execution.Due is not null).ToList();
        var keys = waiting.SelectMany(execution => execution.Waits ?? []).Where(wait => wait.Name == HumanTask.DoneEvent).Select(wait => wait.CorrelationId).ToList();
        var tasks = keys.Count == 0 ? [] : await db.Set<HumanTask>().AsNoTracking().Where(task => keys.Contains(task.Key)).ToDictionaryAsync(task => task.Key, ct);
        var dossier = await dossiers.OfDocumentAsync(found.Instance.CorrelationId.Split('/')[0], ct);
        List<PointControle> points =
        [
            .. found.Ouverts.Select(incident => new PointControle(
                IconePoint.Missing, incident.ActivityId is { } step ? $"« {found.Etape(step)} » est arrêtée par un incident" : "Le dossier est arrêté par un incident", IncidentsEnFrancais.Message(incident))),
            .. waiting.Select(execution => new PointControle(IconePoint.Next, $"« {found.Etape(execution.Node)} » attend {Attente(execution, tasks, dossier)}", Relances(execution, tasks))),
            .. Joins.Of(found.Definition, found.Instance).Select(Jonction),
        ];
        return points;
    }

    private static string Attente(Execution execution, Dictionary<string, HumanTask> tasks, Dossier? dossier)
    {
        var awaited = (execution.Waits ?? []).Select(wait => wait.Name switch
        {
            HumanTask.DoneEvent => tasks.TryGetValue(wait.CorrelationId, out var task) ? $"que la tâche « {TachesLivrees.Nom(dossier, task)} » soit faite{(task.DueOn is { } due ? $", au plus tard le {Formats.DateCourte(due)}" : "")}" : "la fin d’une tâche",
            Instance.CompletedEvent => "la fin du circuit qu’elle a lancé",
            var name => $"l’événement « {EvenementsEnFrancais.Tous.GetValueOrDefault(name, name)} »",
        }).Distinct().ToList();
        if (execution.Due is { } at)
            awaited.Add($"le {Formats.InstantCourt(at)}");
        return string.Join(" ou ", awaited);
    }

    private static string? Relances(Execution execution, Dictionary<string, HumanTask> tasks)
    {
        var task = (execution.Waits ?? []).Where(wait => wait.Name == HumanTask.DoneEvent).Select(wait => tasks.GetValueOrDefault(wait.CorrelationId)).OfType<HumanTask>().FirstOrDefault();
        if (task is null)
            return null;
        List<string> parts = [.. task.Candidates.Count > 0 ? [$"Peuvent la faire : {TachesEnFrancais.Candidats(task.Candidates)}"] : (string[])[], .. task.NextRungOn is { } next ? [$"{(task.Rungs[0].Kind == Rung.Escalation ? "appui demandé" : "prochain rappel")} le {Formats.DateCourte(next)}"] : (string[])[]];
        return parts.Count == 0 ? null : Formats.Majuscule(string.Join(" ; ", parts)) + ".";
    }

    private static PointControle Jonction(JoinWait join)
    {
        var missing = Mise.Liste([.. join.Missing.Select(arrow => $"« {arrow.Label} »").Distinct()]);
        var arrived = join.Arrived.Count == 0 ? "Aucune branche n’est encore arrivée." : $"Déjà arrivé : {Mise.Liste([.. join.Arrived.Select(arrow => $"« {arrow.Label} »").Distinct()])}.";
        return new PointControle(IconePoint.Next, join.Missing.Count == 0 ? $"« {join.Label} » attend une branche encore en cours" : $"« {join.Label} » attend ce qui vient de {missing}", arrived);
    }
}
