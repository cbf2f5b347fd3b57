using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>What waits, what was refused, what is held back, and what the next days bring.</summary>
internal sealed class LectureEnvois(ComiteFlowDb db, ObjetsAVenir objets, BoitesAttendues boites, TimeProvider clock)
{
    /// <summary>How many rows of each kind are shown.</summary>
    public const int AuPlus = 100;

    /// <summary>From this reminder on the coordination is asked whether it still makes sense.</summary>
    public const int Insistance = Activities.Relances.EmissionDesRelances.Insistance;

    /// <summary>Days that the page looks back and ahead.</summary>
    public const int Semaine = 7;

    /// <param name="convention">Null for all.</param>
    public async Task<EnvoisLus> ReadAsync(string? convention, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (today, week) = (clock.Today(), now.AddDays(-Semaine).ToUniversalTime());
        var mails = db.Set<CourrielRow>().AsNoTracking().Where(c => convention == null || c.Convention == convention);
        var open = mails.Where(c => c.SentAt == null && c.CancelledAt == null);
        var until = today.AddDays(Semaine);
        var tasks = await db.Set<HumanTask>().AsNoTracking().Where(t => t.State == TaskState.Open && (t.NextRungOn <= until || t.Issued >= Insistance))
            .Where(t => t.CorrelationId.StartsWith(convention ?? ""))
            .OrderBy(t => t.NextRungOn).ThenBy(t => t.Key).Take(AuPlus).ToListAsync(ct);
        var (waiting, refused) = (open.Where(c => c.Failure == null), open.Where(c => c.Failure != null));
        var suspensions = await db.Set<SuspensionRow>().AsNoTracking().OrderBy(s => s.Scope).ToListAsync(ct);
        var (all, scopes) = (suspensions.Exists(s => s.Scope == SuspensionRow.Tout), suspensions.ConvertAll(s => s.Scope));
        return new EnvoisLus(
            await NamedAsync(waiting.OrderBy(c => c.DueAt), ct),
            await NamedAsync(refused.OrderByDescending(c => c.Number), ct),
            new NombresDEnvois(
                await waiting.CountAsync(ct), await waiting.CountAsync(c => all || scopes.Contains(c.Convention!), ct), await refused.CountAsync(ct), await mails.CountAsync(c => c.SentAt > week, ct)),
            tasks, suspensions,
            await db.Set<ArretDeRelanceRow>().AsNoTracking().ToDictionaryAsync(a => a.Task, ct),
            await boites.ManquantesAsync(ct));
    }

    public async Task<EnvoiLu?> FindAsync(long number, CancellationToken ct) =>
        (await NamedAsync(db.Set<CourrielRow>().AsNoTracking().Where(c => c.Number == number), ct)).FirstOrDefault();

    private async Task<IReadOnlyList<EnvoiLu>> NamedAsync(IQueryable<CourrielRow> rows, CancellationToken ct)
    {
        var mails = await rows.Take(AuPlus).Select(c => new EnvoiLu(c.Number, c.Subject, c.Template, c.Recipient, c.Convention, c.DueAt, c.Failure, c.Attempts)).ToListAsync(ct);
        var subjects = await objets.ReadAsync([.. mails.Where(mail => mail.Objet is null).Select(mail => mail.Numero)], ct);
        return mails.ConvertAll(mail => mail with { Objet = mail.Objet ?? subjects.GetValueOrDefault(mail.Numero) });
    }
}

/// <summary>A mail that did not leave yet.</summary>
internal sealed record EnvoiLu(long Numero, string? Objet, string Modele, string Destinataire, string? Convention, DateTimeOffset Le, string? Motif, int Essais);

/// <summary>How many mails there are, also of those that the page has no room for.</summary>
/// <param name="Retenus">Those of the waiting ones that somebody holds back.</param>
/// <param name="Partis">In the last seven days.</param>
internal sealed record NombresDEnvois(int EnAttente, int Retenus, int Refuses, int Partis);

/// <summary>All that the page of what is sent shows.</summary>
/// <param name="BoitesManquantes">Boxes that a ladder writes to and the directory does not name.</param>
/// <param name="Rappels">Tasks with a reminder in seven days, or with so many that somebody should look.</param>
internal sealed record EnvoisLus(
    IReadOnlyList<EnvoiLu> EnAttente, IReadOnlyList<EnvoiLu> Refuses, NombresDEnvois Nombres, IReadOnlyList<HumanTask> Rappels, IReadOnlyList<SuspensionRow> Suspensions,
    IReadOnlyDictionary<string, ArretDeRelanceRow> Arrets, IReadOnlyList<string> BoitesManquantes)
{
    public SuspensionRow? Retient(EnvoiLu mail) => Suspensions.FirstOrDefault(s => s.Scope == SuspensionRow.Tout || s.Scope == mail.Convention);
}
