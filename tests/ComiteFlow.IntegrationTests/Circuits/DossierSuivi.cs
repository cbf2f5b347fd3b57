using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Travail;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>A workflow with a fork, a task, an event and a join, and files of it, for tests that follow them.</summary>
internal static class DossierSuivi
{
    public const string Circuit = "suivi-d-essai";

    private const string Definition = """
        { "definitionId": "suivi-d-essai", "name": "Suivi d’essai", "variables": [{ "id": "v", "name": "note", "typeName": "String", "value": "bonjour" }],
          "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [
            { "id": "debut", "type": "Elsa.Start", "metadata": { "displayText": "Début", "designer": { "position": { "x": 0, "y": 100 } } } },
            { "id": "deux", "type": "Elsa.FlowFork", "branches": { "typeName": "String[]", "expression": { "type": "Object", "value": "[\"Avis\",\"Réponse\"]" } }, "metadata": { "displayText": "Deux voies", "designer": { "position": { "x": 250, "y": 100 } } } },
            { "id": "relire", "type": "Elsa.RunTask", "taskName": "Relire l’avis", "key": "relire/c", "metadata": { "displayText": "Faire relire", "designer": { "position": { "x": 550, "y": 0 } } } },
            { "id": "suite", "type": "Elsa.Event", "eventName": "comite.tenu", "metadata": { "displayText": "Recueillir la réponse", "designer": { "position": { "x": 550, "y": 200 } } } },
            { "id": "ensemble", "type": "Elsa.FlowJoin", "mode": { "typeName": "FlowJoinMode", "expression": { "type": "Literal", "value": "WaitAll" } }, "metadata": { "displayText": "Réunir", "designer": { "position": { "x": 850, "y": 100 } } } },
            { "id": "fin", "type": "Elsa.End", "metadata": { "displayText": "Fin", "designer": { "position": { "x": 1100, "y": 100 } } } }],
          "connections": [
            { "source": { "activity": "debut", "port": "Done" }, "target": { "activity": "deux", "port": "In" } },
            { "source": { "activity": "deux", "port": "Avis" }, "target": { "activity": "relire", "port": "In" } },
            { "source": { "activity": "deux", "port": "Réponse" }, "target": { "activity": "suite", "port": "In" } },
            { "source": { "activity": "relire", "port": "Done" }, "target": { "activity": "ensemble", "port": "In" } },
            { "source": { "activity": "suite", "port": "Done" }, "target": { "activity": "ensemble", "port": "In" } },
            { "source": { "activity": "ensemble", "port": "Done" }, "target": { "activity": "fin", "port": "In" } }] } }
        """;

    public static async Task InstallAsync(LivedServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        db.Add(new DefinitionRow { DefinitionId = Circuit, Version = 1, Name = "Suivi d’essai", Json = Definition, Hash = Definition, IsPublished = true, PublishedAt = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
    }

    /// <summary>Starts a file about something; its task and its event are being waited for when this returns.</summary>
    public static async Task<Guid> StartAsync(LivedServer server, string about)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IWorkflows>().StartAsync(Circuit, "k/" + about, about, new Dictionary<string, object?>(), default);
        await server.Services.GetRequiredService<Pompe>().DrainAsync(default);
        return await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<Instance>().Where(i => i.Key == "k/" + about).Select(i => i.Id).SingleAsync();
    }

    /// <summary>What the file waits for comes.</summary>
    public static async Task TellAsync(LivedServer server, string about, object? payload = null)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IWorkflows>().PublishAsync("comite.tenu", about, payload, default);
        await server.Services.GetRequiredService<Pompe>().DrainAsync(default);
    }
}
