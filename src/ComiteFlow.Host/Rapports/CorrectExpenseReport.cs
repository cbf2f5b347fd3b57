using System.Globalization;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Rapports;

/// <summary>Corrects an account that is in: the délégant is told line by line, and the document has its next version.</summary>
[SendsMail("rectificationDepenses", "quand un compte rendu reçu est rectifié", Who = "le délégant")]
internal sealed class CorrectExpenseReport(IDossiers dossiers, IDocuments documents, IOutbox outbox, TimeProvider clock) : IUseCase<CorrectExpenseReport.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "correctExpenseReport";

    private const string Mensuel = "O-37", Final = "O-39";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        var month = Rapport.MonthOf(commande.Month, commande.Report);
        var figures = new SuiviDesRapports.Chiffres(
            commande.CumulatedCommittedCents?.LireOuZero(), commande.CumulatedPaidCents?.LireOuZero(), commande.ForecastAeCents?.LireOuZero(), commande.ForecastCpCents?.LireOuZero());
        var (rapport, lines) = new Rectifications(dossier).Correct(month, figures, commande.Reason.Trim());
        await documents.RemakeAsync(DemandesDeDocument.Compte(dossier, rapport), ct);
        var at = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        await outbox.EnqueueAsync(
            new Courriel(
                $"rectificationDepenses/{rapport.Id}/{at}/{dossier.Delegant}", "rectificationDepenses", dossier.Delegant, [], dossier.Id, rapport.Id,
                month is null ? Final : Mensuel, Data(dossier, rapport, lines, commande.Reason)),
            ct);
    }

    private static Dictionary<string, object?> Data(Dossier dossier, Rapport rapport, IReadOnlyList<Rectification> lines, string reason) => new()
    {
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["periode"] = rapport.Month,
        ["motif"] = reason.Trim().TrimEnd('.'),
        ["lignes"] = lines.Select(line => (object?)new Dictionary<string, object?>
        {
            ["quoi"] = line.What, ["dimension"] = line.IsPayment ? "CP" : "AE", ["avant"] = line.Before.Cents, ["apres"] = line.After.Cents, ["ecart"] = (line.After - line.Before).Cents,
        }).ToList(),
        ["lien"] = $"/conventions/{dossier.Id}/comptes-rendus/{rapport.Month ?? "final"}",
    };

    internal sealed record Commande : Actes.Commande
    {
        public string? Month { get; init; }

        public string? Report { get; init; }

        public MontantSaisi? CumulatedCommittedCents { get; init; }

        public MontantSaisi? CumulatedPaidCents { get; init; }

        public MontantSaisi? ForecastAeCents { get; init; }

        public MontantSaisi? ForecastCpCents { get; init; }

        public string Reason { get; init; } = "";
    }
}
