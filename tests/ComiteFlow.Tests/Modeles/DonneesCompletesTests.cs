using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

/// <summary>Whether the data of a mail that waited hold all that its template reads now.</summary>
public sealed class DonneesCompletesTests
{
    private const string Tache = "courriels/rappelTache", Etat = "courriels/rappelEtat";

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

    [Fact]
    public void Manque_ForEachMailOfAQueue_ReadsTheFolderOnce()
    {
        var texts = new TextesComptes(Livres);
        _site.Livrer(texts, []);
        var completude = Completude();
        completude.Manque(Tache, Depot.Sample(Tache + "/donnees.json"));
        var own = Depot.Store.PartielsDe(Tache).Append(Tache).Select(NomDeModele.Chemin).ToHashSet(StringComparer.Ordinal);
        Assert.Contains(texts.Reads.Keys, path => !own.Contains(path));
        texts.Reads.Clear();

        for (var mail = 0; mail < 20; mail++)
        {
            Assert.Null(completude.Manque(Tache, Depot.Sample(Tache + "/donnees.json")));
        }

        Assert.DoesNotContain(texts.Reads.Keys, path => !own.Contains(path));
    }

    [Fact]
    public void Manque_AfterTextsChanged_AnswersByTheNewOnes()
    {
        var completude = Completude();
        Assert.Null(completude.Manque(Etat, Depot.Sample(Etat + "/donnees.json")));

        _site.Livrer(new SourceModifiee(Livres, "partiels/pied-courriel", "{{ service.telephone }}\n"), []);

        Assert.Contains("il manque « service.telephone »", completude.Manque(Etat, Depot.Sample(Etat + "/donnees.json")), StringComparison.Ordinal);
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

    /// <summary>The shipped texts, with how often each was read.</summary>
    private sealed class TextesComptes(DossierDeModeles livres) : IModeleSource
    {
        public ConcurrentDictionary<string, int> Reads { get; } = new(StringComparer.Ordinal);

        public string? Read(string path)
        {
            Reads.AddOrUpdate(path, 1, (_, count) => count + 1);
            return livres.Read(path);
        }
    }
}
