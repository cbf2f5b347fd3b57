using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>The files that follow a former version, what each becomes in the published one, and the move of those that can.</summary>
internal sealed class DeplacerModel(LectureCircuits lecture, EffetSurLesDossiers effets, ActorAccessor actors) : PageCircuit(lecture, actors)
{
    private IReadOnlyList<object> _etapes = [];

    /// <summary>Button pressed.</summary>
    [BindProperty(Name = "etape")]
    public string? Etape { get; set; }

    public EffetDUneVersion Effet { get; private set; } = new([], []);

    public bool PeutPublier => Droits.Allows(Acteur, MoveFile.Verbe);

    public string Meta => $"Circuit « {Derniere.Nom} ». Chaque dossier montre l’étape où il attend, et ce qu’elle devient.";

    public EtatVide? RienAFaire => Effet.Dossiers.Count > 0
        ? null
        : new EtatVide("Aucun dossier à faire passer", Publiee is null ? "Ce circuit n’a pas de version publiée." : "Tous les dossiers en cours suivent la version publiée.", new Lien("Voir l’historique", Adresse("historique")));

    public IReadOnlyList<object> Champs =>
        [.. _etapes, new ChampTexte("motif", "Motif", Motif) { Lignes = 2, Indication = "Porté au journal de chaque dossier avec votre nom.", Erreur = Erreurs?.Pour("motif") }];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ChargerAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await ChargerAsync(ct) is { } elsewhere)
            return elsewhere;
        if (Etape != "passer" || Publiee is not { } published)
            return Page();
        if (!PeutPublier)
            return Forbid();
        if (string.IsNullOrWhiteSpace(Motif))
            return Corriger(new ResumeErreurs([new ErreurChamp("motif", "Écrivez en une phrase pourquoi ces dossiers changent de version : le motif est porté à leur journal.")], "de faire passer les dossiers"));
        var moved = await effets.DeplacerAsync(Acteur, published, Effet, Correspondances, Motif.Trim(), ct);
        return LocalRedirect($"{Adresse("historique")}?fait={MoveFile.Verbe}&passes={moved}&restes={Effet.Dossiers.Count - moved}");
    }

    private async Task<IActionResult?> ChargerAsync(CancellationToken ct)
    {
        if (await LoadAsync("Dossiers en cours", ct) is { } elsewhere)
            return elsewhere;
        if (Publiee is not { } published)
            return null;
        Effet = await effets.PrevoirAsync(Acteur, published, Correspondances, ct);
        _etapes = await ChampsDEtapesAsync(published, Effet, ct);
        return null;
    }
}
