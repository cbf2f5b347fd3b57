using System.IO.Compression;
using System.Text;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Personnes;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits;

/// <summary>The rows of one definition in the transaction of an act: who wrote what, and whether the next writing builds on the last one.</summary>
internal sealed class EcrituresDeCircuit(ComiteFlowDb db, TimeProvider clock)
{
    /// <summary>Stands for the text from which a draft began.</summary>
    public const long Debut = 0;

    /// <summary>The versions of a definition, oldest first; until the transaction ends nobody else writes it.</summary>
    public async Task<List<DefinitionRow>> PrendreAsync(string definitionId, CancellationToken ct)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({definitionId}, 8))", ct);
        return await db.Set<DefinitionRow>().Where(d => d.DefinitionId == definitionId).OrderBy(d => d.Version).ToListAsync(ct);
    }

    /// <summary>
    /// A writing is refused when another page wrote after the revision that it builds on: nothing is overwritten. Those of one page may overlap: the last one wins.
    /// </summary>
    /// <param name="session">The page that writes; see <see cref="Session"/>.</param>
    /// <param name="revision">Number of the last writing that the page knows; null when it knows none.</param>
    /// <exception cref="BrokenRuleException">Somebody else wrote in between.</exception>
    public async Task ExigerAJourAsync(string definitionId, string session, long? revision, CancellationToken ct)
    {
        var known = revision ?? 0;
        var other = await db.Set<WritingRow>().AsNoTracking()
            .Where(w => w.DefinitionId == definitionId && w.Number > known && w.Session != session).OrderByDescending(w => w.Number).FirstOrDefaultAsync(ct);
        if (other is null)
            return;
        var who = other.Person == PersonneDe(session) ? "vous-même, dans une autre fenêtre" : other.Name;
        throw RefusDeCircuit.De(
            "outdated",
            $"Ce circuit a été changé entre-temps ({Moyens.EnFrancais(other.Means)} par {who}, le {Formats.InstantCourt(other.At)}) : votre changement n’est pas enregistré et rien n’a été écrasé. Rechargez la page, puis refaites-le.");
    }

    /// <summary>Who knows no revision (a file, a former version) may replace a text that is published or one's own draft, never the draft of somebody else.</summary>
    /// <exception cref="BrokenRuleException">Somebody else's draft is there.</exception>
    public async Task ExigerSansAutreAuteurAsync(DefinitionRow? latest, Actor actor, CancellationToken ct)
    {
        if (latest is null || latest.PublishedAt is not null)
            return;
        var other = (await AuteursAsync(latest.DefinitionId, latest.Version, ct)).FirstOrDefault(author => author.Person != actor.Person);
        if (other.Name is { } name)
            throw RefusDeCircuit.De("outdated", $"Un brouillon de ce circuit est en cours d’écriture ({name}) : rien n’a été écrasé. Ouvrez ce brouillon, ou demandez qu’il soit publié ou supprimé.");
    }

    /// <summary>Adds a line; its number is the new revision once it is saved.</summary>
    public async Task<WritingRow> AjouterAsync(DefinitionRow version, Actor? actor, string session, string means, string? reason, bool isText, CancellationToken ct, long? restores = null)
    {
        var line = new WritingRow
        {
            DefinitionId = version.DefinitionId, Version = version.Version, At = clock.GetUtcNow(), Person = actor?.Person ?? "",
            Name = actor is null ? "la mise à jour" : Fonctions.Nom(actor), Session = session, Means = means, Reason = reason,
            Content = isText ? Comprimer(version.Json) : null, Restores = restores,
        };
        db.Add(line);
        await db.SaveChangesAsync(ct);
        return line;
    }

    /// <summary>The lines of a version by which its text changed; a draft that took the number of a deleted one begins anew.</summary>
    public IQueryable<WritingRow> DuTexte(string definitionId, int version) => db.Set<WritingRow>().AsNoTracking().Where(w =>
        w.DefinitionId == definitionId && w.Version == version && Moyens.DuTexte.Contains(w.Means)
        && !db.Set<WritingRow>().Any(d => d.DefinitionId == definitionId && d.Version == version && d.Means == Moyens.Suppression && d.Number > w.Number));

    /// <summary>
    /// The text that stood before the last writing of a draft that is not taken back yet: the number of its writing, or <see cref="Debut"/> for the version
    /// from which the draft began. Null when there is nothing to take back.
    /// </summary>
    /// <param name="hasFormer">True when there is a version before this one.</param>
    public async Task<TexteDAvant?> AvantAsync(string definitionId, int version, bool hasFormer, CancellationToken ct)
    {
        var texts = DuTexte(definitionId, version).Where(w => w.Content != null).OrderByDescending(w => w.Number).Select(w => new { w.Number, w.Restores });
        if (await texts.FirstOrDefaultAsync(ct) is not { } last)
            return null;
        var at = last.Restores ?? last.Number;
        // What stood before may itself be a text that was brought back: then the next step back begins where that one came from.
        if (await texts.FirstOrDefaultAsync(w => w.Number < at, ct) is { } before)
            return new TexteDAvant(before.Number, before.Restores ?? before.Number);
        return at != Debut && hasFormer ? new TexteDAvant(Debut, Debut) : null;
    }

    /// <summary>The text of a writing.</summary>
    public async Task<string> TexteAsync(long number, CancellationToken ct) =>
        Decomprimer((await db.Set<WritingRow>().AsNoTracking().Where(w => w.Number == number).Select(w => w.Content).SingleAsync(ct))!);

    /// <summary>Persons who changed the text of a version.</summary>
    public async Task<IReadOnlyList<(string Person, string Name)>> AuteursAsync(string definitionId, int version, CancellationToken ct)
    {
        var lines = await DuTexte(definitionId, version).Select(w => new { w.Person, w.Name }).Distinct().ToListAsync(ct);
        return [.. lines.Select(line => (line.Person, line.Name))];
    }

    /// <summary>Names the page from which a person writes.</summary>
    /// <param name="window">Random name that the page gave itself; empty when it gave none.</param>
    public static string Session(Actor actor, string? window) => $"{actor.Person}\n{window}";

    private static string PersonneDe(string session) => session.Split('\n')[0];

    public static byte[] Comprimer(string text)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    public static string Decomprimer(byte[] content)
    {
        using var brotli = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

/// <summary>A text to which a draft may go back.</summary>
/// <param name="Number">The writing that holds it.</param>
/// <param name="Restores">The writing that it is the text of: the next step back begins there.</param>
internal sealed record TexteDAvant(long Number, long Restores);
