using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Depenses;

/// <summary>The budget officer completes the parts of a CHORUS key that the text leaves open.</summary>
internal sealed class SetChorusKey(IDossiers dossiers) : IUseCase<SetChorusKey.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        new ControleChorus(dossier).Complete(
            commande.Startup, new ControleChorus.Cle(commande.DomaineFonctionnel, commande.CentreFinancier, commande.Activite, commande.CentreDeCout));
    }

    internal sealed record Commande : Actes.Commande
    {
        public string? Startup { get; init; }

        public string? DomaineFonctionnel { get; init; }

        public string? CentreFinancier { get; init; }

        public string? Activite { get; init; }

        public string? CentreDeCout { get; init; }
    }
}
