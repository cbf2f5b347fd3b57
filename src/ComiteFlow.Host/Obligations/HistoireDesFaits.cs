using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Obligations;

/// <summary>The facts of a convention from which its obligations have their states.</summary>
internal sealed class HistoireDesFaits(ComiteFlowDb db)
{
    private static readonly string[] Names =
    [
        "obligation.recorded", "obligation.withdrawn", "alert.raised", "signature.reminded", "report.reminded", "dialogue.scheduled", "dialogue.held",
        "dialogue.cancelled", "balance.decided", "termination.notified", "termination.withdrawn", "termination.effective",
    ];

    public async Task<IReadOnlyList<FaitPasse>> OfAsync(Dossier dossier, CancellationToken ct)
    {
        var rows = await db.Set<FaitRow>().AsNoTracking().Where(f => f.Convention == dossier.Id && Names.Contains(f.Name)).OrderBy(f => f.Number).ToListAsync(ct);
        return [.. rows.Select(row => new FaitPasse(row.Name, Formats.JourParis(row.At), JsonDocument.Parse(row.Json).RootElement))];
    }
}
