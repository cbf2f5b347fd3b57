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
        SmtpCommandException refused when (int)refused.StatusCode / 100 == 5 => IsOfTheSender(refused) || OfTheAccount.Contains((int)refused.StatusCode) || Account().IsMatch(refused.Message)
            || (refused.ErrorCode == SmtpErrorCode.UnexpectedStatusCode && OfTheCommand.Contains((int)refused.StatusCode)),
        _ => false,
    };

    /// <summary>True where the address that all mail comes from is the reason. A message that is too big is told at the same moment, and is not one.</summary>
    public static bool IsOfTheSender(SmtpCommandException refused) =>
        (refused.ErrorCode == SmtpErrorCode.SenderNotAccepted && (int)refused.StatusCode is not (552 or 523) && !OfTheAccount.Contains((int)refused.StatusCode) && !TooBig().IsMatch(refused.Message))
        || Sender().IsMatch(refused.Message);

    [GeneratedRegex(@"\b5\.(1\.[78]|7\.(60|509))\b")]
    private static partial Regex Sender();

    [GeneratedRegex(@"\b5\.7\.([89]|57)\b")]
    private static partial Regex Account();

    [GeneratedRegex(@"\b5\.(2\.3|3\.4)\b")]
    private static partial Regex TooBig();
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
