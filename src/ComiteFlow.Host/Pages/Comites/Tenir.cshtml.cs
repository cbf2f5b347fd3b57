using ComiteFlow.Domain.Comites;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Records that the meeting took place today.</summary>
internal sealed class TenirModel(OutilsDActe outils) : PageDeComite(outils)
{
    /// <summary>One attendee a line; empty for all those due.</summary>
    [BindProperty(Name = "presents")]
    public string? Presents { get; set; }

    public override string Verbe => "holdCommittee";

    public override string Bouton => "Enregistrer la séance";

    public override IReadOnlyList<object> Champs =>
        [new ChampTexte("presents", "Personnes et fonctions présentes", Presents) { Lignes = 5, Indication = $"Une par ligne. Laissez vide si toutes étaient là : {Attendus()}." }];

    public override IReadOnlyList<PointControle> Points =>
        DejaFait is not null ? [PointEtat(), PointSeance()] : [PointEtat(), PointSeance(), new(IconePoint.Next, Noms.Decide(Dossier, Comite) ? "La décision de revoyure s’ouvre" : "La séance est close")];

    public override EtatVide? DejaFait => Comite.HeldOn is { } on
        ? new("La séance est enregistrée", $"Elle s’est tenue le {Formats.DateLongue(on)}.", new Lien("Voir le comité", Adresses.Comite(Comite)))
        : null;

    protected override string Acte => DejaFait is not null ? "Tenue du comité" : $"Enregistrer la tenue du comité ce {Formats.DateJour(Aujourdhui)}";

    protected override Task FaireAsync(CancellationToken ct)
    {
        var names = (Presents ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return RunAsync(Pour(new HoldCommittee.Commande { Attendees = names.Length == 0 ? null : names }), ct);
    }

    private string Attendus() => string.Join(", ", Participants.Expected(Dossier, Comite).Select(one => Noms.Typo(Noms.Attendu(one)))) is { Length: > 0 } all ? all : "les parties";
}
