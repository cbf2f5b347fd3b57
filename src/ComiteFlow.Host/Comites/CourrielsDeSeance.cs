using System.Globalization;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Host.Comites;

/// <summary>Puts the mails that prepare a comité into the outbox.</summary>
[SendsMail(CourrielsDuSite.ComiteAPlanifier, "60 puis 45 jours avant un comité dont l’heure n’est pas fixée", Who = "la coordination", Nature = NatureDeCourriel.Invitation)]
[SendsMail(CourrielsDuSite.DossierPret, "7 jours avant le comité, quand le dossier de séance est établi", Who = "chaque partie", Nature = NatureDeCourriel.Invitation)]
[SendsMail("choixCreneaux", "quand la coordination propose des créneaux", Who = "chaque partie")]
internal sealed class CourrielsDeSeance(IOutbox outbox, ConvocationPrevue convocation)
{
    /// <summary>Presidency and participants of the comités, by the numbers of the catalogue; état des réalisations.</summary>
    private const string Participants = "O-11", Etat = "O-36";

    /// <summary>Begin of the key of the mail that asks the coordination for a date, up to the rung.</summary>
    public static string CleAPlanifier(string comite, DateOnly on) => $"{CourrielsDuSite.ComiteAPlanifier}/{comite}/{Iso(on)}/";

    /// <summary>Asks the coordination to fix the date, once for each rung.</summary>
    /// <param name="rung">How many days before the comité.</param>
    /// <param name="before">How many mails of this rung stayed here, because the séance was moved away.</param>
    /// <param name="isAgain">True when an earlier rung asked already.</param>
    public async Task APlanifierAsync(Dossier dossier, Comite comite, int rung, int before, bool isAgain, DateOnly today, CancellationToken ct) => await SendAsync(
        dossier, comite, CleAPlanifier(comite.Id, comite.On) + rung.ToString(CultureInfo.InvariantCulture) + Encore(before), CourrielsDuSite.ComiteAPlanifier, "coordinator", Participants,
        DonneesDeComite.APlanifier(dossier, comite, isAgain, await convocation.OnAsync(dossier, comite, today, ct), today), NatureDeCourriel.Invitation, ct);

    /// <summary>Begin of the keys of the mails that tell that the dossier of a séance can be read: once for each day that it is to be held.</summary>
    public static string ClePret(string comite, DateOnly on) => $"{CourrielsDuSite.DossierPret}/{comite}/{Iso(on)}/";

    /// <summary>Tells each party that the dossier of the séance can be read.</summary>
    /// <param name="before">How many such mails for that day stayed here, because the séance was moved away.</param>
    public async Task PretAsync(Dossier dossier, Comite comite, int before, CancellationToken ct)
    {
        foreach (var party in dossier.Texte.Parties.Select(p => p.Id))
        {
            await SendAsync(
                dossier, comite, ClePret(comite.Id, comite.On) + party + Encore(before), CourrielsDuSite.DossierPret, party,
                DonneesDeComite.Obligation(dossier, Etat, Participants), DonneesDeComite.Pret(dossier, comite, party), NatureDeCourriel.Invitation, ct);
        }
    }

    /// <summary>Begin of the keys of the mails that ask for an answer to some slots.</summary>
    public static string CleCreneaux(string comite, IReadOnlyList<Creneau> slots, DateOnly answerBy) =>
        $"choixCreneaux/{comite}/{Iso(answerBy)}/{string.Join('+', slots.Select(slot => slot.ShortKey))}/";

    /// <summary>Asks each party which slots suit it.</summary>
    /// <param name="before">How many times these very slots were proposed before others took their place.</param>
    public async Task CreneauxAsync(Dossier dossier, Comite comite, IReadOnlyList<Creneau> slots, DateOnly answerBy, int before, CancellationToken ct)
    {
        foreach (var party in dossier.Texte.Parties.Select(p => p.Id))
        {
            await SendAsync(
                dossier, comite, CleCreneaux(comite.Id, slots, answerBy) + party + Encore(before), "choixCreneaux", party, Participants,
                DonneesDeComite.Creneaux(dossier, comite, slots, answerBy, party), NatureDeCourriel.Acte, ct);
        }
    }

    private Task SendAsync(
        Dossier dossier, Comite comite, string key, string template, string to, string obligation, Dictionary<string, object?> data, NatureDeCourriel nature, CancellationToken ct) => outbox.EnqueueAsync(
        new Courriel(key, template, to, [], dossier.Id, null, obligation, data)
        {
            Demandes = [Demande.Seance(comite.Id, comite.On, isCancelled: false)], Nature = nature, Fil = comite.Id,
        },
        ct);

    private static string Encore(int before) => before == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"/{before + 1}");

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
