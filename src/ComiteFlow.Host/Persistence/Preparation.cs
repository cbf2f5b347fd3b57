using ComiteFlow.Host.Circuits;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence;

/// <summary>Before anything runs: the schema is brought up to date and the shipped workflows are loaded.</summary>
internal static class Preparation
{
    /// <returns>What stops the start, one line each; empty when all is well.</returns>
    public static async Task<IReadOnlyList<string>> PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        await db.Database.EnsureCreatedAsync(ct);
        return await scope.ServiceProvider.GetRequiredService<CircuitsLivres>().LoadAsync(db, ct);
    }
}
