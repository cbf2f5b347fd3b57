using System.Globalization;
using System.Security.Claims;
using ComiteFlow.Domain.Personnes;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ComiteFlow.Host.Personnes;

/// <summary>Who acts in the current request.</summary>
internal sealed class ActorAccessor(IHttpContextAccessor http)
{
    /// <summary>Null for a visitor who has not signed in.</summary>
    public Actor? Current => http.HttpContext?.User is { Identity.IsAuthenticated: true } user ? ActorClaims.Read(user) : null;

    /// <summary>Who acts, on a page that asks for a session.</summary>
    /// <exception cref="InvalidOperationException">The page was reached without a session.</exception>
    public Actor Required => Current ?? throw new InvalidOperationException("No actor in this request.");
}

/// <summary>The actor as the session cookie keeps it.</summary>
internal static class ActorClaims
{
    private const string Person = "personne";
    private const string Role = "fonction";
    private const string Scope = "portee";
    private const string Means = "moyen";
    private const string At = "le";

    public static ClaimsPrincipal Write(Actor actor)
    {
        List<Claim> claims =
        [
            new(Person, actor.Person),
            new(Role, actor.Role),
            new(Means, actor.Means),
            new(At, actor.AuthenticatedAt.ToString("O", CultureInfo.InvariantCulture)),
        ];
        if (actor.Scope is { } scope)
        {
            claims.Add(new Claim(Scope, scope));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme, Person, Role));
    }

    public static Actor? Read(ClaimsPrincipal user)
    {
        var known = user.FindFirstValue(Person) is { } person
            && user.FindFirstValue(Role) is { } role
            && user.FindFirstValue(Means) is { } means
            && DateTimeOffset.TryParseExact(user.FindFirstValue(At), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                ? new Actor(person, role, user.FindFirstValue(Scope), means, at)
                : null;
        return known;
    }
}
