using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;

namespace ComiteFlow.Host.Courriels;

/// <summary>
/// Tells what a mail server refuses: one message, or the account and so every message. Codes are those of RFC 5321 and RFC 4954, with the enhanced ones of RFC 3463 and of Exchange.
/// </summary>
internal static partial class RefusDuServeur
{
    /// <summary>The server takes no mail, or none of this account.</summary>
    private static readonly int[] OfTheAccount = [521, 530, 534, 535, 538];

    /// <summary>The server does not know our commands, whatever the message.</summary>
    private static readonly int[] OfTheCommand = [500, 502, 503, 504];

    public static bool IsOfAllMail(Exception error) => error switch
    {
        ServiceNotAuthenticatedException => true,
        SmtpCommandException refused when (int)refused.StatusCode / 100 == 5 => IsOfTheSender(refused) || OfTheAccount.Contains((int)refused.StatusCode) || Code(refused.Message) is "5.7.8" or "5.7.9" or "5.7.57"
            || (refused.ErrorCode == SmtpErrorCode.UnexpectedStatusCode && OfTheCommand.Contains((int)refused.StatusCode)) || IsToldLate(refused, TheAccount()),
        // What Postfix says by default of a relay that it does not grant.
        SmtpCommandException { StatusCode: (SmtpStatusCode)454 } refused => IsToldLate(refused, TheAccount()),
        _ => false,
    };

    /// <summary>True where the address that all mail comes from is the reason. A message that is too big is told at the same moment, and is not one.</summary>
    public static bool IsOfTheSender(SmtpCommandException refused) =>
        (refused.ErrorCode == SmtpErrorCode.SenderNotAccepted && (int)refused.StatusCode is not (552 or 523) && !OfTheAccount.Contains((int)refused.StatusCode) && Code(refused.Message) is not ("5.2.3" or "5.3.4"))
        || Code(refused.Message) is "5.1.7" or "5.1.8" or "5.7.60" or "5.7.509" || IsToldLate(refused, TheSender());

    /// <summary>The enhanced code of an answer, such as <c>5.1.1</c>; null for none. One anywhere else in its words may be a piece of an address.</summary>
    public static string? Code(string answer) => Enhanced().Match(answer) is { Success: true } code ? code.Groups[1].Value : null;

    /// <summary>
    /// True where what a server has against whoever writes is told only once a recipient is named, as Postfix does by default (<c>smtpd_delay_reject</c>). What a recipient, or a group, takes from
    /// nobody or from few is no reason to stop the others.
    /// </summary>
    private static bool IsToldLate(SmtpCommandException refused, Regex about)
    {
        if (refused.ErrorCode != SmtpErrorCode.RecipientNotAccepted || !OfPolicy().IsMatch(Code(refused.Message) ?? "5.7.0"))
            return false;
        var words = Boxes().Replace(refused.Message, "");
        return about.IsMatch(words) && !TheRecipient().IsMatch(words);
    }

    /// <summary>At the start of an answer, or of one of its lines; the three digits are there where another server's answer is handed on.</summary>
    [GeneratedRegex(@"^(?:[45]\d\d[ -])?([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)", RegexOptions.Multiline)]
    private static partial Regex Enhanced();

    /// <summary>Delivery not authorized, and what stands for an unknown user of the sender's own domain. Three digits tell what a recipient allows.</summary>
    [GeneratedRegex(@"^[45]\.(7\.\d{1,2}|1\.0)$")]
    private static partial Regex OfPolicy();

    /// <summary>Addresses in an answer: their words say nothing.</summary>
    [GeneratedRegex(@"<[^>]*>|\S+@\S+")]
    private static partial Regex Boxes();

    [GeneratedRegex(@"\bsender\b", RegexOptions.IgnoreCase)]
    private static partial Regex TheSender();

    /// <summary>May this host write through that server at all: relaying, signing in, its name.</summary>
    [GeneratedRegex(@"\brelay(?:ing)?\b|\bauthenticat(?:e|ed|ion)\b|\bnot logged in\b|\b(?:client host|helo command) rejected\b", RegexOptions.IgnoreCase)]
    private static partial Regex TheAccount();

    [GeneratedRegex(@"(?<!\b(?:relay|local) )\brecipient\b|\bgroup\b|\bmailing list\b|\bRESOLVER\.", RegexOptions.IgnoreCase)]
    private static partial Regex TheRecipient();
}

/// <summary>A connection that can name a sender without sending anything.</summary>
internal sealed class ClientSmtp : SmtpClient
{
    /// <exception cref="SmtpCommandException">The server refuses it.</exception>
    /// <exception cref="ServiceNotAuthenticatedException">The server wants an account first.</exception>
    public async Task TrySenderAsync(string address, CancellationToken ct)
    {
        var answer = await SendCommandAsync($"MAIL FROM:<{address}>", ct);
        if (answer.StatusCode == SmtpStatusCode.AuthenticationRequired)
            throw new ServiceNotAuthenticatedException(answer.Response);
        if ((int)answer.StatusCode / 100 != 2)
            throw new SmtpCommandException(SmtpErrorCode.SenderNotAccepted, answer.StatusCode, answer.Response);
        await SendCommandAsync("RSET", ct);
    }
}
