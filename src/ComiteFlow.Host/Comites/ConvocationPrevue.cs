using System.Globalization;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Comites;

/// <summary>When those awaited at a comité will be convened, as the workflow that follows it says.</summary>
internal sealed class ConvocationPrevue(ComiteFlowDb db, IRunStore circuits)
{
    /// <returns>Null where nobody is to be convened any more, or no step says on which day.</returns>
    public async Task<DateOnly?> OnAsync(Dossier dossier, Comite comite, DateOnly today, CancellationToken ct)
    {
        var found = new List<DateOnly>();
        foreach (var followed in await db.Set<Instance>().AsNoTracking().Where(i => i.CorrelationId == comite.Id && i.Status == InstanceStatus.Suspended).Select(i => new { i.DefinitionId, i.DefinitionVersion }).ToListAsync(ct))
        {
            if (await circuits.VersionAsync(followed.DefinitionId, followed.DefinitionVersion, ct) is { } circuit)
            {
                found.AddRange(circuit.Steps("ComiteFlow.AwaitComite").Where(step => step.LeadsTo("Done", "ComiteFlow.ConveneComite") == true)
                    .Select(Before).OfType<int>().Select(days => dossier.Jours.Ajouter(comite.On, -days)));
            }
        }

        return found.Where(day => day > today).Select(day => (DateOnly?)day).Min();
    }

    private static int? Before(StepInputs step) => int.TryParse(step.Text("workingDaysBefore"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;
}
