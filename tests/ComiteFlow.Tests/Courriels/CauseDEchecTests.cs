using ComiteFlow.Host.Courriels;

namespace ComiteFlow.Tests.Courriels;

/// <summary>The mail about what could not be handed over reads its cause as a code: its words stand in the template.</summary>
public sealed class CauseDEchecTests
{
    [Fact]
    public void Lire_UnknownRecipient_SaysThatNoAddressIsKnown() =>
        Assert.Equal(("sansAdresse", null), (CauseDEchec.Lire(CauseDEchec.SansAdresse("DINUM"))["code"], CauseDEchec.Lire(CauseDEchec.SansAdresse("DINUM"))["reponse"]));

    [Fact]
    public void Lire_RefusedByTheServer_GivesStatusAndAnswer()
    {
        var cause = CauseDEchec.Lire(CauseDEchec.Refuse(550, "5.1.1 Boîte\ninconnue."));

        Assert.Equal(("refus", "550", "5.1.1 Boîte\ninconnue"), (cause["code"], cause["statut"], cause["reponse"]));
    }

    [Fact]
    public void Lire_TooHeavy_GivesItsWeight()
    {
        var cause = CauseDEchec.Lire(CauseDEchec.TropLourd(130, 100));

        Assert.Equal(("tropLourd", "130", null), (cause["code"], cause["poids"], cause["reponse"]));
    }

    [Fact]
    public void Lire_AnythingElse_KeepsWhatWasSaid() => Assert.Equal(("autre", "Plus de réseau"), (CauseDEchec.Lire("Plus de réseau.")["code"], CauseDEchec.Lire("Plus de réseau.")["reponse"]));
}
