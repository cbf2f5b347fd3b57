using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;
using ComiteFlow.Host.Travail;
using ComiteFlow.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComiteFlow.IntegrationTests;

/// <summary>The whole product but its pages, in this process, on a database and a clock that the test moves.</summary>
internal sealed class SimulatedProduct : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Horaire _horaire;
    private readonly HorlogeSimulee _clock;

    private SimulatedProduct(ServiceProvider services, HorlogeSimulee clock) =>
        (_services, _clock, _horaire) = (services, clock, new Horaire(services.GetRequiredService<ReglagesCourants>(), clock.GetUtcNow()));

    public IServiceProvider Services => _services;

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Prepares the database, at nine in the morning of a day.</summary>
    /// <param name="more">Services that take the place of the product's own.</param>
    public static async Task<SimulatedProduct> StartAsync(BaseDeDonnees database, DateOnly day, Action<IServiceCollection>? more = null)
    {
        var clock = new HorlogeSimulee(HeureDeParis.At(day, new TimeOnly(9, 0)));
        var reglages = new ReglagesCourants(await File.ReadAllTextAsync(Depot.Path("conventions", "policies.json")), new Dictionary<string, JsonElement>());
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IIds>(new Identifiants(clock))
            .AddComiteFlow(database, new DossiersLivres(Depot.Path("conventions"), Depot.Path("workflows"), Depot.Path("templates")), reglages, "https://comiteflow.example");
        more?.Invoke(services);
        var product = new SimulatedProduct(services.BuildServiceProvider(), clock);
        Assert.Empty(await Preparation.PrepareAsync(product.Services, default));
        return product;
    }

    /// <summary>Does a verb of a scenario in the name of a role, with its keys.</summary>
    public Task DoAsync(string verb, object keys, string? party = null)
    {
        var role = Verbes.Find(verb)!.DefaultRole;
        var actor = new Actor(party is null ? role : $"{role}:{party}", role, party, "essai", _clock.GetUtcNow());
        return Verbes.Find(verb)!.RunAsync(Services.GetRequiredService<ExecutionDesActes>(), actor, JsonSerializer.SerializeToElement(keys), default);
    }

    /// <summary>Lives on to the end of a day, moment by moment.</summary>
    public async Task LiveUntilAsync(DateOnly day)
    {
        var end = HeureDeParis.At(day.AddDays(1), TimeOnly.MinValue);
        while (await NextAsync() is { } next && next < end)
        {
            await MoveToAsync(next);
        }
    }

    /// <summary>Lives a scenario with people who act by what it brings them.</summary>
    public Task LiveAsync(Scenario scenario, IGens people) =>
        new Passage(scenario, _clock, () => _services, people).RunAsync(new Horaire(Services.GetRequiredService<ReglagesCourants>(), _clock.GetUtcNow()), default);

    /// <summary>Lives on to the next moment at which something falls due.</summary>
    public async Task LiveOneAsync() => await MoveToAsync((await NextAsync())!.Value);

    /// <summary>Moves the clock and does what is due then.</summary>
    public async Task MoveToAsync(DateTimeOffset instant)
    {
        _clock.MoveTo(instant);
        await _horaire.RunDueAsync(Services, _clock.GetUtcNow(), default);
        await Services.GetRequiredService<Pompe>().DrainAsync(default);
    }

    /// <summary>Moves the clock and does nothing.</summary>
    public void StandAt(DateTimeOffset instant) => _clock.MoveTo(instant);

    /// <summary>When the next thing falls due.</summary>
    public async Task<DateTimeOffset?> NextAsync() =>
        new[] { _horaire.NextMoment, await Services.GetRequiredService<Pompe>().NextDueAsync(default) }.Min();

    /// <summary>Reads or changes the database in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<ComiteFlowDb, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>());
    }

    /// <summary>Does something in one transaction, as a burst or an act would.</summary>
    public async Task InTransactionAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(default);
        await act(scope.ServiceProvider);
        await work.CommitAsync(default);
    }

    /// <summary>Puts mails into the outbox, in one transaction.</summary>
    public Task EnqueueAsync(params Courriel[] mails) => InTransactionAsync(async services =>
    {
        foreach (var mail in mails)
        {
            await services.GetRequiredService<IOutbox>().EnqueueAsync(mail, default);
        }
    });

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
