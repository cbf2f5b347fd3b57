using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace ComiteFlow.Host.Courriels;

/// <summary>The outgoing mail as pages show it; the list never reads a message.</summary>
internal sealed class SqlCourriels(ComiteFlowDb db, LectureDossiers dossiers, ObjetsAVenir objets, Annuaire annuaire) : ILectureCourriels
{
    private const int ParPage = 25;
    private const string Motif = "Vous recevez ";

    public async Task<BoiteCourriels> ListAsync(Actor actor, int page, CancellationToken ct)
    {
        var mails = await VisiblesAsync(actor, ct);
        var total = await mails.CountAsync(ct);
        var pages = Math.Max(1, (total + ParPage - 1) / ParPage);
        var current = Math.Clamp(page, 1, pages);
        var rows = await mails.OrderByDescending(c => c.Number).Skip((current - 1) * ParPage).Take(ParPage)
            .Select(c => new Ligne(c.Number, c.Subject, c.Template, c.Recipient, c.SentAt, c.CreatedAt, c.Failure, c.CancelledBecause, c.Convention)).ToListAsync(ct);
        var names = await NomsAsync(ct);
        var subjects = await objets.ReadAsync([.. rows.Where(row => row.Subject is null).Select(row => row.Number)], ct);
        return new BoiteCourriels([.. rows.Select(row => Resume(row with { Subject = row.Subject ?? subjects.GetValueOrDefault(row.Number) }, names))], total, current, pages);
    }

    public async Task<CourrielLu?> FindAsync(Actor actor, string id, CancellationToken ct)
    {
        if (!long.TryParse(id, out var number))
            return null;
        var row = await (await VisiblesAsync(actor, ct)).FirstOrDefaultAsync(c => c.Number == number, ct);
        if (row is null)
            return null;
        var subject = row.Subject ?? (await objets.ReadAsync([number], ct)).GetValueOrDefault(number);
        var summary = Resume(new Ligne(row.Number, subject, row.Template, row.Recipient, row.SentAt, row.CreatedAt, row.Failure, row.CancelledBecause, row.Convention), await NomsAsync(ct));
        var message = row.Message is { } bytes ? await MimeMessage.LoadAsync(new MemoryStream(bytes), ct) : null;
        var paragraphs = TexteDeCourriel.Paragraphes(message?.TextBody ?? row.Failure ?? row.CancelledBecause ?? "Ce courriel n’est pas encore parti.");
        return new CourrielLu(
            summary, message?.From.Mailboxes.FirstOrDefault()?.Name ?? "ComiteFlow",
            string.Join("\n\n", paragraphs.Where(p => !p.StartsWith(Motif, StringComparison.Ordinal))),
            paragraphs.FirstOrDefault(p => p.StartsWith(Motif, StringComparison.Ordinal)) ?? "Votre fonction est destinataire de ce courriel.")
        {
            Copies = [.. (JsonSerializer.Deserialize<List<string>>(row.Cc, Colonnes.Json) ?? []).Select(annuaire.Nom)],
            Suite = Lien(row.Data) is { } address ? new Lien("Ouvrir la page du courriel", address) : row.Convention is { } convention ? new Lien("Voir la convention", Adresses.Fiche(convention)) : null,
        };
    }

    private async Task<IQueryable<CourrielRow>> VisiblesAsync(Actor actor, CancellationToken ct)
    {
        var mails = db.Set<CourrielRow>().AsNoTracking();
        if (await dossiers.VisiblesAsync(actor, ct) is not { } visible)
            return mails;
        return mails.Where(c => c.Recipient == actor.Scope || c.Convention != null && visible.Contains(c.Convention));
    }

    private CourrielResume Resume(Ligne row, Dictionary<string, string> names) => new(
        Noms.Rang((int)row.Number), row.Subject ?? row.Template, annuaire.Nom(row.Recipient), row.SentAt ?? row.CreatedAt, Etat(row),
        row.Convention is { } id ? names.GetValueOrDefault(id, id) : "");

    /// <summary>The short titles of the conventions.</summary>
    private async Task<Dictionary<string, string>> NomsAsync(CancellationToken ct) =>
        (await db.Set<Dossier>().AsNoTracking().Select(d => new { d.Id, d.Title }).ToListAsync(ct)).ToDictionary(d => d.Id, d => Noms.Court(new Dossier(d.Id, d.Title)));

    private static Badge Etat(Ligne row) => row switch
    {
        { CancelledBecause: { } reason } when CourrielReuni.Is(reason) => new Badge(TonBadge.Ok, "Réuni"),
        { CancelledBecause: not null } => new Badge(TonBadge.End, "Annulé"),
        { Failure: not null } => new Badge(TonBadge.Late, "Non remis"),
        { SentAt: not null } => new Badge(TonBadge.Ok, "Envoyé"),
        _ => new Badge(TonBadge.Info, "En attente d’envoi"),
    };

    /// <summary>The page that the mail leads to, as it stands in its data or in the first of its items.</summary>
    private static string? Lien(string data)
    {
        using var json = JsonDocument.Parse(data);
        var root = json.RootElement;
        if (!root.TryGetProperty("lien", out var link) && root.TryGetProperty("elements", out var items) && items.ValueKind == JsonValueKind.Array && items.GetArrayLength() > 0)
            items[0].TryGetProperty("lien", out link);
        return link.ValueKind == JsonValueKind.String && link.GetString() is { } address && address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) ? address : null;
    }

    private sealed record Ligne(
        long Number, string? Subject, string Template, string Recipient, DateTimeOffset? SentAt, DateTimeOffset CreatedAt, string? Failure, string? CancelledBecause,
        string? Convention);
}

/// <summary>The text twin of a mail as paragraphs; its lines were cut for mail programs.</summary>
internal static class TexteDeCourriel
{
    private const int Courte = 50;

    public static IReadOnlyList<string> Paragraphes(string text) =>
        [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(paragraph => paragraph.Trim('-').Length > 0).Select(Rejoindre)];

    private static string Rejoindre(string paragraph)
    {
        var lines = paragraph.Split('\n');
        var joined = lines[0];
        for (var rank = 1; rank < lines.Length; rank++)
        {
            var next = lines[rank];
            var isNew = lines[rank - 1].Length < Courte || next.StartsWith("- ", StringComparison.Ordinal) || next.StartsWith("http", StringComparison.Ordinal);
            joined += (isNew ? "\n" : " ") + next;
        }

        return joined;
    }
}
