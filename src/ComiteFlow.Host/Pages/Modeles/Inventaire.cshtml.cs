using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Modeles;

/// <summary>Every mail that leaves by itself: who gets it, what makes it leave and when, and how many did lately.</summary>
internal sealed class InventaireModel(InventaireDesCourriels inventaire, ModelesEnFrancais mots, ActorAccessor actors) : PageComite
{
    public IReadOnlyList<CourrielAutomatique> Courriels { get; private set; } = [];

    public string Resume =>
        $"{Formats.Compte(Courriels.Count, "courriel automatique", "courriels automatiques")}, calculés d’après les circuits publiés et ce que ComiteFlow envoie de lui-même.";

    public Tableau ParCircuit => Tableau("Envoyés par une étape d’un circuit publié", Courriels.Where(mail => mail.Source is not null));

    public Tableau ParActe => Tableau("Envoyés à la suite d’un acte ou d’une date", Courriels.Where(mail => mail.Source is null));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!PageModele.PeutLire(actors.Required))
            return Forbid();
        Titre = "Qui reçoit quoi, et quand";
        Fil = [new Lien("Modèles", ModelesEnFrancais.Page)];
        Rubrique = ModelesEnFrancais.Page;
        Courriels = await inventaire.ReadAsync(ct);
        return Page();
    }

    private Tableau Tableau(string title, IEnumerable<CourrielAutomatique> mails) => new(
        title, [new("Courriel"), new("Déclencheur"), new("Destinataires"), new("Délai"), new("30 derniers jours", Chiffres: true)], [.. mails.Select(Ligne)]);

    private LigneTableau Ligne(CourrielAutomatique mail) => new(
    [
        new Cellule(mots.Titre(Nom(mail))) { Adresse = ModelesEnFrancais.Adresse(Nom(mail)), Precision = mail.Obligation is { } served ? $"obligation {served}" : null },
        mail.Source is { } source
            ? new Cellule($"{source.NomDuCircuit}, étape « {source.Etape} »") { Adresse = $"/circuits/{source.Circuit}/liste", Precision = mail.Quand }
            : new Cellule(Formats.Majuscule(mail.Quand)),
        mail.Destinataires.Count == 0 ? "Selon l’étape" : Formats.Majuscule(Mise.Liste(mail.Destinataires)),
        new Cellule(Formats.Majuscule(Depart(mail.Nature))) { Precision = mail.Moments.Count == 0 ? null : string.Join(" ; ", mail.Moments) },
        mail.EstEnvoye ? new Cellule(Formats.Nombre(mail.Partis)) : new Cellule("") { Badge = new Badge(TonBadge.End, "Non envoyé ici") },
    ]);

    private static string Nom(CourrielAutomatique mail) => $"{NomDeModele.Courriels}/{mail.Modele}";

    private static string Depart(NatureDeCourriel nature) => nature switch
    {
        NatureDeCourriel.Acte => "aussitôt",
        NatureDeCourriel.Recapitulatif => "le lundi, aux heures d’envoi",
        NatureDeCourriel.Rappel => "aux heures d’envoi, un par jour et par personne",
        _ => "aux heures d’envoi",
    };
}
