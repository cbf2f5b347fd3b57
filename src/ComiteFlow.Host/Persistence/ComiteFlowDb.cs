using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence;

/// <summary>The one model of ComiteFlow; two providers derive from it. Tables come from the <c>*Configuration</c> classes of this folder.</summary>
internal abstract class ComiteFlowDb(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ComiteFlowDb).Assembly);
}

/// <summary>The embedded file, default of a new installation.</summary>
internal sealed class SqliteComiteFlowDb(DbContextOptions<SqliteComiteFlowDb> options) : ComiteFlowDb(options);

/// <summary>PostgreSQL 15 or later, for several hosts.</summary>
internal sealed class PostgresComiteFlowDb(DbContextOptions<PostgresComiteFlowDb> options) : ComiteFlowDb(options);
