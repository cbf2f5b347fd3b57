using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Signatures;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Signatures;

/// <summary>A party does not sign yet and asks for a change, with a reason: the coordination answers, and reminders wait until then.</summary>
internal sealed class RefuseSignature(IDossiers dossiers, DemandesDeModification demandes, CourrielsDeModification courriels, TimeProvider clock) : IUseCase<RefuseSignature.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "refuseSignature";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, acte) = await dossiers.RequireActeAsync(commande.Document, ct);
        if (actor.Scope != commande.Party)
            throw Saisies.PartieInterdite($"demander une modification de {acte.Id} pour {Saisies.Citer(commande.Party)}", actor.Scope ?? "");
        var today = clock.Today();
        new CircuitDeSignature(dossier).AskForChange(acte, commande.Party, commande.Reason, today);
        if ((await demandes.OpenAsync(acte.Id, ct)).FirstOrDefault(one => one.Partie == commande.Party) is { } asked)
            throw Saisies.DejaFait("cette demande de modification", $"faite le {Mise.EnForme(asked.Le)}, la coordination doit encore y répondre");
        var reason = commande.Reason!.Trim();
        var demande = await demandes.AskAsync(acte, commande.Party, reason, Fonctions.Nom(actor), today, ct);
        await courriels.AskedAsync(dossier, acte, demande, ct);
    }

    internal sealed record Commande : Actes.Commande, ICommandeDeDocument
    {
        public string Document { get; init; } = "";

        public string Party { get; init; } = "";

        public string? Reason { get; init; }

        public string? DocumentVise => Document;
    }
}
