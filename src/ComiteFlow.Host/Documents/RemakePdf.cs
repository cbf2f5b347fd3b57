using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Documents;

/// <summary>Has a PDF file that failed made again at once, as often as it takes. No fact tells it: the document is the same.</summary>
internal sealed class RemakePdf(ComiteFlowDb db, EssaisPdf essais) : IUseCase<RemakePdf.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "remakePdf";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var row = await db.Set<DocumentRow>().FirstOrDefaultAsync(d => d.FileName == commande.Number + ".docx", ct)
            ?? throw Saisies.Inconnu("Le document", commande.Number, []);
        if (row.Pdf is not null)
            throw new BrokenRuleException("alreadyDone", "Ce document a son PDF : téléchargez-le sur sa page.");
        row.PdfFailure = null;
        essais.Forget(row.Key);
    }

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>Number of the document, as its page shows it.</summary>
        public string Number { get; init; } = "";
    }
}
