using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Pages.Courriels;

/// <summary>The mails that an actor may see, newest first.</summary>
internal sealed class BoiteModel(ILectureCourriels lecture, ActorAccessor actors) : PageComite
{
    public static EtatVide Vide { get; } = new(
        "Aucun courriel", "Les convocations, demandes et rappels apparaissent ici dès qu’ils partent, avec la raison de chaque envoi.");

    public BoiteCourriels Boite { get; private set; } = null!;

    public Tableau Tableau => new(
        "Liste des courriels", [new("Objet"), new("Destinataire"), new("Envoi"), new("État"), new("Convention")],
        [.. Boite.Courriels.Select(Ligne)]);

    public async Task OnGetAsync(int p, CancellationToken ct)
    {
        Titre = "Courriels";
        Rubrique = "/courriels";
        Boite = await lecture.ListAsync(actors.Required, Math.Max(p, 1), ct);
    }

    private static LigneTableau Ligne(CourrielResume mail) => new(
    [
        new Cellule(mail.Objet) { Adresse = $"/courriels/{Uri.EscapeDataString(mail.Id)}" },
        mail.Destinataire,
        Formats.InstantCourt(mail.Le).Replace(' ', '\u00A0'),
        new Cellule("") { Badge = mail.Etat },
        mail.Convention,
    ]);
}
