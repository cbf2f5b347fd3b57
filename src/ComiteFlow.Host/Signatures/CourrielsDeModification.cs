using System.Globalization;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Host.Signatures;

/// <summary>The mails about a change that a party asks for before it signs.</summary>
[SendsMail("refusSignature", "quand une partie demande une modification avant de signer", Who = "la coordination et les autres parties")]
[SendsMail("reponseModification", "quand la coordination répond à cette demande", Who = "la partie qui l’a faite")]
internal sealed class CourrielsDeModification(IOutbox outbox)
{
    private const string Obligation = "O-65";

    /// <summary>Tells the coordination and the other parties what is asked for.</summary>
    public async Task AskedAsync(Dossier dossier, Acte acte, string party, string reason, DateOnly today, CancellationToken ct)
    {
        var data = Commun(dossier, acte, party);
        var on = DonneesDeCourriel.Iso(today);
        foreach (var signature in ((List<object?>)data["signatures"]!).Cast<Dictionary<string, object?>>())
        {
            signature["refuseLe"] = Equals(signature["partie"], data["partie"]) ? on : null;
        }

        (data["le"], data["motif"]) = (on, reason.TrimEnd('.'));
        foreach (var to in new[] { "coordinator" }.Concat(acte.Signatures.OrderBy(s => s.Rank).Select(s => s.PartyId).Where(id => id != party)))
        {
            await outbox.EnqueueAsync(new Courriel($"refusSignature/{acte.Id}/{party}/{on}/{to}", "refusSignature", to, [], dossier.Id, acte.Id, Obligation, data), ct);
        }
    }

    /// <summary>Tells the party what the coordination answers.</summary>
    public Task AnsweredAsync(Dossier dossier, Acte acte, AnswerChange.Commande answer, DateTimeOffset now, CancellationToken ct)
    {
        var data = Commun(dossier, acte, answer.Party);
        (data["maintenu"], data["reponse"]) = (answer.Kept, answer.Answer!.Trim().TrimEnd('.'));
        var at = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        return outbox.EnqueueAsync(
            new Courriel($"reponseModification/{acte.Id}/{answer.Party}/{at}", "reponseModification", answer.Party, [], dossier.Id, acte.Id, Obligation, data), ct);
    }

    private static Dictionary<string, object?> Commun(Dossier dossier, Acte acte, string party)
    {
        var data = DonneesDeCourriel.Signature(dossier, acte, party, 0, default);
        data.Remove("rang");
        data.Remove("jours");
        return data;
    }
}
