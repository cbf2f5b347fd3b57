using System.Text;
using System.Text.Json;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Fichiers;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>Registers a convention or an avenant from its JSON text; tells all that is wrong with it at once.</summary>
internal sealed class ImporterModel(OutilsDActe outils) : PageFormulaire
{
    private const string Verbe = "import";

    [BindProperty(Name = "texte")]
    public string? Texte { get; set; }

    [BindProperty(Name = "fichier")]
    public IFormFile? Fichier { get; set; }

    /// <summary>What is wrong with the text; nothing is stored then.</summary>
    public IReadOnlyList<FileProblem> Problemes { get; private set; } = [];

    public override bool EnErreur => base.EnErreur || Problemes.Count > 0;

    public bool Permis => Droits.Allows(outils.Actors.Required, Verbe);

    public static EtatVide PasPourVous => new(
        "Cet acte ne vous revient pas", $"Il revient à {Domain.Mise.Liste([.. Droits.RolesFor(Verbe).Select(Droits.Label)])}.", new Lien("Revenir aux conventions", "/"));

    public ChampTexte ChampTexte => new("texte", "Texte JSON", Texte) { Lignes = 14, Indication = "Collez le contenu du fichier, ou choisissez le fichier ci-dessous.", Erreur = Erreurs?.Pour("texte") };

    public void OnGet() => Preparer();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Preparer();
        if (Fichier is { Length: > 0 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream(), new UTF8Encoding(false, true));
            Texte = await reader.ReadToEndAsync(ct);
            ModelState.Clear();
        }

        if (string.IsNullOrWhiteSpace(Texte))
            return Corriger(new ResumeErreurs([new ErreurChamp("texte", "Collez le texte de la convention, ou choisissez son fichier.")], "d’importer"));
        Problemes = ConventionFileChecker.Check(Fichier?.FileName is { Length: > 0 } name ? Path.GetFileName(name) : "texte", Texte);
        if (Problemes.Count > 0)
            return new Microsoft.AspNetCore.Mvc.RazorPages.PageResult { StatusCode = StatusCodes.Status400BadRequest };
        using var document = JsonDocument.Parse(Texte);
        var root = document.RootElement.Clone();
        return await TryAsync(async () =>
        {
            await outils.Execution.RunAsync(Verbe, outils.Actors.Required, new ImportDocument.Commande { Document = root }, ct);
            return LocalRedirect($"{Adresses.Fiche(root.GetProperty("id").GetString()!)}?fait={Verbe}");
        });
    }

    private void Preparer()
    {
        Titre = "Importer";
        Rubrique = "/";
        Fil = [new Lien("Conventions", "/conventions")];
    }
}
