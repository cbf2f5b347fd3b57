using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>The settings of one convention: what each means, its value in force, the rule of the service.</summary>
internal sealed class ReglagesModel(OutilsDActe outils, ReglagesCourants reglages) : PageActe(outils)
{
    public override string Verbe => "view";

    public Tableau Tableau => new(
        "Réglages", [new("Réglage"), new("Valeur en vigueur"), new("Règle du service")],
        [.. ReglagesPossibles.Tous.Select(r => new LigneTableau(
        [
            new Cellule(ReglagesEnFrancais.Nom(r.Nom))
            {
                Adresse = !r.EstCommun && !r.EstReserve && Droits.Allows(Acteur, "setOption") ? Adresses.Acte(Dossier, "reglages/" + r.Nom) : null, Precision = ReglagesEnFrancais.Sens(r.Nom),
            },
            new Cellule(ReglagesEnFrancais.Valeur(r, Dossier.Politiques.Valeur(r.Nom)))
            {
                Badge = Dossier.Options.Any(o => o.Name == r.Nom) ? new Badge(TonBadge.Moved, "Propre à la convention") : null,
            },
            ReglagesEnFrancais.Valeur(r, reglages.Politiques.Valeur(r.Nom)),
        ]))])
    {
        Precision = "Un réglage vaut pour ce qui est calculé ensuite ; rien de ce qui est enregistré ne change.",
    };

    protected override bool Preparer()
    {
        Titre = "Réglages";
        Question = "Réglages de la convention";
        Meta = $"{Noms.Titre(Dossier)} · là où le texte ne dit rien";
        return true;
    }

    protected override Task FaireAsync(CancellationToken ct) => Task.CompletedTask;
}
