using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages;

/// <summary>The portfolio of conventions, home page of a signed-in person.</summary>
internal sealed class IndexModel(ILecturePortefeuille lecture, ActorAccessor actors) : PageComite
{
    public static IReadOnlyList<(FiltrePortefeuille Filtre, string Mots)> Filtres { get; } =
    [
        (FiltrePortefeuille.Tous, "Tous"),
        (FiltrePortefeuille.Retard, "En retard"),
        (FiltrePortefeuille.Ouverts, "Ouverts"),
        (FiltrePortefeuille.Clore, "À clore"),
    ];

    /// <summary>The filter stands in the address, so that a list can be kept and sent.</summary>
    [BindProperty(Name = "etat", SupportsGet = true)]
    public FiltrePortefeuille Filtre { get; set; }

    public bool PeutImporter => Droits.Allows(actors.Required, "import");

    public Portefeuille Portefeuille { get; private set; } = null!;

    public EtatVide Vide => Filtre == FiltrePortefeuille.Tous
        ? new EtatVide("Aucune convention à lire", "Une convention apparaît ici quand la coordination l’enregistre et que votre fonction y a part.")
        : new EtatVide("Aucune convention dans cet état", "Une convention apparaît ici quand son état correspond au filtre.", new Lien("Voir toutes les conventions", "/"));

    public static string Adresse(FiltrePortefeuille filter) => filter == FiltrePortefeuille.Tous ? "/" : $"/?etat={filter}".ToLowerInvariant();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Titre = "Conventions";
        Rubrique = "/";
        Portefeuille = await lecture.ReadAsync(actors.Required, Filtre, ct);
    }
}
