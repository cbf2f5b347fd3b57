using ComiteFlow.Host.Pages;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>A page that shows a part of Elsa Studio below our header, under a policy of its own.</summary>
internal abstract class PageStudio(FichiersDeStudio files) : PageComite
{
    /// <summary>The two inline scripts of the package, for Ctrl+S in the editor and Ctrl+R in the list of files; they change with it.</summary>
    private const string OwnScript = "'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='";

    /// <summary>False when the host was built without Elsa Studio.</summary>
    public bool EstPresent => files.EstPresent;

    /// <summary>Address of the dictionary; it changes with its words.</summary>
    protected static string Francais { get; } = "/circuits/francais.json?v=" + EmpreinteDe("circuits/francais.json");

    /// <summary>States what this page may load and run: nothing but what this site serves, and WebAssembly.</summary>
    protected void Ouvrir()
    {
        var socket = (Request.IsHttps ? "wss://" : "ws://") + Request.Host.ToUriComponent();
        Response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {OwnScript}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            + $"connect-src 'self' {socket}; worker-src 'self' blob:; object-src 'none'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";
    }

    private static string EmpreinteDe(string file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wwwroot", file))).AsSpan(0, 8));
}
