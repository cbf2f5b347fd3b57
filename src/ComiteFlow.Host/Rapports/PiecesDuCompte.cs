using System.Text.Json.Nodes;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Rapports;

/// <summary>The files that go with the mail about an account: its table as CSV, and its document as PDF, as long as the message stays light.</summary>
internal sealed class PiecesDuCompte(IDossiers dossiers, ComiteFlowDb db, AttenteDuPdf attente)
{
    /// <summary>Bytes of all files: on its way a byte becomes four thirds, and a message with its texts weighs 100 KB at most.</summary>
    public const int AuPlus = 60 * 1024;

    /// <summary>Keys of the mail's data that tell what goes with it.</summary>
    public const string Joint = "joint", JointEnPdf = "pdf";

    private const string Pdf = "application/pdf";

    /// <summary>The table; null while the account is not in, and where it is too heavy: then the page alone has it.</summary>
    public static PieceJointe? Tableau(Dossier dossier, Rapport rapport) => FeuilleDeCompte.Of(dossier, rapport) is { } feuille && FeuilleCsv.Write(feuille) is { Length: <= AuPlus } csv
        ? new PieceJointe(feuille.Nom + ".csv", "text/csv; charset=utf-8", csv)
        : null;

    /// <summary>Until when a mail waits for its PDF, which is made after the act: a short while, and never longer than <see cref="AttenteDuPdf.AuPlus"/> after it was written; null once it may leave.</summary>
    public async Task<DateTimeOffset?> AttendreAsync(CourrielRow row, DateTimeOffset now, CancellationToken ct)
    {
        var limit = row.CreatedAt + attente.AuPlus;
        if (row.Template != CourrielsDuSite.DepensesDuMois || now >= limit || await FaitAsync(row.Document!, ct) is { IsSettled: true })
            return null;
        var next = now + AttenteDuPdf.Pas;
        return (next < limit ? next : limit).ToUniversalTime();
    }

    /// <summary>Those of a mail, as the account stands when it leaves, told in its data; none for another mail.</summary>
    public async Task<IReadOnlyList<PieceJointe>> OfAsync(CourrielRow row, CancellationToken ct)
    {
        if (row.Template != CourrielsDuSite.DepensesDuMois)
            return [];
        var pieces = new List<PieceJointe>();
        if (await TableauAsync(row, ct) is { } table)
            pieces.Add(table);
        if (pieces.Count > 0 && await FaitAsync(row.Document!, ct) is { Pdf: { } pdf } made && pieces[0].Contenu.Length + pdf.Length <= AuPlus)
            pieces.Add(new PieceJointe(Path.ChangeExtension(made.FileName, "pdf"), Pdf, pdf));
        var data = JsonNode.Parse(row.Data)!.AsObject();
        (data[Joint], data[JointEnPdf]) = (pieces.Count > 0, pieces.Count > 1);
        row.Data = data.ToJsonString(Colonnes.Json);
        return pieces;
    }

    private async Task<PieceJointe?> TableauAsync(CourrielRow row, CancellationToken ct) =>
        row.Convention is { } convention && await dossiers.FindAsync(convention, ct) is { } dossier && dossier.Rapports.FirstOrDefault(r => r.Id == row.Document) is { } rapport
            ? Tableau(dossier, rapport)
            : null;

    /// <summary>The last version of the document of an account; null while there is none.</summary>
    private async Task<Fichier?> FaitAsync(string rapport, CancellationToken ct)
    {
        var (key, later) = ("compte/" + rapport, CleDeDocument.Later("compte/" + rapport));
        return await db.Set<DocumentRow>().AsNoTracking().Where(d => d.Key == key || d.Key.StartsWith(later)).OrderByDescending(d => d.CreatedAt)
            .Select(d => new Fichier(d.FileName, d.Pdf, d.PdfFailure)).FirstOrDefaultAsync(ct);
    }

    private sealed record Fichier(string FileName, byte[]? Pdf, string? Failure)
    {
        public bool IsSettled => Pdf is not null || Failure is not null;
    }
}

/// <summary>How long the mail about an account waits for its PDF after it was written, where PDF files are made beside everything else.</summary>
internal sealed record AttenteDuPdf(TimeSpan AuPlus)
{
    /// <summary>After how long it is asked for again.</summary>
    public static readonly TimeSpan Pas = TimeSpan.FromSeconds(15);

    /// <summary>Where nothing makes them while the mail waits.</summary>
    public static AttenteDuPdf Aucune { get; } = new(TimeSpan.Zero);

    /// <summary>More than the converter may take for what stands before it.</summary>
    public static AttenteDuPdf Usuelle { get; } = new(TimeSpan.FromMinutes(10));
}
