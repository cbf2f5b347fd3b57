using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Resiliations;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Resiliations;

/// <summary>A signatory records a notice for its party, or, where the text gives that right, ends the accompaniment of one team.</summary>
internal sealed class ResilierModel(OutilsDActe outils) : PageActe(outils)
{
    private const string Toute = "";

    [BindProperty(SupportsGet = true, Name = "objet")]
    public string? Objet { get; set; }

    [BindProperty(Name = "recue")]
    public SaisieDate Recue { get; set; } = new();

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    public override string Verbe => "terminate";

    public override string Bouton => "Enregistrer la notification";

    public override IReadOnlyList<object> Champs =>
    [
        .. MetFinAUneEquipe ? (object[])[new ChampChoix("objet", "Ce qui prend fin", Objet ?? Toute, [new OptionChoix(Toute, "La délégation, après le préavis"), .. Equipes])] : [],
        new ChampDate("recue", "Notification reçue le", Recue) { Indication = "Le préavis court de ce jour. Sans objet pour la fin de l’accompagnement d’une équipe, qui est immédiate.", Erreur = Erreurs?.Pour("recue") },
        new ChampTexte("motif", "Motif", Motif) { Lignes = 3, Indication = "Facultatif pour la délégation ; nécessaire pour une équipe.", Erreur = Erreurs?.Pour("motif") },
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        new(IconePoint.Mail, "Les autres parties sont averties aussitôt"),
        new(IconePoint.Next, "Les comités et dialogues postérieurs à la fin sont annulés", "Un retrait du préavis les rétablit à leurs dates."),
    ];

    public override Recapitulatif Reperes => new("Situation",
    [
        new("Préavis du texte", Dossier.Texte.Termination.Notice is { } notice ? DatesEnFrancais.Duration(notice) : "aucun"),
        new("Fin de la convention", Dossier.EndsOn is { } end ? Formats.DateLongue(end) : "pas encore connue"),
    ]);

    private bool MetFinAUneEquipe => Dossier.Texte.Termination.DelegataireMayEndAccompaniment && Acteur.Scope == Dossier.Delegataire;

    private IEnumerable<OptionChoix> Equipes =>
        Dossier.Startups().Select(s => new OptionChoix(s.Startup.Id, $"L’accompagnement de {Noms.Typo(s.Startup.Name)}, sans préavis")).DistinctBy(o => o.Valeur);

    private string? Equipe => MetFinAUneEquipe && !string.IsNullOrEmpty(Objet) ? Objet : null;

    protected override bool Preparer()
    {
        Titre = "Résiliation";
        Question = "Enregistrer une notification de résiliation";
        Meta = Noms.Titre(Dossier);
        if (Recue.EstVide && HttpContext.Request.Method == "GET")
            Recue = SaisieDate.De(Aujourdhui);
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Equipe is null && Recue.Date is null)
            yield return new ErreurChamp("recue", "Saisissez une date qui existe au calendrier, celle de la réception.");
        if (Equipe is not null && string.IsNullOrWhiteSpace(Motif))
            yield return new ErreurChamp("motif", "Écrivez le motif en une phrase : il est porté au dossier et communiqué aux parties.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new Terminate.Commande
        {
            Convention = Dossier.Id, Party = Acteur.Scope ?? "", Startup = Equipe, ReceivedOn = Equipe is null ? Iso(Recue) : null,
            Reason = string.IsNullOrWhiteSpace(Motif) ? null : Motif.Trim(),
        }, ct);
}
