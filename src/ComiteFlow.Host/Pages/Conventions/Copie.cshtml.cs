using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>Says that a copy of a signed act has left for its recipient.</summary>
internal sealed class CopieModel(OutilsDActe outils) : PageActe(outils)
{
    private Acte _acte = null!;
    private Tache _copie = null!;

    [BindProperty(SupportsGet = true, Name = "acte")]
    public string Document { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "destinataire")]
    public string Destinataire { get; set; } = "";

    [BindProperty(Name = "le")]
    public SaisieDate Le { get; set; } = new();

    [BindProperty(Name = "lieu")]
    public string? Lieu { get; set; }

    [BindProperty(Name = "preuve")]
    public string? Preuve { get; set; }

    public override string Verbe => "confirmCopy";

    public override string Bouton => "Copie transmise";

    public override IReadOnlyList<object> Champs =>
    [
        new ChampDate("le", "Date de la transmission", Le) { Indication = $"Depuis la dernière signature{(_acte.SignedOn is { } signed ? $", le {Formats.DateLongue(signed)}" : "")}.", Erreur = Erreurs?.Pour("le") },
        new ChampTexte("lieu", "Service ou adresse de réception", Lieu) { Indication = "Facultatif. Exemple : bureau du contrôle, par courriel", Erreur = Erreurs?.Pour("lieu") },
        new ChampTexte("preuve", "Lien vers la preuve", Preuve) { Indication = "Facultatif : adresse de l’accusé de réception ou du message.", Erreur = Erreurs?.Pour("preuve") },
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        _copie.DoneOn is { } done
            ? new(IconePoint.Done, "Copie transmise", $"Le {Formats.DateLongue(done)}")
            : new(IconePoint.Missing, "Copie pas encore transmise", $"À faire depuis le {Formats.DateLongue(_copie.OpenedOn)}"),
        new(IconePoint.Next, "La tâche se ferme ; le journal garde la date, le lieu et la preuve"),
    ];

    public override Recapitulatif Reperes => new("Copie demandée par le texte",
    [
        new("Destinataire", Noms.Typo(new Taches(Dossier).RecipientOf(_copie))), new("Acte", Formats.Majuscule(Noms.LActe(_acte))),
        new("Signé le", _acte.SignedOn is { } on ? Formats.DateLongue(on) : "–"),
    ]);

    protected override bool Preparer()
    {
        if (Dossier.Actes.FirstOrDefault(a => a.Id == Document) is not { } acte
            || Dossier.Taches.FirstOrDefault(t => t.Kind == "copy" && t.Document == Document && t.To == Destinataire) is not { } copie)
        {
            return false;
        }

        (_acte, _copie) = (acte, copie);
        Titre = "Copie transmise";
        Question = $"Transmettre une copie de {Noms.LActe(acte)} à : {Noms.Typo(new Taches(Dossier).RecipientOf(copie))}";
        Meta = Noms.Titre(Dossier);
        if (Le.EstVide && HttpContext.Request.Method == "GET")
            Le = SaisieDate.De(copie.DoneOn ?? Aujourdhui);
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Le.Date is null)
            yield return new ErreurChamp("le", "Saisissez une date qui existe au calendrier, par exemple 24 03 2020.");
        else if (Le.Date > Aujourdhui)
            yield return new ErreurChamp("le", $"Une transmission ne s’enregistre pas à l’avance : saisissez une date jusqu’au {Formats.DateLongue(Aujourdhui)}.");
        if (!string.IsNullOrWhiteSpace(Preuve) && !ConfirmCopy.EstAdresse(Preuve.Trim()))
            yield return new ErreurChamp("preuve", "Indiquez une adresse complète, qui commence par https://, ou laissez vide.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new ConfirmCopy.Commande { Document = _acte.Id, Recipient = Destinataire, On = Iso(Le), Place = Vide(Lieu), Evidence = Vide(Preuve) }, ct);

    private static string? Vide(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
