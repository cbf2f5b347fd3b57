using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Conventions;

/// <summary>The file of one convention from the database: its dossier, its facts, its documents.</summary>
internal sealed class SqlConvention(LectureDossiers lecture, ComiteFlowDb db, TimeProvider clock) : ILectureConvention
{
    public async Task<FicheConvention?> FindAsync(Actor actor, string id, CancellationToken ct)
    {
        if (await lecture.FindAsync(actor, id, ct) is not { } dossier)
            return null;
        var today = clock.Today();
        var facts = await db.Set<FaitRow>().AsNoTracking()
            .Where(f => f.Convention == dossier.Id && FriseDesFaits.Names.Contains(f.Name)).OrderBy(f => f.Number).ToListAsync(ct);
        var documents = await db.Set<DocumentRow>().Where(d => d.Convention == dossier.Id).OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.FileName)
            .Select(d => new { d.FileName, d.Title, d.Key, d.CreatedAt, Bytes = (long)d.Content.Length }).ToListAsync(ct);
        var awaited = new TravailAttendu(dossier, await db.OpenTasksAsync(ct), today).Tout();
        var situation = new Situation(dossier, today);
        var own = awaited.Where(item => item.Pour(actor)).ToList();
        var tables = new TableauxDeFiche(dossier, today);
        return new FicheConvention(
            dossier.Id, Noms.Titre(dossier), Noms.Court(dossier), Meta(dossier, today), Chiffres(dossier, situation),
            new Frise([.. new FriseDesFaits(dossier, facts, documents.ToDictionary(d => d.Key, d => d.FileName)).Passe(), .. new FriseAVenir(dossier, today).AVenir()], today))
        {
            Badges = Badges(dossier, situation),
            Action = own.Find(item => !item.EstSecondaire && item.Adresse != Adresses.Fiche(dossier)) is { } first ? new Lien(first.Titre, first.Adresse) : null,
            Actes = [.. new ActesPossibles(dossier, actor, today).Liens()],
            Tableaux = [.. tables.Tous()],
            PointsAConfirmer = [.. dossier.Doutes.Where(d => d.Value is null).Select(d => Doutes.Phrase(dossier, d))],
            Confirmer = Droits.Allows(actor, "resolveDoubt") ? new Lien("Lever les doutes", Adresses.Acte(dossier, "doutes")) : null,
            Reprise = Reprise(dossier, actor, today),
            Personnes = [.. Personnes(dossier)],
            Documents = [.. documents.Select(d => new DocumentFiche(d.FileName, d.Title, "Word", d.Bytes, Formats.JourParis(d.CreatedAt)))],
            Imputation = Imputation(dossier),
            SourceImputation = dossier.Texte.Chorus.FirstOrDefault()?.Source is { } source ? Formats.Majuscule(Noms.Article(source)) + "." : null,
        };
    }

    private static AvisDeReprise? Reprise(Dossier dossier, Actor actor, DateOnly today) => new Reprise(dossier).ToConfirm(today).Count is > 0 and var points
        ? new AvisDeReprise(
            Reprises.Avis(points),
            $"Ces dates étaient dépassées à l’enregistrement de la convention, le {Formats.DateLongue(dossier.RegisteredOn)} : personne n’a été sollicité, et rien ne part avant une confirmation.",
            Droits.Allows(actor, "confirmReprise") ? new Lien("Confirmer ce qui reste dû", Adresses.Acte(dossier, "reprise")) : null)
        : null;

    private static string Meta(Dossier dossier, DateOnly today)
    {
        var parties = string.Join(", ", dossier.Texte.Parties.Select(p => p.Role switch
        {
            "delegant" => $"{p.Id} (délégant)",
            "delegataire" => $"{p.Id} (délégataire)",
            _ => p.Id,
        }));
        var signed = dossier.SignedOn is { } on ? $"signée le {Formats.DateLongue(on)}" : "pas encore signée";
        var end = dossier.EndsOn is { } last ? $"fin le {Formats.DateLongue(last)}, {Formats.Relatif(last, today)}" : "fin à calculer";
        return $"{parties} · {signed} · {end}";
    }

    private static IReadOnlyList<Chiffre> Chiffres(Dossier dossier, Situation situation)
    {
        var budget = situation.Budget();
        var opened = dossier.Tranches.Where(t => t.OpenedOn is not null).Select(t => Noms.Rang(t.Number)).ToList();
        var label = budget.Controle == "Accordé" && opened.Count > 0 ? $"Accordé ({(opened.Count == 1 ? "tranche" : "tranches")} {Domain.Mise.Liste(opened)})" : budget.Controle;
        return
        [
            new(label, budget.EnveloppeCents, dossier.Ceiling is { } ceiling ? $"sur un plafond de {Formats.Euros(ceiling.Cents)}" : "aucun plafond global dans le texte"),
            new("Engagé (AE)", budget.EngageCents, budget.EnveloppeCents == 0 ? null : $"{Formats.Part(budget.EngageCents, budget.EnveloppeCents)} de l’accordé", RepereChiffre.Engage),
            new("Payé (CP)", budget.PayeCents, $"reste à payer {Formats.Euros(budget.EngageCents - budget.PayeCents)}", RepereChiffre.Paye),
            new("Reste à engager", budget.ResteCents, $"mis à disposition : {Formats.Euros(dossier.AllocatedAe.Cents)}", RepereChiffre.Reste),
        ];
    }

    private static IReadOnlyList<Badge> Badges(Dossier dossier, Situation situation)
    {
        var badges = new List<Badge> { situation.Etat() };
        if (dossier.Comites.Any(c => c is { Provisional: true, State: Domain.Comites.ComiteState.Planned }))
            badges.Add(new Badge(TonBadge.Doubt, "Dates provisoires"));
        return badges;
    }

    private static IEnumerable<PersonneFiche> Personnes(Dossier dossier) => dossier.Texte.Signatories
        .Select(s => new PersonneFiche(Noms.Typo(s.Function ?? "Signataire"), $"{s.PartyId} · signataire"))
        .Append(new PersonneFiche("Décision", $"{dossier.Delegant} · délégant"))
        .Append(new PersonneFiche("Correspondance budgétaire", $"{dossier.Delegataire} · délégataire"))
        .Append(new PersonneFiche("Coordination", "tous les actes"));

    private static IReadOnlyList<LigneRecapitulatif> Imputation(Dossier dossier)
    {
        var check = new ControleChorus(dossier);
        var printed = dossier.Texte.Chorus.FirstOrDefault(c => c.Scope == "convention");
        return check.KeyFor(null) is var key && (printed is not null || key.DomaineFonctionnel is not null)
            ?
            [
                new("Domaine", key.DomaineFonctionnel ?? "à compléter"), new("Centre financier", key.CentreFinancier ?? "à compléter"),
                new("Activité", key.Activite ?? "à compléter"), new("Centre de coût", key.CentreDeCout ?? "à compléter"),
                .. printed?.AxeMinisteriel1 is { } axe ? new[] { new LigneRecapitulatif("Axe ministériel", axe) } : [],
            ]
            : [];
    }
}
