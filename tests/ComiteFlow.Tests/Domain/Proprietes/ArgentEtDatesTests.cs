using ComiteFlow.Tests.Domain.Gestion;
using FsCheck;
using FsCheck.Fluent;

namespace ComiteFlow.Tests.Domain.Proprietes;

/// <summary>Whatever is asked, on whatever day: money and dates keep their properties, and a refusal changes nothing.</summary>
public sealed class ArgentEtDatesTests
{
    /// <summary>A mutation run lives fewer: it repeats these tests once for each mutant.</summary>
    private static readonly int ViesParGraine = Essais.Nombre(30);

    /// <summary>Fixed, so that every run lives the same lives.</summary>
    private static readonly (ulong Seed, ulong Gamma)[] Graines = [(20_200_115, 3), (20_201_130, 7), (20_211_231, 11)];

    [Fact]
    public void Commands_ControlOfTheWhole_KeepEveryProperty() => Vivre(() => new DossierDEssai().Signe().Planifie());

    [Fact]
    public void Commands_ControlOfTheWholeWithCutoffs_KeepEveryProperty() =>
        Vivre(() => new DossierDEssai(t => t with { EndOfYear = Textes.FinDeGestion }).Signe().Planifie());

    [Fact]
    public void Commands_ControlByStartupWithCutoffs_KeepEveryProperty() => Vivre(() => AnneesDEssai.Dotee().Planifie());

    private static void Vivre(Func<DossierDEssai> convention)
    {
        var (acceptees, refusees) = (0, 0);
        var propriete = Prop.ForAll(Pas.Vies, vie =>
        {
            var (oui, non) = Vie.De(convention(), vie).Compte;
            (acceptees, refusees) = (acceptees + oui, refusees + non);
        });
        foreach (var (seed, gamma) in Graines)
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(ViesParGraine).WithReplay(seed, gamma), propriete);

        // Lives in which nearly all is refused, or nothing, would prove little.
        Assert.True(acceptees > Essais.Nombre(500) && refusees > Essais.Nombre(1_000), $"{acceptees} commandes acceptées, {refusees} refusées");
    }
}
