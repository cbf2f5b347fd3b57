using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Rapports;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Sends the état des réalisations of a comité.</summary>
internal sealed class EtatDesRealisationsModel(OutilsDActe outils) : PageDeComite(outils)
{
    public override string Verbe => "submitStatusReport";

    public override string Bouton => "Transmettre l’état des réalisations";

    public override IReadOnlyList<PointControle> Points =>
        [PointEtat(), new(IconePoint.Mail, "Les rappels s’arrêtent dès la réception"), new(IconePoint.Next, "La séance pourra décider")];

    protected override string Acte => "Transmettre l’état des réalisations";

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(Pour(new SubmitStatusReport.Commande()), ct);
}
