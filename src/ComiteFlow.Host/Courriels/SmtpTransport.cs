using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ComiteFlow.Host.Courriels;

/// <summary>Where mail is handed over (section <c>Smtp</c>).</summary>
internal sealed record SmtpOptions
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Seconds after which a silent server counts as gone.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary><c>auto</c> (STARTTLS when offered), <c>starttls</c>, <c>tls</c> or <c>none</c>.</summary>
    public string Security { get; init; } = "auto";
}

/// <summary>Hands messages to an SMTP server over one connection that is kept.</summary>
internal sealed class SmtpTransport(SmtpOptions options) : IMailTransport, IDisposable
{
    private readonly SmtpClient _client = new();

    public async Task SendAsync(MimeMessage message, CancellationToken ct)
    {
        await ConnectAsync(ct);
        try
        {
            await SendConnectedAsync(message, ct);
        }
        catch (SmtpCommandException error) when ((int)error.StatusCode / 100 == 5)
        {
            throw new MailRefusedException($"Le serveur de messagerie refuse le message ({(int)error.StatusCode}) : {error.Message}", error);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task SendConnectedAsync(MimeMessage message, CancellationToken ct)
    {
        try
        {
            await _client.SendAsync(message, ct);
        }
        catch (ServiceNotConnectedException)
        {
            await ConnectAsync(ct);
            await _client.SendAsync(message, ct);
        }
    }

    private async Task ConnectAsync(CancellationToken ct)
    {
        if (_client.IsConnected)
            return;
        _client.Timeout = options.TimeoutSeconds * 1000;
        var security = options.Security switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "starttls" => SecureSocketOptions.StartTls,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTlsWhenAvailable,
        };
        try
        {
            await _client.ConnectAsync(options.Host, options.Port, security, ct);
            if (options.User is not null)
                await _client.AuthenticateAsync(options.User, options.Password ?? "", ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Half a connection would count as one the next time.
            await _client.DisconnectAsync(quit: false, CancellationToken.None);
            throw new MailServerGoneException($"Le serveur de messagerie {options.Host}:{options.Port} ne répond pas : {error.Message}", error);
        }
    }
}
