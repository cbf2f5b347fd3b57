using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Agendas;

/// <summary>The private calendars of people: which have an address, and what an address shows now.</summary>
internal sealed class LectureAgendas(LectureDossiers lecture, ComiteFlowDb db, RedactionDAgenda redaction, AdresseDuSite site, TimeProvider clock)
{
    /// <summary>How far a calendar looks, and how many entries it holds at most, the nearest first.</summary>
    private const int JoursPasses = 90, AnneesAVenir = 3, Max = 1000;

    /// <summary>The calendars that a person may have, with the day of each address.</summary>
    public async Task<IReadOnlyList<(string Kind, DateTimeOffset? Since)>> OfAsync(Actor actor, CancellationToken ct)
    {
        var made = await db.Set<AbonnementRow>().AsNoTracking().Where(a => a.Person == actor.Person && a.Role == actor.Role && a.ActorScope == actor.Scope)
            .ToDictionaryAsync(a => a.Kind, a => a.MadeAt, ct);
        return [.. GenreDAgenda.Tous(await lecture.AllAsync(actor, ct)).Union(made.Keys).Select(kind => (kind, made.TryGetValue(kind, out var at) ? at : (DateTimeOffset?)null))];
    }

    /// <summary>The calendar of a secret, with what its person may see at this moment; null for no such address.</summary>
    public async Task<byte[]?> ReadAsync(string secret, CancellationToken ct)
    {
        var hash = SecretDAgenda.Empreinte(secret);
        if (await db.Set<AbonnementRow>().AsNoTracking().FirstOrDefaultAsync(a => a.SecretHash == hash, ct) is not { } made)
            return null;
        var actor = new Actor(made.Person, made.Role, made.ActorScope, "agenda", made.MadeAt);
        if (!Droits.Allows(actor, CalendarAddress.Verbe) || !Droits.Allows(actor, "view"))
            return null;
        var dossiers = (await lecture.AllAsync(actor, ct)).Where(dossier => GenreDAgenda.Prend(made.Kind, dossier)).ToList();
        var entries = dossiers.SelectMany(dossier => Seances(dossier, actor)).ToList();
        if (made.Kind == GenreDAgenda.Personne)
            entries.AddRange(await EcheancesAsync(dossiers, actor, ct));
        return AgendaIcs.Write(GenreDAgenda.Titre(made.Kind, actor), HeureDeParis.At(clock.Today(), TimeOnly.MinValue), redaction.Rediger(Borner(entries)));
    }

    /// <summary>What is shown, chosen before anything is worded: a text costs far more than a day and an id.</summary>
    private IEnumerable<EntreeARediger> Borner(IEnumerable<EntreeARediger> entries)
    {
        var today = clock.Today();
        return entries.Where(entry => entry.Noms.Jour >= today.AddDays(-JoursPasses) && entry.Noms.Jour <= today.AddYears(AnneesAVenir))
            .OrderBy(entry => Math.Abs(entry.Noms.Jour.DayNumber - today.DayNumber)).ThenBy(entry => entry.Noms.Uid, StringComparer.Ordinal).Take(Max)
            .OrderBy(entry => entry.Noms.Jour).ThenBy(entry => entry.Noms.Uid, StringComparer.Ordinal);
    }

    /// <summary>A team sees the séances of its startup and of all; the others those of each convention that they see.</summary>
    private IEnumerable<EntreeARediger> Seances(Dossier dossier, Actor actor) =>
        from comite in dossier.Comites
        where comite.State is not (ComiteState.Cancelled or ComiteState.Past) && (actor.Role != Roles.Team || comite.Startup is null || comite.Startup == actor.Scope)
        let names = new EntreeDAgenda(
            $"{comite.Id.Replace('/', '-')}@{Expediteur.DomaineStable}", comite.HeldOn ?? comite.On, Titre(Noms.Comite(dossier, comite), dossier), Noms.Typo(dossier.Title), site.Valeur + Adresses.Comite(comite))
        {
            Heure = comite.StartsAt, Lieu = comite.Place, EstProvisoire = comite.Provisional || comite.ProposedOn is not null,
        }
        select new EntreeARediger(names, () => redaction.Seance(dossier, comite));

    private async Task<IEnumerable<EntreeARediger>> EcheancesAsync(IReadOnlyList<Dossier> dossiers, Actor actor, CancellationToken ct)
    {
        var (tasks, today) = (await db.OpenTasksAsync(ct), clock.Today());
        return
            from dossier in dossiers
            from item in new TravailAttendu(dossier, tasks, today).Tout()
            let day = item.Le ?? item.Rappel
            where item.Pour(actor) && day is not null && item.Acte != "holdCommittee"
            let names = new EntreeDAgenda(
                $"{SecretDAgenda.Empreinte($"{item.Acte} {item.Adresse} {item.Partie} {item.Startup}")[..32]}@{Expediteur.DomaineStable}", day.Value,
                Titre(item.Titre, dossier), item.Consequence, site.Valeur + item.Adresse) { EstEcheance = true }
            select new EntreeARediger(names, () => redaction.Echeance(dossier, item.Geste));
    }

    private static string Titre(string names, Dossier dossier) => $"{names} – {Noms.Typo(DonneesDeComite.Court(dossier))}";
}
