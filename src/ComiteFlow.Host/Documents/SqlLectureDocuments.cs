using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Documents;

/// <summary>Documents to read and to download, by their number.</summary>
internal sealed class SqlLectureDocuments(ComiteFlowDb db, LectureDossiers dossiers, ConversionPdf conversion, EssaisPdf essais) : ILectureDocuments
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Pdf = "application/pdf";

    private const string EnPreparation = "Le PDF se prépare : il sera là dans un instant.";

    public async Task<FichierDocument?> OpenAsync(Actor actor, string fichier, CancellationToken ct)
    {
        var isPdf = fichier.EndsWith(".pdf", StringComparison.Ordinal);
        var name = Path.ChangeExtension(fichier, ".docx");
        var row = await db.Set<DocumentRow>().AsNoTracking().Where(d => d.FileName == name)
            .Select(d => new { d.Convention, Content = isPdf ? d.Pdf : d.Content }).FirstOrDefaultAsync(ct);
        return row?.Content is { } content && await SeesAsync(actor, row.Convention, ct)
            ? new FichierDocument(fichier, isPdf ? Pdf : Word, new MemoryStream(content))
            : null;
    }

    public async Task<DocumentLu?> ReadAsync(Actor actor, string numero, CancellationToken ct)
    {
        var row = await db.Set<DocumentRow>().AsNoTracking().Where(d => d.FileName == numero + ".docx").FirstOrDefaultAsync(ct);
        if (row is null || !await SeesAsync(actor, row.Convention, ct))
            return null;
        var all = await ResumesAsync(db.Set<DocumentRow>().Where(d => d.Convention == row.Convention), ct);
        var resume = all.First(d => d.Numero == numero);
        var (html, hash) = row.Text is { } text
            ? (HtmlWriter.Write(new Rendu("documents/" + row.Template, row.TemplateHash, text), below: 1), Empreinte.Of(text, row.Data))
            : (null, null);
        var family = CleDeDocument.Family(row.Key);
        return new DocumentLu(resume, html, hash, row.Content.Length, row.Pdf?.Length)
        {
            EmpreinteWord = row.Hash,
            AutresVersions = [.. all.Where(d => d.Numero != numero && d.Famille == family).OrderByDescending(d => d.Version)],
        };
    }

    public async Task<IReadOnlyList<DocumentResume>> ListAsync(Actor actor, CancellationToken ct)
    {
        var visible = await dossiers.VisiblesAsync(actor, ct);
        return await ResumesAsync(visible is null ? db.Set<DocumentRow>() : db.Set<DocumentRow>().Where(d => visible.Contains(d.Convention)), ct);
    }

    public async Task<IReadOnlyList<DocumentResume>> AboutAsync(Actor actor, string convention, string about, CancellationToken ct)
    {
        if (!await SeesAsync(actor, convention, ct))
            return [];
        var (first, later) = ("/" + about, CleDeDocument.Later("/" + about));
        var all = await ResumesAsync(db.Set<DocumentRow>().Where(d => d.Convention == convention && (d.Key.EndsWith(first) || d.Key.Contains(later))), ct);
        return [.. all.GroupBy(d => d.Famille).Select(versions => versions.MaxBy(d => d.Version)!)];
    }

    private async Task<bool> SeesAsync(Actor actor, string convention, CancellationToken ct) =>
        await dossiers.VisiblesAsync(actor, ct) is not { } visible || visible.Contains(convention);

    private async Task<List<DocumentResume>> ResumesAsync(IQueryable<DocumentRow> rows, CancellationToken ct)
    {
        var titles = await db.Set<Domain.Conventions.Dossier>().AsNoTracking().Select(d => new { d.Id, d.Title }).ToDictionaryAsync(d => d.Id, d => d.Title, ct);
        var read = await rows.AsNoTracking().OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.FileName)
            .Select(d => new { d.Key, d.FileName, d.Title, d.Convention, d.CreatedAt, HasPdf = d.Pdf != null, d.PdfFailure }).ToListAsync(ct);
        return [.. read.Select(d => new DocumentResume(
            Path.ChangeExtension(d.FileName, null), d.Title, d.Convention, Noms.Typo(new Domain.Conventions.Dossier(d.Convention, titles.GetValueOrDefault(d.Convention, d.Convention)).ShortTitle),
            d.CreatedAt, CleDeDocument.Family(d.Key), CleDeDocument.VersionOf(d.Key), d.HasPdf ? null : Attente(d.Key, d.PdfFailure))
            {
                AEchoue = d is { HasPdf: false, PdfFailure: not null } && conversion.Absence is null,
            })];
    }

    private string Attente(string key, string? failure) => conversion.Absence is { } absence
        ? $"Le PDF attend. {absence}. Le fichier Word et la page disent la même chose."
        : failure is null ? EnPreparation : $"{failure} {Suite(key)}";

    /// <summary>What comes after a failure.</summary>
    private string Suite(string key) => essais.Of(key) switch
    {
        null => "Le service réessaie à son prochain démarrage.",
        (var count, { } wait) => $"Le service réessaie dans {Formats.Compte(Math.Max(1, (long)Math.Ceiling(wait.TotalMinutes)), "minute", "minutes")} (essai {count + 1} sur {EssaisPdf.AuPlus}).",
        (var count, null) => $"{Formats.Majuscule(Formats.Compte(count, "essai n’a pas suffi", "essais n’ont pas suffi"))} : refaites le PDF quand la cause est levée.",
    };
}
