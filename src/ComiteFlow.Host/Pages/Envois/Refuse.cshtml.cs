using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Envois;

/// <summary>One mail that was not delivered: the address, the reason, what can be done, and sending it again.</summary>
internal sealed class RefuseModel(LectureEnvois lecture, Annuaire annuaire, ActorAccessor actors, ExecutionDesActes execution) : PageFormulaire
{
    [BindProperty(SupportsGet = true, Name = "numero")]
    public long Numero { get; set; }

    public EnvoiLu Envoi { get; private set; } = null!;

    /// <summary>The box that it was for, by its name.</summary>
    public string Nom => Formats.Lier(annuaire.Nom(Envoi.Destinataire))!;

    /// <summary>What people can do about it.</summary>
    public Remede Remede => Remede.Of(Envoi.Motif, Envoi.Modele);

    public string? ProblemeDAnnuaire => annuaire.Probleme;

    public Recapitulatif Reperes => new("Ce qui s’est passé",
    [
        new("Courriel", Envoi.Objet ?? Envoi.Modele),
        new("Destinataire", Nom),
        new("Adresse", annuaire.Knows(Envoi.Destinataire) ? annuaire.Find(Envoi.Destinataire).Address : "aucune"),
        new("Raison", Envoi.Motif ?? "Ce courriel n’est pas refusé."),
    ]);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await LoadAsync(ct) ?? await TryAsync(async () =>
    {
        await execution.RunAsync(ResendMail.Verbe, actors.Required, new ResendMail.Commande { Number = Numero }, ct);
        return LocalRedirect($"{EnvoisEnFrancais.Page}?fait={ResendMail.Verbe}");
    });

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!Droits.Allows(actors.Required, ResendMail.Verbe))
            return Forbid();
        if (await lecture.FindAsync(Numero, ct) is not { } found)
            return NotFound();
        Envoi = found;
        Titre = "Courriel non remis";
        Rubrique = "/envois";
        Fil = [new Lien("Envois", EnvoisEnFrancais.Page)];
        return null;
    }
}
