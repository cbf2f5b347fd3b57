using System.Globalization;
using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Courriels;

/// <summary>Mail that never arrives becomes a task of the coordination: whatever cures it, then sending it again.</summary>
[SendsMail(CourrielsDuSite.MessageNonRemis, "quand un courriel ne peut pas être remis", Who = "la coordination")]
internal sealed class CourriersRefuses(ITasks tasks, Annuaire annuaire, IOutbox outbox, IDossiers dossiers, ObjetsAVenir objets, CourrielsDuSite site, TimeProvider clock)
{
    private const string Prefixe = "envoi/";

    public static string TaskKey(CourrielRow row) => $"{Prefixe}{row.Number}/{row.Attempts}";

    /// <summary>The number of the mail that a task is about; null for another task.</summary>
    public static long? Number(string key) =>
        key.StartsWith(Prefixe, StringComparison.Ordinal) && long.TryParse(key[Prefixe.Length..].Split('/')[0], out var number) ? number : null;

    public async Task OpenAsync(CourrielRow row, CancellationToken ct)
    {
        var address = annuaire.Knows(row.Recipient) ? annuaire.Find(row.Recipient).Address : null;
        var (remede, subject) = (Remede.Of(row.Failure, row.Template), row.Subject ?? objets.Objet(row));
        var request = new TaskRequest(
            TaskKey(row), $"Courriel non remis {Filtres.To(Destinataires.Nom(row.Recipient))} : {remede.Geste}", row.Convention ?? "courriels", [Roles.Coordinator], null, [])
        {
            Payload = JsonSerializer.SerializeToElement(new Dictionary<string, string?> { ["adresse"] = address, ["motif"] = row.Failure, ["objet"] = subject }),
        };
        await tasks.OpenAsync(request, null, clock.GetUtcNow(), ct);
        // What the coordination itself does not get is told by its task alone.
        if (site.Envoie(CourrielsDuSite.MessageNonRemis) && row.Recipient != Roles.Coordinator)
            await outbox.EnqueueAsync(await NonRemisAsync(row, subject, address, remede, ct), ct);
    }

    private async Task<Courriel> NonRemisAsync(CourrielRow row, string? subject, string? address, Remede remede, CancellationToken ct)
    {
        var dossier = row.Convention is null ? null : await dossiers.FindAsync(row.Convention, ct);
        var data = new Dictionary<string, object?>
        {
            ["sujet"] = subject, ["genre"] = objets.Genre(row), ["destinataire"] = row.Recipient, ["convention"] = dossier is null ? null : DonneesDeCourriel.Intitule(dossier),
            ["adresse"] = address, ["remede"] = remede.Code, ["modele"] = remede.Donnee, ["raison"] = CauseDEchec.Lire(row.Failure),
            ["le"] = HeureDeParis.Local(clock.GetUtcNow()).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture), ["lien"] = EnvoisEnFrancais.Adresse(row.Number),
        };
        return new Courriel(
            $"{CourrielsDuSite.MessageNonRemis}/{TaskKey(row)}", CourrielsDuSite.MessageNonRemis, Roles.Coordinator, [], row.Convention, row.Document, row.Obligation, data)
        {
            Demandes = [Demande.Tache(TaskKey(row))],
        };
    }

    /// <summary>The mail is on its way again: its task is done.</summary>
    public Task CloseAsync(CourrielRow row, string by, CancellationToken ct) => tasks.CompleteAsync(TaskKey(row), by, clock.GetUtcNow(), ct);
}
