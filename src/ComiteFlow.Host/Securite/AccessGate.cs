using ComiteFlow.Host.Sante;
using Microsoft.AspNetCore.Diagnostics;

namespace ComiteFlow.Host.Securite;

/// <summary>Keeps everything shut but the health page until a way to sign in is set up.</summary>
internal sealed class AccessGate(RequestDelegate next, PagesOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsOpen(context, options) || context.Request.Path.Equals(SanteEndpoint.Path, StringComparison.OrdinalIgnoreCase) || IsErrorPage(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <summary>True when the demonstration is set and the request is one of this machine.</summary>
    public static bool IsOpen(HttpContext context, PagesOptions options) => options.Demonstration && LocalConnection.Is(context);

    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
}
