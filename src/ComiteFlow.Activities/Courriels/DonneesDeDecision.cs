using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Activities.Courriels;

/// <summary>The data of the mail that asks for a decision.</summary>
internal static class DonneesDeDecision
{
    /// <summary>What is asked for is known once somebody decides: no amount and no period stands in it before.</summary>
    public static Dictionary<string, object?> Demande(Dossier dossier, Comite comite)
    {
        var opensTranche = dossier.Texte.LaterTranches is { Allowed: true, RequiresAvenant: false };
        return new()
        {
            ["convention"] = DonneesDeCourriel.Intitule(dossier),
            ["produit"] = comite.Startup is null ? null : DonneesDeCourriel.Produit(dossier, comite.Startup),
            ["tranche"] = opensTranche ? dossier.Tranches.Count + 1 : 0,
            ["comite"] = new Dictionary<string, object?> { ["nom"] = DonneesDeCourriel.Nom(dossier, comite), ["date"] = DonneesDeCourriel.Iso(comite.HeldOn ?? comite.On) },
            ["limite"] = null,
            ["demande"] = 0,
            ["du"] = null,
            ["au"] = null,
            ["plafond"] = dossier.Ceiling?.Cents ?? 0,
            ["cumul"] = dossier.Granted.Cents,
            ["reste"] = (dossier.Ceiling - dossier.Granted)?.Cents ?? 0,
            ["relance"] = null,
            ["lien"] = $"/conventions/{dossier.Id}/comites/{DonneesDeCourriel.Chemin(comite)}/decider",
        };
    }

    /// <summary>The clause de revoyure where the text has one, else the cadrage of the means.</summary>
    public static string Obligation(Dossier dossier) => DonneesDeComite.Obligation(dossier, "O-12", "O-13");
}
