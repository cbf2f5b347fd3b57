using System.Globalization;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Gestion;

/// <summary>The mail that goes with a warning of the end of the year.</summary>
[SendsMail("clotureGestion", "avant la date limite d’engagement ou de paiement de l’année", Who = "le délégataire", Nature = NatureDeCourriel.Invitation)]
[SendsMail("dialogueGestion", "quand le dialogue de gestion de l’année n’est pas tenu à sa date", Who = "le délégant", Nature = NatureDeCourriel.Invitation)]
[SendsMail("echeance", "avant la fin de la convention, puis au lendemain s’il reste à payer", Who = "chaque partie concernée", Nature = NatureDeCourriel.Invitation)]
internal sealed class CourrielsDeGestion(IOutbox outbox, TimeProvider clock)
{
    /// <summary>Nothing where the warning stands in the list of alerts alone.</summary>
    public async Task SendAsync(Dossier dossier, AlertePrevue alerte, CancellationToken ct)
    {
        IEnumerable<Courriel> mails = alerte.Alert switch
        {
            Alertes.CutoffNear => [Cloture(dossier, alerte)],
            Alertes.DialogueOverdue => [Dialogue(dossier, alerte)],
            Alertes.EndNear or Alertes.UnpaidCommitments => new Alertes(dossier).Recipients(alerte).Select(party => Echeance(dossier, alerte, party)),
            _ => [],
        };
        foreach (var mail in mails)
        {
            await outbox.EnqueueAsync(mail with { Nature = NatureDeCourriel.Invitation }, ct);
        }
    }

    private Courriel Cloture(Dossier dossier, AlertePrevue alerte)
    {
        var isPayment = alerte.Cutoff == "cp";
        var soldes = new Soldes(dossier);
        var left = dossier.Startups().Select(s => s.Startup).DistinctBy(s => s.Id)
            .Select(startup => (startup.Name, Left: soldes.Unconsumed(startup.Id, alerte.On.Year)))
            .Select(row => (row.Name, Cents: (isPayment ? row.Left.Cp : row.Left.Ae).Cents)).Where(row => row.Cents > 0);
        return new Courriel(
            "clotureGestion/" + alerte.Id, "clotureGestion", dossier.Delegataire, [], dossier.Id, null, isPayment ? "O-54" : "O-53",
            new Dictionary<string, object?>(Commun(dossier, alerte))
            {
                ["verbe"] = isPayment ? "payer" : "engager",
                ["dimension"] = isPayment ? "CP" : "AE",
                ["limite"] = Iso(alerte.On),
                ["jours"] = dossier.Jours.Entre(clock.Today(), alerte.On),
                ["restes"] = left.Select(row => new Dictionary<string, object?> { ["startup"] = row.Name, ["montant"] = row.Cents }).ToList(),
                ["fermes"] = isPayment ? "paiements" : "engagements",
            });
    }

    private static Courriel Dialogue(Dossier dossier, AlertePrevue alerte) => new(
        "dialogueGestion/" + alerte.Id, "dialogueGestion", dossier.Delegant, [], dossier.Id, null, "O-55",
        new Dictionary<string, object?>(Commun(dossier, alerte))
        {
            ["prevuLe"] = Iso(alerte.On),
            ["partenaire"] = DonneesDeCourriel.Avec(dossier.Delegataire),
            ["ordre"] = dossier.Texte.EndOfYear.DialogueDeGestion?.Topics ?? [],
        });

    private static Courriel Echeance(Dossier dossier, AlertePrevue alerte, string party) => new(
        $"echeance/{alerte.Id}/{party}", "echeance", party, [], dossier.Id, null, alerte.Alert == Alertes.EndNear ? "O-65" : "O-74",
        new Dictionary<string, object?>
        {
            ["convention"] = DonneesDeCourriel.Intitule(dossier),
            ["fin"] = Iso(dossier.EndsOn ?? alerte.On),
            ["paiements"] = Iso(dossier.PaymentsUntil ?? alerte.On),
            ["jours"] = alerte.Days ?? 0,
            ["terminee"] = alerte.Alert == Alertes.UnpaidCommitments,
            ["resteAe"] = (dossier.AllocatedAe - dossier.Committed).Cents,
            ["resteCp"] = (dossier.AllocatedCp - dossier.Paid).Cents,
            ["impaye"] = new Alertes(dossier).Unpaid.Cents,
            ["partie"] = DonneesDeCourriel.Avec(party),
            ["lien"] = $"/conventions/{dossier.Id}",
        });

    private static Dictionary<string, object?> Commun(Dossier dossier, AlertePrevue alerte) => new()
    {
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["annee"] = alerte.On.Year.ToString(CultureInfo.InvariantCulture),
        ["article"] = dossier.Texte.EndOfYear.Source?.Places.FirstOrDefault(),
        ["lien"] = $"/conventions/{dossier.Id}/fin-de-gestion/{alerte.On.Year}",
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
