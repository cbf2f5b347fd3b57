using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Activities.Documents;

/// <summary>The data of letters and of what closes a matter: decision, termination, proof of signatures, final account.</summary>
public static class DonneesDeLettre
{
    public static Dictionary<string, object?> Decision(Dossier dossier, Comite comite)
    {
        var texte = dossier.Texte.Committees.First(c => c.Code == comite.Code);
        var decision = comite.Decision;
        var isByStartup = comite.Startup is not null;
        return new()
        {
            ["lieu"] = dossier.Texte.Signing.Place,
            ["date"] = DonneesDeCourriel.Iso(comite.DecidedOn ?? comite.HeldOn ?? comite.On),
            ["issue"] = comite.Outcome,
            ["produit"] = DonneesDeCourriel.Produit(dossier, comite.Startup),
            ["convention"] = new Dictionary<string, object?> { ["reference"] = dossier.Id, ["article"] = texte.Source?.Places.FirstOrDefault() },
            ["comite"] = new Dictionary<string, object?> { ["nom"] = texte.Name, ["numero"] = comite.Occurrence, ["date"] = DonneesDeCourriel.Iso(comite.HeldOn ?? comite.On) },
            ["expediteur"] = DonneesDeSeance.Signataire(dossier),
            ["destinataire"] = Destinataire(dossier, dossier.Delegataire),
            ["montant"] = new Dictionary<string, object?>
            {
                ["demande"] = decision?.Requested?.Cents, ["ae"] = comite.GrantedAe?.Cents, ["cp"] = comite.GrantedCp?.Cents,
                ["du"] = DonneesDeCourriel.Iso(decision?.From), ["au"] = DonneesDeCourriel.Iso(decision?.Until),
                ["tranche"] = dossier.Tranches.FirstOrDefault(t => t.Origin == comite.Id)?.Number,
                ["cumul"] = dossier.Granted.Cents, ["plafond"] = isByStartup ? null : dossier.Ceiling?.Cents, ["reste"] = (dossier.Ceiling - dossier.Granted)?.Cents,
            },
            ["parAvenant"] = decision?.Form == "avenant",
            ["engageableDes"] = DonneesDeCourriel.Engageable(dossier, comite),
            ["creditsRestants"] = DonneesDeCourriel.Restent(dossier, comite),
            ["motifs"] = Motifs(decision).Cast<object?>().ToList(),
            ["conditions"] = (decision?.Conditions ?? []).Select(c => (object?)new Dictionary<string, object?>
            {
                ["texte"] = c.Text, ["echeance"] = DonneesDeCourriel.Iso(dossier.Jours.Deplacer(c.DueOn)),
            }).ToList(),
            ["prochainComite"] = DonneesDeCourriel.Iso(DonneesDeCourriel.Suivant(dossier, comite)?.On),
        };
    }

    public static Dictionary<string, object?> Resiliation(Dossier dossier, Resiliation resiliation) => new()
    {
        ["lieu"] = dossier.Texte.Signing.Place,
        ["date"] = DonneesDeCourriel.Iso(resiliation.NotifiedOn),
        ["auteur"] = Destinataire(dossier, resiliation.Party),
        ["destinataires"] = dossier.Texte.Parties.Where(p => p.Id != resiliation.Party).Select(p => (object?)Destinataire(dossier, p.Id)).ToList(),
        ["convention"] = new Dictionary<string, object?>
        {
            ["reference"] = dossier.Id, ["titre"] = dossier.Texte.Title, ["article"] = dossier.Texte.Termination.Source?.Places.FirstOrDefault(),
        },
        ["equipe"] = resiliation.Startup is null ? null : DonneesDeCourriel.Produit(dossier, resiliation.Startup),
        ["motif"] = resiliation.Reason?.Trim().TrimEnd('.'),
        ["delai"] = dossier.Texte.Termination.Notice,
        ["recuLe"] = DonneesDeCourriel.Iso(resiliation.ReceivedOn),
        ["finPreavis"] = DonneesDeCourriel.Iso(resiliation.NoticeEnd),
        ["fin"] = DonneesDeCourriel.Iso(resiliation.EffectiveOn ?? dossier.EndsOn),
        ["paiements"] = DonneesDeCourriel.Iso(dossier.PaymentsUntil ?? dossier.EndsOn),
        ["parTerme"] = resiliation.Startup is null && resiliation.ContractEnd <= resiliation.NoticeEnd,
        ["servicesAssocies"] = dossier.Texte.Termination.TerminatesAssociatedServices,
        ["comptes"] = dossier.Texte.Reports.Count > 0,
        ["annules"] = dossier.Comites.Where(c => resiliation.Comites.Contains(c.Id)).OrderBy(c => c.On).Select(c => (object?)new Dictionary<string, object?>
        {
            ["comite"] = DonneesDeCourriel.Nom(dossier, c), ["numero"] = c.Occurrence, ["produit"] = c.Startup is null ? null : DonneesDeCourriel.Produit(dossier, c.Startup),
            ["date"] = DonneesDeCourriel.Iso(c.On),
        }).ToList(),
    };

    /// <param name="empreinte">Hash of the draft that the product made; null for a text that came from outside.</param>
    public static Dictionary<string, object?> Preuve(Dossier dossier, Acte acte, string? empreinte, DateOnly today)
    {
        var signed = acte.Signatures.Where(s => s.On is not null).ToList();
        var signatories = dossier.TexteDe(acte.Id)?.Signatories ?? dossier.Texte.Signatories;
        return new()
        {
            ["acte"] = new Dictionary<string, object?>
            {
                ["avenant"] = acte.IsAvenant, ["numero"] = acte.Number ?? 0, ["reference"] = acte.Id, ["titre"] = dossier.Texte.Title,
                ["convention"] = dossier.Id, ["empreinte"] = empreinte,
            },
            ["complet"] = acte.SignedOn is not null,
            ["signees"] = signed.Count,
            ["attendues"] = acte.Signatures.Count,
            ["derniereLe"] = DonneesDeCourriel.Iso(acte.SignedOn),
            ["jours"] = acte is { SignedOn: { } last, FirstSignature: { } first } ? last.DayNumber - first.DayNumber : 0,
            ["manquantes"] = acte.Missing.Select(party => (object?)DonneesDeCourriel.Avec(party)).ToList(),
            ["signatures"] = signed.OrderBy(s => s.Rank).Select(s => Signature(s, signatories.FirstOrDefault(t => t.PartyId == s.PartyId), acte)).ToList(),
            ["emiseLe"] = DonneesDeCourriel.Iso(today),
        };
    }

    public static Dictionary<string, object?> CompteFinal(Dossier dossier, Rapport rapport)
    {
        var (committed, paid) = (rapport.CumulatedCommitted ?? dossier.Committed, rapport.CumulatedPaid ?? dossier.Paid);
        var last = dossier.Resiliations.LastOrDefault(r => r is { Startup: null, WithdrawnOn: null });
        return new()
        {
            ["convention"] = new Dictionary<string, object?>
            {
                ["reference"] = dossier.Id, ["titre"] = dossier.Texte.Title, ["effet"] = DonneesDeCourriel.Iso(dossier.EffectOn), ["fin"] = DonneesDeCourriel.Iso(dossier.EndsOn),
                ["paiements"] = DonneesDeCourriel.Iso(dossier.PaymentsUntil),
                ["article"] = dossier.Texte.Reports.FirstOrDefault(r => r.Code == "FINAL_EXPENSES")?.Source?.Places.LastOrDefault(),
            },
            ["resiliation"] = last is null ? null : DonneesDeCourriel.Avec(last.Party),
            ["delegataire"] = dossier.Delegataire,
            ["recuLe"] = DonneesDeCourriel.Iso(rapport.ReceivedOn),
            ["limite"] = DonneesDeCourriel.Iso(rapport.Due),
            ["totaux"] = new Dictionary<string, object?>
            {
                ["plafond"] = dossier.Ceiling?.Cents, ["alloueAe"] = dossier.AllocatedAe.Cents, ["alloueCp"] = dossier.AllocatedCp.Cents,
                ["engage"] = committed.Cents, ["paye"] = paid.Cents, ["nonConsommeAe"] = (dossier.AllocatedAe - committed).Cents,
                ["nonConsommeCp"] = (dossier.AllocatedCp - paid).Cents, ["impaye"] = (committed - paid).Cents,
            },
            ["tranches"] = dossier.Tranches.OrderBy(t => t.Number).Select(t => (object?)new Dictionary<string, object?>
            {
                ["numero"] = t.Number, ["produit"] = t.Startup is null ? null : DonneesDeCourriel.Produit(dossier, t.Startup),
                ["date"] = DonneesDeCourriel.Iso(t.OpenedOn), ["ae"] = t.Ae.Cents, ["cp"] = t.Cp.Cents,
            }).ToList(),
            ["soldes"] = dossier.Soldes.OrderBy(s => s.Year).Select(s => (object?)new Dictionary<string, object?>
            {
                ["annee"] = s.Year, ["le"] = DonneesDeCourriel.Iso(s.DecidedOn), ["retour"] = s.ReturnAe.Cents, ["report"] = s.CarryAe.Cents,
            }).ToList(),
            ["conditions"] = dossier.Conditions.Select(c => (object?)new Dictionary<string, object?> { ["texte"] = c.Text, ["remplie"] = c.Met }).ToList(),
            ["commentaire"] = rapport.Comment,
        };
    }

    /// <summary>Each line of what who decided wrote is one reason.</summary>
    internal static IEnumerable<string> Motifs(Decision? decision) => (decision?.Reason ?? "")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.TrimEnd('.', ';', ' ')).Where(line => line.Length > 0);

    private static Dictionary<string, object?> Destinataire(Dossier dossier, string party)
    {
        var signataire = dossier.Texte.Signatories.FirstOrDefault(s => s.PartyId == party);
        var partie = dossier.Texte.Parties.FirstOrDefault(p => p.Id == party);
        return new() { ["nom"] = signataire?.Name ?? partie?.Name ?? party, ["sigle"] = party, ["fonction"] = signataire?.Function };
    }

    private static Dictionary<string, object?> Signature(Signature signature, TexteSignataire? signataire, Acte acte) => new()
    {
        ["partie"] = DonneesDeCourriel.Avec(signature.PartyId), ["nom"] = signataire?.Name, ["fonction"] = signataire?.Function,
        ["le"] = DonneesDeCourriel.Iso(signature.On), ["enregistreLe"] = DonneesDeCourriel.Iso(signature.RecordedOn),
        // A circuit was opened for it, or it was only recorded from a paper signed elsewhere.
        ["dansLeService"] = acte.SentOn is not null && signature.On == signature.RecordedOn, ["incertain"] = signataire is { Uncertain: true },
    };
}
