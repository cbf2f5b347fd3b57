using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Conventions;

/// <summary>A human says what a printed string means.</summary>
internal sealed class ResolveDoubt(IDossiers dossiers) : IUseCase<ResolveDoubt.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, acte) = await dossiers.RequireActeAsync(commande.Document, ct);
        if (commande.Subject is { } subject)
            new Enregistrement(dossier).ResolveUnprinted(acte.Id, subject, commande.Startup, commande.Value, actor.Label);
        else
            new Enregistrement(dossier).ResolveDoubt(acte.Id, commande.Printed, commande.Value, actor.Label);
    }

    internal sealed record Commande : Actes.Commande, ICommandeDeDocument
    {
        public string Document { get; init; } = "";

        public string Printed { get; init; } = "";

        /// <summary>Subject of a doubt for which the text prints nothing.</summary>
        public string? Subject { get; init; }

        public string? Startup { get; init; }

        public string Value { get; init; } = "";

        public string? DocumentVise => Document;
    }
}
