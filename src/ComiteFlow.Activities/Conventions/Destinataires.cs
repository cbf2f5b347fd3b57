using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Activities.Conventions;

/// <summary>Who is meant by the words that a coordinator writes into a step: <c>delegant</c>, <c>delegataire</c>, <c>parties</c>, <c>copies</c>, or an id.</summary>
public static class Destinataires
{
    public static IReadOnlyList<string> Resolve(this Dossier dossier, IEnumerable<string>? names, Acte? acte = null) =>
        [.. (names ?? []).SelectMany(name => One(dossier, name, acte)).Distinct()];

    private static IEnumerable<string> One(Dossier dossier, string name, Acte? acte) => name switch
    {
        "delegant" => [dossier.Delegant],
        "delegataire" => [dossier.Delegataire],
        "parties" => dossier.Texte.Parties.Select(p => p.Id),
        "copies" => acte is null ? [] : dossier.Taches.Where(t => t.Kind == "copy" && t.Document == acte.Id).Select(t => t.To!),
        _ => [name],
    };
}
