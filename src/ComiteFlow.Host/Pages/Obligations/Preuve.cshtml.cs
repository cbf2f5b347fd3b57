using ComiteFlow.Domain.Obligations;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Obligations;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Obligations;

/// <summary>One obligation: what it says, where it stands, its evidence, and the form that records one.</summary>
internal sealed class PreuveModel(OutilsDActe outils, HistoireDesFaits histoire) : PageActe(outils)
{
    private IReadOnlyList<FaitPasse> _faits = [];
    private EtatsDesObligations _etats = null!;

    [BindProperty(SupportsGet = true, Name = "obligation")]
    public string Obligation { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "startup")]
    public string? Startup { get; set; }

    [BindProperty(Name = "choix")]
    public string? Choix { get; set; }

    [BindProperty(Name = "le")]
    public SaisieDate Le { get; set; } = new();

    [BindProperty(Name = "lien")]
    public string? Lien { get; set; }

    [BindProperty(Name = "document")]
    public string? Document { get; set; }

    [BindProperty(Name = "note")]
    public string? Note { get; set; }

    public LigneDObligation Ligne { get; private set; } = null!;

    public Constat Constat { get; private set; } = null!;

    public Badge Badge => ObligationsEnFrancais.Badge(Constat.Etat);

    public Lien? Suite => ObligationsEnFrancais.Suite(Dossier, Constat);

    public override string Verbe => RecordEvidence.Verbe;

    public override string Bouton => "Enregistrer la preuve";

    public override string Retour => Adresses.Acte(Dossier, "obligations");

    public override IReadOnlyList<object> Champs =>
    [
        new ChampChoix("choix", "Où en est cette obligation", Choix,
            [new OptionChoix(Preuve.Faite, "Faite", "Une preuve au moins l’accompagne."), new OptionChoix(Preuve.Vide, "Sans objet", "La note dit pourquoi.")])
        {
            Riche = true, Erreur = Erreurs?.Pour("choix"),
        },
        new ChampDate("le", "Date", Le) { Indication = "Au plus tard aujourd’hui.", Erreur = Erreurs?.Pour("le") },
        new ChampTexte("lien", "Lien vers la preuve (optionnel)", Lien) { Indication = "Adresse complète, qui commence par https://", Erreur = Erreurs?.Pour("lien") },
        new ChampTexte("document", "Document (optionnel)", Document) { Indication = "Titre ou référence d’un document conservé ailleurs.", Erreur = Erreurs?.Pour("document") },
        new ChampTexte("note", "Note (optionnel)", Note) { Lignes = 3, Indication = "Nécessaire si l’obligation est sans objet : écrivez pourquoi.", Erreur = Erreurs?.Pour("note") },
    ];

    public override Recapitulatif Reperes => new("L’obligation",
    [
        new("Numéro", Ligne.Id), new("Qui est tenu", ObligationsEnFrancais.Obliges.FirstOrDefault(one => one.Who == Ligne.Who).Nom ?? "Toutes les parties"),
        new("Source", Formats.Majuscule(ObligationsEnFrancais.Articles(Ligne))), new("Ce qui la prouve", Formats.Majuscule(Ligne.Proof)),
        new("Échéance", Constat.Echeance is { } due ? Formats.DateLongue(due) : "aucune date dans le texte"),
    ]);

    public Tableau? Historique => _etats.PreuvesDe(Ligne) is { Count: > 0 } all
        ? new Tableau(
            "Preuves enregistrées", [new("Date"), new("État"), new("Preuve"), new("Enregistrée"), new("Suite")],
            [.. all.Select(one => new LigneTableau(
            [
                Formats.DateCourte(one.On),
                new Cellule("") { Badge = one.WithdrawnBecause is null ? ObligationsEnFrancais.Badge(one.State == Preuve.Vide ? EtatDObligation.SansObjet : EtatDObligation.Fait) : new Badge(TonBadge.End, "Retirée") },
                new Cellule(one.Link is null ? one.Document ?? one.Note ?? "" : one.Document ?? one.Link) { Adresse = one.Link, Precision = one.Link is null && one.Document is null ? null : one.Note },
                $"le {Formats.DateCourte(one.RecordedOn)} par {Droits.Label(one.By.Split(':')[0])}",
                one.WithdrawnBecause is { } reason ? reason
                    : Droits.Allows(Acteur, WithdrawEvidence.Verbe) ? new Cellule("Retirer cette preuve") { Adresse = Adresses.Acte(Dossier, $"preuves/{Noms.Rang(one.Number)}/retrait") } : "–",
            ]))]) { Precision = "Une preuve retirée reste écrite, avec son motif." }
        : null;

    protected override async Task ChargerAsync(CancellationToken ct) => _faits = await histoire.OfAsync(Dossier, ct);

    protected override bool Preparer()
    {
        if (LigneDObligation.Of(Dossier).FirstOrDefault(line => line.Id == Obligation && line.Startup == Startup) is not { } line)
            return false;
        _etats = new EtatsDesObligations(Dossier, _faits, Aujourdhui);
        (Ligne, Constat) = (line, _etats.Of(line));
        Titre = line.Id;
        Fil = [.. Fil, new Lien("Obligations", Retour)];
        Question = Noms.Typo(ObligationsEnFrancais.Titre(Dossier, line));
        Meta = Noms.Titre(Dossier);
        if (Le.EstVide && HttpContext.Request.Method == "GET")
            Le = SaisieDate.De(Aujourdhui);
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Choix is not (Preuve.Faite or Preuve.Vide))
            yield return new ErreurChamp("choix", "Choisissez faite ou sans objet.");
        if (Le.Date is null)
            yield return new ErreurChamp("le", "Saisissez une date qui existe au calendrier, par exemple 24 03 2020.");
        else if (Le.Date > Aujourdhui)
            yield return new ErreurChamp("le", $"Une preuve ne s’enregistre pas à l’avance : saisissez une date jusqu’au {Formats.DateLongue(Aujourdhui)}.");
        if (!string.IsNullOrWhiteSpace(Lien) && !Preuves.IsWebAddress(Lien))
            yield return new ErreurChamp("lien", "Indiquez une adresse complète, qui commence par https://, ou laissez vide.");
        if (Choix == Preuve.Vide && string.IsNullOrWhiteSpace(Note))
            yield return new ErreurChamp("note", "Écrivez pourquoi cette obligation est sans objet.");
        else if (string.IsNullOrWhiteSpace(Lien) && string.IsNullOrWhiteSpace(Document) && string.IsNullOrWhiteSpace(Note))
            yield return new ErreurChamp("lien", "Indiquez un lien, un document ou une note qui prouve cette obligation.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new RecordEvidence.Commande
        {
            Convention = Dossier.Id, Obligation = Ligne.Id, Startup = Ligne.Startup, State = Choix!, On = Iso(Le), Link = Lien, Document = Document, Note = Note,
        },
        ct);
}
