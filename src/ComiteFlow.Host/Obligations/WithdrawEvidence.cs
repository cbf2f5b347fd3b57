using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Obligations;

/// <summary>Someone says that an evidence was a mistake; it stays written, with the reason.</summary>
internal sealed class WithdrawEvidence(IDossiers dossiers, HistoireDesFaits histoire) : IUseCase<WithdrawEvidence.Commande>
{
    public const string Verbe = "withdrawEvidence";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        dossier.Touch();
        new Preuves(dossier, Preuve.Of(await histoire.OfAsync(dossier, ct))).Withdraw(commande.Entry, commande.Reason, actor.Label);
    }

    internal sealed record Commande : Actes.Commande
    {
        public int Entry { get; init; }

        public string? Reason { get; init; }
    }
}
