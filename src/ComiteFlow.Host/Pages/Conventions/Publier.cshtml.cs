using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>Records the publication of an act.</summary>
internal sealed class PublierModel(OutilsDActe outils) : PageActe(outils)
{
    private Acte _acte = null!;

    [BindProperty(SupportsGet = true, Name = "acte")]
    public string Document { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "lieu")]
    public string? Lieu { get; set; }

    [BindProperty(Name = "le")]
    public SaisieDate Le { get; set; } = new();

    public override string Verbe => "publish";

    public override IReadOnlyList<object> Champs =>
    [
        new ChampChoix("lieu", "Lieu de publication", Lieu ?? "", [.. Lieux()])
        {
            Invite = _acte.IsAvenant ? "Choisir" : "Publication qui donne effet", Erreur = Erreurs?.Pour("lieu"),
        },
        new ChampDate("le", "Date de la publication", Le) { Erreur = Erreurs?.Pour("le") },
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        _acte.SignedOn is { } on
            ? new(IconePoint.Done, "Toutes les signatures sont enregistrées", $"Dernière signature le {Formats.DateLongue(on)}")
            : new(IconePoint.Missing, "Il manque des signatures", string.Join(", ", _acte.Missing)),
        _acte.InEffectOn is { } effect
            ? new(IconePoint.Done, "L’acte produit ses effets", $"Depuis le {Formats.DateLongue(effect)}")
            : new(IconePoint.Next, "La publication qui donne effet ouvre les dépenses et date les comités"),
    ];

    protected override bool Preparer()
    {
        if (Dossier.Actes.FirstOrDefault(a => a.Id == Document) is not { } acte)
            return false;
        _acte = acte;
        Titre = "Publication";
        Question = $"Enregistrer la publication de {Noms.LActe(acte)}";
        Meta = Noms.Titre(Dossier);
        if (Le.EstVide && HttpContext.Request.Method == "GET")
            Le = SaisieDate.De(Aujourdhui);
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Le.Date is null)
            yield return new ErreurChamp("le", "Saisissez une date qui existe au calendrier, par exemple 24 03 2020.");
        if (_acte.IsAvenant && string.IsNullOrEmpty(Lieu))
            yield return new ErreurChamp("lieu", "Choisissez le lieu de publication.");
    }

    protected override Task FaireAsync(CancellationToken ct) =>
        RunAsync(new PublishDocument.Commande { Document = _acte.Id, Place = string.IsNullOrEmpty(Lieu) ? null : Lieu, On = Iso(Le) }, ct);

    private IEnumerable<OptionChoix> Lieux() =>
        Dossier.Taches.Where(t => t.Kind == "publish" && t.Document == _acte.Id && t.Place is not null).DistinctBy(t => t.Place)
            .Select(t => new OptionChoix(t.Place!, Noms.Typo(new Taches(Dossier).PlaceOf(t))));
}
