using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Pages.Compte;

/// <summary>
/// Ends a digest, or takes it up again, for whoever holds its mail. Reading changes nothing: what scans mails opens addresses. The machine of a mail
/// provider posts without a form (RFC 8058), so the sealed address takes the place of a token.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class RecapitulatifModel(DesabonnementSigne liens, Annuaire annuaire, ExecutionDesActes execution, ComiteFlowDb db, TimeProvider clock) : PageComite
{
    [BindProperty(SupportsGet = true, Name = "sceau")]
    public string Sceau { get; set; } = "";

    public string Nom { get; private set; } = "";

    public bool Veut { get; private set; }

    public bool Fait { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(bool veut, CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } recipient)
            return NotFound();
        await execution.RunAsync(ChooseDigest.Verbe, ChooseDigest.TitulaireDe(recipient, clock.GetUtcNow()), new ChooseDigest.Commande { Wanted = veut }, ct);
        (Veut, Fait) = (veut, true);
        return Page();
    }

    private async Task<string?> LoadAsync(CancellationToken ct)
    {
        Titre = "Récapitulatif du lundi";
        if (liens.Lire(Sceau) is not { } recipient)
            return null;
        Nom = annuaire.Knows(recipient) ? annuaire.Find(recipient).Name ?? recipient : recipient;
        Veut = !await db.Set<PreferenceRow>().AsNoTracking().AnyAsync(p => p.Recipient == recipient && !p.WantsDigest, ct);
        return recipient;
    }
}
