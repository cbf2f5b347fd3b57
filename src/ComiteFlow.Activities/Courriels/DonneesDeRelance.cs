using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Activities.Courriels;

/// <summary>The data of mails whose subject the author of a workflow wrote.</summary>
internal static class DonneesDeRelance
{
    public static Dictionary<string, object?> Of(Dossier dossier, Comite? comite, string subject, bool isEscalation) => new()
    {
        ["sujet"] = subject.Trim().TrimEnd('.'),
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["comite"] = comite is null ? null : new Dictionary<string, object?> { ["nom"] = DonneesDeCourriel.Nom(dossier, comite), ["date"] = DonneesDeCourriel.Iso(comite.On) },
        ["escalade"] = isEscalation,
        ["lien"] = Lien(dossier, comite),
    };

    public static Dictionary<string, object?> Alerte(Dossier dossier, Comite? comite, string subject, string? text) => new()
    {
        ["sujet"] = subject.Trim().TrimEnd('.'),
        ["texte"] = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["lien"] = Lien(dossier, comite),
    };

    private static string Lien(Dossier dossier, Comite? comite) =>
        comite is null ? $"/conventions/{dossier.Id}" : $"/conventions/{dossier.Id}/comites/{DonneesDeCourriel.Chemin(comite)}";
}
