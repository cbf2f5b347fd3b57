using ComiteFlow.Host.Courriels;
using MailKit.Net.Smtp;

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
    public void Lire_PutOffForTwoDays_GivesStatusAndAnswer()
    {
        var cause = CauseDEchec.Lire(CauseDEchec.SansSucces(new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, (SmtpStatusCode)451, "4.7.1 Revenez plus tard.")));

        Assert.Equal(("report", "451", "4.7.1 Revenez plus tard"), (cause["code"], cause["statut"], cause["reponse"]));
    }

    [Theory]
    [InlineData("Aucun essai n’a abouti depuis 48 heures : Unable to read data.", "essais")]
    [InlineData("courriels/decision, ligne 9 : la variable « par » n’existe pas.", "modele")]
    [InlineData("courriels/decision : ce qui a été écrit pour ce courriel ne se lit plus, et il ne part pas. La cause est dans le journal.", "illisible")]
    [InlineData("Plus de réseau.", "autre")]
    [InlineData(null, "autre")]
    public void Lire_WordsOfThisProgramOrAnother_StayOnThePageAndOutOfTheMail(string? failure, string code)
    {
        var cause = CauseDEchec.Lire(failure);

        Assert.Equal((code, null, null, null), (cause["code"], cause["statut"], cause["reponse"], cause["poids"]));
    }
}
