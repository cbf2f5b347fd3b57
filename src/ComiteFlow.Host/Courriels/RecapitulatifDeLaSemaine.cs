using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.TachesHumaines;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>One thing that a mailbox is awaited for.</summary>
/// <param name="Tache">Key of its task; null where its dossier alone tells it.</param>
internal sealed record LigneDeSemaine(string Boite, IReadOnlyDictionary<string, object?> Geste, DateOnly? Pour, string? Convention, string Acte, string? Tache);

/// <summary>Puts together, for each mailbox, what the page of its people shows as to do, and asks for one mail each.</summary>
[SendsMail(CourrielsDuSite.Recapitulatif, "le lundi, s’il y a quelque chose à faire", Who = "chaque personne qui ne l’a pas refusé", Nature = NatureDeCourriel.Recapitulatif)]
internal sealed class RecapitulatifDeLaSemaine(ComiteFlowDb db, IDossiers dossiers, IOutbox outbox, ILienDeDesabonnement liens)
{
    /// <summary>How many lines a digest shows at most.</summary>
    private const int AuPlus = 30;

    private static readonly Dictionary<string, string> Obligations = new()
    {
        ["submitStatusReport"] = "O-36", ["submitExpenseReport"] = "O-37", ["decideRevoyure"] = "O-12", ["holdCommittee"] = "O-11", ["confirmPlanning"] = "O-11",
        ["answerSlots"] = "O-11", ["proposeSlots"] = "O-11",
        ["holdDialogue"] = "O-55", ["decideBalance"] = "O-55", ["confirmCopy"] = "O-66",
    };

    private const string ParDefaut = "O-65", Elements = "elements";

    private (DateOnly Day, ILookup<string, LigneDeSemaine> Lines)? _read;

    /// <summary>What of a digest is still to do when it leaves, which may be days after it was written.</summary>
    public async Task<DemandesDuCourriel> RecheckAsync(CourrielRow row, DemandesDuCourriel asked, DateOnly today, CancellationToken ct)
    {
        if (await db.Set<PreferenceRow>().AnyAsync(p => p.Recipient == row.Recipient && !p.WantsDigest, ct))
            return new DemandesDuCourriel([], DemandesDuCourriel.PlusVoulu);
        if (_read?.Day != today)
            _read = (today, (await LinesAsync(today, ct)).ToLookup(line => line.Boite));
        var lines = _read.Value.Lines[row.Recipient].ToList();
        using var data = JsonDocument.Parse(row.Data);
        var standing = data.RootElement.GetProperty(Elements).EnumerateArray().Select((element, rank) => asked.Standing.ElementAtOrDefault(rank) && Remove(lines, element)).ToList();
        return new DemandesDuCourriel(standing, standing.Contains(true) ? null : DemandesDuCourriel.PlusRien) { Others = lines.Count };
    }

    /// <returns>False when nothing like it is among them. What was written before lines named an act stands: whoever renders it tells what it lacks.</returns>
    private static bool Remove(List<LigneDeSemaine> lines, JsonElement element)
    {
        if (!element.TryGetProperty("geste", out var geste) || !element.TryGetProperty("convention", out var convention))
            return true;
        var told = SansNombre(geste);
        return lines.Find(line => line.Convention == convention.GetString() && JsonNode.DeepEquals(SansNombre(JsonSerializer.SerializeToElement(line.Geste, Colonnes.Json)), told)) is { } found
            && lines.Remove(found);
    }

    /// <summary>How many points an act is about changes with each that is answered: it is the same act.</summary>
    private static JsonObject? SansNombre(JsonElement geste)
    {
        var act = JsonObject.Create(geste);
        act?.Remove("nombre");
        return act;
    }

    public async Task SendAsync(DateOnly today, CancellationToken ct)
    {
        var unwanted = await db.Set<PreferenceRow>().AsNoTracking().Where(p => !p.WantsDigest).Select(p => p.Recipient).ToListAsync(ct);
        foreach (var mailbox in (await LinesAsync(today, ct)).GroupBy(line => line.Boite).Where(group => !unwanted.Contains(group.Key)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            await outbox.EnqueueAsync(Mail(mailbox.Key, [.. mailbox.OrderBy(line => line.Pour ?? DateOnly.MaxValue)], today), ct);
        }
    }

    private async Task<List<LigneDeSemaine>> LinesAsync(DateOnly today, CancellationToken ct)
    {
        var tasks = await db.OpenTasksAsync(ct);
        var lines = new List<LigneDeSemaine>();
        foreach (var id in await dossiers.IdsAsync(ct))
        {
            if (await dossiers.FindAsync(id, ct) is not { } dossier)
                continue;
            lines.AddRange(LinesOf(dossier, tasks, today));
        }

        return lines;
    }

    private static IEnumerable<LigneDeSemaine> LinesOf(Dossier dossier, IReadOnlyDictionary<string, HumanTask> tasks, DateOnly today)
    {
        var name = DonneesDeCourriel.Intitule(dossier);
        var own = tasks.Values.Where(task => task.CorrelationId.Split('/')[0] is var about && (about == dossier.Id || dossier.Actes.Any(acte => acte.Id == about)))
            .Select(task => (Task: task, Page: TachesLivrees.Page(dossier, task.Key)?.Adresse)).ToList();
        foreach (var item in new TravailAttendu(dossier, tasks, today).Tout().Where(item => !item.EstDoute))
        {
            var task = own.Find(one => one.Page == item.Adresse && (item.Partie is null || one.Task.Key.EndsWith("/" + item.Partie, StringComparison.Ordinal))).Task;
            yield return new LigneDeSemaine(item.Partie ?? Boite(dossier, item), item.Geste.Donnees(dossier), item.Le, name, item.Acte, task?.Key);
        }

        // A task that somebody drew is asked of its candidates.
        foreach (var (task, _) in own.Where(one => one.Page is null))
        {
            foreach (var mailbox in task.Candidates.Select(Boite).OfType<string>().Distinct())
            {
                yield return new LigneDeSemaine(mailbox, GesteAttendu.DeTache(dossier, task).Donnees(dossier), task.DueOn, name, ActOnTask.Verbe, task.Key);
            }
        }
    }

    private Courriel Mail(string recipient, IReadOnlyList<LigneDeSemaine> all, DateOnly today)
    {
        var lines = all.Take(AuPlus).ToList();
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var served = lines.Select(line => Obligations.GetValueOrDefault(line.Acte, ParDefaut)).Distinct().Order(StringComparer.Ordinal).ToList();
        return new Courriel(
            $"{CourrielsDuSite.Recapitulatif}/{recipient}/{monday}", CourrielsDuSite.Recapitulatif, recipient, [], null, null, served[0], new Dictionary<string, object?>
            {
                ["total"] = all.Count, ["autres"] = all.Count - lines.Count,
                [Elements] = lines.Select(line => (object?)new Dictionary<string, object?>
                {
                    ["geste"] = line.Geste, ["pour"] = DonneesDeCourriel.Iso(line.Pour), ["enRetard"] = line.Pour < today, ["convention"] = line.Convention,
                }).ToList(),
                ["desabonnement"] = liens.Pour(recipient),
                ["lien"] = "/a-faire",
            })
        {
            // Of no single convention: the obligations stand by their names alone.
            Servies = [.. served.Select(id => ("", id))],
            Demandes = [.. lines.Select(line => line.Tache is { } key ? Demande.Tache(key) : Demande.Toujours)],
            Nature = NatureDeCourriel.Recapitulatif,
            Fil = null,
        };
    }

    /// <summary>The mailbox of the first role that may do it in this convention.</summary>
    private static string Boite(Dossier dossier, AFaire item) => (item.Reserve ?? Droits.RolesFor(item.Acte, dossier.Politiques))[0];

    /// <summary>The mailbox of a candidate of a task: a function, or the party that somebody signs for; null for a team, which has none.</summary>
    private static string? Boite(string candidate) => candidate.Split(':') switch
    {
        [Roles.Signatory, var party] => party,
        [var role] when Roles.Tous.Contains(role) && role is not (Roles.Signatory or Roles.Team) => role,
        _ => null,
    };
}
