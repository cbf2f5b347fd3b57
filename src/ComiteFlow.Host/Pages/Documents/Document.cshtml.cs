using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Documents;

/// <summary>A document as a page to read, with its files, number, version and hash.</summary>
internal sealed class DocumentModel(ILectureDocuments lecture, ActorAccessor actors) : PageComite
{
    public DocumentLu Document { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string numero, CancellationToken ct)
    {
        if (await lecture.ReadAsync(actors.Required, numero, ct) is not { } document)
            return NotFound();
        Document = document;
        Titre = document.Resume.Titre;
        Fil = [new Lien("Documents", "/documents")];
        Rubrique = "/documents";
        return Page();
    }
}
