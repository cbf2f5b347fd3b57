using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Modeles;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Modeles;

/// <summary>The second look at a template: what changes, what the checks say; then its publication by who did not write it.</summary>
internal sealed class PublierModel(OutilsDeModele outils) : PageModele(outils)
{
    private const string Publication = "publier";

    public IReadOnlyList<Remarque> Remarques { get; private set; } = [];

    public IReadOnlyList<LigneDeDifference> Changements => DifferenceDeModele.Entre(Etat.EnVigueur, Etat.Courant);

    public string Resume => Etat.Brouillon is { } draft
        ? $"{Meta}, version {draft.Version}, écrite par {ModelesEnFrancais.Auteurs(Etat)}{(draft.Reason.Length > 0 ? $" : {draft.Reason}" : ".")}"
        : Meta + ".";

    public EtatVide? RienAPublier => Etat.Brouillon is not null
        ? null
        : new("Rien à publier", "Ce modèle n’a pas de brouillon. Changez son texte pour en commencer un.", new Lien("Ouvrir le texte", Adresse()));

    public EtatVide? PasPourVous => !PeutPublier
        ? new("La publication ne vous revient pas", $"Elle revient à {Mise.Liste([.. Droits.RolesFor(PublishModele.Verbe).Select(Droits.Label)])}.", new Lien("Revenir au texte", Adresse()))
        : Etat.Auteurs.Contains(Acteur.Person)
            ? new("Une seconde personne publie", "Vous avez écrit dans ce brouillon. Une autre personne, de la coordination ou de l’administration, le relit et le publie depuis cette page.", new Lien("Revenir au texte", Adresse()))
            : null;

    public IReadOnlyList<object> Champs =>
    [
        new ChampTexte("motif", "Motif de la publication", Motif) { Lignes = 3, Indication = "Porté à l’historique avec votre nom. Exemple : la formule de politesse est raccourcie.", Erreur = Erreurs?.Pour("motif") },
    ];

    protected override string? Suite => "Publier";

    protected override Task ChargerAsync(CancellationToken ct)
    {
        Remarques = Etat.Brouillon is null ? [] : Outils.Controle.Controler(Modele, Etat.Courant);
        return Task.CompletedTask;
    }

    protected override async Task<IActionResult> FaireAsync(CancellationToken ct)
    {
        if (Etape != Publication)
            return Page();
        if (string.IsNullOrWhiteSpace(Motif))
            return Corriger(new ResumeErreurs([new ErreurChamp("motif", "Écrivez en une phrase pourquoi ce texte remplace le précédent : le motif est porté à l’historique.")], "de publier"));
        return await TryAsync(async () =>
        {
            await Outils.Execution.RunAsync(PublishModele.Verbe, Acteur, new PublishModele.Commande { Modele = Modele, Base = Base ?? "", Motif = Motif }, ct);
            return LocalRedirect($"{Adresse()}?fait={PublishModele.Verbe}");
        });
    }
}
