using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Comites;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Moves a comité to another day, with a reason.</summary>
internal sealed class DeplacerModel(OutilsDActe outils) : PageDeComite(outils)
{
    [BindProperty(Name = "le")]
    public SaisieDate Le { get; set; } = new();

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

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
        .. Etat is { IsMissing: true } || (Etat is null && new SuiviDesRapports(Dossier).NeedsStatus(Comite))
            ? new[] { new PointControle(IconePoint.Mail, "L’état des réalisations et ses rappels suivent la nouvelle date") }
            : [],
        .. Comite.Slots is null ? [] : new[] { new PointControle(IconePoint.Next, "Les créneaux proposés tombent", "Pour garder l’un d’eux, retenez-le sur la page des réponses.") },
    ];

    protected override string Acte => "Déplacer le comité";

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

    private string Bornes() => Dossier.EndsOn is { } end ? $"Au plus tard le {Formats.DateLongue(end)}, fin de la convention." : "";
}
