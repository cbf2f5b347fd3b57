using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Obligations;

namespace ComiteFlow.Activities.Documents;

/// <summary>The data of an avenant, from what it changes or from its registered text: what was, what becomes, and its annexes.</summary>
public static class DonneesDAvenant
{
    private const string Vise = "avenant";

    public static Dictionary<string, object?> Of(Dossier dossier, Acte acte, Comite? comite)
    {
        var (texte, propre) = (dossier.Texte, dossier.TexteDe(acte.Id));
        var signing = propre?.Signing ?? texte.Signing;
        return new()
        {
            ["avenant"] = new Dictionary<string, object?>
            {
                ["numero"] = acte.Number ?? 0, ["reference"] = acte.Id, ["lieu"] = signing.Place ?? texte.Signing.Place,
                ["originaux"] = signing.Originals ?? texte.Signing.Originals, ["projet"] = acte.SignedOn is null,
            },
            ["convention"] = new Dictionary<string, object?>
            {
                ["reference"] = dossier.Id,
                ["titre"] = texte.Title,
                ["signeeLe"] = DonneesDeCourriel.Iso(dossier.SignedOn),
                ["articleModification"] = texte.Amendment.Source?.Places.FirstOrDefault(),
                ["avenantDeDroit"] = texte.Amendment.Form == "avenant de droit",
            },
            ["comite"] = comite is null ? null : new Dictionary<string, object?>
            {
                ["nom"] = DonneesDeCourriel.Nom(dossier, comite), ["date"] = DonneesDeCourriel.Iso(comite.HeldOn ?? comite.On),
            },
            ["avenantsAnterieurs"] = dossier.Actes.Where(a => a.IsAvenant && a.Id != acte.Id && a.SignedOn is not null)
                .Select(a => (object?)new Dictionary<string, object?> { ["numero"] = a.Number ?? 0, ["signeLe"] = DonneesDeCourriel.Iso(a.SignedOn) }).ToList(),
            ["parties"] = (propre?.Signatories ?? texte.Signatories).Select(s => (object?)Partie(dossier, acte, s)).ToList(),
            ["changements"] = Changements(dossier, acte),
            ["lancements"] = Lancements(propre),
            ["portages"] = Portages(dossier, propre),
            ["engagements"] = Engagements(dossier, propre),
            ["annexes"] = propre is null ? Modificatives(dossier, acte, comite) : [.. propre.Startups.Where(s => s.Annex is not null).Select(s => (object?)Annexe(dossier, propre, s))],
            ["total"] = propre?.Startups.Sum(s => s.BudgetCents ?? 0) ?? 0,
            ["publication"] = Publication(texte),
            ["copies"] = texte.Copies.Where(c => c.Doc.Contains(Vise, StringComparison.Ordinal)).SelectMany(c => c.To).Distinct().Cast<object?>().ToList(),
        };
    }

    /// <summary>One party as acts name it: who represents it, and when it signed.</summary>
    internal static Dictionary<string, object?> Partie(Dossier dossier, Acte acte, TexteSignataire signataire)
    {
        var partie = dossier.Texte.Parties.FirstOrDefault(p => p.Id == signataire.PartyId);
        return new()
        {
            ["nom"] = partie?.Name ?? signataire.PartyId,
            ["sigle"] = signataire.PartyId,
            ["role"] = partie?.Role,
            ["representant"] = signataire.Name,
            ["fonction"] = signataire.Function,
            ["signeLe"] = DonneesDeCourriel.Iso(acte.Signatures.FirstOrDefault(s => s.PartyId == signataire.PartyId)?.On),
        };
    }

    /// <summary>As mails have them, with what an annexe was and becomes.</summary>
    private static List<object?> Changements(Dossier dossier, Acte acte)
    {
        var changes = new Domain.Avenants.Avenants(dossier).ChangesOf(acte);
        var items = DonneesDeCourriel.Changements(dossier, acte);
        foreach (var (item, change) in items.Cast<Dictionary<string, object?>>().Zip(changes).Where(pair => pair.Second.What == "annexe"))
        {
            (item["ancien"], item["nouveau"], item["ecart"]) = (change.FromCents, change.ToCents, change.DifferenceCents);
        }

        return items;
    }

    private static List<object?> Lancements(TexteConvention? propre) => [.. (propre?.Startups ?? []).Where(s => s is { TransferFrom: null, Annex: not null })
        .Select(s => (object?)new Dictionary<string, object?> { ["nom"] = s.Name, ["annexe"] = s.AnnexNumber })];

    private static List<object?> Portages(Dossier dossier, TexteConvention? propre) => [.. (propre?.Startups ?? []).Where(s => s is { TransferFrom: not null, Annex: not null })
        .Select(s => (object?)new Dictionary<string, object?>
        {
            ["nom"] = s.Name, ["annexe"] = s.AnnexNumber, ["de"] = s.TransferFrom!.Delegataire is { } from ? DonneesDeCourriel.Avec(from) : null,
            ["a"] = DonneesDeCourriel.Avec(s.TransferFrom.To ?? dossier.Delegataire), ["convention"] = s.TransferFrom.ConventionId,
            ["depuis"] = DonneesDeCourriel.Iso(s.TransferFrom.Effective), ["article"] = s.TransferFrom.Source?.Places.FirstOrDefault(),
        })];

    /// <summary>What the avenant obliges to, in the words of the catalogue, for each of its articles; what an annexe says stands in the annexe.</summary>
    private static List<object?> Engagements(Dossier dossier, TexteConvention? propre) => propre is null
        ? []
        : [.. LigneDObligation.Of(dossier)
            .Where(line => propre.Obligations.Any(o => o.Id == line.Id && o.Place is { } source && source.Article.StartsWith("art", StringComparison.Ordinal)))
            .DistinctBy(line => line.Id)
            .Select(line => (object?)new Dictionary<string, object?>
            {
                ["texte"] = line.Text.Trim().TrimEnd('.'), ["article"] = propre.Obligations.First(o => o.Id == line.Id).Place!.Places[0],
            })];

    private static Dictionary<string, object?> Annexe(Dossier dossier, TexteConvention propre, TexteStartup startup)
    {
        var key = propre.Chorus.FirstOrDefault(k => k.Scope == startup.Id) ?? propre.Chorus.FirstOrDefault(k => k.Scope == "convention");
        var plan = startup.CommitteeToPlan;
        return new()
        {
            ["numero"] = startup.AnnexNumber, ["titre"] = startup.Name, ["modificative"] = false, ["version"] = 1,
            ["budget"] = startup.BudgetCents ?? 0, ["base"] = startup.BudgetBasis, ["ancien"] = null, ["ajout"] = null,
            ["debut"] = startup.PeriodStart, ["fin"] = startup.PeriodEnd, ["du"] = null, ["au"] = null,
            ["postes"] = startup.Lines.Select(l => (object?)new Dictionary<string, object?> { ["nom"] = l.Poste, ["montant"] = l.Cents, ["part"] = l.PrintedPct }).ToList(),
            ["chorus"] = key is null ? null : new Dictionary<string, object?>
            {
                ["axe"] = key.AxeMinisteriel1, ["domaine"] = key.DomaineFonctionnel, ["centreFinancier"] = key.CentreFinancier,
                ["activite"] = key.Activites.Count == 0 ? null : string.Join(", ", key.Activites), ["centreDeCout"] = key.CentreDeCout,
            },
            ["comite"] = plan is null ? null : new Dictionary<string, object?>
            {
                ["quand"] = plan.Text ?? (plan.Month is { } month ? Domain.Calendrier.Mots.Mois(Domain.Calendrier.Mots.PremierDuMois(month)) : null),
                ["participants"] = plan.Participants.Cast<object?>().ToList(),
            },
            ["jalons"] = startup.Milestones.Select(m => (object?)new Dictionary<string, object?> { ["texte"] = m.Text, ["mois"] = m.Month }).ToList(),
            ["ressources"] = startup.Resources.Select(r => (object?)new Dictionary<string, object?> { ["qui"] = r.Who, ["jours"] = r.Days }).ToList(),
            ["jours"] = startup.ResourceDaysTotal,
            ["apport"] = startup.ThirdPartyContribution is not { } gift ? null : new Dictionary<string, object?> { ["par"] = gift.By, ["montant"] = gift.ApproxCents },
            ["objectifs"] = new List<object?>(),
            ["engagements"] = DeLAnnexe(dossier, propre, startup),
        };
    }

    private static List<object?> DeLAnnexe(Dossier dossier, TexteConvention propre, TexteStartup startup) => [.. LigneDObligation.Of(dossier)
        .Where(line => propre.Obligations.Any(o => o.Id == line.Id && o.Startups.Contains(startup.Id) && o.Place is { } source && !source.Article.StartsWith("art", StringComparison.Ordinal)))
        .DistinctBy(line => line.Id).Select(line => (object?)line.Text.Trim().TrimEnd('.'))];

    /// <summary>The annexe that a decision replaces, with what it was and becomes.</summary>
    private static List<object?> Modificatives(Dossier dossier, Acte acte, Comite? comite)
    {
        if (acte.Changes is not { Startup: { } id } changes)
            return [];
        var startup = dossier.Startups().Select(s => s.Startup).LastOrDefault(s => s.Id == id);
        var change = new Domain.Avenants.Avenants(dossier).ChangesOf(acte).First(c => c.What == "annexe");
        var (key, printed) = (new ControleChorus(dossier).KeyFor(id), new ControleChorus(dossier).Printed(id));
        return
        [
            new Dictionary<string, object?>
            {
                ["numero"] = startup?.AnnexNumber, ["titre"] = startup?.Name ?? id, ["modificative"] = true,
                ["version"] = dossier.Startups().Count(s => s.Startup.Id == id) + dossier.Actes.Count(a => a.Changes?.Startup == id),
                ["budget"] = change.ToCents ?? 0, ["base"] = startup?.BudgetBasis, ["ancien"] = change.FromCents, ["ajout"] = change.DifferenceCents,
                ["debut"] = null, ["fin"] = null, ["du"] = DonneesDeCourriel.Iso(changes.From), ["au"] = DonneesDeCourriel.Iso(changes.Until),
                ["postes"] = new List<object?>(),
                ["chorus"] = new Dictionary<string, object?>
                {
                    ["axe"] = printed?.AxeMinisteriel1, ["domaine"] = key.DomaineFonctionnel, ["centreFinancier"] = key.CentreFinancier,
                    ["activite"] = key.Activite, ["centreDeCout"] = key.CentreDeCout,
                },
                ["comite"] = null, ["jalons"] = new List<object?>(), ["ressources"] = new List<object?>(), ["jours"] = null, ["apport"] = null,
                ["objectifs"] = (comite?.Decision?.Objectives ?? []).Cast<object?>().ToList(),
                ["engagements"] = new List<object?>(),
            },
        ];
    }

    private static Dictionary<string, object?>? Publication(TexteConvention texte)
    {
        var places = texte.Publication.Where(p => p.Doc?.Contains(Vise, StringComparison.Ordinal) == true && p.Where is not null).Select(p => (object?)Participants.WithoutNote(p.Where!)).ToList();
        return places.Count == 0 ? null : new() { ["article"] = texte.PublicationSource, ["lieux"] = places };
    }
}
