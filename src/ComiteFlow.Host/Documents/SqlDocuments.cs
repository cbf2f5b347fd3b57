using System.Security.Cryptography;
using System.Text.Json;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Documents;

/// <summary>Makes .docx files in the burst; data, template version, text and hash are kept beside the file. The PDF file is made afterwards.</summary>
internal sealed class SqlDocuments(ComiteFlowDb db, ModeleStore modeles, VersionsDeModele versions, DocxWriter docx, TimeProvider clock) : IDocuments
{
    /// <summary>Key of the data under which number and version stand.</summary>
    internal const string Self = "document";

    public async Task<string> MakeAsync(DocumentRequest request, CancellationToken ct) =>
        db.Set<DocumentRow>().Local.FirstOrDefault(d => d.Key == request.Key)?.FileName
        ?? await db.Set<DocumentRow>().Where(d => d.Key == request.Key).Select(d => d.FileName).FirstOrDefaultAsync(ct)
        ?? await AddAsync(request, 1, ct);

    public async Task<string> RemakeAsync(DocumentRequest request, CancellationToken ct)
    {
        var made = await VersionsAsync(request.Key, ct);
        if (made.Count == 0)
            return await AddAsync(request, 1, ct);
        var last = made[^1];
        await versions.SuivreAsync(ct);
        var same = modeles.RenderDocument(request.Template, With(request, made.Count)).Markdown == last.Text;
        return same ? last.FileName : await AddAsync(request, made.Count + 1, ct);
    }

    public async Task<string?> HashAsync(string key, CancellationToken ct)
    {
        var later = CleDeDocument.Later(key);
        var made = await db.Set<DocumentRow>().AsNoTracking().Where(d => d.Text != null && (d.Key == key || d.Key.StartsWith(later))).Select(d => new { d.Key, d.Text, d.Data }).ToListAsync(ct);
        return made.MaxBy(d => CleDeDocument.VersionOf(d.Key)) is { } last ? Empreinte.Of(last.Text!, last.Data) : null;
    }

    private async Task<List<DocumentRow>> VersionsAsync(string key, CancellationToken ct)
    {
        var prefix = CleDeDocument.Later(key);
        var kept = await db.Set<DocumentRow>().AsNoTracking().Where(d => d.Key == key || d.Key.StartsWith(prefix))
            .Select(d => new { d.Key, d.FileName, d.Text }).ToListAsync(ct);
        var local = db.Set<DocumentRow>().Local.Where(d => d.Key == key || d.Key.StartsWith(prefix, StringComparison.Ordinal));
        return [.. kept.Select(d => Known(d.Key, d.FileName, d.Text)).Concat(local).DistinctBy(d => d.Key).OrderBy(d => d.Key.Length).ThenBy(d => d.Key, StringComparer.Ordinal)];
    }

    private async Task<string> AddAsync(DocumentRequest request, int version, CancellationToken ct)
    {
        await versions.SuivreAsync(ct);
        var now = clock.GetUtcNow();
        var key = CleDeDocument.Of(request.Key, version);
        var data = With(request, version);
        var rendu = modeles.RenderDocument(request.Template, data);
        var json = JsonSerializer.Serialize(data, Colonnes.Json);
        var number = CleDeDocument.Number(request.Key);
        var content = docx.Write(rendu, new DocxDetails(rendu.Titre, number, now) { Version = version, Empreinte = Empreinte.Of(rendu.Markdown, json) });
        var file = CleDeDocument.Number(key) + ".docx";
        db.Add(new DocumentRow
        {
            Key = key, FileName = file, Template = request.Template, TemplateHash = rendu.Version, Convention = request.Convention, Title = rendu.Titre,
            Data = json, CreatedAt = now, Hash = Convert.ToHexStringLower(SHA256.HashData(content)), Content = content, Text = rendu.Markdown,
        });
        return file;
    }

    private static Dictionary<string, object?> With(DocumentRequest request, int version) => new(request.Data)
    {
        [Self] = new Dictionary<string, object?> { ["numero"] = CleDeDocument.Number(request.Key), ["version"] = version },
    };

    private static DocumentRow Known(string key, string file, string? text) => new()
    {
        Key = key, FileName = file, Text = text, Template = "", TemplateHash = "", Convention = "", Title = "", Data = "", Hash = "", Content = [],
    };
}
