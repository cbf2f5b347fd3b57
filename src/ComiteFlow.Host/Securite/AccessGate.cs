using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Sante;
using Microsoft.AspNetCore.Diagnostics;

namespace ComiteFlow.Host.Securite;

/// <summary>Keeps everything shut but the health page, private calendars and the way out of a digest until a way to sign in is set up.</summary>
internal sealed class AccessGate(RequestDelegate next, PagesOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsOpen(context, options) || context.Request.Path.Equals(SanteEndpoint.Path, StringComparison.OrdinalIgnoreCase) || IsErrorPage(context) || IsSealed(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <summary>True when the demonstration is set and the request is one of this machine.</summary>
    public static bool IsOpen(HttpContext context, PagesOptions options) => options.Demonstration && LocalConnection.Is(context);

    /// <summary>
    /// Whoever holds a digest may end it, and a calendar program reads its calendar, from wherever they are: the address itself is the proof, and it opens
    /// nothing else.
    /// </summary>
    private static bool IsSealed(HttpRequest request) =>
        request.Path.StartsWithSegments(DesabonnementSigne.Page, StringComparison.OrdinalIgnoreCase) || SecretDAgenda.EstChemin(request.Path);

    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
}
