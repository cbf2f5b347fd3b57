using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Rapports;

/// <summary>The files that go with the mail about an account: its table as CSV, and its document where the PDF is made by then, as long as the message stays light.</summary>
internal sealed class PiecesDuCompte(IDossiers dossiers, ComiteFlowDb db)
{
    /// <summary>Bytes of all files: on its way a byte becomes four thirds, and a message with its texts weighs 100 KB at most.</summary>
    public const int AuPlus = 60 * 1024;

    /// <summary>The table; null while the account is not in, and where it is too heavy: then the page alone has it.</summary>
    public static PieceJointe? Tableau(Dossier dossier, Rapport rapport) => FeuilleDeCompte.Of(dossier, rapport) is { } feuille && FeuilleCsv.Write(feuille) is { Length: <= AuPlus } csv
        ? new PieceJointe(feuille.Nom + ".csv", "text/csv; charset=utf-8", csv)
        : null;

    /// <summary>Those of a mail, as the account stands when it leaves; none for another mail.</summary>
    public async Task<IReadOnlyList<PieceJointe>> OfAsync(CourrielRow row, CancellationToken ct)
    {
        if (row is not { Template: CourrielsDuSite.DepensesDuMois, Convention: { } convention } || await dossiers.FindAsync(convention, ct) is not { } dossier
            || dossier.Rapports.FirstOrDefault(r => r.Id == row.Document) is not { } rapport || Tableau(dossier, rapport) is not { } table)
            return [];
        var (key, later) = ("compte/" + rapport.Id, CleDeDocument.Later("compte/" + rapport.Id));
        var made = await db.Set<DocumentRow>().AsNoTracking().Where(d => d.Key == key || d.Key.StartsWith(later)).OrderByDescending(d => d.CreatedAt)
            .Select(d => new { d.FileName, d.Pdf }).FirstOrDefaultAsync(ct);
        return made?.Pdf is { } pdf && table.Contenu.Length + pdf.Length <= AuPlus
            ? [table, new PieceJointe(Path.ChangeExtension(made.FileName, "pdf"), "application/pdf", pdf)]
            : [table];
    }
}
