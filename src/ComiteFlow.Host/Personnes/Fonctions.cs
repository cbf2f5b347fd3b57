using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.Host.Personnes;

/// <summary>The functions in French, as the header and the lists show them.</summary>
internal static class Fonctions
{
    public static string Titre(string role) => role switch
    {
        Roles.Coordinator => "Coordination",
        Roles.DecisionMaker => "Décision",
        Roles.BudgetOfficer => "Correspondance budgétaire",
        Roles.Signatory => "Signature",
        Roles.Team => "Équipe",
        Roles.Admin => "Administration budgétaire",
        Roles.Auditor => "Audit",
        _ => role,
    };

    /// <summary>Who acts, as the journal of the engine keeps it: in the demonstration a function stands for its person.</summary>
    public static string Nom(Actor actor) => actor.Means == "demonstration" ? $"{Titre(actor.Role)} ({Pour(actor)})" : actor.Person;

    /// <summary>A person as a row keeps them; in the demonstration a function stands for its person.</summary>
    public static string NomDe(string person) => person.Split(':') switch
    {
        ["demonstration", var role] => Titre(role),
        ["demonstration", var role, var scope] => $"{Titre(role)} ({scope})",
        _ => person,
    };

    /// <summary>For whom the function is held.</summary>
    public static string Pour(Actor actor) => actor.Scope ?? Pour(actor.Role);

    public static string Pour(string role) => role switch
    {
        Roles.DecisionMaker => "délégant",
        Roles.BudgetOfficer => "délégataire",
        Roles.Auditor => "lecture seule",
        _ => "tous les actes",
    };
}
