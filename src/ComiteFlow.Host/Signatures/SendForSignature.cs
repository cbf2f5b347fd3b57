using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Signatures;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Signatures;

/// <summary>The coordinator opens the signature circuit of a document.</summary>
internal sealed class SendForSignature(IDossiers dossiers, IWorkflows workflows, TimeProvider clock) : IUseCase<SendForSignature.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (_, acte) = await dossiers.RequireActeAsync(commande.Document, ct);
        CircuitDeSignature.Send(acte, clock.Today());
        await workflows.PublishAsync(Evenements.ActeEnvoye, acte.Id, null, ct);
    }

    internal sealed record Commande : Actes.Commande, ICommandeDeDocument
    {
        public string Document { get; init; } = "";

        public string? DocumentVise => Document;
    }
}
