using System.Globalization;
using System.Text.Json;
using ComiteFlow.Activities.Comites;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Courriels;

/// <summary>The data that each mail template needs, from the dossier alone.</summary>
public static class DonneesDeCourriel
{
    /// <summary>A mail that lists one or several items of one kind.</summary>
    public static Dictionary<string, object?> Lot(Dictionary<string, object?> element, DateOnly? next) => Lot([element], next);

    public static Dictionary<string, object?> Lot(IReadOnlyList<Dictionary<string, object?>> elements, DateOnly? next) => new()
    {
        ["elements"] = elements,
        ["prochainRappel"] = Iso(next),
    };

    public static Dictionary<string, object?> Signature(Dossier dossier, Acte acte, string party, int rank, DateOnly today) => new()
    {
        ["rang"] = rank,
        ["acte"] = Acte(dossier, acte),
        ["partie"] = Avec(party),
        ["jours"] = acte.FirstSignature is { } first ? today.DayNumber - first.DayNumber : 0,
        ["signees"] = acte.Signatures.Count(s => s.On is not null),
        ["attendues"] = acte.Signatures.Count,
        ["signatures"] = Signatures(dossier, acte),
        ["lien"] = $"/conventions/{dossier.Id}/signatures/{acte.Id}",
    };

    /// <param name="reminders">How many have left.</param>
    public static Dictionary<string, object?> AppuiPourSigner(Dossier dossier, Acte acte, string party, int reminders) => new()
    {
        ["acte"] = Acte(dossier, acte), ["partie"] = Avec(party),
        ["premiere"] = Iso(acte.FirstSignature),
        ["rappels"] = reminders,
        ["signees"] = acte.Signatures.Count(s => s.On is not null),
        ["attendues"] = acte.Signatures.Count,
        ["signatures"] = Signatures(dossier, acte),
        ["lien"] = $"/conventions/{dossier.Id}/signatures/{acte.Id}",
    };

    public static Dictionary<string, object?> Tache(Dossier dossier, HumanTask task, bool isEscalation) => new()
    {
        ["rang"] = 0,
        ["geste"] = GesteAttendu.DeTache(dossier, task).Donnees(dossier),
        ["convention"] = Intitule(dossier),
        ["limite"] = Iso(task.DueOn),
        ["enRetard"] = false,
        ["escalade"] = isEscalation,
        ["lien"] = "/taches/" + string.Join('/', task.Key.Split('/').Select(Uri.EscapeDataString)),
    };

    public static Dictionary<string, object?> Etat(Dossier dossier, Comite comite, Rapport rapport) => new()
    {
        ["rang"] = 0,
        ["produit"] = Produit(dossier, comite.Startup),
        ["comite"] = Nom(dossier, comite),
        ["date"] = Iso(comite.On),
        ["limite"] = Iso(rapport.Due),
        ["enRetard"] = false,
        ["article"] = dossier.Texte.Reports.FirstOrDefault(r => r.Code == "STATUS")?.Source?.Places.FirstOrDefault(),
        ["escaladeLe"] = Iso(dossier.Jours.Ajouter(comite.On, -dossier.Politiques.Entier("status.escalation"))),
        ["lien"] = $"/conventions/{dossier.Id}/comites/{Chemin(comite)}/etat",
    };

    /// <param name="comite">The comité that waits for it; null for an account.</param>
    public static Dictionary<string, object?> Escalade(Dossier dossier, Comite? comite, Rapport rapport) => new()
    {
        ["genre"] = rapport.Kind,
        ["periode"] = rapport.Month,
        ["produit"] = Produit(dossier, comite?.Startup),
        ["limite"] = Iso(rapport.Due),
        ["enRetard"] = true,
        ["rappels"] = 0,
        ["comite"] = comite is null ? null : Nom(dossier, comite),
        ["date"] = Iso(comite?.On),
        ["lien"] = comite is null ? $"/conventions/{dossier.Id}/comptes-rendus/{rapport.Month ?? "final"}" : $"/conventions/{dossier.Id}/comites/{Chemin(comite)}",
    };

    public static Dictionary<string, object?> Compte(Dossier dossier, Rapport rapport) => new()
    {
        ["rang"] = 0,
        ["convention"] = Intitule(dossier),
        ["periode"] = rapport.Month,
        ["final"] = rapport.Kind == "final",
        ["limite"] = Iso(rapport.Due),
        ["enRetard"] = false,
        ["volontaire"] = rapport.Voluntary,
        ["parties"] = dossier.Texte.Reports.FirstOrDefault(r => r.Code == "MONTHLY_EXPENSES")?.Content.ToList() ?? [],
        ["lien"] = $"/conventions/{dossier.Id}/comptes-rendus/{rapport.Month ?? "final"}",
    };

    /// <param name="change">What changed since the last convocation; null for the first.</param>
    public static Dictionary<string, object?> Convocation(Dossier dossier, Comite comite, string to, ChangementDeSeance? change, DateOnly today)
    {
        var answer = dossier.Jours.Ajouter(comite.On, -dossier.Politiques.Entier("status.escalation"));
        var texte = dossier.Texte.Committees.First(c => c.Code == comite.Code);
        return new()
        {
            ["convention"] = Intitule(dossier),
            ["comite"] = new Dictionary<string, object?>
            {
                ["nom"] = texte.Name, ["numero"] = comite.Occurrence, ["produit"] = Produit(dossier, comite.Startup),
                ["date"] = Iso(comite.On), ["heure"] = comite.StartsAt?.ToString("HH:mm", CultureInfo.InvariantCulture), ["lieu"] = comite.Place,
            },
            ["changement"] = change is null ? null : new Dictionary<string, object?>
            {
                ["genre"] = change.Genre.ToString().ToLowerInvariant(), ["de"] = change.De == comite.On ? null : Iso(change.De), ["motif"] = change.Motif,
            },
            ["reponseAvant"] = answer > today ? Iso(answer) : null,
            ["ordreDuJour"] = (comite.Agenda ?? []).Cast<object?>().ToList(),
            ["attendus"] = DonneesDeSeance.Attendus(dossier, comite),
            ["requis"] = DonneesDeSeance.Requis(dossier, comite),
            ["representant"] = to,
            ["lien"] = $"/conventions/{dossier.Id}/comites/{Chemin(comite)}",
        };
    }

    public static Dictionary<string, object?> Decision(Dossier dossier, Comite comite)
    {
        var decision = comite.Decision;
        var money = comite.GrantedAe is not null || comite.GrantedCp is not null;
        return new()
        {
            ["convention"] = Intitule(dossier),
            ["produit"] = Produit(dossier, comite.Startup),
            ["issue"] = comite.Outcome,
            ["comite"] = new Dictionary<string, object?> { ["nom"] = Nom(dossier, comite), ["date"] = Iso(comite.HeldOn ?? comite.On) },
            ["par"] = Avec(dossier.Delegant),
            ["montant"] = !money ? null : new Dictionary<string, object?>
            {
                ["ae"] = comite.GrantedAe?.Cents ?? 0, ["cp"] = comite.GrantedCp?.Cents ?? 0, ["du"] = Iso(decision?.From), ["au"] = Iso(decision?.Until),
            },
            ["demande"] = decision?.Requested?.Cents,
            ["motif"] = DonneesDeLettre.Motifs(decision).ToList() is { Count: > 0 } reasons ? string.Join(" ; ", reasons) : null,
            ["parAvenant"] = decision?.Form == "avenant" && money,
            ["engageableDes"] = Engageable(dossier, comite),
            ["conditions"] = (decision?.Conditions ?? []).Select(c => (object?)new Dictionary<string, object?>
            {
                ["texte"] = c.Text, ["echeance"] = Iso(dossier.Jours.Deplacer(c.DueOn)),
                ["responsable"] = Responsable(dossier, c.Owner), ["preuve"] = c.Evidence?.Trim().TrimEnd('.'),
            }).ToList(),
            ["etapes"] = Etapes(dossier, comite),
            ["lien"] = $"/conventions/{dossier.Id}/comites/{Chemin(comite)}",
        };
    }

    public static Dictionary<string, object?> ProjetAvenant(Dossier dossier, Acte acte, Comite? comite) => new()
    {
        ["numero"] = acte.Number ?? 0,
        ["convention"] = Intitule(dossier),
        ["comite"] = comite is null ? null : new Dictionary<string, object?> { ["nom"] = Nom(dossier, comite), ["date"] = Iso(comite.HeldOn ?? comite.On) },
        ["changements"] = Changements(dossier, acte),
        ["signataires"] = acte.Signatures.OrderBy(s => s.Rank).Select(s => (object?)Avec(s.PartyId)).ToList(),
        ["lien"] = $"/conventions/{dossier.Id}/signatures/{acte.Id}",
    };

    /// <param name="empreinte">Hash of the draft that the product made; null for a text that came from outside.</param>
    public static Dictionary<string, object?> CopieCbcm(Dossier dossier, Acte acte, string to, string? empreinte) => new()
    {
        ["acte"] = Acte(dossier, acte),
        ["article"] = dossier.Texte.Copies.FirstOrDefault(c => c.Doc.Contains(acte.Kind, StringComparison.Ordinal))?.Source?.Places.FirstOrDefault(),
        ["destinataire"] = to,
        ["signatures"] = acte.Signatures.OrderBy(s => s.Rank).Select(s => (object?)new Dictionary<string, object?>
        {
            ["partie"] = Avec(s.PartyId), ["signeLe"] = Iso(s.On),
        }).ToList(),
        ["empreinte"] = empreinte,
        ["lien"] = $"/conventions/{dossier.Id}/signatures/{acte.Id}",
    };

    /// <summary>Changes of an avenant by the keys that documents and mails share.</summary>
    public static List<object?> Changements(Dossier dossier, Acte acte) => [.. new Domain.Avenants.Avenants(dossier).ChangesOf(acte).Select(change =>
    {
        var item = new Dictionary<string, object?> { ["quoi"] = change.What, ["article"] = change.Article };
        switch (change.What)
        {
            case "annexe":
                item["startup"] = Produit(dossier, acte.Changes!.Startup);
                item["version"] = dossier.Startups().Count(s => s.Startup.Id == acte.Changes.Startup)
                    + dossier.Actes.Count(a => a.Changes?.Startup == acte.Changes.Startup);
                item["montant"] = acte.Changes.Amount?.Cents ?? 0;
                item["du"] = Iso(acte.Changes.From);
                item["au"] = Iso(acte.Changes.Until);
                break;
            case "end":
                item["ancien"] = Iso(change.From);
                item["nouveau"] = Iso(change.To);
                break;
            default:
                item["ancien"] = change.FromCents;
                item["nouveau"] = change.ToCents;
                item["ecart"] = change.DifferenceCents;
                break;
        }

        return (object?)item;
    })];

    public static string Nom(Dossier dossier, Comite comite) => dossier.Texte.Committees.FirstOrDefault(c => c.Code == comite.Code)?.Name ?? comite.Code;

    /// <summary>Who answers for a condition, in words: a party or a team; null for nobody in particular.</summary>
    public static string? Responsable(Dossier dossier, string? owner) => owner is null ? null
        : owner.StartsWith("team:", StringComparison.Ordinal) ? $"l’équipe ({Produit(dossier, owner["team:".Length..])})"
        : Avec(owner);

    /// <summary>What a comité is about; a name that only describes, or the convention itself, stands in quotation marks.</summary>
    public static string Produit(Dossier dossier, string? startup)
    {
        var all = dossier.Startups().Select(s => s.Startup).Where(s => startup is null || s.Id == startup).DistinctBy(s => s.Id).ToList();
        // What a text adds in brackets describes the team; it is no part of the name.
        return all is [{ } only] && only.Name.Split(" (")[0] is { Length: > 0 and < 40 } name
            ? char.IsLower(name[0]) ? $"« {name} »" : name
            : Intitule(dossier);
    }

    /// <summary>A convention by its title, as mails name it after the word « convention ».</summary>
    public static string Intitule(Dossier dossier) => $"« {char.ToUpperInvariant(dossier.ShortTitle[0])}{dossier.ShortTitle[1..]} »";

    /// <summary>An act: the number of an avenant, and the convention by its title.</summary>
    public static Dictionary<string, object?> Acte(Dossier dossier, Acte acte) => new() { ["avenant"] = acte.IsAvenant ? acte.Number ?? 0 : null, ["convention"] = Intitule(dossier) };

    /// <summary>Part of an address that names a comité inside its convention.</summary>
    public static string Chemin(Comite comite) => comite.Id[(comite.ConventionId.Length + 1)..];

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A party with its article.</summary>
    public static string Avec(string party) => "la " + party;

    /// <summary>A JSON value as templates take it.</summary>
    public static object? Plain(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => json.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value)),
        _ => null,
    };

    private static List<object?> Signatures(Dossier dossier, Acte acte) => [.. acte.Signatures.OrderBy(s => s.Rank).Select(s =>
    {
        var signataire = dossier.Texte.Signatories.FirstOrDefault(t => t.PartyId == s.PartyId);
        return (object?)new Dictionary<string, object?>
        {
            ["partie"] = Avec(s.PartyId), ["fonction"] = signataire?.Function, ["signeLe"] = Iso(s.On),
        };
    })];

    /// <summary>Day from which what a decision grants can be engaged, where the text closes the year before.</summary>
    public static string? Engageable(Dossier dossier, Comite comite) => comite is { GrantedAe: not null, DecidedOn: { } decided }
        ? Iso(new DatesLimites(dossier).CommittableFrom(decided, comite.Decision?.From ?? decided))
        : null;

    /// <summary>What follows a decision, by codes that the template words; without new credits, only what is true of this convention is said.</summary>
    private static List<object?> Etapes(Dossier dossier, Comite comite) => comite.Decision?.Form switch
    {
        "tranche" => [Etape("miseADisposition"), Etape("commandes")],
        "avenant" => [Etape("projetAvenant"), Etape("signatures")],
        "newConvention" => [Etape("nouvelleConvention"), Etape("signatures")],
        _ when comite.Outcome == "stop" => [Etape("paiements")],
        _ =>
        [
            .. Restent(dossier, comite) ? new object?[] { Etape("poursuite", dossier.EndsOn) } : [],
            .. Suivant(dossier, comite) is { } next ? new object?[] { Etape("nouvelExamen", next.On) } : [],
        ],
    };

    /// <param name="on">The day that the step is about, if any.</param>
    private static Dictionary<string, object?> Etape(string code, DateOnly? on = null) => new() { ["code"] = code, ["le"] = Iso(on) };

    /// <summary>True when credits put at disposal are left to commit after a decision, for the startup where the control is by startup.</summary>
    public static bool Restent(Dossier dossier, Comite comite)
    {
        if (dossier.EndsOn is { } end && (comite.DecidedOn ?? comite.On) > end)
            return false;
        if (comite.Startup is not { } startup || dossier.Texte.BudgetControl.Level != "startup")
            return dossier.AllocatedAe > dossier.Committed;
        var released = dossier.MisesADisposition.Where(m => m.Startup == startup).Sum(m => m.Ae.Cents);
        return released > dossier.Depenses.Where(l => !l.IsPayment && l.Startup == startup).Sum(l => l.Amount.Cents);
    }

    /// <summary>The next occurrence of the same comité that is still planned.</summary>
    public static Comite? Suivant(Dossier dossier, Comite comite) => dossier.Comites
        .Where(c => c.Code == comite.Code && c.Startup == comite.Startup && c.State == ComiteState.Planned && c.On > comite.On).MinBy(c => c.On);
}
