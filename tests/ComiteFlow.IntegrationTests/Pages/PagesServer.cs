using System.Net;
using ComiteFlow.Host;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Demonstration;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Sante;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The pages on a free port of this machine, fed by samples.</summary>
public sealed class PagesServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PagesServer(WebApplication app, FakeTimeProvider clock, SampleReadings readings) => (_app, Clock, Readings) = (app, clock, readings);

    public FakeTimeProvider Clock { get; }

    public Uri Address => new(_app.Urls.Single());

    internal SampleReadings Readings { get; }

    public static async Task<PagesServer> StartAsync(params string[] settings)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2021, 9, 14, 8, 30, 0, TimeSpan.Zero));
        var readings = new SampleReadings(clock);
        var builder = WebApplication.CreateBuilder(settings.Select(setting => "--" + setting).ToArray());
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddComiteFlowPages(builder.Configuration);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<ILecturePortefeuille>(readings);
        builder.Services.AddSingleton<ILectureConvention>(readings);
        builder.Services.AddSingleton<ILectureCourriels>(readings);
        builder.Services.AddSingleton<ILectureDocuments>(readings);
        builder.Services.AddSingleton<ILectureSante>(readings);
        builder.Services.AddSingleton<IFonctionsDemonstration>(readings);
        builder.Services.AddSingleton<IHorlogeDemonstration>(readings);
        var app = builder.Build();
        app.UseComiteFlowPages();
        app.MapGet("/interdit", () => Results.Forbid());
        await app.StartAsync();
        return new PagesServer(app, clock, readings);
    }

    public static Task<PagesServer> StartDemonstrationAsync() => StartAsync("Demonstration=true");

    /// <summary>A browser without sign-in, which keeps cookies and follows nothing.</summary>
    public PagesClient Visit() => new(Address);

    /// <summary>A browser that took a function.</summary>
    public async Task<PagesClient> SignInAsync(string function = "coordinator")
    {
        var client = Visit();
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
