using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Comites;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Moves a comité to another day, with a reason: also to a slot that is kept, whose hour is then set.</summary>
internal sealed class DeplacerModel(OutilsDActe outils) : PageDeComite(outils)
{
    [BindProperty(Name = "le")]
    public SaisieDate Le { get; set; } = new();

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    /// <summary>The proposed slot that is kept, by its key.</summary>
    [BindProperty(SupportsGet = true, Name = "creneau")]
    public string? Creneau { get; set; }

    public override string Verbe => "rescheduleCommittee";

    public override string Bouton => "Déplacer le comité";

    public override IReadOnlyList<object> Champs =>
    [
        new ChampDate("le", "Nouvelle date", Le) { Indication = $"Date en vigueur : {Formats.DateJour(Comite.On)}. {Bornes()}", Erreur = Erreurs?.Pour("le") },
        new ChampTexte("motif", "Motif du déplacement", Motif) { Lignes = 3, Indication = "Repris dans le calendrier de la convention.", Erreur = Erreurs?.Pour("motif") },
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        new(IconePoint.Next, "La séance change de jour, les autres gardent leur date"),
        .. Retenu is { } kept ? new[] { new PointControle(IconePoint.Next, $"L’heure se fixe ensuite : {Formats.Heure(kept.From)}", "Les autres créneaux proposés tombent.") } : [],
        .. Etat is { IsMissing: true } || (Etat is null && new SuiviDesRapports(Dossier).NeedsStatus(Comite))
            ? new[] { new PointControle(IconePoint.Mail, "L’état des réalisations et ses rappels suivent la nouvelle date") }
            : [],
    ];

    protected override string Acte => Retenu is null ? "Déplacer le comité" : "Retenir ce créneau : déplacer le comité";

    private Creneau? Retenu => Comite.Slots?.Slots.FirstOrDefault(slot => slot.Key == Creneau);

    protected override bool Preparer()
    {
        if (!base.Preparer())
            return false;
        if (HttpMethods.IsGet(Request.Method) && Retenu is { } kept)
            (Le, Motif) = (SaisieDate.De(kept.On), "Créneau retenu après les réponses des parties");
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Le.Date is null)
            yield return new ErreurChamp("le", "Saisissez une date qui existe au calendrier, par exemple 30 11 2021.");
        else if (Le.Date < Aujourdhui)
            yield return new ErreurChamp("le", $"Cette date est passée : choisissez une date à partir du {Formats.DateLongue(Aujourdhui)}.");
        else if (Dossier.EndsOn is { } end && Le.Date > end)
            yield return new ErreurChamp("le", $"La convention prend fin le {Formats.DateLongue(end)} : choisissez une date jusqu’à ce jour.");
        if (string.IsNullOrWhiteSpace(Motif))
            yield return new ErreurChamp("motif", "Écrivez le motif du déplacement, en une phrase.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(Pour(new RescheduleCommittee.Commande { To = Iso(Le)!, Reason = Motif!.Trim() }), ct);

    /// <summary>The day of a slot that is kept is half of it: its hour follows.</summary>
    protected override async Task<IActionResult> SuivreAsync(CancellationToken ct)
    {
        var kept = Retenu;
        var done = await base.SuivreAsync(ct);
        return kept is not null && kept.On == Le.Date ? LocalRedirect(CreneauxEnFrancais.Heure(Comite, kept)) : done;
    }

    private string Bornes() => Dossier.EndsOn is { } end ? $"Au plus tard le {Formats.DateLongue(end)}, fin de la convention." : "";
}
