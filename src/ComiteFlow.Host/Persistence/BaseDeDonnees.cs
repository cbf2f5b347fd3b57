using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence.Fichier;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using System.Globalization;

namespace ComiteFlow.Host.Persistence;

/// <summary>Which database is used and how: the embedded file, or PostgreSQL.</summary>
/// <param name="Connection">A PostgreSQL connection string, or null for the file.</param>
/// <param name="File">Path of the SQLite file.</param>
/// <param name="IsThrowAway">True for a database that dies with the process: nothing is flushed to the disk.</param>
internal sealed record BaseDeDonnees(string? Connection, string? File, bool IsThrowAway = false)
{
    /// <summary>Technical time after which another host takes over the work of one that does not answer.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    public static IServiceCollection Add(IServiceCollection services, BaseDeDonnees database)
    {
        services.AddSingleton(database);
        services.AddSingleton<VersionsLues>();
        if (database.Connection is { } connection)
        {
            services.AddDbContextPool<PostgresComiteFlowDb>(options => options.UseNpgsql(Session(connection, database.Lease)));
            services.AddScoped<ComiteFlowDb>(provider => provider.GetRequiredService<PostgresComiteFlowDb>());
            services.AddSingleton<Func<ComiteFlowDb>>(provider => () => new PostgresComiteFlowDb(provider.GetRequiredService<DbContextOptions<PostgresComiteFlowDb>>()));
            services.AddSingleton(Hote.OfThisProcess(database.Lease)).AddSingleton<DernieresInstances>();
            services.AddScoped<IRunStore, PostgresRunStore>();
        }
        else
        {
            AddFichier(services, database);
            services.AddScoped<IRunStore, SqliteRunStore>();
        }

        return services;
    }

    /// <summary>True for an error that says that another writer was faster, or stood in a circle with this one.</summary>
    public static bool IsConflict(Exception error) => error is DbUpdateConcurrencyException
        || error.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>A host that stopped in mid transaction lets go of its rows: the server ends its session after three leases.</summary>
    private static string Session(string connection, TimeSpan lease)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        var limit = string.Create(CultureInfo.InvariantCulture, $"-c idle_in_transaction_session_timeout={3 * (long)lease.TotalMilliseconds}");
        builder.Options = string.IsNullOrEmpty(builder.Options) ? limit : $"{builder.Options} {limit}";
        // No session keeps anything that the next user of its connection would meet, and the statements are few and always the same.
        builder.NoResetOnClose = true;
        if (builder.MaxAutoPrepare == 0)
            (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (200, 2);
        return builder.ConnectionString;
    }

    /// <summary>Connections are the scopes’ own and stay open in between, so their pool is not that of the provider.</summary>
    private static void AddFichier(IServiceCollection services, BaseDeDonnees database)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = database.File, Pooling = false }.ToString();
        services.AddSingleton(_ => new ConnexionsDuFichier(text, database.IsThrowAway
            ? "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; PRAGMA temp_store=MEMORY;"
            : "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;"));
        services.AddScoped<BailDeConnexion>();
        services.AddDbContextPool<SqliteComiteFlowDb>(options => options.UseSqlite(text));
        services.AddSingleton<Func<ComiteFlowDb>>(provider => () => new SqliteComiteFlowDb(provider.GetRequiredService<DbContextOptions<SqliteComiteFlowDb>>()));
        services.AddScoped<ComiteFlowDb>(provider =>
        {
            // First the lease: what is made first is given back last.
            var bail = provider.GetRequiredService<BailDeConnexion>();
            var db = provider.GetRequiredService<SqliteComiteFlowDb>();
            db.Database.SetDbConnection(bail.Connexion);
            return db;
        });
    }
}
