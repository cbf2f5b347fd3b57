using System.Globalization;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Activities.Courriels;

/// <summary>The data of the mails that prepare a comité: its date to fix, slots to choose from, its dossier to read.</summary>
public static class DonneesDeComite
{
    /// <summary>Working days before the comité by which its date is to stand.</summary>
    private const int JoursPourFixer = 20;

    /// <param name="convened">Day on which the convocations leave; null where none is to come.</param>
    public static Dictionary<string, object?> APlanifier(Dossier dossier, Comite comite, bool isAgain, DateOnly? convened, DateOnly today) => new()
    {
        ["rappel"] = isAgain,
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["comite"] = Nomme(dossier, comite),
        ["propose"] = DonneesDeCourriel.Iso(comite.ProposedOn ?? comite.On),
        ["limite"] = DonneesDeCourriel.Iso(Limite(dossier, comite, today)),
        ["raison"] = Raison((comite.ProposedWhy ?? comite.Why)?.Raison),
        ["attendus"] = Documents.DonneesDeSeance.Attendus(dossier, comite),
        ["convocationLe"] = DonneesDeCourriel.Iso(convened),
        ["lien"] = comite.ProposedOn is null ? Lien(dossier, comite) : $"/conventions/{dossier.Id}/calendrier",
    };

    /// <param name="party">The party that is asked.</param>
    public static Dictionary<string, object?> Creneaux(Dossier dossier, Comite comite, IEnumerable<Creneau> slots, DateOnly answerBy, string party) => new()
    {
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["comite"] = Nomme(dossier, comite),
        ["limite"] = DonneesDeCourriel.Iso(answerBy),
        ["creneaux"] = slots.Select(slot => (object?)new Dictionary<string, object?>
        {
            ["jour"] = DonneesDeCourriel.Iso(slot.On), ["de"] = Heure(slot.From), ["a"] = Heure(slot.Until),
        }).ToList(),
        ["presideEnPersonne"] = new ChoixDesParties(dossier).InPerson(comite) == party,
        ["lien"] = Lien(dossier, comite) + "/creneaux/repondre",
    };

    /// <summary>What the entry of a séance in a calendar tells.</summary>
    public static Dictionary<string, object?> Agenda(Dossier dossier, Comite comite) => new()
    {
        ["convention"] = new Dictionary<string, object?> { ["titre"] = dossier.Title, ["court"] = Court(dossier) },
        ["comite"] = Nomme(dossier, comite),
        ["ordreDuJour"] = (comite.Agenda ?? []).Cast<object?>().ToList(),
        ["attendus"] = Documents.DonneesDeSeance.Attendus(dossier, comite),
    };

    /// <summary>What tells a convention from the others, as a title writes it.</summary>
    public static string Court(Dossier dossier) => $"{char.ToUpperInvariant(dossier.ShortTitle[0])}{dossier.ShortTitle[1..]}";

    public static Dictionary<string, object?> Pret(Dossier dossier, Comite comite, string party) => new()
    {
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["comite"] = new Dictionary<string, object?>(Nomme(dossier, comite))
        {
            ["date"] = DonneesDeCourriel.Iso(comite.On), ["heure"] = comite.StartsAt is { } at ? Heure(at) : null, ["lieu"] = comite.Place,
        },
        ["manquants"] = Documents.DonneesDeSeance.Manquants(dossier, comite),
        ["partie"] = DonneesDeCourriel.Avec(party),
        ["lien"] = Lien(dossier, comite),
    };

    /// <summary>Why a date is asked for, as the partial <c>raison</c> reads it; null where nothing tells it.</summary>
    public static Dictionary<string, object?>? Raison(Raison? raison) => raison is null ? null : new(raison.Valeurs.Select(one => KeyValuePair.Create(one.Key, (object?)one.Value)))
    {
        ["regle"] = raison.Regle,
        ["lignes"] = (raison.Lignes ?? []).Select(line => (object?)line.ToDictionary(one => one.Key, one => (object?)one.Value)).ToList(),
    };

    /// <summary>The obligation that the text has among some, in this order; the last one of the catalogue if it has none of them.</summary>
    public static string Obligation(Dossier dossier, params string[] ids) => Array.Find(ids, id => dossier.Textes().Any(texte => texte.Obligations.Any(one => one.Id == id))) ?? ids[^1];

    /// <summary>The usual day; where it is over, the working day after that on which the mail leaves, and the comité itself at the latest.</summary>
    private static DateOnly Limite(Dossier dossier, Comite comite, DateOnly today)
    {
        var soon = dossier.Jours.Ajouter(dossier.Jours.Suivant(today), 1);
        var usual = dossier.Jours.Ajouter(comite.On, -JoursPourFixer);
        return usual >= soon ? usual : soon < comite.On ? soon : comite.On;
    }

    private static Dictionary<string, object?> Nomme(Dossier dossier, Comite comite) => new()
    {
        ["nom"] = DonneesDeCourriel.Nom(dossier, comite), ["numero"] = comite.Occurrence,
        // The convention is named beside it: its title is no product.
        ["produit"] = DonneesDeCourriel.Produit(dossier, comite.Startup) is var product && product == DonneesDeCourriel.Intitule(dossier) ? null : product,
    };

    private static string Lien(Dossier dossier, Comite comite) => $"/conventions/{dossier.Id}/comites/{DonneesDeCourriel.Chemin(comite)}";

    private static string Heure(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
