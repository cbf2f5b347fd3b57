using ComiteFlow.Activities.Courriels;

namespace ComiteFlow.Tests.Modeles;

public sealed class CourrielsDuSiteTests
{
    public static TheoryData<string> Connus() => [.. CourrielsDuSite.Connus];

    [Theory]
    [MemberData(nameof(Connus))]
    public void Envoie_EachKnownMail_OnlyWhereItIsOn(string name)
    {
        Assert.True(CourrielsDuSite.Tous.Envoie(name));
        Assert.False(CourrielsDuSite.Aucun.Envoie(name));
        Assert.True(CourrielsDuSite.Read(name).Envoie(name));
        Assert.Equal(CourrielsDuSite.Connus.Where(other => other == name), CourrielsDuSite.Connus.Where(CourrielsDuSite.Read(name).Envoie));
    }

    [Theory]
    [MemberData(nameof(Connus))]
    public void Connus_EachHasItsTemplate(string name) => Assert.True(File.Exists(Path.Combine(Depot.Templates, "courriels", name, "modele.md")));

    [Fact]
    public void Read_UnknownName_IsRefused() => Assert.Contains("rappelEtat", Assert.Throws<FormatException>(() => CourrielsDuSite.Read("rappelEtat")).Message, StringComparison.Ordinal);
}
