using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Demonstration;

/// <summary>A function that the demonstration lets one take.</summary>
internal sealed record FonctionOuverte(string Role, string? Portee, string Titre, string Precision)
{
    /// <summary>Value of its button, the label of the actor.</summary>
    public string Valeur => Portee is null ? Role : $"{Role}:{Portee}";

    public Actor Acteur(DateTimeOffset now) => new($"demonstration:{Valeur}", Role, Portee, "demonstration", now);
}

/// <summary>Functions shown together.</summary>
internal sealed record GroupeFonctions(string Titre, IReadOnlyList<FonctionOuverte> Fonctions);

/// <summary>The functions of the demonstration, from the conventions that are registered.</summary>
internal static class FonctionsOuvertes
{
    public static IReadOnlyList<GroupeFonctions> Pour(PorteesDemonstration portees) =>
    [
        new("Piloter et décider",
        [
            Seule(Roles.Coordinator, "Suit les conventions, réunit les comités, relance."),
            Seule(Roles.DecisionMaker, $"Décide des revoyures et met les crédits à disposition pour {Delegants(portees)}."),
            Seule(Roles.BudgetOfficer, "Engage, paie et rend compte pour le délégataire."),
        ]),
        new("Signer", [.. portees.Parties.Select(party => Pour(Roles.Signatory, party, party.Id, party.Nom))]),
        new("Rendre compte", [.. portees.Startups.Select(startup => Pour(Roles.Team, startup, Formats.Majuscule(startup.Nom), "Rend compte des réalisations avant chaque comité."))]),
        new("Administrer et contrôler",
        [
            Seule(Roles.Admin, "Régularise une dépense avec un motif."),
            Seule(Roles.Auditor, "Lit tout, ne modifie rien."),
        ]),
    ];

    private static string Delegants(PorteesDemonstration portees) =>
        portees.Delegants.Count == 0 ? "le délégant" : Mise.Liste([.. portees.Delegants.Select(party => party.Id)]);

    private static FonctionOuverte Seule(string role, string note) => new(role, null, Fonctions.Titre(role), note);

    private static FonctionOuverte Pour(string role, Portee portee, string nom, string note) =>
        new(role, portee.Id, $"{Fonctions.Titre(role)} – {nom}", note);
}
