using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Descripteurs;

/// <summary>What Studio asks about that there is to draw with: kinds of steps, of expressions, of variables; the declarations of scripts.</summary>
internal static class Descripteurs
{
    public static IServiceCollection AddDescripteurs(this IServiceCollection services) =>
        services.AddScoped<ChoixDesEtapes>().AddScoped<CircuitsCommeEtapes>().AddScoped<EtapesDecrites>().AddSingleton<ValeursEcrites>();

    /// <param name="api">Where the API of Studio stands, open to readers of circuits.</param>
    public static IEndpointRouteBuilder MapDescripteurs(this IEndpointRouteBuilder api)
    {
        var descriptors = api.MapGroup("/descriptors");
        descriptors.MapGet("/activities", async ([FromServices] EtapesDecrites etapes, CancellationToken ct) => FormesDeStudio.Liste(await etapes.ToutesAsync(ct)));
        descriptors.MapPost("/activities/{type}/options/{property}", OptionsAsync);
        descriptors.MapGet("/expression-descriptors", () => FormesDeStudio.Liste(PetitsDescripteurs.Expressions));
        descriptors.MapGet("/workflow-activation-strategies", () => FormesDeStudio.Liste(PetitsDescripteurs.Demarrages));
        descriptors.MapGet("/log-persistence-strategies", () => FormesDeStudio.Liste(PetitsDescripteurs.Journaux));
        descriptors.MapGet("/incident-strategies", () => FormesDeStudio.Liste(PetitsDescripteurs.Incidents));
        descriptors.MapGet("/commit-strategies/workflows", () => FormesDeStudio.Liste(PetitsDescripteurs.Enregistrements));
        descriptors.MapGet("/commit-strategies/activities", () => FormesDeStudio.Liste(PetitsDescripteurs.Enregistrements));
        descriptors.MapGet("/storage-drivers", () => FormesDeStudio.Liste(PetitsDescripteurs.Conservations));
        descriptors.MapGet("/variables", () => FormesDeStudio.Liste(PetitsDescripteurs.Types));
        descriptors.MapGet("/output-converters", () => FormesDeStudio.Liste(Array.Empty<object>()));
        api.MapGet("/resilience/strategies", () => FormesDeStudio.Liste(Array.Empty<object>()));
        api.MapGet("/resilience/retries/{id}", (string id) => FormesDeStudio.Liste(Array.Empty<object>()));
        api.MapGet("/features/installed", () => FormesDeStudio.Liste(PetitsDescripteurs.Fonctionnalites));
        api.MapGet("/features/installed/{fullName}", (string fullName) => PetitsDescripteurs.Fonctionnalites.FirstOrDefault(one => one.FullName == fullName) is { } found
            ? Results.Json(found, FormesDeStudio.Json)
            : Results.NotFound());
        api.MapPost("/scripting/javascript/type-definitions/{id}", DeclarationsAsync);
        return api;
    }

    private static async Task<IResult> OptionsAsync(string type, string property, [FromServices] EtapesDecrites etapes, CancellationToken ct) =>
        await etapes.OptionsAsync(type, property, ct) is { } items ? Results.Json(new { items }, FormesDeStudio.Json) : Results.NotFound();

    /// <summary>By the newest version: it is the one that is drawn.</summary>
    private static async Task<IResult> DeclarationsAsync(string id, [FromServices] ComiteFlowDb db, CancellationToken ct) => Results.Text(DeclarationsDeScript.Of(
        await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.DefinitionId == id).OrderByDescending(d => d.Version).Select(d => d.Json).FirstOrDefaultAsync(ct)));
}
