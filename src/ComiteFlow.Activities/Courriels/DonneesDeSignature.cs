using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Courriels;

/// <summary>The data of the mails that ask for a signature, and ask again.</summary>
internal static class DonneesDeSignature
{
    /// <param name="rank">How many reminders have left, this one included; 0 for the first request.</param>
    /// <param name="left">The rungs of the task that are still to come, in their order.</param>
    public static Dictionary<string, object?> Rappel(Dossier dossier, Acte acte, string party, int rank, IReadOnlyList<Rung> left, DateOnly today)
    {
        var reminder = left.FirstOrDefault(one => one.Kind == Rung.Reminder)?.On;
        var support = left.FirstOrDefault(one => one.Kind == Rung.Escalation)?.On;
        // What comes next is told: a demand for support that only follows another reminder is told by that one.
        var isNext = support is not null && (reminder is null || support <= reminder);
        var data = DonneesDeCourriel.Signature(dossier, acte, party, rank, today);
        data["prochain"] = DonneesDeCourriel.Iso(reminder);
        data["appui"] = !isNext ? null : new Dictionary<string, object?>
        {
            ["le"] = DonneesDeCourriel.Iso(support),
            ["a"] = left.Where(one => one.Kind == Rung.Escalation && one.On == support).SelectMany(one => one.To ?? []).Distinct().Cast<object?>().ToList(),
        };
        data["dernier"] = rank > 0 && (isNext || reminder is null);
        return data;
    }

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
