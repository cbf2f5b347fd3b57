using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>The acts on a convention that an actor may do: each a page.</summary>
internal sealed class ActesPossibles(Dossier dossier, Actor actor, DateOnly today)
{
    public IEnumerable<Lien> Liens() => Tous().Where(entry => Droits.Allows(actor, entry.Acte, dossier.Politiques)).Select(entry => new Lien(entry.Texte, entry.Adresse));

    private IEnumerable<(string Acte, string Texte, string Adresse)> Tous() => [.. Seances(), .. Signatures(), .. Depenses(), .. Suivi(), .. FinDeGestion(), .. Resiliation(), .. Lectures()];

    private IEnumerable<(string Acte, string Texte, string Adresse)> Seances()
    {
        foreach (var comite in dossier.Comites.Where(c => c.State is ComiteState.Planned or ComiteState.Held && c.DecidedOn is null).OrderBy(c => c.On).Take(4))
        {
            var name = Noms.Comite(dossier, comite);
            if (comite.HeldOn is null)
            {
                yield return ("submitStatusReport", $"{name} : transmettre l’état des réalisations", Adresses.Comite(comite, "etat"));
                yield return ("waiveStatusReport", $"{name} : déroger à l’état des réalisations", Adresses.Comite(comite, "derogation"));
                yield return ("holdCommittee", $"{name} : enregistrer la tenue", Adresses.Comite(comite, "tenir"));
                yield return (Comites.ConveneDetails.Verbe, $"{name} : fixer l’heure, le lieu et l’ordre du jour", Adresses.Comite(comite, "convocation"));
                yield return ("rescheduleCommittee", $"{name} : déplacer", Adresses.Comite(comite, "deplacer"));
            }

            if (Noms.Decide(dossier, comite))
                yield return ("decideRevoyure", $"{name} : décider la revoyure", Adresses.Comite(comite, "decider"));
        }
    }

    private IEnumerable<(string Acte, string Texte, string Adresse)> Signatures()
    {
        foreach (var acte in dossier.Actes)
        {
            if (acte.SignedOn is null && (actor.Role != Roles.Signatory || acte.Missing.Contains(actor.Scope)))
                yield return ("sign", $"Signer {Noms.LActe(acte)}", Adresses.Signature(acte));
            if (acte is { SignedOn: null, SentOn: null })
                yield return ("sendForSignature", $"Envoyer {Noms.LActe(acte)} à la signature", Adresses.Signature(acte));
            yield return ("publish", $"Enregistrer une publication de {Noms.LActe(acte)}", Adresses.Acte(dossier, "publications/" + acte.Id));
        }
    }

    private IEnumerable<(string Acte, string Texte, string Adresse)> Depenses()
    {
        yield return ("releaseFunds", "Mettre des crédits à disposition", Adresses.Acte(dossier, "credits"));
        yield return ("commit", "Enregistrer un engagement", Adresses.Acte(dossier, "engagements/nouveau"));
        yield return ("pay", "Enregistrer un paiement", Adresses.Acte(dossier, "paiements/nouveau"));
        if (new SousConsommation(dossier).IsOpen)
            yield return (Host.Depenses.ReportUnderConsumption.Verbe, "Signaler une sous-consommation", Adresses.Acte(dossier, "sous-consommation"));
        foreach (var rapport in dossier.Rapports.Where(r => r.Kind != "status" && r.IsMissing && r.RequestedOn <= today).OrderBy(r => r.Due).Take(2))
        {
            yield return ("submitExpenseReport", $"Transmettre : {char.ToLowerInvariant(Noms.Rapport(dossier, rapport)[0])}{Noms.Rapport(dossier, rapport)[1..]}", Adresses.CompteRendu(rapport));
        }

        yield return ("setChorusKey", "Compléter la clé CHORUS", Adresses.Acte(dossier, "chorus"));
    }

    private IEnumerable<(string Acte, string Texte, string Adresse)> Suivi()
    {
        if (dossier.Comites.Any(c => c.ProposedOn is not null))
            yield return ("confirmPlanning", "Confirmer le calendrier proposé", Adresses.Acte(dossier, "calendrier"));
        foreach (var copie in dossier.Taches.Where(t => t is { Kind: "copy", DoneOn: null }))
        {
            yield return ("confirmCopy", $"Copie transmise : {Noms.Typo(new Taches(dossier).RecipientOf(copie))}", Adresses.Copie(copie));
        }

        yield return ("recordMilestone", "Enregistrer un événement", Adresses.Acte(dossier, "evenements/nouveau"));
        yield return ("setOption", "Changer un réglage", Adresses.Acte(dossier, "reglages"));
        yield return ("requestAvenant", "Demander un avenant", Adresses.Acte(dossier, "avenants/demander"));
    }

    private IEnumerable<(string Acte, string Texte, string Adresse)> Lectures()
    {
        if (new Reprise(dossier).ToConfirm(today).Count > 0)
            yield return ("confirmReprise", "Confirmer les points de la reprise", Adresses.Acte(dossier, "reprise"));
        if (dossier.Doutes.Any(d => d.Value is null))
            yield return ("resolveDoubt", "Lever un doute du texte", Adresses.Acte(dossier, "doutes"));
    }

    private IEnumerable<(string Acte, string Texte, string Adresse)> FinDeGestion()
    {
        var fin = new FinDeGestion(dossier);
        var soldes = new Soldes(dossier);
        foreach (var year in fin.Years.Where(year => year <= today.Year))
        {
            if (fin.Dialogue(year) is { HeldOn: null, CancelledOn: null })
                yield return ("holdDialogue", $"Enregistrer la tenue du dialogue de gestion {Noms.Rang(year)}", Adresses.FinDeGestion(dossier, year));
            if (soldes.AreDecided && soldes.Startups.Any(startup => soldes.IsOpen(startup, year)))
                yield return ("decideBalance", $"Décider du solde {Noms.Rang(year)}", Adresses.FinDeGestion(dossier, year));
        }
    }

    private IEnumerable<(string Acte, string Texte, string Adresse)> Resiliation()
    {
        if (dossier.EffectOn is null || dossier.Texte.Termination.Notice is null || dossier.EndsOn < today || dossier.Texte.Parties.All(p => p.Id != actor.Scope))
            yield break;
        if (new Preavis(dossier).Running is not { } running)
            yield return ("terminate", "Enregistrer une notification de résiliation", Adresses.Acte(dossier, "resiliation"));
        else if (running.Party == actor.Scope)
            yield return ("withdrawTermination", "Retirer le préavis de résiliation", Adresses.Acte(dossier, "resiliation/retrait"));
    }
}
