using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Comites;

/// <summary>The invitations of the comités of a convention that were convened, as they stand now.</summary>
internal sealed class InvitationsDesComites(ComiteFlowDb db, Annuaire annuaire, CourrielComposer composer)
{
    private static readonly string[] Changements = ["committee.rescheduled", "committee.cancelled", "committee.restored"];

    public async Task<IReadOnlyList<Invitation>> OfAsync(Dossier dossier, CancellationToken ct)
    {
        var mails = await db.Set<CourrielRow>().AsNoTracking().Where(c => c.Convention == dossier.Id && c.Template == "convocation")
            .OrderBy(c => c.Number).Select(c => new Convocation(c.Key, c.Recipient, c.CreatedAt)).ToListAsync(ct);
        if (mails.Count == 0)
            return [];
        var changes = await db.Set<FaitRow>().AsNoTracking().Where(f => f.Convention == dossier.Id && Changements.Contains(f.Name))
            .OrderBy(f => f.Number).Select(f => new Changement(f.At, f.Json)).ToListAsync(ct);
        return [.. dossier.Comites.Select(comite => Of(dossier, comite, mails, changes)).OfType<Invitation>()];
    }

    /// <summary>The invitation that goes with the mails of one convocation; null when the coordination has no box to invite from.</summary>
    public async Task<Invitation?> ForAsync(Dossier dossier, Comite comite, IReadOnlyList<string> convened, DateTimeOffset now, CancellationToken ct)
    {
        if (!annuaire.Knows("coordinator"))
            return null;
        var prefix = $"convocation/{comite.Id}/";
        var mails = await db.Set<CourrielRow>().AsNoTracking().Where(c => c.Template == "convocation" && c.Key.StartsWith(prefix))
            .OrderBy(c => c.Number).Select(c => new Convocation(c.Key, c.Recipient, c.CreatedAt)).ToListAsync(ct);
        var changes = mails.FirstOrDefault(mail => mail.IsFor(comite)) is { } first ? await ChangesAsync(dossier, comite, first.CreatedAt, ct) : 0;
        return Entry(dossier, comite, changes, now, convened);
    }

    /// <summary>Changes since the first convocation; one of the same instant counts, so that each version has a higher number than the one before.</summary>
    private async Task<int> ChangesAsync(Dossier dossier, Comite comite, DateTimeOffset since, CancellationToken ct)
    {
        var changes = await db.Set<FaitRow>().AsNoTracking().Where(f => f.Convention == dossier.Id && Changements.Contains(f.Name))
            .OrderBy(f => f.Number).Select(f => new Changement(f.At, f.Json)).ToListAsync(ct);
        return changes.Count(change => change.At >= since && change.IsAbout(comite));
    }

    private Invitation? Of(Dossier dossier, Comite comite, List<Convocation> mails, List<Changement> changes)
    {
        var own = mails.Where(mail => mail.IsFor(comite)).ToList();
        if (own.Count == 0)
            return null;
        var later = changes.Where(change => change.At > own[0].CreatedAt && change.IsAbout(comite)).ToList();
        return Entry(dossier, comite, later.Count, later.Select(change => change.At).Append(own[^1].CreatedAt).Max(), own.Select(mail => mail.Recipient));
    }

    private Invitation Entry(Dossier dossier, Comite comite, int sequence, DateTimeOffset le, IEnumerable<string> convened) => new(
        $"{comite.Id.Replace('/', '-')}@{composer.Domaine}", sequence, le, comite.On, $"{Noms.Comite(dossier, comite)} – {Noms.Court(dossier)}",
        Texte(dossier, comite), annuaire.Find("coordinator"), [.. convened.Distinct().Where(annuaire.Knows).Select(annuaire.Find)])
    {
        Annulee = comite.State == ComiteState.Cancelled,
    };

    private static string Texte(Dossier dossier, Comite comite)
    {
        var plan = dossier.Startups().Select(s => s.Startup).FirstOrDefault(s => s.Id == comite.Startup)?.CommitteeToPlan;
        var attendees = plan is { Participants.Count: > 0 } ? plan.Participants : Noms.TexteDe(dossier, comite)?.Attendees ?? [];
        return attendees.Count == 0 ? Noms.Titre(dossier) : $"{Noms.Titre(dossier)}\nSont attendus : {Noms.Typo(Mise.Liste(attendees))}.";
    }

    private sealed record Convocation(string Key, string Recipient, DateTimeOffset CreatedAt)
    {
        /// <summary>The id of a comité of one startup begins like those of its convention.</summary>
        public bool IsFor(Comite comite) =>
            Key.StartsWith($"convocation/{comite.Id}/", StringComparison.Ordinal) && Key.Split('/').Length == comite.Id.Split('/').Length + 3;
    }

    private sealed record Changement(DateTimeOffset At, string Json)
    {
        public bool IsAbout(Comite comite)
        {
            using var json = JsonDocument.Parse(Json);
            var root = json.RootElement;
            return Text(root, "committee") == comite.Code && Text(root, "startup") == comite.Startup && root.GetProperty("occurrence").GetInt32() == comite.Occurrence;
        }

        private static string? Text(JsonElement root, string key) => root.TryGetProperty(key, out var value) ? value.GetString() : null;
    }
}
