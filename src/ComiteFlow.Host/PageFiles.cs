using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace ComiteFlow.Host;

/// <summary>The stylesheet and fonts beside the program, and the operator's own theme where one is set.</summary>
internal sealed class PageFiles(PagesOptions options)
{
    public IFileProvider Own { get; } = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot"));

    public void Serve(IApplicationBuilder app)
    {
        app.UseStaticFiles(new StaticFileOptions { FileProvider = Own, OnPrepareResponse = Cache });
        if (options.EstEtat)
        {
            var theme = new PhysicalFileProvider(Path.GetFullPath(options.ThemeDossier!));
            app.UseStaticFiles(new StaticFileOptions { FileProvider = theme, RequestPath = "/etat", OnPrepareResponse = Cache });
        }
    }

    // An address with a version never changes its bytes; the others are asked again each day.
    private static void Cache(StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl = context.Context.Request.Query.ContainsKey("v")
            ? "public, max-age=31536000, immutable"
            : "public, max-age=86400";
}
