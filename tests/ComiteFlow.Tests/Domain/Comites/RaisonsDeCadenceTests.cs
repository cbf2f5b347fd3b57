using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Comites;

/// <summary>From what a date of the cadence is counted, as its reason tells it: the figures add up to the date.</summary>
public sealed class RaisonsDeCadenceTests
{
    [Fact]
    public void Plan_FirstComiteAfterAnotherTimeThanThePeriod_TellsBoth()
    {
        var essai = Cadence("P6M", "P3M").Signe().Planifie();

        var (premier, suivant) = (essai.Dossier.Comites[0].Why!, essai.Dossier.Comites[1].Why!);
        Assert.Equal(("P3M", "P6M", "2020-01-15", "2020-04-15"), Valeurs(premier.Raison!));
        Assert.Equal(("P3M", "P6M", "2020-01-15", "2020-10-15"), Valeurs(suivant.Raison!));
        Assert.Equal("Le premier 3 mois après la prise d’effet, puis tous les 6 mois (P1).", suivant.Rule);
    }

    [Fact]
    public void Plan_FirstComiteAfterOnePeriod_TellsThePeriodAlone()
    {
        var essai = Cadence("P6M", "P6M").Signe().Planifie();

        Assert.Equal((null, "P6M", "2020-01-15", "2021-01-15"), Valeurs(essai.Dossier.Comites[1].Why!.Raison!));
        Assert.Equal("Tous les 6 mois depuis la prise d’effet (P1).", essai.Dossier.Comites[1].Why!.Rule);
    }

    [Fact]
    public void Plan_ChainedCadence_IsCountedFromTheComiteBefore()
    {
        // 15 August 2020 is a Saturday: the comité takes place on Monday the 17th.
        var essai = Cadence("P6M", null).Regle("committee.chained", true).Signe(new DateOnly(2020, 2, 15)).Planifie();

        var suivant = essai.Dossier.Comites[1].Why!;
        Assert.Equal((null, "P6M", "2020-08-17", "2021-02-17"), Valeurs(suivant.Raison!));
        Assert.Equal("Tous les 6 mois depuis la séance n° 1 (P1).", suivant.Rule);
    }

    [Theory]
    [InlineData("P1M", "Chaque mois depuis la prise d’effet (P1).")]
    [InlineData("P1D", "Chaque jour depuis la prise d’effet (P1).")]
    [InlineData("P1M15D", "À intervalles de 1 mois et 15 jours depuis la prise d’effet (P1).")]
    [InlineData("P2M1D", "Tous les 2 mois et 1 jour depuis la prise d’effet (P1).")]
    public void Plan_PeriodOfOneMonthOrDay_IsFrench(string every, string rule) =>
        Assert.Equal(rule, Cadence(every, null).Signe().Planifie().Dossier.Comites[0].Why!.Rule);

    private static DossierDEssai Cadence(string every, string? firstAfter) => new(
        texte => texte with { Committees = [texte.Committees[0] with { Cadence = new TexteCadence { Anchor = "effect", Every = every, FirstAfter = firstAfter } }] });

    private static (string? Premier, string? Tous, string? Depart, string? Le) Valeurs(Raison raison) =>
        (raison.Valeurs.GetValueOrDefault("premier"), raison.Valeurs["tous"], raison.Valeurs["depart"], raison.Valeurs["le"]);
}
