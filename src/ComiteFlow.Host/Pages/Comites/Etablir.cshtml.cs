using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Documents;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Has a document of a séance made, or made anew, and leads to it.</summary>
internal sealed class EtablirModel(OutilsDActe outils, ILectureDocuments lecture) : PageDeComite(outils)
{
    private static readonly (string Genre, string Nom, string Famille, string Aide)[] Genres =
    [
        ("dossier", "Dossier de séance", "dossier", "Suites, état des réalisations, crédits, prévisions, doutes ; les pièces qui manquent sont dites en tête."),
        ("convocation", "Convocation et ordre du jour", "convocation", "La lettre aux participants, avec les points à traiter."),
        ("presence", "Feuille de présence", "presence", "À faire émarger en séance."),
        ("sponsor", "Fiche sponsor", "sponsor", "Une page pour la personne qui décide."),
        ("releve", "Relevé de décisions", "releve", "Après la décision."),
        ("lettre", "Lettre de décision ou de refus", "lettre", "Après la décision."),
    ];

    [BindProperty(Name = "genre")]
    public string? Genre { get; set; }

    public override string Verbe => EstablishDocument.Verbe;

    public override string Bouton => "Établir le document";

    public override string Retour => Adresses.Comite(Comite);

    public override IReadOnlyList<object> Champs => [new ChampChoix("genre", "Document à établir", Genre ?? "dossier", [.. Possibles.Select(g => new OptionChoix(g.Genre, g.Nom, g.Aide))]) { Riche = true, Erreur = Erreurs?.Pour("genre") }];

    public override IReadOnlyList<PointControle> Points => [PointEtat(), PointSeance(), new(IconePoint.Next, "Le document est établi avec ce que le service sait aujourd’hui ; s’il existe et que son texte a changé, une nouvelle version s’ajoute")];

    protected override string Acte => "Établir un document de la séance";

    private IEnumerable<(string Genre, string Nom, string Famille, string Aide)> Possibles => Genres.Where(g => Comite.Outcome is not null || g.Genre is not ("releve" or "lettre"));

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Possibles.All(g => g.Genre != Genre))
            yield return new ErreurChamp("genre", "Choisissez le document à établir.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(Pour(new EstablishDocument.Commande { Kind = Genre! }), ct);

    protected override async Task<IActionResult> SuivreAsync(CancellationToken ct)
    {
        await FaireAsync(ct);
        var family = $"{Genres.First(g => g.Genre == Genre).Famille}/{Comite.Id}";
        var made = (await lecture.ListAsync(Acteur, ct)).Where(d => d.Famille == family).MaxBy(d => d.Version);
        return LocalRedirect(made is null ? Retour : $"{Adresses.Document(made.Numero)}?fait={Verbe}");
    }
}
