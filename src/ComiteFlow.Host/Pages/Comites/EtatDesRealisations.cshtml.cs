using ComiteFlow.Activities.Rapports;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Rapports;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Sends the état des réalisations of a comité.</summary>
internal sealed class EtatDesRealisationsModel(OutilsDActe outils, EchelonsPrevus echelons) : PageDeComite(outils)
{
    public override string Verbe => "submitStatusReport";

    public override string Bouton => "Transmettre l’état des réalisations";

    public override IReadOnlyList<PointControle> Points =>
        DejaFait is not null ? [PointEtat()] : [PointEtat(), new(IconePoint.Mail, "Les rappels s’arrêtent dès la réception"), new(IconePoint.Next, "La séance pourra décider")];

    public override EtatVide? DejaFait => Etat?.ReceivedOn is { } on
        ? new("L’état des réalisations est reçu", $"Reçu le {Formats.DateLongue(on)} : rien d’autre n’est attendu avant la séance.", new Lien("Voir le comité", Adresses.Comite(Comite)))
        : null;

    protected override string Acte => DejaFait is null ? "Transmettre l’état des réalisations" : "État des réalisations";

    protected override async Task ChargerAsync(CancellationToken ct) =>
        Echelons = await echelons.OfAsync([RequestStatusReport.TaskKey(Rapport.StatusId(Domain.Comites.Comite.IdOf(Dossier.Id, Code, Startup, Numero)))], Acteur, ct);

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(Pour(new SubmitStatusReport.Commande()), ct);
}
