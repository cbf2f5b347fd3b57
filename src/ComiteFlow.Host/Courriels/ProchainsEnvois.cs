using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Jobs;

namespace ComiteFlow.Host.Courriels;

/// <summary>A mail that a dated rule will write, if nothing changes until then.</summary>
/// <param name="Le">The day (Paris) on which it is written; it leaves in the hours of the post.</param>
/// <param name="Modele">Its template, such as <c>dossierPret</c>.</param>
/// <param name="Convention">Null for one of no single convention.</param>
/// <param name="Adresse">Where what it is about is read; null for nothing of its own.</param>
internal sealed record EnvoiPrevu(DateOnly Le, string Modele, string Quoi, string A, Dossier? Convention, string? Adresse);

/// <summary>What the next days bring beside reminders: dates to fix, dossiers of séances, warnings of a year and of an end, digests.</summary>
internal sealed class ProchainsEnvois(CourrielsDuSite site, Annuaire annuaire)
{
    /// <summary>From the day after a day up to another one, by day.</summary>
    public IReadOnlyList<EnvoiPrevu> Of(IReadOnlyList<Dossier> dossiers, DateOnly today, DateOnly until) =>
    [
        .. dossiers.SelectMany(dossier => Seances(dossier).Concat(Avertissements(dossier, today, until))).Concat(Recapitulatif(until))
            .Where(one => one.Le > today && one.Le <= until).OrderBy(one => one.Le).ThenBy(one => one.Convention?.Id, StringComparer.Ordinal).ThenBy(one => one.Quoi, StringComparer.Ordinal),
    ];

    private IEnumerable<EnvoiPrevu> Seances(Dossier dossier)
    {
        foreach (var comite in dossier.Comites.Where(comite => comite.State == ComiteState.Planned))
        {
            var name = Noms.Comite(dossier, comite);
            if (site.Envoie(CourrielsDuSite.DossierPret))
                yield return new(comite.On.AddDays(-PrepareDossiers.DaysBefore), CourrielsDuSite.DossierPret, $"Dossier de séance : {name}", Parties(dossier), dossier, Adresses.Comite(comite));
            foreach (var days in site.Envoie(CourrielsDuSite.ComiteAPlanifier) && comite.StartsAt is null && !Comite.IsFixed(comite.Why) ? AskForDates.Rungs : [])
            {
                yield return new(comite.On.AddDays(-days), CourrielsDuSite.ComiteAPlanifier, $"Date et heure à fixer : {name}", annuaire.Nom("coordinator"), dossier, Adresses.Comite(comite));
            }
        }
    }

    private IEnumerable<EnvoiPrevu> Avertissements(Dossier dossier, DateOnly today, DateOnly until) =>
        from warning in new Alertes(dossier).Upcoming(today, until)
        let mail = ((string Modele, string Quoi))(warning.Alert switch
        {
            Alertes.CutoffNear => ("clotureGestion", $"Date limite {(warning.Cutoff == "cp" ? "de paiement" : "d’engagement")} le {Formats.DateLongue(warning.On)}"),
            Alertes.DialogueOverdue => ("dialogueGestion", $"Dialogue de gestion {Noms.Rang(warning.On.Year)} non tenu"),
            Alertes.EndNear => ("echeance", $"Fin de la convention le {Formats.DateLongue(warning.On)}"),
            Alertes.UnpaidCommitments => ("echeance", "Reste à payer après la fin de la convention"),
            _ => ("", ""),
        })
        where mail.Modele.Length > 0
        select new EnvoiPrevu(warning.Due, mail.Modele, mail.Quoi, Mise.Liste([.. new Alertes(dossier).Recipients(warning).Select(annuaire.Nom)]), dossier, Adresses.Fiche(dossier));

    /// <summary>On the next Monday, if somebody has something to do by then.</summary>
    private IEnumerable<EnvoiPrevu> Recapitulatif(DateOnly until)
    {
        if (site.Envoie(CourrielsDuSite.Recapitulatif))
            yield return new(until.AddDays(-(((int)until.DayOfWeek + 6) % 7)), CourrielsDuSite.Recapitulatif, "Récapitulatif de la semaine", "Chaque boîte qui le veut et qui a une action ouverte", null, null);
    }

    private string Parties(Dossier dossier) => Mise.Liste([.. dossier.Texte.Parties.Select(party => annuaire.Nom(party.Id))]);
}
