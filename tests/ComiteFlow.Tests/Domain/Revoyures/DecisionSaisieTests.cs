using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Revoyures;

namespace ComiteFlow.Tests.Domain.Revoyures;

public sealed class DecisionSaisieTests
{
    [Theory]
    [InlineData("subvention", null)]
    [InlineData("newConvention", null)]
    [InlineData("newConvention", " ")]
    public void Decision_FormThatCannotBe_IsRefused(string form, string? convention)
    {
        var commande = new DecideRevoyure.Commande { Outcome = "grant", AmountCents = new MontantSaisi("100"), Form = form, NewConvention = convention };

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => commande.Decision()).Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("tranche")]
    [InlineData("avenant")]
    public void Decision_KnownForm_IsKept(string? form) =>
        Assert.Equal(form, new DecideRevoyure.Commande { Outcome = "grant", AmountCents = new MontantSaisi("100"), Form = form }.Decision().Form);
}
