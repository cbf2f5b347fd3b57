using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Modeles;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Modeles;

/// <summary>A site changed a template and the product ships another text: three states side by side, and the choice of a person.</summary>
internal sealed class MiseAJourModel(OutilsDeModele outils) : PageModele(outils)
{
    private const string Garder = "garder", Livre = "livre";

    private string? _origine;

    public EtatVide? RienAChoisir => Etat.MiseAJourProposee
        ? null
        : new("Aucune mise à jour à examiner", "Ce modèle suit le texte livré, ou la mise à jour a déjà été prise en compte.", new Lien("Ouvrir le texte", Adresse()));

    public IReadOnlyList<LigneDeDifference> Ecart => DifferenceDeModele.Entre(Etat.EnVigueur, Etat.Livre);

    /// <summary>Null where the shipped text that the site's comes from was not kept.</summary>
    public IReadOnlyList<LigneDeDifference>? Apport => _origine is null ? null : DifferenceDeModele.Entre(_origine, Etat.Livre);

    public IReadOnlyList<LigneDeDifference>? Ajouts => _origine is null ? null : DifferenceDeModele.Entre(_origine, Etat.EnVigueur);

    public static string AQui => Mise.Liste([.. Droits.RolesFor(SaveModele.Verbe).Select(Droits.Label)]);

    protected override string? Suite => "Mise à jour";

    protected override async Task ChargerAsync(CancellationToken ct) =>
        _origine = Etat.MiseAJourProposee ? await Outils.Versions.LivreDeAsync(Modele, Etat.Publiee!.ShippedHash, ct) : null;

    protected override async Task<IActionResult> FaireAsync(CancellationToken ct) => Etape switch
    {
        Garder => await EcrireAsync(Etat.Brouillon?.Text ?? Etat.EnVigueur, true, "garde", ct, "Texte du site gardé à la mise à jour de ComiteFlow."),
        Livre => await EcrireAsync(Etat.Livre, true, Livre, ct, "Texte livré pris à la mise à jour de ComiteFlow."),
        _ => Page(),
    };
}
