using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits;

/// <summary>A person starts a workflow on a convention, or on one of its comités or acts. What ships is started by the product alone.</summary>
internal sealed class StartCircuit(ComiteFlowDb db, IDossiers dossiers, IWorkflows workflows, IIds ids) : IUseCase<StartCircuit.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "startCircuit";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var versions = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.DefinitionId == commande.Circuit).Select(d => new { d.Name, d.IsShipped, d.IsPublished }).ToListAsync(ct);
        if (versions.Count == 0)
            throw RefusDeCircuit.Inconnu(commande.Circuit);
        var name = versions[^1].Name;
        if (versions.Exists(version => version.IsShipped))
            throw RefusDeCircuit.De("startedByProduct", $"Le circuit « {name} » est lancé par ComiteFlow lui-même, quand il le faut : un second départ ferait tout deux fois.");
        if (!versions.Exists(version => version.IsPublished))
            throw RefusDeCircuit.De("notPublished", $"Le circuit « {name} » n’est pas publié : faites-le d’abord publier par une seconde personne.");
        var dossier = commande.Convention is { } convention ? await dossiers.FindAsync(convention, ct) : null;
        if (dossier is null || !Objets(dossier).Contains(commande.Objet))
            throw RefusDeCircuit.De("unknownReference", "Le circuit ne se rattache à rien : choisissez une convention, puis elle-même, un de ses comités ou un de ses actes.");
        if (!commande.EncoreUneFois && await db.Set<Instance>().AnyAsync(
            i => i.DefinitionId == commande.Circuit && i.CorrelationId == commande.Objet && (i.Status == InstanceStatus.Suspended || i.Status == InstanceStatus.Faulted), ct))
            throw RefusDeCircuit.De("alreadyRunning", $"Le circuit « {name} » est déjà en cours sur cet objet : attendez sa fin, ou cochez « lancer encore une fois ».");
        await workflows.StartAsync(commande.Circuit, $"lance/{commande.Circuit}/{ids.Next():N}", commande.Objet, new Dictionary<string, object?>(), ct);
    }

    /// <summary>What of a convention a workflow can be about: itself, its comités, its acts.</summary>
    public static IEnumerable<string> Objets(Dossier dossier) =>
        dossier.Comites.Select(comite => comite.Id).Prepend(dossier.Id).Concat(dossier.Actes.Select(acte => acte.Id)).Distinct();

    internal sealed record Commande : Actes.Commande
    {
        public string Circuit { get; init; } = "";

        /// <summary>Convention, comité or act that the workflow is about.</summary>
        public string Objet { get; init; } = "";

        /// <summary>True to start it beside one that runs.</summary>
        public bool EncoreUneFois { get; init; }
    }
}
