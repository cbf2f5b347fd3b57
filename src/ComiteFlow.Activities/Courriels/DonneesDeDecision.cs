using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Activities.Courriels;

/// <summary>The data of the mail that asks for a decision.</summary>
internal static class DonneesDeDecision
{
    public static Dictionary<string, object?> Demande(Dossier dossier, Comite comite) => new()
    {
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["produit"] = comite.Startup is null ? null : DonneesDeCourriel.Produit(dossier, comite.Startup),
        ["tranche"] = 0,
        ["comite"] = new Dictionary<string, object?> { ["nom"] = DonneesDeCourriel.Nom(dossier, comite), ["date"] = DonneesDeCourriel.Iso(comite.HeldOn ?? comite.On) },
        ["limite"] = null,
        ["demande"] = 0,
        ["du"] = null,
        ["au"] = null,
        ["plafond"] = 0,
        ["cumul"] = 0,
        ["reste"] = 0,
        ["relance"] = null,
        ["lien"] = $"/conventions/{dossier.Id}/comites/{DonneesDeCourriel.Chemin(comite)}",
    };
}
