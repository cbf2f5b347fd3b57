using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Conventions;

/// <summary>A copy of a signed document has left for its recipient. No fact tells it: the task is done, and the journal of the document's circuit keeps by whom and how.</summary>
internal sealed class ConfirmCopy(IDossiers dossiers, ComiteFlowDb db, TimeProvider clock) : IUseCase<ConfirmCopy.Commande>
{
    /// <summary>Word of the journal.</summary>
    public const string Evenement = "copie.transmise";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, acte) = await dossiers.RequireActeAsync(commande.Document, ct);
        var taches = new Taches(dossier);
        var copie = taches.Copy(acte, commande.Recipient);
        var on = Actes.Dossiers.Jour(commande.On) ?? clock.Today();
        var preuve = Preuve(commande.Evidence);
        if (!taches.Transmit(copie, on, clock.Today()))
            return;
        db.Add(new JournalLine
        {
            InstanceId = await CircuitOf(acte).FirstAsync(ct), At = clock.GetUtcNow(), Event = Evenement,
            Message = $"Copie transmise à {taches.RecipientOf(copie)} le {Mise.EnForme(on)}{(commande.Place is { } place ? $", {place}" : "")} (enregistré par {actor.Label})."
                + (preuve is null ? "" : $" Preuve : {preuve}"),
        });
    }

    /// <summary>The last circuit opened for a document: the one that asked for its copies.</summary>
    private IQueryable<Guid> CircuitOf(Acte acte) =>
        db.Set<Instance>().Where(i => i.CorrelationId == acte.Id).OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id).Select(i => i.Id);

    /// <summary>A link to a web page, or nothing.</summary>
    /// <exception cref="BrokenRuleException">Something else than a web address.</exception>
    private static string? Preuve(string? saisie) => saisie is null || EstAdresse(saisie)
        ? saisie
        : throw new BrokenRuleException("unknownReference", $"L’adresse de la preuve ({saisie}) ne se lit pas : indiquez une adresse complète qui commence par https://.");

    public static bool EstAdresse(string saisie) => Uri.TryCreate(saisie, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";

    internal sealed record Commande : Actes.Commande, ICommandeDeDocument
    {
        public string Document { get; init; } = "";

        /// <summary>Recipient, by its id.</summary>
        public string Recipient { get; init; } = "";

        public string? On { get; init; }

        /// <summary>Where or how it was handed over.</summary>
        public string? Place { get; init; }

        /// <summary>Address of a proof.</summary>
        public string? Evidence { get; init; }

        public string? DocumentVise => Document;
    }
}
