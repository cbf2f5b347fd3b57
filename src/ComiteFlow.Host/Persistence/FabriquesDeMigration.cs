using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ComiteFlow.Host.Persistence;

/// <summary>Lets <c>dotnet ef migrations add NAME --context SqliteComiteFlowDb --output-dir Persistence/Migrations/Sqlite</c> work.</summary>
internal sealed class FabriqueSqlite : IDesignTimeDbContextFactory<SqliteComiteFlowDb>
{
    public SqliteComiteFlowDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteComiteFlowDb>().UseSqlite("Data Source=modele.db").Options);
}

/// <summary>Lets <c>dotnet ef migrations add NAME --context PostgresComiteFlowDb --output-dir Persistence/Migrations/Postgres</c> work.</summary>
internal sealed class FabriquePostgres : IDesignTimeDbContextFactory<PostgresComiteFlowDb>
{
    public PostgresComiteFlowDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresComiteFlowDb>().UseNpgsql("Host=127.0.0.1;Database=modele").Options);
}
