using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace ComiteFlow.Host;

/// <summary>The stylesheet and fonts beside the program, and the operator's own theme where one is set.</summary>
/// <remarks>Versions of addresses make the system watch files; what watches ends with the host.</remarks>
internal sealed class PageFiles(PagesOptions options) : IDisposable
{
    private readonly PhysicalFileProvider _own = new(Path.Combine(AppContext.BaseDirectory, "wwwroot"));

    private PhysicalFileProvider? _theme;

    public IFileProvider Own => _own;

    public void Serve(IApplicationBuilder app)
    {
        app.UseStaticFiles(new StaticFileOptions { FileProvider = Own, OnPrepareResponse = Cache });
        if (options.EstEtat)
        {
            _theme = new PhysicalFileProvider(Path.GetFullPath(options.ThemeDossier!));
            app.UseStaticFiles(new StaticFileOptions { FileProvider = _theme, RequestPath = "/etat", OnPrepareResponse = Cache });
        }
    }

    public void Dispose()
    {
        _own.Dispose();
        _theme?.Dispose();
    }

    // An address with a version never changes its bytes; the others are asked again each day.
    private static void Cache(StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl = context.Context.Request.Query.ContainsKey("v")
            ? "public, max-age=31536000, immutable"
            : "public, max-age=86400";
}
