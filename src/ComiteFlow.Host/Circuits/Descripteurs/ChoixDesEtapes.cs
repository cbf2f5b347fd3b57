using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.TachesHumaines;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Descripteurs;

/// <summary>A value that an input of a step may be set to, and its French words.</summary>
internal sealed record ChoixDEtape(string Valeur, string Texte);

/// <summary>
/// What the inputs of steps are chosen from, by the names of <see cref="ChoiceSources"/> and <see cref="SourcesDeChoix"/>: published circuits,
/// registered conventions, directory, policies with their value of today.
/// </summary>
internal sealed class ChoixDesEtapes(ComiteFlowDb db, Annuaire annuaire, ReglagesCourants reglages)
{
    private const int PlusLong = 30;

    /// <summary>Zones in which a French administration works.</summary>
    private static readonly (string Zone, string Lieu)[] Fuseaux =
    [
        ("Europe/Paris", "Paris"), ("America/Guadeloupe", "Guadeloupe"), ("America/Martinique", "Martinique"), ("America/Cayenne", "Guyane"),
        ("Indian/Reunion", "La Réunion"), ("Indian/Mayotte", "Mayotte"), ("America/Miquelon", "Saint-Pierre-et-Miquelon"), ("Pacific/Noumea", "Nouvelle-Calédonie"),
        ("Pacific/Tahiti", "Polynésie française"), ("Pacific/Wallis", "Wallis-et-Futuna"), ("UTC", "Temps universel"),
    ];

    private static readonly string[] Durees = ["P1D", "P2D", "P3D", "P4D", "P5D", "P7D", "P10D", "P14D", "P15D", "P21D", "P1M", "P2M", "P3M", "P6M", "P1Y"];

    /// <summary>Each list by its name.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ChoixDEtape>>> ToutAsync(CancellationToken ct)
    {
        var circuits = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.IsPublished).OrderBy(d => d.Name).Select(d => new { d.DefinitionId, d.Name }).ToListAsync(ct);
        var textes = (await db.Set<TexteRow>().AsNoTracking().OrderBy(t => t.ConventionId).ThenBy(t => t.Rank).ToListAsync(ct)).ConvertAll(SqlDossiers.TexteOf);
        return new Dictionary<string, IReadOnlyList<ChoixDEtape>>
        {
            [ChoiceSources.Workflows] = [.. circuits.Select(circuit => new ChoixDEtape(circuit.DefinitionId, circuit.Name))],
            [ChoiceSources.Events] = [.. EvenementsEnFrancais.Tous.Select(one => new ChoixDEtape(one.Key, one.Value))],
            [ChoiceSources.TimeZones] = [.. Fuseaux.Select(one => new ChoixDEtape(one.Zone, one.Lieu))],
            [ChoiceSources.People] = Personnes(textes),
            [SourcesDeChoix.Destinataires] = Destinataires(textes),
            [SourcesDeChoix.Comites] = Comites(textes),
            [SourcesDeChoix.Obligations] = [.. Catalogue.Tous.Select(one => new ChoixDEtape(one.Id, $"{one.Id} – {one.Title}"))],
            [SourcesDeChoix.Jours] = Jours(),
            [SourcesDeChoix.JoursDuMois] = [Regle("monthly.day"), .. Enumerable.Range(1, 28).Select(day => new ChoixDEtape(Nombre(day), $"le {Aligne(day)}"))],
            [SourcesDeChoix.Intervalles] =
                [Regle("monthly.reminderEvery"), Regle("signature.reminderEvery"), .. Durees.Select(text => new ChoixDEtape(text, Mise.Rythme(Periode.Parse(text))))],
        };
    }

    private IReadOnlyList<ChoixDEtape> Jours() =>
    [
        Regle("status.due"), Regle("status.reminder"), Regle("status.escalation"), Regle("monthly.reminder"), Regle("revoyure.outOfTurnLead"),
        .. Enumerable.Range(1, PlusLong).Select(days => new ChoixDEtape(Nombre(days), $"{Aligne(days)} {(days == 1 ? "jour ouvré" : "jours ouvrés")}")),
    ];

    /// <summary>A policy with its value of today; one of a convention's own counts in its files.</summary>
    private ChoixDEtape Regle(string nom)
    {
        var reglage = ReglagesPossibles.Tous.First(one => one.Nom == nom);
        return new ChoixDEtape(nom, $"Règle « {ReglagesEnFrancais.Nom(nom)} » : {ReglagesEnFrancais.Valeur(reglage, reglages.Politiques.Valeur(nom))}");
    }

    /// <summary>The words that fit every convention first, then boxes of the directory, then parties that it does not name.</summary>
    private IReadOnlyList<ChoixDEtape> Destinataires(List<TexteConvention> textes)
    {
        List<ChoixDEtape> all =
        [
            new("delegant", "Le délégant de la convention"), new("delegataire", "Le délégataire de la convention"), new("parties", "Toutes les parties de la convention"),
            new("copies", "Les destinataires des copies de l’acte"), .. annuaire.Boites.Select(boite => new ChoixDEtape(boite.Id, boite.Nom)),
        ];
        all.AddRange(Parties(textes).Where(party => all.TrueForAll(known => known.Valeur != party.Id)).Select(party => new ChoixDEtape(party.Id, NomDe(party))));
        return all;
    }

    private static IReadOnlyList<ChoixDEtape> Personnes(List<TexteConvention> textes)
    {
        string[] roles = [Roles.Coordinator, Roles.DecisionMaker, Roles.BudgetOfficer, Roles.Signatory, Roles.Team, Roles.Admin];
        var startups = textes.SelectMany(texte => texte.Startups).DistinctBy(startup => startup.Id);
        return
        [
            .. roles.Select(role => new ChoixDEtape(role, Fonctions.Titre(role))),
            .. Parties(textes).Select(party => $"{Roles.Signatory}:{party.Id}").Concat(startups.Select(startup => $"{Roles.Team}:{startup.Id}"))
                .Select(one => new ChoixDEtape(one, TachesEnFrancais.Candidat(one))),
        ];
    }

    /// <summary>One line per code; conventions that share a code are all named.</summary>
    private static IReadOnlyList<ChoixDEtape> Comites(List<TexteConvention> textes) =>
    [
        .. textes.SelectMany(texte => texte.Committees.Select(comite => (Comite: comite, Texte: texte))).Where(pair => pair.Comite.Name.Length > 0)
            .GroupBy(pair => pair.Comite.Code).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ChoixDEtape(group.Key, $"{Formats.Majuscule(Noms.Typo(group.First().Comite.Name))} ({string.Join(", ", group.Select(pair => pair.Texte.Id).Distinct())})")),
    ];

    private static IEnumerable<TextePartie> Parties(List<TexteConvention> textes) => textes.SelectMany(texte => texte.Parties).DistinctBy(party => party.Id);

    private static string NomDe(TextePartie party) => party.Name.Length > 0 ? $"{party.Id} – {Noms.Typo(party.Name)}" : party.Id;

    private static string Nombre(int number) => Noms.Rang(number);

    /// <summary>A number so wide that texts sort as numbers do: the designer sorts them.</summary>
    private static string Aligne(int number) => Nombre(number).PadLeft(2, '\u2007');
}
