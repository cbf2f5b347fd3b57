using ComiteFlow.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ComiteFlow.Host.Persistence;

/// <summary>The one model of ComiteFlow; two providers derive from it. Tables come from the <c>*Configuration</c> classes of this folder.</summary>
internal abstract class ComiteFlowDb : DbContext
{
    /// <summary>A failed writing takes its whole transaction back, so that no savepoint is needed.</summary>
    protected ComiteFlowDb(DbContextOptions options) : base(options) => Database.AutoSavepointsEnabled = false;

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ComiteFlowDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>();

    /// <summary>Money is integer cents in the database.</summary>
    internal sealed class MoneyConverter() : ValueConverter<Money, long>(money => money.Cents, cents => Money.FromCents(cents));

    /// <summary>SQLite compares instants as UTC ticks.</summary>
    internal sealed class TicksConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    /// <summary>PostgreSQL keeps instants in UTC.</summary>
    internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        instant => instant.ToUniversalTime(), instant => instant);
}

/// <summary>The embedded file, default of a new installation.</summary>
internal sealed class SqliteComiteFlowDb(DbContextOptions<SqliteComiteFlowDb> options) : ComiteFlowDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TicksConverter>();
    }
}

/// <summary>PostgreSQL 15 or later, for several hosts.</summary>
internal sealed class PostgresComiteFlowDb(DbContextOptions<PostgresComiteFlowDb> options) : ComiteFlowDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // Two hosts add mail at once and must not reach for the same number.
        modelBuilder.Entity<CourrielRow>().Property(c => c.Number).ValueGeneratedOnAdd();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        // Texts sort by their characters, as in the file, whatever the language of the server.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
