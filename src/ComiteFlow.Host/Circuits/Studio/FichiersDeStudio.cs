using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>
/// The files of Elsa Studio, under an address that holds the version of the package: a browser fetches each of them once. They are kept packed by
/// brotli; whoever does not take that gets them unpacked.
/// </summary>
internal sealed class FichiersDeStudio : IDisposable
{
    /// <summary>The version of the package that <c>package.json</c> names.</summary>
    public const string Version = "3.8.2";

    public const string Prefix = "/elsa/studio/" + Version + "/";

    private const string Packed = ".br";

    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".dat"] = "application/octet-stream", [".map"] = "application/json", [".cur"] = "image/x-icon" } };

    private readonly PhysicalFileProvider? _files;
    private readonly ConcurrentDictionary<string, string> _tags = new();

    public FichiersDeStudio(string folder) => _files = Directory.Exists(folder) ? new PhysicalFileProvider(folder) : null;

    /// <summary>False when the host was built without the package.</summary>
    public bool EstPresent => _files?.GetFileInfo("_framework/blazor.webassembly.js" + Packed).Exists == true;

    public void Dispose() => _files?.Dispose();

    public async Task<IResult> ServeAsync(HttpContext context, string path)
    {
        if (path == "appsettings.json")
            return Results.Text("{}", "application/json");
        if (_files is null || !Types.TryGetContentType(path, out var type))
            return Results.NotFound();
        var packed = _files.GetFileInfo(path + Packed);
        var file = packed.Exists ? packed : _files.GetFileInfo(path);
        if (!file.Exists)
            return Results.NotFound();
        var isPacked = packed.Exists && TakesPacked(context.Request);
        var tag = new EntityTagHeaderValue($"\"{await TagAsync(file, context.RequestAborted)}{(isPacked ? "-br" : "")}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        if (packed.Exists)
            context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known == EntityTagHeaderValue.Any))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        context.Response.ContentType = type;
        return new Sent(file, packed.Exists, isPacked);
    }

    private static bool TakesPacked(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is not 0);

    private async Task<string> TagAsync(IFileInfo file, CancellationToken ct)
    {
        if (_tags.TryGetValue(file.PhysicalPath!, out var known))
            return known;
        await using var content = file.CreateReadStream();
        return _tags[file.PhysicalPath!] = Convert.ToHexStringLower((await SHA256.HashDataAsync(content, ct)).AsSpan(0, 8));
    }

    /// <summary>The file as it is, packed or not, or unpacked on the way.</summary>
    private sealed class Sent(IFileInfo file, bool isPacked, bool goesPacked) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (isPacked && !goesPacked)
            {
                await using var unpacked = new BrotliStream(file.CreateReadStream(), CompressionMode.Decompress);
                await unpacked.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
                return;
            }

            if (goesPacked)
                httpContext.Response.Headers.ContentEncoding = "br";
            httpContext.Response.ContentLength = file.Length;
            if (!HttpMethods.IsHead(httpContext.Request.Method))
                await httpContext.Response.SendFileAsync(file, httpContext.RequestAborted);
        }
    }
}
