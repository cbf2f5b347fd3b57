using System.Net;

namespace ComiteFlow.Host.Securite;

/// <summary>Says whether a request comes from this very machine, by its own name and through no relay.</summary>
internal static class LocalConnection
{
    private static readonly string[] Relayed = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"];

    /// <summary>
    /// Both ends are loopback addresses. The name asked for is checked too, because a hostile page may have its own
    /// name resolve to this machine; so are the headers of relays, behind which every address is a local one.
    /// </summary>
    public static bool Is(HttpContext context) =>
        IsLoopback(context.Connection.RemoteIpAddress)
        && IsLoopback(context.Connection.LocalIpAddress)
        && IsLocalName(context.Request.Host.Host)
        && !Relayed.Any(context.Request.Headers.ContainsKey);

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    private static bool IsLocalName(string name) =>
        name == "localhost" || IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
