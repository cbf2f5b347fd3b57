using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Documents;

/// <summary>Someone asks for a document of a séance or of an act: it is made, or made anew where its text has changed. No fact tells it.</summary>
internal sealed class EstablishDocument(IDossiers dossiers, IDocuments documents, TimeProvider clock) : IUseCase<EstablishDocument.Commande>
{
    public const string Verbe = "establishDocument";

    /// <summary>What can be asked for, for a séance.</summary>
    public static IReadOnlyList<string> DeSeance { get; } = ["dossier", "convocation", "presence", "sponsor", "releve", "lettre"];

    /// <summary>What can be asked for, for an act.</summary>
    public static IReadOnlyList<string> DActe { get; } = ["avenant", "preuve"];

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct) => await documents.RemakeAsync(
        DActe.Contains(commande.Kind) ? await OfActeAsync(commande, ct) : await OfSeanceAsync(commande, ct), ct);

    private async Task<DocumentRequest> OfActeAsync(Commande commande, CancellationToken ct)
    {
        var (dossier, acte) = await dossiers.RequireActeAsync(commande.Document, ct);
        if (commande.Kind == "preuve")
            return DemandesDeDocument.Preuve(dossier, acte, await documents.HashAsync(DemandesDeDocument.CleDAvenant(acte), ct), clock.Today());
        if (!acte.IsAvenant)
            throw new BrokenRuleException("unknownReference", $"L’acte {acte.Id} n’est pas un avenant : choisissez la preuve de signature.");
        return DemandesDeDocument.Avenant(dossier, acte, dossier.Comites.FirstOrDefault(c => c.Id == acte.Changes?.Comite));
    }

    private async Task<DocumentRequest> OfSeanceAsync(Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        var today = clock.Today();
        return commande.Kind switch
        {
            "dossier" => DemandesDeDocument.DossierDeSeance(dossier, comite, today),
            "convocation" => DemandesDeDocument.Convocation(dossier, comite, today),
            "presence" => DemandesDeDocument.Presence(dossier, comite),
            "sponsor" => DemandesDeDocument.Sponsor(dossier, comite, today),
            "releve" or "lettre" when comite.Outcome is null => throw new BrokenRuleException(
                "committeeNotHeld", "Aucune décision n’est enregistrée pour ce comité : enregistrez-la d’abord, puis établissez ce document."),
            "releve" => DemandesDeDocument.Releve(dossier, comite),
            "lettre" => DemandesDeDocument.Lettre(dossier, comite),
            _ => throw Saisies.Inconnu("Le document", commande.Kind, [.. DeSeance, .. DActe]),
        };
    }

    internal sealed record Commande : CommandeDeComite, ICommandeDeDocument
    {
        /// <summary>Which document.</summary>
        public string Kind { get; init; } = "";

        /// <summary>The act that it is about, for those of an act.</summary>
        public string Document { get; init; } = "";

        public string? DocumentVise => Document.Length == 0 ? null : Document;
    }
}
