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

    private static Actor Qui(string role, string? scope) => new("personne", role, scope, "essai", DateTimeOffset.UnixEpoch);
}
