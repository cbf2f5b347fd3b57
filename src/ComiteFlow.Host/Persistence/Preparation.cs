using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Modeles;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence;

/// <summary>Before anything runs: the schema is brought up to date, templates and shipped workflows are loaded.</summary>
internal static class Preparation
{
    private const long Lock = 0x434650524550;

    /// <summary>Hosts that start at the same moment on one server do it one after the other.</summary>
    /// <returns>What stops the start, one line each; empty when all is well.</returns>
    public static async Task<IReadOnlyList<string>> PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var isShared = db.Database.IsNpgsql() && await db.Database.CanConnectAsync(ct);
        if (isShared)
            await TakeAsync(db, ct);
        try
        {
            await BringUpToDateAsync(db, ct);
            Securite.ClesEnBase.Prepare(services);
            await VersionsFigees.ProtectAsync(db, ct);
            var templates = scope.ServiceProvider.GetService<ModelesAuDemarrage>();
            var wrong = templates is null ? [] : await templates.ChargerAsync(db, scope.ServiceProvider.GetRequiredService<VersionsDeModele>(), ct);
            if (templates is { EstBloquant: true })
                return wrong;
            return [.. wrong, .. await scope.ServiceProvider.GetRequiredService<CircuitsLivres>()
                .LoadAsync(db, scope.ServiceProvider.GetRequiredService<Engine.Runs.Triggers>(), ct)];
        }
        finally
        {
            if (isShared)
                await GiveBackAsync(db);
        }
    }

    /// <summary>A lock of the session: it falls with it, however the host ends.</summary>
    private static async Task TakeAsync(ComiteFlowDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Lock})", ct);
    }

    private static async Task GiveBackAsync(ComiteFlowDb db)
    {
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Lock})");
        await db.Database.CloseConnectionAsync();
    }

    /// <summary>A new file takes the whole schema from one script, for migrations need the model in its slow form; a file that is up to date is left alone.</summary>
    private static async Task BringUpToDateAsync(ComiteFlowDb db, CancellationToken ct)
    {
        if (db.Database.IsSqlite() && !await HasSchemaAsync(db, ct))
            await db.Database.ExecuteSqlRawAsync(await SchemaAsync(ct), ct);
        else if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            await db.Database.MigrateAsync(ct);
    }

    /// <summary>Asks in a connection that may write: the first reading after a kill takes back what the kill left half done, and the questions of EF Core are read-only.</summary>
    private static async Task<bool> HasSchemaAsync(ComiteFlowDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'";
            return await command.ExecuteScalarAsync(ct) is 1L;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>All migrations of the embedded file as one script.</summary>
    internal static async Task<string> SchemaAsync(CancellationToken ct)
    {
        using var reader = new StreamReader(typeof(Preparation).Assembly.GetManifestResourceStream("ComiteFlow.Host.schema.sqlite.sql")!);
        return await reader.ReadToEndAsync(ct);
    }

    /// <summary>True when the service has nothing to run: no workflow could be published, or a template has no good text.</summary>
    public static async Task<bool> HasNothingToRunAsync(IServiceProvider services, CancellationToken ct)
    {
        if (services.GetService<ModelesAuDemarrage>() is { EstBloquant: true })
            return true;
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
