using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Modeles;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComiteFlow.Tests.Agendas;

/// <summary>What an entry of a calendar says, to the letter: its title is not said again by its text.</summary>
public sealed class RedactionDAgendaTests
{
    [Theory]
    [InlineData(
        "seance", "donnees.json", "Comité d’investissement n° 2, Immersion facilitée – Incubation des startups d’État DGEFP",
        "Incubation des startups d’État DGEFP – Convention de délégation de gestion\n\nOrdre du jour :\n\n- Budget ; prévisions\n- Décision sur la tranche n° 2\n\nPersonnes attendues : la DGEFP, la DNUM et la DINUM.")]
    [InlineData(
        "seance", "donnees-breve.json", "Comité stratégique n° 3 – Startup d’État DiagOriente", "Convention de délégation de gestion – Startup d’État DiagOriente")]
    [InlineData(
        "echeance", "donnees.json", "Transmettre l’état des réalisations avant le comité stratégique n° 3 – Incubation des startups d’État DGEFP",
        "Le comité du 15 décembre 2021 ne peut pas décider sans cet état.")]
    [InlineData(
        "echeance", "donnees-signature.json", "Signer l’avenant n° 1 pour la DGEFP – Incubation des startups d’État DGEFP",
        "Tant qu’une signature manque, l’acte ne produit aucun effet.")]
    public void Lire_AnEntry_SaysItsTitleOnce(string template, string sample, string title, string text)
    {
        var read = RedactionDAgenda.Lire(Modeles.Depot.Store.RenderAgenda(template, Modeles.Depot.Sample($"agendas/{template}/{sample}")));

        Assert.Equal((title, text), (Plain(read.Titre), Plain(read.Texte)));
    }

    [Fact]
    public void Rediger_OneEntryThatCannotBeWorded_KeepsItsNamesAndTheOthersTheirWords()
    {
        var worded = Redaction().Rediger([Entry("a", () => ("A", "mots")), Entry("b", () => throw new ModeleException("agendas/seance", "la variable manque.")), Entry("c", () => ("C", "mots"))]);

        Assert.Equal([("A", "mots"), ("b", "noms"), ("C", "mots")], worded.Select(entry => (entry.Titre, entry.Texte)));
    }

    [Fact]
    public void Rediger_OneEntryThatTookTooLong_TriesNoOther()
    {
        var tried = 0;
        (string, string) Late()
        {
            tried++;
            throw new TimeoutException();
        }

        var worded = Redaction().Rediger([Entry("a", () => ("A", "mots")), Entry("b", Late), Entry("c", Late)]);

        Assert.Equal(1, tried);
        Assert.Equal(["A", "b", "c"], worded.Select(entry => entry.Titre));
    }

    private static RedactionDAgenda Redaction() => new(Modeles.Depot.Store, NullLogger<RedactionDAgenda>.Instance);

    private static EntreeARediger Entry(string name, Func<(string Titre, string Texte)> words) => new(new EntreeDAgenda(name, new DateOnly(2021, 9, 14), name, "noms", "/"), words);

    /// <summary>No-break spaces have their own test.</summary>
    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
