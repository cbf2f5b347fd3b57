using ComiteFlow.Domain;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Studio;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>Brings workflows in from files; each is taken or refused by itself.</summary>
[Authorize(AccesAuxCircuits.Ecriture)]
internal sealed class ImporterModel(OutilsDEcriture tools) : PageFormulaire
{
    public IReadOnlyList<string> Refuses { get; private set; } = [];

    public int Pris { get; private set; }

    public override bool EnErreur => base.EnErreur || Refuses.Count > 0;

    public void OnGet() => Preparer();

    public async Task<IActionResult> OnPostAsync(IFormFileCollection fichiers)
    {
        Preparer();
        if (fichiers.Count == 0)
            return Corriger(new ResumeErreurs([new ErreurChamp("fichiers", "Choisissez au moins un fichier.")], "d’importer"));
        string? last = null;
        var refusals = new List<string>();
        foreach (var file in fichiers.Take(50))
        {
            try
            {
                foreach (var (name, text) in await ImportsDeStudio.TextesAsync(file))
                {
                    last = await OneAsync(name, text, refusals) ?? last;
                }
            }
            catch (BrokenRuleException refusal)
            {
                refusals.AddRange(RefusDeCircuit.Phrases(refusal));
            }
        }

        Refuses = refusals;
        if (refusals.Count > 0)
            return new Microsoft.AspNetCore.Mvc.RazorPages.PageResult { StatusCode = StatusCodes.Status400BadRequest };
        return LocalRedirect(Pris == 1 && last is not null ? EditeurPrefere.Adresse(Request, last) : "/circuits?fait=import");
    }

    private async Task<string?> OneAsync(string name, string text, List<string> refusals)
    {
        try
        {
            var id = await ImportsDeStudio.ImportAsync(text, tools);
            Pris++;
            return id;
        }
        catch (BrokenRuleException refusal)
        {
            refusals.AddRange(RefusDeCircuit.Phrases(refusal).Select(sentence => $"{name} : {sentence}"));
            return null;
        }
    }

    private void Preparer()
    {
        (Titre, Rubrique) = ("Importer", "/circuits");
        Fil = [new Lien("Circuits", "/circuits")];
    }
}
