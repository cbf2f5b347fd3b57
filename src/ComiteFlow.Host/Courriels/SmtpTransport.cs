using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Cryptography;

namespace ComiteFlow.Host.Courriels;

/// <summary>Where mail is handed over (section <c>Smtp</c>).</summary>
internal sealed record SmtpOptions
{
    /// <summary>Where the site names none; it delivers nowhere.</summary>
    public const string AdresseDExpediteur = "conventions@comiteflow.example";

    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Address that messages come from: the account must be allowed to write in its name.</summary>
    public string Expediteur { get; init; } = AdresseDExpediteur;

    /// <summary>Box that people read, where answers go; null for that of the coordination.</summary>
    public string? Reponse { get; init; }

    /// <summary>Seconds after which a silent server counts as gone, and the most that one message may take.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary><c>auto</c> (STARTTLS when offered), <c>starttls</c>, <c>tls</c> or <c>none</c>.</summary>
    public string Security { get; init; } = "auto";

    /// <summary>File of the certificates (PEM) of an authority of one's own; null for those that the machine trusts.</summary>
    public string? Autorite { get; init; }

    /// <summary>Domain, selector and key file of a DKIM signature; all three, or none.</summary>
    public string? DkimDomaine { get; init; }

    public string? DkimSelecteur { get; init; }

    /// <summary>Private key, PEM.</summary>
    public string? DkimCle { get; init; }
}

/// <summary>
/// Hands messages to an SMTP server over one connection that is kept; after a rest it is tried before a message is trusted to it. With a key, each
/// message is signed (DKIM).
/// </summary>
internal sealed class SmtpTransport : IMailTransport, IDisposable
{
    private static readonly HeaderId[] Signed =
        [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ReplyTo, HeaderId.InReplyTo, HeaderId.References, HeaderId.ContentType, HeaderId.MimeVersion,
        HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost];

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly SmtpOptions _options;
    private readonly EtatDeMessagerie _etat;
    private readonly ClientSmtp _client;
    private readonly DkimSigner? _signer;
    private readonly X509Certificate2Collection? _authority;
    private long _used;

    /// <exception cref="FormatException">The options name a file or a sender that cannot be used; one sentence says which.</exception>
    public SmtpTransport(SmtpOptions options, EtatDeMessagerie? etat = null)
    {
        RequireAddress("Smtp:Expediteur", options.Expediteur);
        if (options.Reponse is { } answers)
            RequireAddress("Smtp:Reponse", answers);
        (_options, _etat) = (options, etat ?? new EtatDeMessagerie());
        _signer = CleDkim.Read(options);
        _authority = AutoriteDeMessagerie.Read(options.Autorite);
        _client = NewClient();
    }

    private static void RequireAddress(string setting, string value)
    {
        if (!MailboxAddress.TryParse(value, out var box) || box.Address != value || !value.Contains('@'))
            throw new FormatException($"{setting} : « {value} » n’est pas une adresse ; écrivez-la sous la forme nom@domaine.");
    }

    public async Task SendAsync(MimeMessage message, CancellationToken ct)
    {
        using var bound = Bound(ct);
        await ConnectAsync(bound.Token, ct);
        Sign(message);
        try
        {
            await _client.SendAsync(message, bound.Token);
            _etat.Works();
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            await _client.DisconnectAsync(quit: false, CancellationToken.None);
            throw new TimeoutException($"Le serveur de messagerie n’a pas répondu en {_options.TimeoutSeconds} secondes.", error);
        }
        catch (Exception error) when (RefusDuServeur.IsOfAllMail(error))
        {
            // Whoever corrects the account is believed at the next attempt: it signs in anew.
            await _client.DisconnectAsync(quit: false, CancellationToken.None);
            throw Gone(error);
        }
        catch (SmtpCommandException error) when ((int)error.StatusCode / 100 == 5)
        {
            _etat.Works();
            throw new MailRefusedException(CauseDEchec.Refuse((int)error.StatusCode, error.Message), error);
        }
        catch (Exception error) when (error is SmtpProtocolException or IOException)
        {
            // Cut in mid message: whether it was taken is not known, and it goes again with the same Message-ID.
            await _client.DisconnectAsync(quit: false, CancellationToken.None);
            throw;
        }
        finally
        {
            _used = TimeProvider.System.GetTimestamp();
        }
    }

    /// <summary>Connects, signs in and names the sender, and sends nothing.</summary>
    /// <exception cref="MailServerGoneException">That does not work; the message says why, and what to correct.</exception>
    public async Task CheckAsync(CancellationToken ct)
    {
        using var client = NewClient();
        using var bound = Bound(ct);
        await OpenAsync(client, bound.Token, ct);
        try
        {
            await client.TrySenderAsync(_options.Expediteur, bound.Token);
            _etat.Works();
        }
        catch (Exception error) when (RefusDuServeur.IsOfAllMail(error))
        {
            throw Gone(error);
        }
        catch (Exception error) when (!ct.IsCancellationRequested && error is SmtpCommandException or SmtpProtocolException or IOException or OperationCanceledException)
        {
            // It is there and took the account: what it does not want now, the post tries again.
            return;
        }

        await client.DisconnectAsync(quit: true, ct);
    }

    public void Dispose()
    {
        _client.Dispose();
        _one.Dispose();
    }

    /// <summary>Whoever sends waits for the message that is on its way: a page may try one while the post goes round, and there is one connection.</summary>
    async Task IMailTransport.SendAsync(MimeMessage message, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await SendAsync(message, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private void Sign(MimeMessage message)
    {
        if (_signer is null)
            return;
        message.Headers.Remove(HeaderId.DkimSignature);
        message.Prepare(EncodingConstraint.SevenBit);
        _signer.Sign(message, Signed);
    }

    /// <summary>Technical time: a connection that hangs holds nothing up for longer.</summary>
    private CancellationTokenSource Bound(CancellationToken ct)
    {
        var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        return bound;
    }

    /// <param name="bound">Ends when the server has been silent for too long.</param>
    private async Task ConnectAsync(CancellationToken bound, CancellationToken ct)
    {
        if (_client.IsConnected && TimeProvider.System.GetElapsedTime(_used) > Rest && !await AnswersAsync(bound))
            await _client.DisconnectAsync(quit: false, CancellationToken.None);
        if (!_client.IsConnected)
            await OpenAsync(_client, bound, ct);
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await _client.NoOpAsync(ct);
            return true;
        }
        catch (Exception error) when (error is IOException or SmtpProtocolException or SmtpCommandException or ServiceNotConnectedException or OperationCanceledException)
        {
            return false;
        }
    }

    private ClientSmtp NewClient()
    {
        var client = new ClientSmtp { Timeout = _options.TimeoutSeconds * 1000 };
        if (_authority is not { } authority)
            return client;
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, certificate, _, errors) => AutoriteDeMessagerie.Accepts(authority, certificate, errors);
        return client;
    }

    private async Task OpenAsync(SmtpClient client, CancellationToken bound, CancellationToken ct)
    {
        var security = _options.Security switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "starttls" => SecureSocketOptions.StartTls,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTlsWhenAvailable,
        };
        try
        {
            await client.ConnectAsync(_options.Host, _options.Port, security, bound);
            if (_options.User is not null)
                await client.AuthenticateAsync(_options.User, _options.Password ?? "", bound);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            // Half a connection would count as one the next time.
            await client.DisconnectAsync(quit: false, CancellationToken.None);
            throw Gone(error);
        }
    }

    private MailServerGoneException Gone(Exception error)
    {
        var why = Why(error);
        _etat.Fails(why);
        return new MailServerGoneException(why, error);
    }

    private string Compte => _options.User is { } user ? $"« {user} »" : "de ce service, qui n’a pas d’identifiant,";

    private string Why(Exception error)
    {
        var server = $"{_options.Host}:{_options.Port}";
        return error switch
        {
            ServiceNotAuthenticatedException => $"Le serveur de messagerie {server} demande un compte avant de prendre un message : renseignez Smtp:User et Smtp:Password, ou corrigez-les. Sa réponse : {error.Message}",
            SmtpCommandException refused when RefusDuServeur.IsOfTheSender(refused) =>
                $"Le serveur de messagerie {server} refuse l’expéditeur « {_options.Expediteur} » : corrigez Smtp:Expediteur, ou faites autoriser le compte {Compte} à écrire au nom de cette adresse. Sa réponse : ({(int)refused.StatusCode}) {refused.Message}",
            SmtpCommandException refused when RefusDuServeur.IsOfAllMail(refused) =>
                $"Le serveur de messagerie {server} ne prend aucun message du compte {Compte} : vérifiez Smtp:User, Smtp:Password et les droits de ce compte. Sa réponse : ({(int)refused.StatusCode}) {refused.Message}",
            AuthenticationException => $"Le serveur de messagerie {server} refuse le compte « {_options.User} » : vérifiez Smtp:User et Smtp:Password. Sa réponse : {error.Message}",
            SslHandshakeException => $"La connexion chiffrée au serveur de messagerie {server} échoue : vérifiez Smtp:Security, et Smtp:Autorite pour une autorité privée.",
            OperationCanceledException => $"Le serveur de messagerie {server} ne répond pas : rien n’est venu en {_options.TimeoutSeconds} secondes.",
            NotSupportedException => $"Le serveur de messagerie {server} n’offre pas ce que demande Smtp:Security = « {_options.Security} » ou l’authentification : {error.Message}",
            _ => $"Le serveur de messagerie {server} ne répond pas : {error.Message}",
        };
    }
}
