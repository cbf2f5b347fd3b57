using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Circuits;

/// <summary>A person calls off one running file of a workflow: its waits, timers and open tasks fall away, and who waits for its end is told.</summary>
internal sealed class CancelFile(IRunStore store, ITasks tasks, TimeProvider clock) : IUseCase<CancelFile.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "cancelFile";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(commande.Motif))
            throw RefusDeCircuit.De("commentRequired", "Écrivez en une phrase pourquoi ce dossier est annulé : le motif est porté à son journal.");
        var instance = await store.LoadAsync(commande.Instance, ct)
            ?? throw RefusDeCircuit.De("unknownReference", "Ce dossier n’existe pas : revenez à la liste des dossiers.");
        if (instance.Status == InstanceStatus.Faulted)
            throw RefusDeCircuit.De("openIncident", "Ce dossier est arrêté par un incident : décidez de l’incident, qui peut aussi annuler le dossier (/incidents).");
        if (instance.Status != InstanceStatus.Suspended)
            throw RefusDeCircuit.De("alreadyOver", "Ce dossier est déjà terminé ou annulé : il n’y a rien à annuler.");
        var now = clock.GetUtcNow();
        var line = new JournalLine { InstanceId = instance.Id, At = now, Event = "Cancelled", Message = $"Le dossier est annulé. Motif : {commande.Motif.Trim()}", Actor = Fonctions.Nom(actor) };
        await tasks.CancelOfAsync(instance.Id, now, ct);
        try
        {
            await store.SaveAsync([new BurstResult(instance.With(instance.State, InstanceStatus.Cancelled, now), false, null, null, [], [], [], [line], now)], isLast: false, ct);
        }
        catch (FenceLostException)
        {
            throw RefusDeCircuit.De("outdated", "Le dossier a avancé entre-temps : relisez-le avant de l’annuler.");
        }
    }

    internal sealed record Commande : Actes.Commande
    {
        public Guid Instance { get; init; }

        public string? Motif { get; init; }
    }
}
