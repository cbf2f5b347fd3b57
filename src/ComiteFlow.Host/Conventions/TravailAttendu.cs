using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Activities.Revoyures;
using ComiteFlow.Activities.Signatures;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Signatures;

namespace ComiteFlow.Host.Conventions;

/// <summary>Everything that a dossier waits for: the open tasks of its workflows, the duties of its texts, and what its state calls for.</summary>
/// <param name="ouvertes">Open tasks by key.</param>
internal sealed class TravailAttendu(Dossier dossier, IReadOnlyDictionary<string, HumanTask> ouvertes, DateOnly today)
{
    private const string Coordination = "Coordination";
    private const int JoursPourSeReunir = 30;

    /// <summary>By day, those without one last.</summary>
    public IReadOnlyList<AFaire> Tout() =>
        [.. All().Select((item, rank) => (item, rank)).OrderBy(x => x.item.Le ?? DateOnly.MaxValue).ThenBy(x => x.rank).Select(x => x.item)];

    private IEnumerable<AFaire> All() =>
    [
        .. Signatures(), .. Modifications(), .. Envois(), .. Publications(), .. Rapports(), .. Seances(), .. Creneaux(), .. Decisions(), .. Calendrier(), .. Dialogues(), .. Soldes(), .. Credits(), .. TachesDuTexte(), .. Reprise(), .. Doutes(),
    ];

    private IEnumerable<AFaire> Signatures() =>
        from acte in dossier.Actes
        from signature in acte.Signatures
        where signature.On is null && ouvertes.ContainsKey(RequestSignatures.TaskKey(acte.Id, signature.PartyId))
        select new AFaire(
            "sign", signature.PartyId, $"signature de {Noms.LActe(acte)}", $"Signer {Noms.LActe(acte)} pour {signature.PartyId}",
            "Tant qu’une signature manque, l’acte ne produit aucun effet.", Adresses.Signature(acte), "Lire et signer")
        {
            Convention = dossier.Id,
            Geste = new("sign") { Acte = acte, Partie = signature.PartyId },
            Partie = signature.PartyId,
            Rappel = ouvertes[RequestSignatures.TaskKey(acte.Id, signature.PartyId)].NextReminderOn,
            Retard = acte.FirstSignature is { } first ? $"première signature {Formats.Relatif(first, today)}" : null,
        };

    private IEnumerable<AFaire> Modifications() =>
        from acte in dossier.Actes
        from asked in DemandesDeModification.Of(ouvertes.Values, acte.Id)
        select new AFaire(
            AnswerChange.Verbe, Coordination, $"réponse à {asked.Partie} sur {Noms.LActe(acte)}", $"Répondre à {asked.Partie} sur {Noms.LActe(acte)}",
            "Aucun rappel ne part pour cet acte avant votre réponse.", Adresses.Signature(acte), "Lire la demande")
        { Convention = dossier.Id, Geste = new(AnswerChange.Verbe) { Acte = acte, Partie = asked.Partie } };

    private IEnumerable<AFaire> Envois() =>
        from acte in dossier.Actes
        where acte is { SignedOn: null, SentOn: null } && !acte.Missing.Any(party => ouvertes.ContainsKey(RequestSignatures.TaskKey(acte.Id, party)))
        select new AFaire(
            "sendForSignature", Coordination, $"envoi à la signature de {Noms.LActe(acte)}", $"Envoyer {Noms.LActe(acte)} à la signature",
            "Personne n’a encore été sollicité : aucune date ne court.", Adresses.Signature(acte), "Envoyer")
        { Convention = dossier.Id, Geste = new("sendForSignature") { Acte = acte } };

    private IEnumerable<AFaire> Publications()
    {
        if (dossier.SignedOn is null || dossier.EffectOn is not null)
            yield break;
        yield return new AFaire(
            "publish", Coordination, "publication à enregistrer", "Enregistrer la publication de la convention",
            "La convention ne produit pas d’effet et aucune dépense n’est possible avant.", Adresses.Acte(dossier, "publications/" + dossier.Id), "Enregistrer")
        { Convention = dossier.Id, Geste = new("publish") };
    }

    private IEnumerable<AFaire> Rapports() =>
        from rapport in dossier.Rapports
        where rapport.IsMissing && ouvertes.ContainsKey(RequestStatusReport.TaskKey(rapport))
        let comite = dossier.Comites.FirstOrDefault(c => Rapport.StatusId(c.Id) == rapport.Id)
        let late = today > rapport.Due ? dossier.Jours.Entre(rapport.Due, today) : 0
        select new AFaire(
            comite is null ? "submitExpenseReport" : "submitStatusReport", dossier.Delegataire, Minuscule(Noms.Rapport(dossier, rapport)),
            comite is null ? $"Transmettre le {Minuscule(Noms.Rapport(dossier, rapport))}" : $"Transmettre l’état des réalisations avant le {Minuscule(Noms.Comite(dossier, comite))}",
            comite is null ? "Des rappels partent jusqu’à sa réception." : $"Le comité du {Formats.DateLongue(comite.On)} ne peut pas décider sans cet état.",
            comite is null ? Adresses.CompteRendu(rapport) : Adresses.Comite(comite, "etat"), "Transmettre")
        {
            Convention = dossier.Id,
            Geste = new(comite is null ? "submitExpenseReport" : "submitStatusReport") { Rapport = rapport, Comite = comite },
            Le = rapport.Due,
            Startup = rapport.Startup,
            Pourquoi = PourquoiDesDates.Rapport(dossier, rapport, comite),
            Retard = late > 0 ? $"{Formats.Compte(late, "jour ouvré", "jours ouvrés")} de retard" : null,
        };

    private IEnumerable<AFaire> Seances() =>
        from comite in dossier.Comites
        where comite is { State: ComiteState.Planned, HeldOn: null } && comite.On <= today
        select new AFaire(
            "holdCommittee", Coordination, $"tenue du {Minuscule(Noms.Comite(dossier, comite))}", $"Enregistrer la tenue du {Minuscule(Noms.Comite(dossier, comite))}",
            "Aucune décision n’est possible avant que la séance soit enregistrée.", Adresses.Comite(comite, "tenir"), "Enregistrer")
        { Convention = dossier.Id, Geste = new("holdCommittee") { Comite = comite }, Le = comite.On, Startup = comite.Startup, Pourquoi = comite.Why };

    /// <summary>The parties answer; once all have, or may no longer, the coordination keeps a slot.</summary>
    private IEnumerable<AFaire> Creneaux() => dossier.Comites.SelectMany(comite => comite.Slots is { } choix ? Creneaux(comite, choix) : []);

    private IEnumerable<AFaire> Creneaux(Comite comite, ChoixDeCreneaux choix)
    {
        var silent = choix.IsTaken(today) ? new ChoixDesParties(dossier).Silent(choix) : [];
        var items = silent.Count == 0 ? [Retenue(comite, choix)] : silent.Select(party => Reponse(comite, choix, party));
        return choix.Slots.Any(slot => slot.On >= today) ? items.Select(item => item with { Startup = comite.Startup, EstSecondaire = true }) : [];
    }

    private AFaire Reponse(Comite comite, ChoixDeCreneaux choix, string party) => new(
        AnswerSlots.Verbe, party, $"créneaux du {Minuscule(Noms.Comite(dossier, comite))}", $"Répondre aux créneaux proposés pour le {Minuscule(Noms.Comite(dossier, comite))}",
        "Sans réponse, un créneau est retenu sans vous.", Adresses.Comite(comite, "creneaux/repondre"), "Répondre")
    { Convention = dossier.Id, Geste = new(AnswerSlots.Verbe) { Comite = comite }, Partie = party, Le = choix.AnswerBy };

    /// <summary>People must learn of their slot before it begins: it is due on the eve of the first to come, today where none is left but today’s.</summary>
    private AFaire Retenue(Comite comite, ChoixDeCreneaux choix) => new(
        ProposeSlots.Verbe, Coordination, $"créneau du {Minuscule(Noms.Comite(dossier, comite))}", $"Retenir un créneau pour le {Minuscule(Noms.Comite(dossier, comite))}",
        "La date ne change pas d’elle-même après les réponses.", Adresses.Comite(comite, "creneaux"), "Voir les réponses")
    { Convention = dossier.Id, Geste = new(ProposeSlots.Verbe) { Comite = comite }, Le = choix.Slots.FirstOrDefault(slot => slot.On > today)?.On.AddDays(-1) ?? today };

    private IEnumerable<AFaire> Decisions() =>
        from comite in dossier.Comites
        where comite.HeldOn is not null && comite.DecidedOn is null && ouvertes.ContainsKey(AwaitDecision.TaskKey(comite.Id))
        select new AFaire(
            "decideRevoyure", dossier.Delegant, $"décision du {Minuscule(Noms.Comite(dossier, comite))}", $"Décider la revoyure du {Minuscule(Noms.Comite(dossier, comite))}",
            "Les moyens de la période suivante attendent cette décision.", Adresses.Comite(comite, "decider"), "Décider")
        { Convention = dossier.Id, Geste = new("decideRevoyure") { Comite = comite }, Le = comite.HeldOn, Startup = comite.Startup, Reserve = Droits.RolesFor("decideRevoyure", dossier.Politiques) };

    private IEnumerable<AFaire> Calendrier()
    {
        if (dossier.Comites.FirstOrDefault(c => c.ProposedOn is not null) is not { } comite)
            yield break;
        yield return new AFaire(
            "confirmPlanning", Coordination, "calendrier proposé", "Confirmer le calendrier proposé", "Rien ne bouge sans votre confirmation.",
            Adresses.Acte(dossier, "calendrier"), "Comparer")
        { Convention = dossier.Id, Geste = new("confirmPlanning"), Le = comite.On };
    }

    private IEnumerable<AFaire> Dialogues() =>
        from dialogue in dossier.Dialogues
        where dialogue is { HeldOn: null, CancelledOn: null } && dialogue.On <= today.AddDays(JoursPourSeReunir)
        select new AFaire(
            "holdDialogue", Coordination, $"dialogue de gestion {Noms.Rang(dialogue.Year)}", $"Tenir le dialogue de gestion {Noms.Rang(dialogue.Year)}",
            "Délégant et délégataire y préparent le sort du solde de l’année.", Adresses.FinDeGestion(dossier, dialogue.Year), "Ouvrir")
        { Convention = dossier.Id, Geste = new("holdDialogue") { Annee = dialogue.Year }, Le = dialogue.On };

    private IEnumerable<AFaire> Soldes()
    {
        var fin = new FinDeGestion(dossier);
        var soldes = new Soldes(dossier);
        return
            from year in soldes.AreDecided ? fin.Years : []
            where fin.BalanceDay(year) is { } day && day <= today && !dossier.IsHistory(day) && soldes.Startups.Any(startup => soldes.IsOpen(startup, year))
            select new AFaire(
                "decideBalance", dossier.Delegant, $"solde {Noms.Rang(year)}", $"Décider du solde {Noms.Rang(year)} : {Noms.Court(dossier)}",
                "Ce qui n’est pas reporté n’est plus disponible après le 31 décembre.", Adresses.FinDeGestion(dossier, year), "Décider")
            { Convention = dossier.Id, Geste = new("decideBalance") { Annee = year }, Le = new DateOnly(year, 12, 31) };
    }

    private IEnumerable<AFaire> Credits() =>
        from tranche in dossier.Tranches
        where tranche is { OpenedOn: not null, ReleasedOn: null }
            && !dossier.MisesADisposition.Any(m => m.Tranche == tranche.Number || m is { Tranche: null, Startup: null } && m.On >= tranche.OpenedOn)
        select new AFaire(
            "releaseFunds", dossier.Delegant, $"crédits de la tranche {Noms.Rang(tranche.Number)}", $"Mettre à disposition les crédits de la tranche {Noms.Rang(tranche.Number)}",
            "Le délégataire ne peut rien engager sur cette tranche avant.", Adresses.Acte(dossier, $"credits?tranche={Noms.Rang(tranche.Number)}"), "Mettre à disposition")
        { Convention = dossier.Id, Geste = new("releaseFunds") { Tranche = tranche.Number }, Startup = tranche.Startup };

    private IEnumerable<AFaire> TachesDuTexte() =>
        from tache in dossier.Taches
        where tache.DoneOn is null
        let acte = dossier.Actes.FirstOrDefault(a => a.Id == tache.Document)
        where acte is not null && (tache.Kind != "close" || new Domain.Conventions.Cloture(dossier).IsNear(today))
        select tache.Kind switch
        {
            "publish" => new AFaire(
                "publish", Coordination, "publication", $"Publier {Noms.LActe(acte)} : {Noms.Typo(new Taches(dossier).PlaceOf(tache))}",
                tache.Party is { Length: > 0 } party ? $"Le texte demande cette publication à : {party}." : "Le texte demande cette publication.",
                Adresses.Acte(dossier, $"publications/{acte.Id}?lieu={Uri.EscapeDataString(tache.Place ?? "")}"), "Enregistrer")
            { Convention = dossier.Id, Geste = new("publish") { Acte = acte, Texte = Noms.Typo(new Taches(dossier).PlaceOf(tache)) }, Le = tache.Due, EstSecondaire = true },
            "copy" => new AFaire(
                "confirmCopy", Coordination, "copie à transmettre", $"Transmettre une copie de {Noms.LActe(acte)} : {Noms.Typo(new Taches(dossier).RecipientOf(tache))}", "Le texte demande cette copie.",
                Adresses.Copie(tache), "Copie transmise")
            { Convention = dossier.Id, Geste = new("confirmCopy") { Acte = acte, Texte = Noms.Typo(new Taches(dossier).RecipientOf(tache)) }, Le = tache.Due, EstSecondaire = true },
            _ => Cloture(tache),
        };

    private IEnumerable<AFaire> Reprise()
    {
        var points = new Reprise(dossier).ToConfirm(today).Count;
        if (points > 0)
        {
            yield return new AFaire(
                "confirmReprise", Coordination, "reprise à confirmer", Reprises.Avis(points), "Rien n’est demandé ni envoyé pour ces dates avant votre réponse.",
                Adresses.Acte(dossier, "reprise"), "Confirmer")
            { Convention = dossier.Id, Geste = new("confirmReprise") { Nombre = points }, EstSecondaire = true };
        }
    }

    /// <summary>Near its end a convention is prolonged or closed; once it has ended, nothing is left to prolong.</summary>
    private AFaire Cloture(Tache tache) => dossier.EndsOn is { } end && end < today
        ? new AFaire(
            "requestAvenant", Coordination, "clôture", $"Clore : {Noms.Court(dossier)}", "La convention a pris fin : tout doit être payé et rendu avant cette date.",
            Adresses.Fiche(dossier), "Voir la convention") { Convention = dossier.Id, Geste = new("requestAvenant") { EstFinie = true }, Le = tache.Due }
        : new AFaire(
            "requestAvenant", Coordination, "fin proche", $"Prolonger ou clore : {Noms.Court(dossier)}", "Tout doit être payé et rendu avant cette date, ou la convention prolongée par avenant.",
            Adresses.Acte(dossier, "avenants/demander"), "Demander un avenant") { Convention = dossier.Id, Geste = new("requestAvenant"), Le = tache.Due };

    private IEnumerable<AFaire> Doutes()
    {
        var open = dossier.Doutes.Count(d => d.Value is null);
        if (open > 0)
        {
            yield return new AFaire(
                "resolveDoubt", Coordination, "doutes à lever", $"Lever {Formats.Compte(open, "doute", "doutes")} : {Noms.Court(dossier)}",
                "Relevés dans le texte, jamais corrigés sans vous.", Adresses.Acte(dossier, "doutes"), "Examiner")
            { Convention = dossier.Id, Geste = new("resolveDoubt") { Nombre = open }, EstDoute = true, EstSecondaire = true };
        }
    }

    private static string Minuscule(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
