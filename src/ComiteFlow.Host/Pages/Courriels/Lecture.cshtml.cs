using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Courriels;

/// <summary>One mail in full, with the reason for it.</summary>
internal sealed class LectureModel(ILectureCourriels lecture, ActorAccessor actors) : PageComite
{
    public CourrielLu Courriel { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await lecture.FindAsync(actors.Required, id, ct) is not { } mail)
        {
            return NotFound();
        }

        Courriel = mail;
        Titre = mail.Resume.Objet;
        Fil = [new Lien("Courriels", "/courriels")];
        Rubrique = "/courriels";
        return Page();
    }
}
