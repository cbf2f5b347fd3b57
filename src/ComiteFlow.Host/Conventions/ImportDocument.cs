using System.Text.Json;
using ComiteFlow.Activities.Signatures;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Conventions.Examen;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Conventions;

/// <summary>Registers a convention or an avenant, lists its doubts, and starts the workflows that will follow it.</summary>
internal sealed class ImportDocument(IDossiers dossiers, IWorkflows workflows, BibliothequeDeTextes textes, TimeProvider clock)
    : IUseCase<ImportDocument.Commande>
{
    /// <summary>The workflows that follow a convention and a document; published names.</summary>
    private const string Cycle = "cycle-convention", Circuit = "circuit-signature";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var json = commande.Document.ValueKind == JsonValueKind.String ? textes.Find(commande.Document.GetString()!) : commande.Document.GetRawText();
        if (json is null)
            throw Saisies.Inconnu("Le document", commande.Document.GetString()!, textes.Ids);
        var texte = TexteConvention.Read(json);
        if (await dossiers.OfDocumentAsync(texte.Id, ct) is not null)
            throw Saisies.DejaFait($"l’import de {texte.Id}", "document enregistré");

        var dossier = await DossierForAsync(texte, json, ct);
        var amended = texte.IsAvenant ? dossier.Texte : null;
        var others = await dossiers.TextesAsync(ct);
        var enregistrement = new Enregistrement(dossier);
        var acte = enregistrement.Register(texte, ExamenDuTexte.Of(texte, amended, others, Reglages(dossier)), clock.Today());
        enregistrement.ScheduleMilestones(texte);
        if (!texte.IsAvenant)
            await workflows.StartAsync(Cycle, "convention/" + dossier.Id, dossier.Id, new Dictionary<string, object?>(), ct);
        await workflows.StartAsync(Circuit, "signature/" + acte.Id, acte.Id, new Dictionary<string, object?>(), ct);
        await Suites.JalonAsync(workflows, dossier, ct);
    }

    private static ReglagesExamen Reglages(Dossier dossier) =>
        new(dossier.Politiques.Valeur("tax.rate").GetDecimal(), dossier.Politiques.Vrai("ceiling.equalityAccepted"));

    private async Task<Dossier> DossierForAsync(TexteConvention texte, string json, CancellationToken ct)
    {
        if (!texte.IsAvenant)
            return dossiers.Create(texte, json);
        var dossier = await dossiers.RequireAsync(texte.Amends, ct);
        dossiers.AddTexte(dossier, texte, json);
        return dossier;
    }

    internal sealed record Commande : Actes.Commande, ICommandeDeDocument
    {
        /// <summary>Id of a known text, or the text itself.</summary>
        public JsonElement Document { get; init; }

        public string? DocumentVise => Document.ValueKind == JsonValueKind.String ? Document.GetString() : null;
    }
}
