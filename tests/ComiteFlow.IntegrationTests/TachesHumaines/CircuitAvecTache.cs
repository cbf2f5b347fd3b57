using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Travail;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.TachesHumaines;

/// <summary>A workflow that asks people for an opinion, as somebody may draw it.</summary>
internal static class CircuitAvecTache
{
    /// <param name="rungs">JavaScript that gives the rungs.</param>
    public static string Json(string rungs) =>
        $$"""
        { "definitionId": "avis", "name": "Avis", "root": { "id": "r", "type": "Elsa.Sequence", "activities": [
            { "id": "demander", "type": "Elsa.RunTask", "taskName": "Donner un avis", "key": { "expression": { "type": "JavaScript", "value": "'avis/' + getCorrelationId()" } },
              "candidates": ["budgetOfficer"], "outcomes": ["Favorable", "Défavorable"], "dueOn": "2020-04-20",
              "form": [{ "name": "motif", "label": "Motif de l’avis", "required": true }, { "name": "montant", "label": "Montant proposé", "type": "number" }],
              "rungs": { "expression": { "type": "JavaScript", "value": "{{rungs}}" } } }] } }
        """;

    public static async Task PublishAsync(IServiceProvider product, string json)
    {
        await DoAsync(product, async services =>
        {
            var db = services.GetRequiredService<ComiteFlowDb>();
            db.Add(new DefinitionRow { DefinitionId = "avis", Version = 1, Name = "Avis", Json = json, Hash = json, IsPublished = true });
            await db.SaveChangesAsync();
        });
    }

    /// <summary>Starts it about something, and lets it run.</summary>
    public static async Task StartAsync(IServiceProvider product, string about)
    {
        await DoAsync(product, services => services.GetRequiredService<IWorkflows>().StartAsync("avis", "avis/" + about, about, new Dictionary<string, object?>(), default));
        await product.GetRequiredService<Pompe>().DrainAsync(default);
    }

    public static async Task DoAsync(IServiceProvider product, Func<IServiceProvider, Task> act)
    {
        await using var scope = product.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(default);
        await act(scope.ServiceProvider);
        await work.CommitAsync(default);
    }
}
