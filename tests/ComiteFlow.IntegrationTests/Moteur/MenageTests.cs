using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>The product's daily job that takes away what is out of date, and what the product never tries again.</summary>
public sealed class MenageTests : IDisposable
{
    private const string Breaking = """{ "definitionId": "circuit", "name": "Essai", "root": { "id": "rompre", "type": "Tests.BreakARule" } }""";

    private static readonly DateOnly Day = new(2027, 1, 4);
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Demand04_KeptEvents_OfMoreThanOneBatch_AreTakenAwayTheNextMorning()
    {
        await using var product = await StartAsync(null);
        await product.InTransactionAsync(async services =>
        {
            for (var rank = 0; rank < 450; rank++)
            {
                await services.GetRequiredService<IWorkflows>().PublishAsync("perdu", "c", null, default, TimeSpan.FromHours(1));
            }
        });

        await product.LiveUntilAsync(Day.AddDays(1));

        Assert.Equal(0, await product.InScopeAsync(db => db.Set<KeptEvent>().CountAsync()));
        Assert.Equal(450, await product.InScopeAsync(db => db.Set<JournalLine>().CountAsync(line => line.Event == "Expired")));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(30, 0)]
    [InlineData(60, 1)]
    public async Task Demand15_Journal_IsKeptForTheDaysThatAreSet(int? days, int left)
    {
        await using var product = await StartAsync(days);
        await product.InTransactionAsync(services =>
        {
            services.GetRequiredService<ComiteFlowDb>().Add(new JournalLine { At = product.Now, Event = "Expired", Message = "essai" });
            return Task.CompletedTask;
        });

        await product.LiveUntilAsync(Day.AddDays(40));

        Assert.Equal(left, await product.InScopeAsync(db => db.Set<JournalLine>().CountAsync()));
    }

    [Fact]
    public async Task BrokenRule_OfAStep_IsAnIncidentAtOnce()
    {
        await using var product = await StartAsync(null);
        await product.InTransactionAsync(async services =>
        {
            var db = services.GetRequiredService<ComiteFlowDb>();
            db.Add(new DefinitionRow { DefinitionId = "circuit", Version = 1, Name = "Essai", Json = Breaking, Hash = Breaking, IsPublished = true });
            await db.SaveChangesAsync();
            await services.GetRequiredService<IWorkflows>().StartAsync("circuit", "k", "c", new Dictionary<string, object?>(), default);
        });

        await product.MoveToAsync(product.Now);

        Assert.Equal("ceiling", Assert.Single(await product.InScopeAsync(db => db.Set<Incident>().ToListAsync())).Code);
        Assert.Equal(0, Assert.Single(await product.InScopeAsync(db => db.Set<DueWork>().ToListAsync())).Attempts);
    }

    private Task<SimulatedProduct> StartAsync(int? days) => SimulatedProduct.StartAsync(
        new BaseDeDonnees(null, _file, IsThrowAway: true), Day, services => services
            .AddSingleton(EngineOptions.AtOnce with { JournalDays = days, FinalCode = FinalCode(services) })
            .AddSingleton(new ActivityRegistry(Steps.Append(typeof(BreakARule)))));

    private static IEnumerable<Type> Steps => new[] { typeof(IActivity).Assembly, typeof(EmissionDesRelances).Assembly }
        .SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(ActivityTypeAttribute), inherit: false));

    private static Func<Exception, string?> FinalCode(IServiceCollection services) =>
        ((EngineOptions)services.Single(service => service.ServiceType == typeof(EngineOptions)).ImplementationInstance!).FinalCode;
}

/// <summary>Breaks a rule of the domain.</summary>
[ActivityType("Tests.BreakARule")]
internal sealed class BreakARule : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => throw new BrokenRuleException("ceiling", "Le plafond est dépassé.");
}
