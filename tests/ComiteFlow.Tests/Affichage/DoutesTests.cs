using ComiteFlow.Host.Conventions;
using ComiteFlow.Tests.Domain;

namespace ComiteFlow.Tests.Affichage;

public sealed class DoutesTests
{
    [Theory]
    [InlineData("2021-07-29", "29 juillet 2021")]
    [InlineData("P24M", "24 mois")]
    [InlineData("29 JUL. 2021, printed after A and before B", "29 JUL. 2021")]
    [InlineData("0103-CEFP-COO3", "0103-CEFP-COO3")]
    [InlineData(DossierDEssai.Id, "Convention d’essai")]
    public void Lu_PrintedString_IsReadByPeople(string printed, string attendu) =>
        Assert.Equal(attendu, Doutes.Lu(new DossierDEssai().Dossier, printed).Replace('\u00A0', ' '));

    [Theory]
    [InlineData("000_texte.txt, signature block (after art. 8)", "bloc des signatures (après l’art. 8)")]
    [InlineData("000_texte.txt, art. 2", "art. 2")]
    [InlineData("art. 1, 2, 3, 5", "art. 1, 2, 3, 5")]
    [InlineData("Contexte", "Contexte")]
    public void Lieu_PlaceOfAText_IsInWords(string place, string attendu) => Assert.Equal(attendu, Noms.Lieu(place));
}
