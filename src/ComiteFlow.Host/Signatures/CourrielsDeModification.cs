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
    public async Task AskedAsync(Dossier dossier, Acte acte, DemandeDeModification asked, CancellationToken ct)
    {
        var data = Commun(dossier, acte, asked.Partie);
        var on = DonneesDeCourriel.Iso(asked.Le);
        foreach (var signature in ((List<object?>)data["signatures"]!).Cast<Dictionary<string, object?>>())
        {
            signature["refuseLe"] = Equals(signature["partie"], data["partie"]) ? on : null;
        }

        (data["le"], data["motif"]) = (on, asked.Motif.TrimEnd('.'));
        foreach (var to in new[] { "coordinator" }.Concat(acte.Signatures.OrderBy(s => s.Rank).Select(s => s.PartyId).Where(id => id != asked.Partie)))
        {
            await outbox.EnqueueAsync(new Courriel($"refusSignature/{acte.Id}/{asked.Partie}/{asked.Numero}/{to}", "refusSignature", to, [], dossier.Id, acte.Id, Obligation, data), ct);
        }
    }

    /// <summary>Tells the party what the coordination answers.</summary>
    public Task AnsweredAsync(Dossier dossier, Acte acte, AnswerChange.Commande answer, DemandeDeModification asked, CancellationToken ct)
    {
        var data = Commun(dossier, acte, asked.Partie);
        (data["maintenu"], data["reponse"]) = (answer.Kept, answer.Answer!.Trim().TrimEnd('.'));
        return outbox.EnqueueAsync(
            new Courriel($"reponseModification/{acte.Id}/{asked.Partie}/{asked.Numero}", "reponseModification", asked.Partie, [], dossier.Id, acte.Id, Obligation, data), ct);
    }

    private static Dictionary<string, object?> Commun(Dossier dossier, Acte acte, string party)
    {
        var data = DonneesDeCourriel.Signature(dossier, acte, party, 0, default);
        data.Remove("rang");
        data.Remove("jours");
        return data;
    }
}
