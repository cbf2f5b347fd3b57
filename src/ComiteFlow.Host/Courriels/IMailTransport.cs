using MimeKit;

namespace ComiteFlow.Host.Courriels;

/// <summary>Hands a message over to the world.</summary>
internal interface IMailTransport
{
    /// <exception cref="MailRefusedException">The message will never be taken.</exception>
    /// <exception cref="MailServerGoneException">Nobody answers: no message can be handed over now.</exception>
    Task SendAsync(MimeMessage message, CancellationToken ct);

    /// <summary>True when nothing leaves this host: messages may then be recorded together, for none can be on its way.</summary>
    bool StaysHere => false;
}

/// <summary>The message was refused for good; trying again does not help.</summary>
internal sealed class MailRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The server of the mail cannot be reached; no message is to blame.</summary>
internal sealed class MailServerGoneException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Keeps mail here: every message stays in its row and is shown by the mailbox of the site.</summary>
internal sealed class BoiteLocale : IMailTransport
{
    public bool StaysHere => true;

    public Task SendAsync(MimeMessage message, CancellationToken ct) => Task.CompletedTask;
}
