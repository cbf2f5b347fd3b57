using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

/// <summary>Whether the data of a mail that waited hold all that its template reads now.</summary>
public sealed class DonneesCompletesTests
{
    private const string Tache = "courriels/rappelTache";

    private static readonly DossierDeModeles Livres = new(Depot.Templates);

    private readonly ModelesDuSite _site = new(Livres);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Manque_TemplateChangedAndOneItemDone_StillLooksIntoTheItemsThatStand(bool isDone)
    {
        var before = new DemandesDuCourriel([true, !isDone], null).Keep(Rappel(without: "escalade"));

        Assert.Contains("il manque « element.escalade »", Completude().Manque(Tache, before), StringComparison.Ordinal);
    }

    [Fact]
    public void Manque_OneItemDoneOfDataOfToday_LacksNothing()
    {
        var today = new DemandesDuCourriel([false, true], null).Keep(Rappel(without: null));

        Assert.Null(Completude().Manque(Tache, today));
    }

    private DonneesCompletes Completude() => new(_site, new EpreuveDeModele(Livres, Depot.Store, new DocxWriter(Livres)), Depot.Store);

    /// <summary>A reminder of two tasks.</summary>
    /// <param name="without">What nobody wrote into its items before the template asked for it.</param>
    private static IReadOnlyDictionary<string, object?> Rappel(string? without)
    {
        var data = JsonNode.Parse(Livres.Read(Tache + "/donnees-plusieurs.json")!)!;
        foreach (var element in data["elements"]!.AsArray())
        {
            element!.AsObject().Remove(without ?? "");
        }

        return DonneesDeModele.Read(JsonSerializer.SerializeToElement(data));
    }
}
