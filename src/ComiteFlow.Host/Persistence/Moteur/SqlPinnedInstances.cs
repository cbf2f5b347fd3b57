using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>The instances of a version, read a page at a time.</summary>
internal sealed class SqlPinnedInstances(ComiteFlowDb db) : IPinnedInstances
{
    public async Task<IReadOnlyList<PinnedInstance>> PageAsync(string definitionId, int version, string? after, int limit, CancellationToken ct)
    {
        var pinned = db.Set<Instance>().Where(
            i => i.DefinitionId == definitionId && i.DefinitionVersion == version && (i.Status == InstanceStatus.Suspended || i.Status == InstanceStatus.Faulted));
#pragma warning disable CA1309 // The database compares, by the characters on both.
        if (after is not null)
            pinned = pinned.Where(i => string.Compare(i.Key, after) > 0);
#pragma warning restore CA1309
        return await Of(pinned.OrderBy(i => i.Key).Take(limit)).ToListAsync(ct);
    }

    public Task<PinnedInstance?> FindAsync(Guid instance, CancellationToken ct) => Of(db.Set<Instance>().Where(i => i.Id == instance)).FirstOrDefaultAsync(ct);

    private IQueryable<PinnedInstance> Of(IQueryable<Instance> instances) => instances.AsNoTracking()
        .Select(i => new PinnedInstance(i, db.Set<DueWork>().Any(w => w.InstanceId == i.Id && w.Corrections != null)));
}
