using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Activities.Courriels;

/// <summary>The data of the mail that asks for a signature.</summary>
internal static class DonneesDeSignature
{
    /// <param name="reminder">Day of the reminder that is planned for this party; null while none is.</param>
    /// <param name="after">Time between the first signature and the first reminder; null where nobody is reminded.</param>
    public static Dictionary<string, object?> Demande(Dossier dossier, Acte acte, string party, DateOnly? reminder, Periode? after)
    {
        var data = DonneesDeCourriel.Signature(dossier, acte, party, 0, acte.SentOn ?? default);
        foreach (var key in new[] { "rang", "jours" })
        {
            data.Remove(key);
        }

        data["fonction"] = dossier.Texte.Signatories.FirstOrDefault(s => s.PartyId == party)?.Function;
        data["changements"] = acte.Changes is null ? [] : DonneesDeCourriel.Changements(dossier, acte);
        data["restent"] = acte.Missing.Where(other => other != party).Select(other => (object?)DonneesDeCourriel.Avec(other)).ToList();
        data["relance"] = DonneesDeCourriel.Iso(reminder);
        data["relanceApres"] = reminder is null && acte.FirstSignature is null ? after?.EnIso : null;
        return data;
    }
}
