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
        await db.Database.MigrateAsync(ct);
        return await scope.ServiceProvider.GetRequiredService<CircuitsLivres>().LoadAsync(db, ct);
    }

    /// <summary>True when nothing could be published: the service has nothing to run.</summary>
    public static async Task<bool> HasNoWorkflowAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return !await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<Moteur.DefinitionRow>().AnyAsync(d => d.IsPublished, ct);
    }

    /// <summary>True when a PostgreSQL database has no table of its own.</summary>
    public static async Task<bool> IsEmptyAsync(string connection, CancellationToken ct)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')");
        return await command.ExecuteScalarAsync(ct) is 0L;
    }
}
