using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Documents;

/// <summary>A document as a page to read, with its files, number, version and hash.</summary>
internal sealed class DocumentModel(ILectureDocuments lecture, ActorAccessor actors) : PageFormulaire
{
    public DocumentLu Document { get; private set; } = null!;

    /// <summary>True where making the PDF file failed and the reader may have it made anew.</summary>
    public bool PeutRefaire => Document.Resume.AEchoue && Droits.Allows(actors.Required, RemakePdf.Verbe);

    public async Task<IActionResult> OnGetAsync(string numero, CancellationToken ct) => await LoadAsync(numero, ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(string numero, [FromServices] ExecutionDesActes execution, CancellationToken ct) => await LoadAsync(numero, ct) ?? await TryAsync(async () =>
    {
        await execution.RunAsync(RemakePdf.Verbe, actors.Required, new RemakePdf.Commande { Number = numero }, ct);
        return LocalRedirect($"{Adresses.Document(numero)}?fait={RemakePdf.Verbe}");
    });

    private async Task<IActionResult?> LoadAsync(string numero, CancellationToken ct)
    {
        if (await lecture.ReadAsync(actors.Required, numero, ct) is not { } document)
            return NotFound();
        Document = document;
        Titre = document.Resume.Titre;
        Fil = [new Lien("Documents", "/documents")];
        Rubrique = "/documents";
        return null;
    }
}
