using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Personnes;

/// <summary>The main menu: each page once, with the functions that see it.</summary>
internal static class Menu
{
    private static readonly string[] All =
        [Roles.Coordinator, Roles.DecisionMaker, Roles.BudgetOfficer, Roles.Signatory, Roles.Team, Roles.Admin, Roles.Auditor];

    private static readonly (string Words, string Address, string[] Roles)[] Entries =
    [
        ("À faire", "/a-faire", All),
        ("Conventions", "/", All),
        ("Agenda", "/agenda", All),
        ("Circuits", "/circuits", [.. Domain.Personnes.Droits.RolesFor(Circuits.LectureCircuits.Verbe)]),
        ("Documents", "/documents", All),
        ("Courriels", "/courriels", All),
        ("Modèles", Modeles.ModelesEnFrancais.Page, [.. Domain.Personnes.Droits.RolesFor(Modeles.SaveModele.Verbe).Union(Domain.Personnes.Droits.RolesFor(Modeles.PublishModele.Verbe))]),
        ("Envois", "/envois", [.. Domain.Personnes.Droits.RolesFor(Courriels.SuspendMail.Verbe)]),
        ("Mon compte", "/mon-compte", [.. Domain.Personnes.Droits.RolesFor(Courriels.ChooseDigest.Verbe)]),
    ];

    public static IEnumerable<Lien> Pour(Actor actor) =>
        Entries.Where(entry => entry.Roles.Contains(actor.Role)).Select(entry => new Lien(entry.Words, entry.Address));
}
