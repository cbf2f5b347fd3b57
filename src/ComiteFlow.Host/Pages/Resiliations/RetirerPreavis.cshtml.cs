using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Resiliations;

namespace ComiteFlow.Host.Pages.Resiliations;

/// <summary>The party that gave notice takes it back while it runs.</summary>
internal sealed class RetirerPreavisModel(OutilsDActe outils) : PageActe(outils)
{
    public override string Verbe => "withdrawTermination";

    public override string Bouton => "Retirer le préavis";

    public override IReadOnlyList<PointControle> Points =>
    [
        new(IconePoint.Next, "La convention reprend sa fin", Preavis?.ContractEnd is { } end ? $"Le {Formats.DateLongue(end)}." : null),
        new(IconePoint.Next, "Les comités annulés retrouvent leurs dates"), new(IconePoint.Mail, "Les autres parties sont averties aussitôt"),
    ];

    public override Recapitulatif? Reperes => Preavis is { } running
        ? new("Préavis en cours", [new("Notifié par", running.Party), new("Reçu le", Formats.DateLongue(running.ReceivedOn)), new("Dernier jour", Formats.DateLongue(running.NoticeEnd))])
        : null;

    private Domain.Resiliations.Resiliation? Preavis => new Preavis(Dossier).Running;

    protected override bool Preparer()
    {
        Titre = "Retrait du préavis";
        Question = "Retirer le préavis de résiliation";
        Meta = Noms.Titre(Dossier);
        return Preavis is not null;
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(new WithdrawTermination.Commande { Convention = Dossier.Id, Party = Acteur.Scope ?? "" }, ct);
}
