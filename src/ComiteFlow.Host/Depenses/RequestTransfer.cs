using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Depenses;

/// <summary>A move of credits between startups is asked for; no text allows one.</summary>
internal sealed class RequestTransfer(IDossiers dossiers) : IUseCase<RequestTransfer.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        _ = commande.AmountCents?.Lire();
        throw new GrandLivre(dossier).RefuseTransfer(commande.FromStartup, commande.ToStartup);
    }

    internal sealed record Commande : Actes.Commande
    {
        public string FromStartup { get; init; } = "";

        public string ToStartup { get; init; } = "";

        public MontantSaisi? AmountCents { get; init; }
    }
}
