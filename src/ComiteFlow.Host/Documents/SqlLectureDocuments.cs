using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Documents;

/// <summary>Documents for download, by their file name.</summary>
internal sealed class SqlLectureDocuments(ComiteFlowDb db, LectureDossiers dossiers) : ILectureDocuments
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public async Task<FichierDocument?> OpenAsync(Actor actor, string id, CancellationToken ct)
    {
        var visible = await dossiers.VisiblesAsync(actor, ct);
        var row = await db.Set<DocumentRow>().AsNoTracking().Where(d => d.FileName == id).Select(d => new { d.Convention, d.Content }).FirstOrDefaultAsync(ct);
        return row is null || visible is not null && !visible.Contains(row.Convention) ? null : new FichierDocument(id, Word, new MemoryStream(row.Content));
    }
}
