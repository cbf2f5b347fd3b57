using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Pages.Compte;

/// <summary>What a person chooses for the function that they hold: the digest of Monday.</summary>
internal sealed class IndexModel(ActorAccessor actors, ExecutionDesActes execution, ComiteFlowDb db) : PageFormulaire
{
    public Actor Acteur => actors.Required;

    /// <summary>Whether the digest is sent; null for a function without one.</summary>
    public bool? Veut { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(bool veut, CancellationToken ct)
    {
        await LoadAsync(ct);
        return await TryAsync(async () =>
        {
            await execution.RunAsync(ChooseDigest.Verbe, Acteur, new ChooseDigest.Commande { Wanted = veut }, ct);
            return LocalRedirect("/mon-compte?fait=1");
        });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Titre = "Mon compte";
        Rubrique = "/mon-compte";
        var mailbox = Droits.Allows(Acteur, ChooseDigest.Verbe) ? ChooseDigest.BoiteDe(Acteur) : null;
        Veut = mailbox is null ? null : !await db.Set<PreferenceRow>().AnyAsync(p => p.Recipient == mailbox && !p.WantsDigest, ct);
    }
}
