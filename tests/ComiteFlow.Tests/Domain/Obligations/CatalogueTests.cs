using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;

namespace ComiteFlow.Tests.Domain.Obligations;

/// <summary>The catalogue is whole, and the five texts hold every obligation of it.</summary>
public sealed class CatalogueTests
{
    private static readonly IReadOnlyList<TexteConvention> Livres = [.. Directory.GetFiles(Depot.Path("conventions"), "*-20*.json").Select(file => TexteConvention.Read(File.ReadAllText(file)))];

    [Fact]
    public void Tous_Shipped_HaveEveryIdOnceInOrder() =>
        Assert.Equal(Enumerable.Range(1, 95).Select(n => $"O-{n:00}"), Catalogue.Tous.Select(one => one.Id));

    [Fact]
    public void Tous_Shipped_AreWordedInFull() =>
        Assert.All(Catalogue.Tous, one => Assert.All([one.Title, one.Text, one.Proof, one.Who, one.Carrier], text => Assert.False(string.IsNullOrWhiteSpace(text))));

    [Fact]
    public void Tous_Shipped_AreHeldByAText() =>
        Assert.Empty(Catalogue.Tous.Select(one => one.Id).Except(Livres.SelectMany(texte => texte.Obligations).Select(one => one.Id)));

    [Fact]
    public void Obligations_OfTexts_CiteTheirArticle() =>
        Assert.All(Livres.SelectMany(texte => texte.Obligations), one => Assert.NotEmpty(one.Place!.Places));

    [Fact]
    public void Regles_OfTheProduct_AreThoseOfTheSchema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Depot.Path("conventions", "schema.json")));
        var listed = schema.RootElement.GetProperty("$defs").GetProperty("obligation").GetProperty("properties").GetProperty("state").GetProperty("enum")
            .EnumerateArray().Select(value => value.GetString()).OfType<string>();

        Assert.Equal(EtatsDesObligations.Regles.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Empty(Catalogue.Tous.Select(one => one.State).Except(EtatsDesObligations.Regles));
    }
}
