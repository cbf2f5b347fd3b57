using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Activities.Documents;

/// <summary>The data of what a séance is prepared and held with: convocation, dossier, attendance sheet, sheet for the sponsor.</summary>
public static partial class DonneesDeSeance
{
    /// <summary>What the sheet for the sponsor shows of each list, so that it stays one page.</summary>
    private const int DeFiche = 2;

    public static Dictionary<string, object?> Convocation(Dossier dossier, Comite comite, DateOnly today)
    {
        var texte = Texte(dossier, comite);
        var rapport = Etat(dossier, comite);
        return new(Commun(dossier, comite))
        {
            ["date"] = DonneesDeCourriel.Iso(today),
            ["lieu"] = dossier.Texte.Signing.Place,
            ["article"] = texte.Source?.Places.FirstOrDefault(),
            ["attendus"] = Attendus(dossier, comite),
            ["requis"] = Requis(dossier, comite),
            ["revoyure"] = texte.FollowedBy.Contains("REVOYURE"),
            ["cadrage"] = texte.Decides,
            ["avenant"] = texte.FollowedBy.Contains("AVENANT"),
            ["etat"] = rapport is null && !new SuiviDesRapports(dossier).NeedsStatus(comite) ? null : new Dictionary<string, object?>
            {
                ["avant"] = DonneesDeCourriel.Iso(rapport?.Due),
                ["article"] = dossier.Texte.Reports.FirstOrDefault(r => r.Code == "STATUS")?.Source?.Places.FirstOrDefault(),
            },
            ["ordreDuJour"] = (comite.Agenda ?? []).Cast<object?>().ToList(),
            ["signataire"] = Signataire(dossier),
        };
    }

    public static Dictionary<string, object?> Presence(Dossier dossier, Comite comite) => new(Commun(dossier, comite))
    {
        ["attendus"] = Attendus(dossier, comite),
        ["requis"] = Requis(dossier, comite),
        ["presents"] = Participants.Present(dossier, comite).Cast<object?>().ToList(),
        ["tenu"] = comite.HeldOn is not null,
    };

    public static Dictionary<string, object?> Dossier(Dossier dossier, Comite comite, DateOnly today) => new(Commun(dossier, comite))
    {
        ["arreteLe"] = DonneesDeCourriel.Iso(today),
        ["manquants"] = Manquants(dossier, comite),
        ["derogation"] = Etat(dossier, comite)?.WaivedBecause,
        ["decide"] = Texte(dossier, comite).Decides,
        ["conditions"] = Conditions(dossier, comite),
        ["etat"] = EtatDesRealisations(dossier, comite),
        ["jalons"] = Jalons(dossier, comite).Cast<object?>().ToList(),
        ["impact"] = DonneesDImpact.Of(dossier, comite),
        ["finances"] = DonneesDeFinances.Of(dossier, comite.Startup, today),
        ["compte"] = DonneesDeFinances.DernierCompte(dossier),
        ["decisions"] = Decisions(dossier, comite).Cast<object?>().ToList(),
        ["doutes"] = dossier.Doutes.Where(d => d.Value is null && (d.Startup is null || comite.Startup is null || d.Startup == comite.Startup))
            .Select(d => (object?)Doute(d)).ToList(),
    };

    /// <summary>One page: the last decisions, the first conditions and milestones, and how many more the dossier de séance holds.</summary>
    public static Dictionary<string, object?> Sponsor(Dossier dossier, Comite comite, DateOnly today) => new(Commun(dossier, comite))
    {
        ["arreteLe"] = DonneesDeCourriel.Iso(today),
        ["decide"] = Texte(dossier, comite).Decides,
        ["impact"] = DonneesDImpact.Of(dossier, comite),
        ["finances"] = DonneesDeFinances.Of(dossier, comite.Startup, today),
        ["compte"] = DonneesDeFinances.DernierCompte(dossier),
        ["conditions"] = Conditions(dossier, comite).Take(DeFiche).ToList(),
        ["autresConditions"] = Math.Max(0, Conditions(dossier, comite).Count - DeFiche),
        ["decisions"] = Decisions(dossier, comite).Take(DeFiche).Cast<object?>().ToList(),
        ["manquants"] = Manquants(dossier, comite),
        ["prochainesEtapes"] = Jalons(dossier, comite).OrderBy(jalon => jalon["faitLe"] is not null).Take(DeFiche).Cast<object?>().ToList(),
    };

    /// <summary>What all papers of a séance name.</summary>
    private static Dictionary<string, object?> Commun(Dossier dossier, Comite comite)
    {
        var texte = Texte(dossier, comite);
        return new()
        {
            ["convention"] = new Dictionary<string, object?> { ["reference"] = dossier.Id, ["titre"] = dossier.Texte.Title, ["fin"] = DonneesDeCourriel.Iso(dossier.EndsOn) },
            ["comite"] = new Dictionary<string, object?>
            {
                ["nom"] = texte.Name, ["numero"] = comite.Occurrence, ["produit"] = DonneesDeCourriel.Produit(dossier, comite.Startup),
                ["date"] = DonneesDeCourriel.Iso(comite.HeldOn ?? comite.On), ["heure"] = comite.StartsAt?.ToString("HH:mm", CultureInfo.InvariantCulture),
                ["lieu"] = comite.Place, ["presidence"] = texte.ChairParty, ["enPersonne"] = texte.ChairInPerson,
            },
        };
    }

    /// <summary>Who signs for the délégant.</summary>
    internal static Dictionary<string, object?> Signataire(Dossier dossier)
    {
        var signataire = dossier.Texte.Signatories.FirstOrDefault(s => s.PartyId == dossier.Delegant);
        return new() { ["nom"] = signataire?.Name ?? dossier.Delegant, ["sigle"] = dossier.Delegant, ["fonction"] = signataire?.Function };
    }

    private static TexteComite Texte(Dossier dossier, Comite comite) => dossier.Texte.Committees.First(c => c.Code == comite.Code);

    private static Rapport? Etat(Dossier dossier, Comite comite) => dossier.Rapports.FirstOrDefault(r => r.Id == Rapport.StatusId(comite.Id));

    /// <summary>The names of those awaited.</summary>
    internal static List<object?> Attendus(Dossier dossier, Comite comite) => [.. Participants.Expected(dossier, comite).Select(one => one.Name)];

    /// <summary>The names of those without whom the séance is not valid.</summary>
    internal static List<object?> Requis(Dossier dossier, Comite comite) => [.. Participants.Expected(dossier, comite).Where(one => one.IsRequired).Select(one => one.Name)];

    /// <summary>What the decision still waits for, papers and answers to conditions: the mail and the papers of the séance word each kind.</summary>
    internal static List<object?> Manquants(Dossier dossier, Comite comite)
    {
        var missing = new SuiviDesRapports(dossier).Missing(comite).Select(what => (object?)new Dictionary<string, object?>
        {
            ["quoi"] = what.Split(':')[0], ["mois"] = what.Contains(':', StringComparison.Ordinal) ? what.Split(':')[1] : null, ["texte"] = null,
            ["limite"] = what == "status" ? DonneesDeCourriel.Iso(Etat(dossier, comite)?.Due) : null,
        });
        var open = new Conditions(dossier).Of(comite).Where(c => c.Met is null && c.ComiteId != comite.Id).Select(c => (object?)new Dictionary<string, object?>
        {
            ["quoi"] = "condition", ["mois"] = null, ["texte"] = c.Text, ["limite"] = DonneesDeCourriel.Iso(c.Due),
        });
        return [.. missing, .. open];
    }

    private static List<object?> Conditions(Dossier dossier, Comite comite) => [.. new Conditions(dossier).Of(comite).Where(c => c.ComiteId != comite.Id)
        .Select(c => (object?)new Dictionary<string, object?>
        {
            ["texte"] = c.Text, ["responsable"] = DonneesDeCourriel.Responsable(dossier, c.Owner), ["echeance"] = DonneesDeCourriel.Iso(c.Due),
            ["remplie"] = c.Met, ["preuve"] = c.Evidence ?? c.EvidenceAsked,
        })];

    private static Dictionary<string, object?>? EtatDesRealisations(Dossier dossier, Comite comite) => Etat(dossier, comite) is { } rapport
        ? new()
        {
            ["limite"] = DonneesDeCourriel.Iso(rapport.Due), ["recuLe"] = DonneesDeCourriel.Iso(rapport.ReceivedOn),
            ["enRetard"] = rapport.ReceivedOn > rapport.Due, ["par"] = DonneesDeCourriel.Avec(dossier.Delegataire),
        }
        : null;

    private static List<Dictionary<string, object?>> Jalons(Dossier dossier, Comite comite) => [.. dossier.Startups().Select(s => s.Startup)
        .Where(s => comite.Startup is null || s.Id == comite.Startup).DistinctBy(s => s.Id)
        .SelectMany(s => s.Milestones.Select(m => new Dictionary<string, object?>
        {
            ["texte"] = m.Text, ["mois"] = m.Month, ["produit"] = s.Name,
            ["faitLe"] = DonneesDeCourriel.Iso(dossier.Jalons.FirstOrDefault(j => j.Milestone == m.Text && j.Startup == s.Id)?.On),
        }))];

    /// <summary>What the comités before decided, newest first.</summary>
    internal static IEnumerable<Dictionary<string, object?>> Decisions(Dossier dossier, Comite comite) => dossier.Comites
        .Where(c => c.Code == comite.Code && c.Startup == comite.Startup && c.DecidedOn is not null && c.Id != comite.Id)
        .OrderByDescending(c => c.DecidedOn).ThenByDescending(c => c.Occurrence)
        .Select(c => new Dictionary<string, object?>
        {
            ["date"] = DonneesDeCourriel.Iso(c.DecidedOn), ["numero"] = c.Occurrence, ["issue"] = c.Outcome,
            ["ae"] = c.GrantedAe?.Cents ?? 0, ["cp"] = c.GrantedCp?.Cents ?? 0,
        });

    /// <summary>A doubt as it is printed, without the note on its place that the file adds in English.</summary>
    private static Dictionary<string, object?> Doute(Doute doute) => new()
    {
        ["sujet"] = doute.Subject,
        ["imprime"] = doute.Printed is null ? null : NoteDeLieu().Replace(doute.Printed, ""),
        ["duree"] = doute.Subject == "endDate" && Duree().IsMatch(doute.Printed ?? "") ? doute.Printed : null,
        ["article"] = doute.Article ?? doute.Document,
        ["jour"] = DateOnly.TryParseExact(doute.Proposal, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? doute.Proposal : null,
        ["proposition"] = doute.Proposal,
    };

    [GeneratedRegex(", printed .*$")]
    private static partial Regex NoteDeLieu();

    [GeneratedRegex("^P[0-9]{1,4}[DMY]$")]
    private static partial Regex Duree();
}
