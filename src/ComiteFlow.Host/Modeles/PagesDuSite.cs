using Microsoft.AspNetCore.Routing.Template;

namespace ComiteFlow.Host.Modeles;

/// <summary>The pages of this host, as its routes know them.</summary>
internal sealed class PagesDuSite(EndpointDataSource endpoints) : IPagesDuSite
{
    public bool Existe(string path) => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Any(one => one.RoutePattern.RawText is { } pattern && !pattern.Contains('*', StringComparison.Ordinal)
            && new TemplateMatcher(TemplateParser.Parse(pattern.TrimStart('/')), []).TryMatch(path, []));
}
