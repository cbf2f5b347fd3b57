using ComiteFlow.Domain;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Securite;

/// <summary>Answers a refusal to a program: 409 with code, sentence and figures. People get the page of errors instead.</summary>
internal sealed class BrokenRuleProblem : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BrokenRuleException broken || !Programs.Ask(httpContext.Request))
        {
            return false;
        }

        var problem = new ProblemDetails
        {
            Status = StatusCodes.Status409Conflict,
            Title = "Refus",
            Detail = broken.Message,
            Extensions = { ["code"] = broken.Code, ["details"] = broken.Details, ["reference"] = httpContext.TraceIdentifier },
        };
        httpContext.Response.StatusCode = StatusCodes.Status409Conflict;
        await httpContext.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", cancellationToken);
        return true;
    }
}

/// <summary>Tells programs from people: only people get pages.</summary>
internal static class Programs
{
    public static bool Ask(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/elsa") || accept.Contains("json", StringComparison.Ordinal) && !accept.Contains("text/html", StringComparison.Ordinal);
    }
}
