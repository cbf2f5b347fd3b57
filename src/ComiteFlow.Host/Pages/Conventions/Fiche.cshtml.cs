using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>The file of one convention.</summary>
internal sealed class FicheModel(ILectureConvention lecture, ActorAccessor actors) : PageComite
{
    /// <summary>Act that has just been recorded, by its verb.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Fait { get; set; }

    public FicheConvention Fiche { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await lecture.FindAsync(actors.Required, id, ct) is not { } file)
        {
            return NotFound();
        }

        Fiche = file;
        Titre = file.NomCourt;
        Fil = [new Lien("Conventions", "/conventions")];
        Rubrique = "/";
        return Page();
    }
}
