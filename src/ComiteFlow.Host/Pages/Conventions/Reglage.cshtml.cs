using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>Switches one setting for one convention.</summary>
internal sealed class ReglageModel(OutilsDActe outils, ReglagesCourants reglages) : PageActe(outils)
{
    private ReglagePossible _reglage = null!;

    [BindProperty(SupportsGet = true, Name = "nom")]
    public string Nom { get; set; } = "";

    [BindProperty(Name = "valeur")]
    public string? Valeur { get; set; }

    public override string Verbe => "setOption";

    public override string Bouton => "Enregistrer le réglage";

    public override string Retour => Adresses.Acte(Dossier, "reglages");

    public override IReadOnlyList<object> Champs => ReglagesEnFrancais.Options(_reglage) is { Count: > 0 } options
        ? [new ChampChoix("valeur", "Valeur", Valeur, options) { Riche = true, Indication = ReglagesEnFrancais.Attendu(_reglage), Erreur = Erreurs?.Pour("valeur") }]
        : [new ChampTexte("valeur", "Valeur", Valeur) { Indication = ReglagesEnFrancais.Attendu(_reglage), Erreur = Erreurs?.Pour("valeur") }];

    public override Recapitulatif Reperes => new("Valeurs",
    [
        new("En vigueur", ReglagesEnFrancais.Valeur(_reglage, Dossier.Politiques.Valeur(Nom))),
        new("Règle du service", ReglagesEnFrancais.Valeur(_reglage, reglages.Politiques.Valeur(Nom))),
    ]);

    public override IReadOnlyList<PointControle> Points =>
        [new(IconePoint.Next, "La valeur vaut pour ce qui est calculé ensuite", "Rien de ce qui est enregistré ne change.")];

    protected override bool Preparer()
    {
        if (ReglagesEnFrancais.Offerts.FirstOrDefault(r => r.Nom == Nom) is not { } reglage)
            return false;
        _reglage = reglage;
        Titre = ReglagesEnFrancais.Nom(Nom);
        Question = ReglagesEnFrancais.Nom(Nom);
        Meta = $"{ReglagesEnFrancais.Sens(Nom).TrimEnd('.')} · {Noms.Titre(Dossier)}";
        if (HttpContext.Request.Method == "GET")
            Valeur = ReglagesEnFrancais.Saisie(reglage, Dossier.Politiques.Valeur(Nom));
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (string.IsNullOrWhiteSpace(Valeur) && !_reglage.EstFacultatif && _reglage.Forme != FormeDeReglage.Jours)
            yield return new ErreurChamp("valeur", "Indiquez la valeur du réglage.");
        else if (!_reglage.Accepte(ReglagesEnFrancais.Lire(_reglage, Valeur ?? "")))
            yield return new ErreurChamp("valeur", $"« {Valeur} » ne convient pas. {ReglagesEnFrancais.Attendu(_reglage)}");
    }

    protected override Task FaireAsync(CancellationToken ct) =>
        RunAsync(new SetOption.Commande { Convention = Dossier.Id, Option = Nom, Value = ReglagesEnFrancais.Lire(_reglage, Valeur ?? "") }, ct);
}
