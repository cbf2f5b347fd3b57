using System.Text.Json.Nodes;
using ComiteFlow.Domain;
using ComiteFlow.Host.Circuits.Descripteurs;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>The HTTP API that Elsa Studio calls, its files, and the addresses that it makes up itself.</summary>
internal static class ApiDeStudio
{
    public const string Prefix = "/elsa/api";

    public static IServiceCollection AddStudio(this IServiceCollection services)
    {
        services.AddSingleton(_ => new FichiersDeStudio(Path.Combine(AppContext.BaseDirectory, "studio")));
        services.AddScoped<LectureDeStudio>();
        services.AddScoped<LectureDInstances>();
        services.AddScoped<LectureAttentes>();
        services.AddScoped<OutilsDEcriture>();
        services.AddSingleton<ConnexionsEnDirect>();
        services.AddHostedService<VeilleDesDossiers>();
        services.AddSignalR();
        return services;
    }

    public static IEndpointRouteBuilder MapStudio(this IEndpointRouteBuilder app)
    {
        app.MapMethods(FichiersDeStudio.Prefix + "{**path}", ["GET", "HEAD"], (string path, HttpContext context, FichiersDeStudio files) => files.ServeAsync(context, path));
        foreach (var from in new[] { "", FichiersDeStudio.Prefix.TrimEnd('/') })
        {
            app.MapGet(from + "/workflows/instances/{id}/view", (string id) => Results.LocalRedirect("~/circuits/instances/" + Uri.EscapeDataString(id)));
            app.MapGet(from + "/workflows/definitions/{id}/edit", (string id) => Results.LocalRedirect("~/circuits/" + Uri.EscapeDataString(id)));
        }

        var api = app.MapGroup(Prefix).AddEndpointFilter(RefuseAsync);
        var read = api.MapGroup("").RequireAuthorization(AccesAuxCircuits.Lecture);
        read.MapLectureDeDefinitions();
        read.MapParties();
        read.MapExports();
        read.MapLectureDInstances();
        read.MapExecutions();
        read.MapDescripteurs();
        var write = api.MapGroup("").RequireAuthorization(AccesAuxCircuits.Ecriture);
        write.MapEcritureDeDefinitions();
        write.MapActionsGroupees();
        api.MapGroup("").RequireAuthorization(AccesAuxCircuits.Conduite).MapConduiteDInstances();
        app.MapHub<SuiviEnDirect>("/elsa/hubs/workflow-instance", options => options.CloseOnAuthenticationExpiration = true).RequireAuthorization(AccesAuxCircuits.Lecture);
        return app;
    }

    /// <summary>Refusals as Elsa Studio shows them: 400, with one sentence for each message.</summary>
    public static IResult Refus(params IEnumerable<string> sentences) => Results.Json(
        new JsonObject
        {
            ["title"] = "Refus", ["status"] = StatusCodes.Status400BadRequest,
            ["errors"] = new JsonObject { ["circuit"] = new JsonArray([.. sentences.Select(sentence => (JsonNode)sentence)]) },
        },
        contentType: "application/problem+json", statusCode: StatusCodes.Status400BadRequest);

    private static async ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BrokenRuleException refusal)
        {
            return Refus(RefusDeCircuit.Phrases(refusal));
        }
    }
}
