using System.Reflection;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.Engine;

/// <summary>Plugs the engine in. Its stores, its unit of work and its expressions come from the host.</summary>
public static class EngineRegistration
{
    /// <param name="services">The host's services.</param>
    /// <param name="activities">Assemblies whose marked classes are steps; the engine's own are always there.</param>
    public static IServiceCollection AddComiteFlowEngine(this IServiceCollection services, EngineOptions options, params Assembly[] activities)
    {
        var types = activities.Prepend(typeof(IActivity).Assembly)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(ActivityTypeAttribute), inherit: false));
        services.AddSingleton(options);
        services.AddSingleton(new ActivityRegistry(types));
        services.AddSingleton<DefinitionValidator>();
        services.AddSingleton<IEngine, EngineRunner>();
        services.AddScoped<IIncidents, Incidents>();
        services.AddScoped<Triggers>();
        services.AddScoped<IMigrations, Migrations>();
        return services;
    }
}
