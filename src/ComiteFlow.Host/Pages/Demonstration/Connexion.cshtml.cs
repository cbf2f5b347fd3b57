using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.Host.Demonstration;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Demonstration;

/// <summary>Sign-in of the demonstration: one chooses a function. The gate lets nobody here otherwise.</summary>
[AllowAnonymous]
internal sealed class ConnexionModel(IFonctionsDemonstration fonctions, ConnexionsEnDirect connections) : PageComite
{
    /// <summary>Where to go afterwards.</summary>
    [BindProperty(Name = "retour", SupportsGet = true)]
    public string? Retour { get; set; }

    public IReadOnlyList<GroupeFonctions> Groupes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Titre = "Connexion";
        Groupes = FonctionsOuvertes.Pour(await fonctions.ReadAsync(ct));
    }

    public async Task<IActionResult> OnPostAsync(string? fonction, CancellationToken ct)
    {
        await OnGetAsync(ct);
        if (Groupes.SelectMany(group => group.Fonctions).FirstOrDefault(open => open.Valeur == fonction) is not { } chosen)
        {
            return BadRequest();
        }

        // When a session began is technical time: the clock of the demonstration must not age it.
        connections.Fermer(User);
        var actor = chosen.Acteur(TimeProvider.System.GetUtcNow());
        await HttpContext.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, ActorClaims.Write(actor));
        return LocalRedirect(Url.IsLocalUrl(Retour) ? Retour : "/");
    }
}
