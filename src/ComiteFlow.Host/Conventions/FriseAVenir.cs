using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>What a convention still has before it, and what should have been done by now.</summary>
internal sealed class FriseAVenir(Dossier dossier, DateOnly today)
{
    private const int Beaucoup = 3;

    public IEnumerable<Affichage.Jalon> AVenir()
    {
        var next = dossier.Comites.Where(c => c.State == ComiteState.Planned && c.On >= today).MinBy(c => c.On);
        return [.. Comites(next), .. Rapports(), .. Dialogues(), .. DatesDeFinDAnnee(), .. Fin()];
    }

    private IEnumerable<Affichage.Jalon> Comites(Comite? next) => dossier.Comites.Where(c => c is { State: ComiteState.Planned, HeldOn: null }).Select(comite =>
    {
        var mark = comite.On < today ? MarqueJalon.Late : comite.Provisional || comite.Uncertain ? MarqueJalon.Provisional : MarqueJalon.ToCome;
        return new Affichage.Jalon(comite.On, Noms.Comite(dossier, comite) + (Noms.Decide(dossier, comite) ? " et revoyure" : ""), mark, Detail(comite))
        {
            Badge = Badge(comite),
            Pourquoi = comite.ProposedWhy ?? comite.Why,
            PourquoiOuvert = comite == next,
            Prochain = comite == next,
            Lien = new Lien("Voir la séance", Adresses.Comite(comite)),
        };
    });

    private string? Detail(Comite comite)
    {
        var chair = Noms.TexteDe(dossier, comite)?.Chair is { } who ? $"Présidence : {Noms.Typo(Participants.WithoutNote(who))}. " : "";
        return comite.ProposedOn is { } proposed ? $"{chair}Nouvelle date proposée : {Formats.DateLongue(proposed)}." : chair.TrimEnd() is { Length: > 0 } text ? text : null;
    }

    private Badge? Badge(Comite comite) => comite switch
    {
        { ProposedOn: not null } => new Badge(TonBadge.Moved, "Nouvelle date proposée"),
        _ when comite.On < today => new Badge(TonBadge.Late, "Non tenu"),
        { IsWaiting: true } => new Badge(TonBadge.Warn, "En attente de pièces"),
        { Provisional: true } => new Badge(TonBadge.Doubt, "Date provisoire"),
        { Uncertain: true } => new Badge(TonBadge.Doubt, "Date incertaine"),
        { IsReady: true } => new Badge(TonBadge.Ok, "Prêt"),
        _ => null,
    };

    /// <summary>Accounts that are late make one point when there are many.</summary>
    private IEnumerable<Affichage.Jalon> Rapports()
    {
        var missing = dossier.Rapports.Where(r => r.IsMissing).OrderBy(r => r.Due).ToList();
        var late = missing.Where(r => r.Kind == "monthly" && r.Due < today).ToList();
        if (late.Count < Beaucoup)
            return missing.Select(Rapport);
        var together = new Affichage.Jalon(
            late[^1].Due, $"{Formats.Compte(late.Count, "compte rendu", "comptes rendus")} des dépenses, de {Noms.Mois(late[0].Month!)} à {Noms.Mois(late[^1].Month!)}", MarqueJalon.Late,
            $"Attendus de {dossier.Delegataire}.")
        {
            Badge = Retard(late[0]),
            Pourquoi = PourquoiDesDates.Rapport(dossier, late[^1], null),
            Lien = new Lien("Voir le plus ancien", Adresses.CompteRendu(late[0])),
        };
        return missing.Except(late).Select(Rapport).Prepend(together);
    }

    private Badge Retard(Rapport rapport) =>
        new(TonBadge.Late, $"{Formats.Compte(dossier.Jours.Entre(rapport.Due, today), "jour ouvré", "jours ouvrés")} de retard");

    private Affichage.Jalon Rapport(Rapport rapport)
    {
        var comite = dossier.Comites.FirstOrDefault(c => Domain.Rapports.Rapport.StatusId(c.Id) == rapport.Id);
        var late = rapport.Due < today;
        return new Affichage.Jalon(rapport.Due, Noms.Rapport(dossier, rapport), late ? MarqueJalon.Late : MarqueJalon.ToCome, $"Attendu de {DonneesDeCourriel.Avec(dossier.Delegataire)}.")
        {
            Badge = late ? Retard(rapport) : null,
            Pourquoi = PourquoiDesDates.Rapport(dossier, rapport, comite),
            Lien = comite is null ? new Lien("Voir le compte rendu", Adresses.CompteRendu(rapport)) : new Lien("Voir la séance", Adresses.Comite(comite)),
        };
    }

    private IEnumerable<Affichage.Jalon> Dialogues() => dossier.Dialogues.Where(d => d is { HeldOn: null, CancelledOn: null }).Select(dialogue =>
        new Affichage.Jalon(
            dialogue.On, $"Dialogue de gestion {Noms.Rang(dialogue.Year)}", dialogue.On < today ? MarqueJalon.Late : MarqueJalon.ToCome, "Dernier jour pour le tenir.")
        {
            Badge = dialogue.On < today ? new Badge(TonBadge.Late, "Non tenu") : null,
            Lien = new Lien("Voir la fin de gestion", Adresses.FinDeGestion(dossier, dialogue.Year)),
        });

    private IEnumerable<Affichage.Jalon> DatesDeFinDAnnee() =>
        from year in dossier.EndedOn is null ? new FinDeGestion(dossier).Years : []
        from isPayment in new[] { false, true }
        let day = new DatesLimites(dossier).LastDay(isPayment, year)
        where day >= today && day <= (isPayment ? dossier.PaymentsUntil ?? dossier.EndsOn : dossier.EndsOn)
        select new Affichage.Jalon(day.Value, isPayment ? $"Dernier jour des paiements {Noms.Rang(year)}" : $"Dernier jour des engagements {Noms.Rang(year)}", MarqueJalon.ToCome)
        {
            Lien = new Lien("Voir la fin de gestion", Adresses.FinDeGestion(dossier, year)),
        };

    private IEnumerable<Affichage.Jalon> Fin()
    {
        if (dossier.EndsOn is { } end && dossier.EndedOn is null)
        {
            yield return new Affichage.Jalon(end, "Fin de la convention", MarqueJalon.ToCome, "Dernier jour des engagements.") { Pourquoi = PourquoiDesDates.Fin(dossier) };
            if (dossier.PaymentsUntil is { } payments && payments > end)
                yield return new Affichage.Jalon(payments, "Dernier jour des paiements", MarqueJalon.ToCome);
        }
    }
}
