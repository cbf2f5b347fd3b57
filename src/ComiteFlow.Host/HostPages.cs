using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Demonstration;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.Rapports;
using ComiteFlow.Host.Sante;
using ComiteFlow.Host.Securite;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ComiteFlow.Host;

/// <summary>Plugs the pages into the host: services, then the way of a request.</summary>
internal static class HostPages
{
    public static IServiceCollection AddComiteFlowPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PagesOptions>().Bind(configuration).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PagesOptions>, PagesOptionsCheck>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PagesOptions>>().Value);
        services.AddSingleton<PageFiles>();
        services.AddHttpContextAccessor();
        services.AddScoped<ActorAccessor>();
        services.AddExceptionHandler<BrokenRuleProblem>();
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        ClesEnBase.Add(services);
        AddSession(services);
        services.AddSingleton(new ConversionPdf(configuration["Documents:Convertisseur"]));
        AddModeles(services);
        services.AddSingleton<DesabonnementSigne>();
        services.AddSingleton<ILienDeDesabonnement>(provider => provider.GetRequiredService<DesabonnementSigne>());
        services.AddStudio();
        services.AddRepetitions();
        services.AddAgendas(configuration);
        services.AddRazorPages(Routes)
            .ConfigureApplicationPartManager(AddOwnPages);
        return services;
    }

    public static WebApplication UseComiteFlowPages(this WebApplication app)
    {
        var files = app.Services.GetRequiredService<PageFiles>();
        app.Environment.WebRootFileProvider = files.Own;
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/erreur/500",
            StatusCodeSelector = exception => exception is Domain.BrokenRuleException ? StatusCodes.Status409Conflict : StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = context => context.Exception is Domain.BrokenRuleException,
        });
        app.UseWhen(context => !Programs.Ask(context.Request), people => people.UseStatusCodePagesWithReExecute("/erreur/{0}"));
        files.Serve(app);
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<GardeDOrigine>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapSante();
        app.MapDocuments();
        app.MapComptesRendus();
        app.MapStudio();
        app.MapRepetitions();
        app.MapAgendas();
        return app;
    }

    private static void AddModeles(IServiceCollection services)
    {
        services.AddSingleton<IPagesDuSite, PagesDuSite>();
        services.AddScoped<ApercusDeModele>();
        services.AddScoped<EssaiDeModele>();
        services.AddScoped<Pages.Modeles.OutilsDeModele>();
        services.AddScoped<Pages.Modeles.OutilsDApercu>();
    }

    // A comité of one startup has the startup in its address.
    private static void Routes(RazorPagesOptions options)
    {
        options.Conventions.AddPageRoute("/Index", "/conventions");
        foreach (var (page, end) in new[] { ("Seance", ""), ("EtatDesRealisations", "/etat"), ("Derogation", "/derogation"), ("Tenir", "/tenir"), ("Deplacer", "/deplacer"), ("Convocation", "/convocation"), ("Creneaux", "/creneaux"), ("RetenirCreneau", "/creneaux/retenir"), ("RepondreCreneaux", "/creneaux/repondre"), ("Decider", "/decider"), ("Etablir", "/documents"), ("RepondreCondition", "/conditions/{numero:int}") })
        {
            options.Conventions.AddPageRoute($"/Comites/{page}", "/conventions/{id}/comites/{code}/{startup}/{n:int}" + end);
        }
    }

    private static void AddSession(IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "comiteflow";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.LoginPath = "/connexion";
            options.ReturnUrlParameter = "retour";
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            // A session ages in real time, also while the clock of the demonstration jumps by weeks.
            options.TimeProvider = TimeProvider.System;
            options.Events.OnRedirectToLogin = context =>
            {
                // A program is told; only people are led to the page.
                if (Programs.Ask(context.Request))
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                else
                    context.Response.Redirect(context.RedirectUri);
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()).AddCircuits();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "comiteflow.jeton";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.FormFieldName = "jeton";
        });
    }

    // The pages are found also when another program (a test) is the entry point, and never twice.
    private static void AddOwnPages(ApplicationPartManager manager)
    {
        var assembly = typeof(HostPages).Assembly;
        if (manager.ApplicationParts.Any(part => part.Name == assembly.GetName().Name))
        {
            return;
        }

        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
        {
            manager.ApplicationParts.Add(part);
        }
    }
}

/// <summary>Stops the start when the theme's setting cannot be honoured.</summary>
internal sealed class PagesOptionsCheck : IValidateOptions<PagesOptions>
{
    public ValidateOptionsResult Validate(string? name, PagesOptions options) =>
        options.Defaut() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}
