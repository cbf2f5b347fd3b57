using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Depenses;

/// <summary>After a refusal for want of credits, warns the délégant the same minute where the text says so.</summary>
[SendsMail("creditsInsuffisants", "quand une dépense est refusée faute de crédits et que le texte prévoit l’alerte", Who = "le délégant")]
internal sealed class AlerteCredits(IOutbox outbox, TimeProvider clock)
{
    public async Task AfterAsync(Dossier dossier, Commande commande, BrokenRuleException refusal, CancellationToken ct)
    {
        if (commande is not RecordExpense.Commande expense || !new GrandLivre(dossier).AlertInsufficient(expense.Startup, refusal))
            return;
        var now = Activities.Conventions.HeureDeParis.Local(clock.GetUtcNow());
        var max = refusal.Details.GetValueOrDefault("maxCents") as long? ?? 0;
        await outbox.EnqueueAsync(
            new Courriel(
                $"creditsInsuffisants/{dossier.Id}/{expense.Startup}/{now:yyyy-MM-ddTHH:mm:ss}/{expense.AmountCents?.Cents}",
                "creditsInsuffisants", dossier.Delegant, [], dossier.Id, null, "O-51",
                new Dictionary<string, object?>
                {
                    ["convention"] = DonneesDeCourriel.Intitule(dossier),
                    ["produit"] = DonneesDeCourriel.Produit(dossier, expense.Startup),
                    ["article"] = dossier.Texte.Alerts.FirstOrDefault(a => a.Code == "INSUFFICIENT_CREDITS")?.Source?.Places.FirstOrDefault(),
                    ["le"] = now.ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture),
                    ["demande"] = expense.AmountCents?.Lire().Cents ?? 0,
                    ["reste"] = max,
                    ["manque"] = refusal.Details.GetValueOrDefault("byCents") as long? ?? 0,
                    ["dimension"] = (refusal.Details.GetValueOrDefault("dimension") as string)?.ToUpperInvariant() ?? "AE",
                    ["lien"] = $"/conventions/{dossier.Id}",
                }),
            ct);
    }
}
