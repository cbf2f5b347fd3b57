using System.Security.Cryptography;
using System.Text.Json;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Documents;

/// <summary>Makes .docx files in the burst; data, template version and hash are kept beside the file.</summary>
internal sealed class SqlDocuments(ComiteFlowDb db, ModeleStore modeles, DocxWriter docx, TimeProvider clock) : IDocuments
{
    public async Task<string> MakeAsync(DocumentRequest request, CancellationToken ct)
    {
        var known = db.Set<DocumentRow>().Local.FirstOrDefault(d => d.Key == request.Key)?.FileName
            ?? await db.Set<DocumentRow>().Where(d => d.Key == request.Key).Select(d => d.FileName).FirstOrDefaultAsync(ct);
        if (known is not null)
            return known;
        var now = clock.GetUtcNow();
        var number = request.Key.Replace('/', '-');
        var rendu = modeles.RenderDocument(request.Template, request.Data);
        var content = docx.Write(rendu, new DocxDetails(request.Title, number, now));
        db.Add(new DocumentRow
        {
            Key = request.Key,
            FileName = number + ".docx",
            Template = request.Template,
            TemplateHash = rendu.Version,
            Convention = request.Convention,
            Title = request.Title,
            Data = JsonSerializer.Serialize(request.Data, Colonnes.Json),
            CreatedAt = now,
            Hash = Convert.ToHexStringLower(SHA256.HashData(content)),
            Content = content,
        });
        return number + ".docx";
    }
}
