using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Domain.Personnes;

/// <summary>Which role may do which act. The one place where this is decided.</summary>
public static class Droits
{
    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["import"] = [Roles.Coordinator],
        ["sendForSignature"] = [Roles.Coordinator],
        ["sign"] = [Roles.Signatory],
        ["refuseSignature"] = [Roles.Signatory],
        ["answerChange"] = [Roles.Coordinator],
        ["publish"] = [Roles.Coordinator],
        ["confirmCopy"] = [Roles.Coordinator],
        ["establishDocument"] = [Roles.Coordinator, Roles.DecisionMaker],
        ["remakePdf"] = [Roles.Coordinator, Roles.DecisionMaker, Roles.Admin],
        ["recordMilestone"] = [Roles.Coordinator],
        ["confirmPlanning"] = [Roles.Coordinator],
        ["resolveDoubt"] = [Roles.Coordinator],
        ["confirmReprise"] = [Roles.Coordinator],
        ["setChorusKey"] = [Roles.BudgetOfficer],
        ["setOption"] = [Roles.Coordinator],
        ["releaseFunds"] = [Roles.DecisionMaker],
        ["submitStatusReport"] = [Roles.BudgetOfficer, Roles.Team],
        ["waiveStatusReport"] = [Roles.DecisionMaker],
        ["submitExpenseReport"] = [Roles.BudgetOfficer],
        ["correctExpenseReport"] = [Roles.BudgetOfficer],
        ["proposeSlots"] = [Roles.Coordinator],
        ["answerSlots"] = [Roles.Signatory],
        ["keepSlot"] = [Roles.Coordinator],
        ["rescheduleCommittee"] = [Roles.Coordinator],
        ["holdCommittee"] = [Roles.Coordinator],
        ["decideRevoyure"] = [Roles.DecisionMaker, Roles.Coordinator],
        ["answerCondition"] = [Roles.DecisionMaker, Roles.Coordinator],
        ["requestAvenant"] = [Roles.Coordinator],
        ["commit"] = [Roles.BudgetOfficer, Roles.Admin],
        ["pay"] = [Roles.BudgetOfficer, Roles.Admin],
        ["requestTransfer"] = [Roles.BudgetOfficer],
        ["reportUnderConsumption"] = [Roles.BudgetOfficer, Roles.Admin],
        ["holdDialogue"] = [Roles.Coordinator],
        ["decideBalance"] = [Roles.DecisionMaker],
        ["terminate"] = [Roles.Signatory],
        ["withdrawTermination"] = [Roles.Signatory],
        ["recordEvidence"] = [Roles.Coordinator, Roles.DecisionMaker, Roles.BudgetOfficer, Roles.Team],
        ["withdrawEvidence"] = [Roles.Coordinator, Roles.DecisionMaker, Roles.BudgetOfficer, Roles.Team],
        ["decideIncident"] = [Roles.Coordinator, Roles.Admin],
        ["actOnTask"] = [Roles.Coordinator, Roles.DecisionMaker, Roles.BudgetOfficer, Roles.Signatory, Roles.Team, Roles.Admin],
        ["editCircuit"] = [Roles.Coordinator],
        ["restoreCircuit"] = [Roles.Coordinator],
        ["deleteCircuit"] = [Roles.Coordinator],
        ["publishCircuit"] = [Roles.Coordinator, Roles.Admin],
        ["startCircuit"] = [Roles.Coordinator],
        ["moveFile"] = [Roles.Coordinator, Roles.Admin],
        ["retractCircuit"] = [Roles.Coordinator, Roles.Admin],
        ["cancelFile"] = [Roles.Coordinator, Roles.Admin],
        ["editModele"] = [Roles.Coordinator],
        ["publishModele"] = [Roles.Coordinator, Roles.Admin],
        ["suspendMail"] = [Roles.Coordinator, Roles.Admin],
        ["resendMail"] = [Roles.Coordinator, Roles.Admin],
        ["stopReminders"] = [Roles.Coordinator],
        ["remindNow"] = [Roles.Coordinator],
        ["chooseDigest"] = [Roles.Coordinator, Roles.DecisionMaker, Roles.BudgetOfficer, Roles.Signatory, Roles.Admin],
        ["conveneDetails"] = [Roles.Coordinator],
        ["calendarAddress"] = [Roles.Coordinator, Roles.DecisionMaker, Roles.BudgetOfficer, Roles.Signatory, Roles.Team, Roles.Admin, Roles.Auditor],
        ["readCircuits"] = [Roles.Coordinator, Roles.Admin, Roles.DecisionMaker, Roles.Auditor],
        ["view"] = [Roles.Coordinator, Roles.DecisionMaker, Roles.BudgetOfficer, Roles.Signatory, Roles.Team, Roles.Admin, Roles.Auditor],
    };

    /// <summary>The acts by their verb of FORMAT.md; <c>actOnTask</c>, <c>answerChange</c>, <c>answerCondition</c>, <c>answerSlots</c>, <c>calendarAddress</c>, <c>correctExpenseReport</c>, <c>keepSlot</c>, <c>proposeSlots</c>, <c>refuseSignature</c>, <c>confirmCopy</c>, <c>conveneDetails</c>, <c>decideIncident</c>, <c>establishDocument</c>, <c>remakePdf</c>, <c>moveFile</c>, <c>cancelFile</c>, <c>recordEvidence</c>, <c>reportUnderConsumption</c>, <c>withdrawEvidence</c> and those on a <c>Circuit</c> are a page’s alone.</summary>
    public static IReadOnlyCollection<string> Acts => Table.Keys;

    public static bool Allows(Actor actor, string act) => Table.TryGetValue(act, out var roles) && roles.Contains(actor.Role) && HasItsScope(actor);

    /// <summary>A signatory acts for a party and a team for a startup; the other roles act for nobody in particular.</summary>
    private static bool HasItsScope(Actor actor) =>
        actor.Role is Roles.Signatory or Roles.Team ? !string.IsNullOrWhiteSpace(actor.Scope) : actor.Scope is null;

    /// <summary>As <see cref="Allows(Actor, string)"/>, for one convention: its policies say who decides (P11).</summary>
    public static bool Allows(Actor actor, string act, Politiques politiques) => Allows(actor, act) && RolesFor(act, politiques).Contains(actor.Role);

    /// <exception cref="BrokenRuleException">The role may not do the act.</exception>
    public static void Require(Actor actor, string act) => Require(actor, act, RolesFor(act));

    /// <exception cref="BrokenRuleException">The role may not do the act in a convention of these policies.</exception>
    public static void Require(Actor actor, string act, Politiques politiques) => Require(actor, act, RolesFor(act, politiques));

    /// <summary>A role as people read it.</summary>
    public static string Label(string role) => role switch
    {
        Roles.Coordinator => "la coordination",
        Roles.DecisionMaker => "une personne qui décide pour le délégant",
        Roles.BudgetOfficer => "le correspondant budgétaire",
        Roles.Admin => "l’administration budgétaire",
        Roles.Signatory => "un signataire",
        Roles.Team => "l’équipe de la startup",
        _ => "l’audit",
    };

    /// <summary>Roles that may do the act.</summary>
    public static IReadOnlyList<string> RolesFor(string act) => Table.TryGetValue(act, out var roles) ? roles : [];

    /// <summary>Roles that may do the act in a convention of these policies.</summary>
    public static IReadOnlyList<string> RolesFor(string act, Politiques politiques) => act == "decideRevoyure" ? politiques.Liste("revoyure.decidedBy") : RolesFor(act);

    private static void Require(Actor actor, string act, IReadOnlyList<string> roles)
    {
        if (!roles.Contains(actor.Role) || !HasItsScope(actor))
            throw Refus.Interdit(act, roles.Select(Label), $"« {(HasItsScope(actor) && Table.Values.Any(known => known.Contains(actor.Role)) ? Label(actor.Role) : Refus.Citer(actor.Label))} »");
    }
}
