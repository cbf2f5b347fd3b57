using System.Globalization;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace ComiteFlow.Host.Agendas;

/// <summary><c>/agenda/{secret}.ics</c>: a private calendar for a program that cannot sign in. An address that is wrong, old or revoked is as unknown as any other.</summary>
internal static class AgendaEndpoint
{
    private const string Politique = "agenda";

    private static readonly TimeSpan Fenetre = TimeSpan.FromMinutes(1);

    /// <param name="configuration"><c>Agenda:LecturesParMinute</c>: readings that one machine may ask for.</param>
    public static void AddAgendas(this IServiceCollection services, IConfiguration configuration)
    {
        var permits = Math.Max(1, configuration.GetValue("Agenda:LecturesParMinute", 120));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = ((int)Fenetre.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(Politique, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Fenetre }));
        });
    }

    public static void MapAgendas(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/agenda/{secret}.ics", [HttpMethods.Get, HttpMethods.Head], AnswerAsync).AllowAnonymous().RequireRateLimiting(Politique);

    private static async Task<IResult> AnswerAsync(string secret, [FromServices] LectureAgendas agendas, HttpContext context, CancellationToken ct)
    {
        if (await agendas.ReadAsync(secret, ct) is not { } ics)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        return Results.File(ics, "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(ics))[..32]}\""));
    }
}
