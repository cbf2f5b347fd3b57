using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Rapports;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Lets a comité go without its état des réalisations, with a reason.</summary>
internal sealed class DerogationModel(OutilsDActe outils) : PageDeComite(outils)
{
    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    public override string Verbe => "waiveStatusReport";

    public override string Bouton => "Enregistrer la dérogation";

    public override IReadOnlyList<object> Champs =>
        [new ChampTexte("motif", "Motif de la dérogation", Motif) { Lignes = 3, Indication = "Repris dans le relevé de décisions.", Erreur = Erreurs?.Pour("motif") }];

    protected override string Acte => "Décider sans l’état des réalisations ?";

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (string.IsNullOrWhiteSpace(Motif))
            yield return new ErreurChamp("motif", "Écrivez le motif de la dérogation, en une phrase.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(Pour(new WaiveStatusReport.Commande { Reason = Motif!.Trim() }), ct);
}
