using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Host.Circuits;

/// <summary>Plans and carries out the migration of all instances of a version, each in a transaction of its own.</summary>
internal sealed class MigrationsDeCircuits(IServiceScopeFactory scopes)
{
    private const int PageSize = 100;

    /// <summary>The plan of all instances; what forbids the whole stands in each page that is the only one.</summary>
    /// <param name="draft">The text of the new version while it is a draft.</param>
    public async IAsyncEnumerable<MigrationPlan> PlanAsync(
        Migration migration, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct, Engine.Definitions.WorkflowDefinition? draft = null)
    {
        string? after = null;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var page = await scope.ServiceProvider.GetRequiredService<IMigrations>().PlanAsync(migration, after, PageSize, ct, draft);
            after = page.Next;
            yield return page;
        }
        while (after is not null);
    }

    /// <summary>Moves one instance and commits; a refusal leaves it as it is.</summary>
    /// <returns>Why it was refused, or null.</returns>
    public async Task<string?> ApplyAsync(Migration migration, Guid instance, string actor, string reason, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        try
        {
            await unit.BeginAsync(ct);
            await scope.ServiceProvider.GetRequiredService<IMigrations>().ApplyAsync(migration, instance, actor, reason, ct);
            await unit.CommitAsync(ct);
            return null;
        }
        catch (StepFailedException refusal)
        {
            return refusal.Message;
        }
    }
}
