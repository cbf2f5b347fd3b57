using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Activities.Courriels;

/// <summary>The data of the mail that asks for a decision.</summary>
internal static class DonneesDeDecision
{
    /// <summary>Nobody says before the decision how much is asked for: the mail asks for the means of the usual period, and tells until when the answer serves.</summary>
    public static Dictionary<string, object?> Demande(Dossier dossier, Comite comite, DateOnly today)
    {
        var opensTranche = dossier.Texte.LaterTranches is { Allowed: true, RequiresAvenant: false };
        var from = comite.HeldOn ?? comite.On;
        var until = new Revoyure(dossier).UsualUntil(from);
        var limit = Limite(dossier, comite, today);
        return new()
        {
            ["convention"] = DonneesDeCourriel.Intitule(dossier),
            ["produit"] = comite.Startup is null ? null : DonneesDeCourriel.Produit(dossier, comite.Startup),
            ["tranche"] = opensTranche ? dossier.Tranches.Count + 1 : 0,
            ["comite"] = new Dictionary<string, object?> { ["nom"] = DonneesDeCourriel.Nom(dossier, comite), ["date"] = DonneesDeCourriel.Iso(from) },
            ["limite"] = DonneesDeCourriel.Iso(limit?.On),
            ["terme"] = limit?.Terme,
            ["du"] = until < from ? null : DonneesDeCourriel.Iso(from),
            ["au"] = until < from ? null : DonneesDeCourriel.Iso(until),
            ["precedente"] = Precedente(dossier, comite),
            ["plafond"] = dossier.Ceiling?.Cents ?? 0,
            ["cumul"] = dossier.Granted.Cents,
            ["reste"] = (dossier.Ceiling - dossier.Granted)?.Cents ?? 0,
            ["lien"] = $"/conventions/{dossier.Id}/comites/{DonneesDeCourriel.Chemin(comite)}/decider",
        };
    }

    /// <summary>The clause de revoyure where the text has one, else the cadrage of the means.</summary>
    public static string Obligation(Dossier dossier) => DonneesDeComite.Obligation(dossier, "O-12", "O-13");

    /// <summary>The first day to come by which the decision is to be there, with a code for what it is: the end of the credits granted so far, the next séance, the end of the convention.</summary>
    private static (DateOnly On, string Terme)? Limite(Dossier dossier, Comite comite, DateOnly today)
    {
        var granted = dossier.Tranches.Where(t => comite.Startup is null || t.Startup == comite.Startup).Select(t => t.Until)
            .Concat(dossier.Comites.Where(c => c.Startup == comite.Startup && c.GrantedAe is not null).Select(c => c.Decision?.Until)).Max();
        List<(DateOnly? On, string Terme)> bounds = [(granted, "periode"), (DonneesDeCourriel.Suivant(dossier, comite)?.On, "seance"), (dossier.EndsOn, "fin")];
        return bounds.Where(one => one.On > today).Select(one => ((DateOnly, string)?)(one.On!.Value, one.Terme)).MinBy(one => one!.Value.Item1);
    }

    /// <summary>What was decided last about the same matter, and for whom; null where nothing is on record.</summary>
    private static Dictionary<string, object?>? Precedente(Dossier dossier, Comite comite) => DonneesDeSeance.Decisions(dossier, comite).FirstOrDefault() is { } last
        ? new(last) { ["par"] = DonneesDeCourriel.Avec(dossier.Delegant) }
        : null;
}
