using ComiteFlow.Host.Agendas;

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

    /// <summary>No-break spaces have their own test.</summary>
    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
