using ComiteFlow.Host.Circuits.Studio;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Demonstration;

/// <summary>Ends the session; by its button only.</summary>
[AllowAnonymous]
internal sealed class DeconnexionModel(ConnexionsEnDirect connections) : PageComite
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        connections.Fermer(User);
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return LocalRedirect("/connexion");
    }
}
