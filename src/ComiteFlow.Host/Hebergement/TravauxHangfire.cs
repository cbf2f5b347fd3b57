using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Persistence;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;

namespace ComiteFlow.Host.Hebergement;

/// <summary>On the real clock Hangfire fires the timetable: in memory on the embedded file, in PostgreSQL otherwise. Its jobs carry a name, never state.</summary>
internal static class TravauxHangfire
{
    public static IServiceCollection AddTravaux(this IServiceCollection services, BaseDeDonnees database)
    {
        services.AddHangfire(configuration =>
        {
            configuration.UseRecommendedSerializerSettings();
            if (database.Connection is { } connection)
            {
                configuration.UsePostgreSqlStorage(
                    storage => storage.UseNpgsqlConnection(connection), new PostgreSqlStorageOptions { UseSlidingInvisibilityTimeout = true });
            }
            else
            {
                configuration.UseInMemoryStorage();
            }
        });
        services.AddHangfireServer(options => options.WorkerCount = 2);
        services.AddSingleton<ExecutionDeTravail>();
        return services;
    }

    /// <summary>Declares the recurring jobs, and runs each once: what was missed while the service was down is done now.</summary>
    public static void UseTravaux(this WebApplication app)
    {
        var recurring = app.Services.GetRequiredService<IRecurringJobManager>();
        var jobs = app.Services.GetRequiredService<IBackgroundJobClient>();
        var paris = new RecurringJobOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris") };
        foreach (var rendezvous in Timetable.For(app.Services.GetRequiredService<ReglagesCourants>()))
        {
            recurring.AddOrUpdate<ExecutionDeTravail>(rendezvous.Name, travail => travail.RunAsync(rendezvous.Name, CancellationToken.None), rendezvous.Cron, paris);
            jobs.Enqueue<ExecutionDeTravail>(travail => travail.RunAsync(rendezvous.Name, CancellationToken.None));
        }
    }
}

/// <summary>Runs one job of the timetable by its name.</summary>
public sealed class ExecutionDeTravail(IServiceProvider services)
{
    /// <exception cref="InvalidOperationException">The timetable has no such job.</exception>
    public async Task RunAsync(string name, CancellationToken ct)
    {
        var rendezvous = Timetable.For(services.GetRequiredService<ReglagesCourants>()).FirstOrDefault(r => r.Name == name)
            ?? throw new InvalidOperationException($"No job is called {name}.");
        await ((IJob)services.GetRequiredService(rendezvous.Job)).RunAsync(ct);
    }
}
