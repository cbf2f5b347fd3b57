using ComiteFlow.Host.Courriels;
using MailKit.Net.Smtp;

namespace ComiteFlow.Tests.Courriels;

/// <summary>Whether an answer of a mail server stops one mail or all of them: what Postfix, Exim, Sendmail and Exchange say, and when.</summary>
public sealed class RefusDuServeurTests
{
    [Theory]
    [InlineData(553, "5.7.1 <a@b.example>: Sender address rejected: not owned by user comiteflow", true)]
    [InlineData(553, "5.7.1 <a@b.example>: Sender address rejected: not logged in", true)]
    [InlineData(550, "5.1.0 <a@b.example>: Sender address rejected: User unknown in local recipient table", true)]
    [InlineData(554, "5.7.1 <a@b.example>: Relay access denied", false)]
    [InlineData(454, "4.7.1 <a@b.example>: Relay access denied", false)]
    [InlineData(554, "5.7.1 <unknown[10.0.0.8]>: Client host rejected: Access denied", false)]
    [InlineData(550, "5.7.1 <a@b.example>... Relaying denied. Proper authentication required.", false)]
    [InlineData(550, "5.7.54 SMTP; Unable to relay recipient in non-accepted domain", false)]
    [InlineData(550, "relay not permitted", false)]
    public void IsOfAllMail_ToldAtTheRecipientAboutWhoeverWrites_StopsAll(int status, string answer, bool isSender)
    {
        var refused = Refused(SmtpErrorCode.RecipientNotAccepted, status, answer);

        Assert.Equal((true, isSender), (RefusDuServeur.IsOfAllMail(refused), RefusDuServeur.IsOfTheSender(refused)));
    }

    [Theory]
    [InlineData(550, "5.1.1 <sender@relay.example>: Recipient address rejected: User unknown in relay recipient table")]
    [InlineData(550, "5.7.1 <relay@authentication.example>: mailbox closed")]
    [InlineData(554, "5.7.1 <a@b.example>: Recipient address rejected: sender not allowed here")]
    [InlineData(550, "5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required")]
    [InlineData(550, "5.7.1 RESOLVER.RST.AuthRequired; authentication required")]
    [InlineData(450, "4.7.1 <a@b.example>: Sender address rejected: greylisted")]
    public void IsOfAllMail_ToldAtTheRecipientAboutTheRecipient_StopsOne(int status, string answer) =>
        Assert.False(RefusDuServeur.IsOfAllMail(Refused(SmtpErrorCode.RecipientNotAccepted, status, answer)));

    [Theory]
    [InlineData("client [10.5.1.8] blocked")]
    [InlineData("5.7.1 Blocked, see 185.5.7.9")]
    [InlineData("5.7.9.10 is on a list")]
    [InlineData("5.7.1 host 5.1.7 and 5.7.60 and 5.7.57")]
    public void IsOfAllMail_PieceOfAnAddressLooksLikeACode_StopsOne(string answer)
    {
        Assert.False(RefusDuServeur.IsOfAllMail(Refused(SmtpErrorCode.MessageNotAccepted, 550, answer)));
        Assert.False(RefusDuServeur.IsOfAllMail(Refused(SmtpErrorCode.RecipientNotAccepted, 550, answer)));
    }

    [Theory]
    [InlineData("5.7.60 SMTP; Client does not have permissions to send as this sender", "5.7.60")]
    [InlineData("550 5.1.8 Bad sender", "5.1.8")]
    [InlineData("See below\n5.7.57 Client was not authenticated", "5.7.57")]
    [InlineData("Refused", null)]
    public void Code_StandsAtTheStartOfALine_IsRead(string answer, string? code)
    {
        Assert.Equal(code, RefusDuServeur.Code(answer));
        Assert.Equal(code is not null, RefusDuServeur.IsOfAllMail(Refused(SmtpErrorCode.MessageNotAccepted, 550, answer)));
    }

    private static SmtpCommandException Refused(SmtpErrorCode when, int status, string answer) => new(when, (SmtpStatusCode)status, answer);
}
