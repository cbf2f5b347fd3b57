using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Obligations;

/// <summary>Someone records what proves an obligation that people follow, or why it has no object.</summary>
internal sealed class RecordEvidence(IDossiers dossiers, HistoireDesFaits histoire, TimeProvider clock) : IUseCase<RecordEvidence.Commande>
{
    public const string Verbe = "recordEvidence";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        dossier.Touch();
        var preuves = new Preuves(dossier, Preuve.Of(await histoire.OfAsync(dossier, ct)));
        var saisie = new Preuves.Saisie(commande.State, Actes.Dossiers.Jour(commande.On) ?? clock.Today(), commande.Link, commande.Document, commande.Note);
        preuves.Record(commande.Obligation, commande.Startup, saisie, actor.Label, clock.Today());
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Obligation { get; init; } = "";

        public string? Startup { get; init; }

        public string State { get; init; } = Preuve.Faite;

        public string? On { get; init; }

        public string? Link { get; init; }

        public string? Document { get; init; }

        public string? Note { get; init; }
    }
}
