using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Tests.Domain;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Documents;

/// <summary>What the one page for the sponsor has room for.</summary>
public sealed class FicheSponsorTests
{
    [Fact]
    public void Sponsor_MilestonesReachedAndToCome_TellsThoseToComeFirst()
    {
        var startup = new TexteStartup { Id = "A", Milestones = [.. new[] { "lancement", "point d’étape", "bilan" }.Select(text => new TexteJalon { Text = text })] };
        var essai = new DossierDEssai(texte => texte with { Startups = [startup] }).Dote().Planifie();
        foreach (var reached in new[] { "lancement", "point d’étape" })
        {
            new Enregistrement(essai.Dossier).Milestone(reached, "A", DossierDEssai.Debut, DossierDEssai.Debut);
        }

        var sheet = DonneesDeSeance.Sponsor(essai.Dossier, essai.Dossier.Comites[0], DossierDEssai.Debut);

        var told = ((IEnumerable<object?>)sheet["prochainesEtapes"]!).Select(one => ((Dictionary<string, object?>)one!)["texte"]);
        Assert.Equal(["bilan", "lancement"], told);
    }
}
