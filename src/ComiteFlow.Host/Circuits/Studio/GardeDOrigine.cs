namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>
/// The calls of Elsa Studio carry the session's cookie and no token of a form: what changes anything, and the opening of a socket, must come from a page of
/// this very site. Browsers say so themselves, and a page cannot make them lie.
/// </summary>
internal sealed class GardeDOrigine(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/elsa", StringComparison.OrdinalIgnoreCase) || IsHarmless(context.Request) || IsOurs(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("Cette demande ne vient pas d’une page de ComiteFlow.", context.RequestAborted);
    }

    /// <summary>A socket is opened by a GET, but acts with the rights of the session.</summary>
    private static bool IsHarmless(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !request.Path.StartsWithSegments("/elsa/hubs", StringComparison.OrdinalIgnoreCase);

    private static bool IsOurs(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
            return Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(Authority(request), StringComparison.OrdinalIgnoreCase);
        return request.Headers["Sec-Fetch-Site"].ToString() is "same-origin";
    }

    /// <summary>Without the port that goes without saying.</summary>
    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : request.Host.ToString();
}
