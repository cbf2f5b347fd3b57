using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Incidents;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>One run of a step: from its first line in the journal to the line that ends it.</summary>
internal sealed record PassageDEtape(string Id, string Etape, DateTimeOffset Debut, DateTimeOffset? Fin, string Etat, string? Sortie)
{
    public bool EstFini => Fin is not null;

    /// <summary>From the journal, and from the state for steps whose lines are gone.</summary>
    public static IReadOnlyList<PassageDEtape> De(DossierEntier dossier)
    {
        var done = new List<PassageDEtape>();
        var open = new Dictionary<string, PassageDEtape>();
        foreach (var line in dossier.Lignes.Where(line => line.ActivityId.Length > 0))
        {
            var run = open.GetValueOrDefault(line.ActivityId) ?? new PassageDEtape($"{dossier.Dossier.Code}.{line.Number}", line.ActivityId, line.At, null, "Running", null);
            if (line.Event is "Completed" or "Skipped" or "Cancelled")
            {
                open.Remove(line.ActivityId);
                done.Add(run with { Fin = line.At, Etat = line.Event == "Cancelled" ? "Canceled" : "Completed", Sortie = line.Message });
            }
            else if (line.Event is "Suspended" or "Resumed" or "Incident" or "Decision")
            {
                open[line.ActivityId] = run;
            }
        }

        foreach (var execution in dossier.State.Executions.Where(execution => execution.Waits is { Count: > 0 } || execution.Due is not null))
        {
            open.TryAdd(execution.Node, new PassageDEtape($"{dossier.Dossier.Code}.{execution.Node}", execution.Node, dossier.Dossier.UpdatedAt, null, "Running", null));
        }

        var faulted = dossier.Ouverts.Select(incident => incident.ActivityId).ToHashSet();
        return [.. done.Concat(open.Values.Select(run => run with { Etat = faulted.Contains(run.Etape) ? "Faulted" : dossier.Dossier.EstFini ? "Canceled" : "Running" })).OrderBy(run => run.Debut)];
    }

    /// <summary>What stopped the step, in French; null when nothing does.</summary>
    public string? Incident(DossierEntier dossier) =>
        Etat == "Faulted" && dossier.Ouverts.FirstOrDefault(incident => incident.ActivityId == Etape) is { } found ? IncidentsEnFrancais.Message(found) : null;
}
