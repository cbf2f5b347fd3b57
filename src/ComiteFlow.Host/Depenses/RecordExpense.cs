using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Depenses;

/// <summary>An engagement (AE) or a paiement (CP) is recorded in the ledger.</summary>
internal sealed class RecordExpense(IDossiers dossiers, TimeProvider clock) : IUseCase<RecordExpense.Engagement>, IUseCase<RecordExpense.Paiement>
{
    public Task RunAsync(Actor actor, Engagement commande, CancellationToken ct) => RecordAsync(actor, commande, isPayment: false, ct);

    public Task RunAsync(Actor actor, Paiement commande, CancellationToken ct) => RecordAsync(actor, commande, isPayment: true, ct);

    private async Task RecordAsync(Actor actor, Commande commande, bool isPayment, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        var livre = new GrandLivre(dossier);
        livre.RequireKnown(commande.Startup, commande.Envelope, commande.Chorus);
        livre.Record(
            new Depense(
                isPayment, commande.AmountCents?.Lire() ?? throw Saisies.SansMontant(), commande.Startup, commande.Envelope,
                Actes.Dossiers.Jour(commande.On), commande.Reason, commande.Label, commande.Chorus, actor.Role == Roles.Admin),
            clock.Today());
    }

    internal abstract record Commande : Actes.Commande
    {
        public string? Startup { get; init; }

        public string? Envelope { get; init; }

        public MontantSaisi? AmountCents { get; init; }

        /// <summary>Day claimed; the day of the recording counts.</summary>
        public string? On { get; init; }

        /// <summary>Cost centre chosen among those of the text.</summary>
        public string? Chorus { get; init; }

        public string? Reason { get; init; }

        public string? Label { get; init; }
    }

    internal sealed record Engagement : Commande;

    internal sealed record Paiement : Commande;
}
