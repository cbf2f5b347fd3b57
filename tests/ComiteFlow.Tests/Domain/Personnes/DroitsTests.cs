using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.Tests.Domain.Personnes;

public sealed class DroitsTests
{
    [Theory]
    [InlineData(Roles.Coordinator, "DGEFP", "publish")]
    [InlineData(Roles.Coordinator, "", "publish")]
    [InlineData(Roles.Admin, "x", "commit")]
    [InlineData(Roles.Team, null, "submitStatusReport")]
    [InlineData(Roles.Team, " ", "submitStatusReport")]
    [InlineData(Roles.Signatory, null, "sign")]
    public void Require_RoleWithoutItsScopeOrWithOneThatItHasNot_IsForbidden(string role, string? scope, string act) =>
        Assert.Equal("forbidden", Assert.Throws<BrokenRuleException>(() => Droits.Require(Qui(role, scope), act)).Code);

    [Theory]
    [InlineData(Roles.Coordinator, null, "publish")]
    [InlineData(Roles.Team, "DORA", "submitStatusReport")]
    [InlineData(Roles.Signatory, "DGEFP", "sign")]
    public void Require_RoleAsItIs_IsAllowed(string role, string? scope, string act) => Droits.Require(Qui(role, scope), act);

    [Fact]
    public void Require_UnknownRole_IsNamedAndNotTakenForTheAudit() =>
        Assert.Contains("« roi »", Assert.Throws<BrokenRuleException>(() => Droits.Require(Qui("roi", null), "publish")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(Roles.Coordinator, null, "publish", true)]
    [InlineData(Roles.Coordinator, "DGEFP", "publish", false)]
    [InlineData(Roles.Auditor, null, "publish", false)]
    [InlineData(Roles.Coordinator, null, "inconnu", false)]
    [InlineData(Roles.Team, "DORA", "view", true)]
    public void Allows_ActRoleAndScope_AllCount(string role, string? scope, string act, bool allowed) => Assert.Equal(allowed, Droits.Allows(Qui(role, scope), act));

    [Fact]
    public void RolesFor_InAConvention_AreThoseOfItsPolicyForDecisionsAlone()
    {
        var politiques = new DossierDEssai().Regle("revoyure.decidedBy", new[] { Roles.Coordinator }).Dossier.Politiques;

        Assert.Equal([Roles.Coordinator], Droits.RolesFor("decideRevoyure", politiques));
        Assert.Equal([Roles.DecisionMaker], Droits.RolesFor("decideBalance", politiques));
    }

    [Theory]
    [InlineData(Roles.Auditor, null, "« l’audit »")]
    [InlineData(Roles.Signatory, null, "« signatory »")]
    [InlineData("roi", "x", "« roi:x »")]
    public void Require_ForbiddenAct_NamesWhoAsked(string role, string? scope, string nom) =>
        Assert.Contains(nom, Assert.Throws<BrokenRuleException>(() => Droits.Require(Qui(role, scope), "publish")).Message, StringComparison.Ordinal);

    private static Actor Qui(string role, string? scope) => new("personne", role, scope, "essai", DateTimeOffset.UnixEpoch);
}
