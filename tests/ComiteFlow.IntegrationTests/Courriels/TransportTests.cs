using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ComiteFlow.Host.Courriels;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>The connection to a real mail server: encrypted, signed in, cut, and the signature of what goes over it.</summary>
public sealed class TransportTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();

    [RequiresToolTheory("aiosmtpd")]
    [InlineData("tls")]
    [InlineData("starttls")]
    public async Task Send_OverTlsOfAPrivateAuthority_Arrives(string security)
    {
        var options = await CertifiedAsync(security);
        using var transport = new SmtpTransport(options);

        await transport.SendAsync(Message("un"), default);
        await transport.SendAsync(Message("deux"), default);

        Assert.Equal(["un", "deux"], _server.Received.Select(message => message.Subject));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_BySeveralAtOnce_GoesOneAfterTheOther()
    {
        using var transport = new SmtpTransport(await CertifiedAsync("tls"));
        IMailTransport shared = transport;
        string[] subjects = ["a", "b", "c", "d", "e", "f"];

        await Task.WhenAll(subjects.Select(subject => Task.Run(() => shared.SendAsync(Message(subject), default))));

        Assert.Equal(subjects, _server.Received.Select(message => message.Subject).Order(StringComparer.Ordinal));
    }

    [RequiresToolTheory("aiosmtpd")]
    [InlineData("tls")]
    [InlineData("starttls")]
    public async Task Send_ToAServerOfAnUnknownAuthority_SendsNothing(string security)
    {
        var options = await CertifiedAsync(security);
        using var transport = new SmtpTransport(options with { Autorite = null });

        var error = await Assert.ThrowsAsync<MailServerGoneException>(() => transport.SendAsync(Message("un"), default));

        Assert.Contains("Smtp:Autorite", error.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Received);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_ToAServerOfAnotherPrivateAuthority_SendsNothing()
    {
        var options = await CertifiedAsync("tls");
        using var pair = RSA.Create(2048);
        using var other = new CertificateRequest("CN=Autre", pair, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await _folder.WriteAsync(other.ExportCertificatePem(), "autre.pem");
        using var transport = new SmtpTransport(options with { Autorite = _folder.Path("autre.pem") });

        await Assert.ThrowsAsync<MailServerGoneException>(() => transport.SendAsync(Message("un"), default));

        Assert.Empty(_server.Received);
    }

    [RequiresToolTheory("aiosmtpd")]
    [InlineData("secret", true)]
    [InlineData("autre", false)]
    public async Task Check_OfAnAccount_TellsWhetherItCanSignIn(string password, bool works)
    {
        var options = await CertifiedAsync("starttls");
        var etat = new EtatDeMessagerie();
        using var transport = new SmtpTransport(options with { User = "comiteflow", Password = password }, etat);

        var error = await Record.ExceptionAsync(() => transport.CheckAsync(default));

        Assert.Equal(works, error is null);
        Assert.Equal(works, etat.Probleme is null);
        if (!works)
            Assert.Contains("refuse le compte « comiteflow »", etat.Probleme, StringComparison.Ordinal);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Check_SenderIsRefused_IsFoundAtStartWithItsRemedy()
    {
        await _server.StartAsync();
        await _server.RefuseSendersAsync("550 5.7.1 Sender address rejected");
        var etat = new EtatDeMessagerie();
        using var transport = new SmtpTransport(Options(), etat);

        await Assert.ThrowsAsync<MailServerGoneException>(() => transport.CheckAsync(default));

        Assert.Contains("refuse l’expéditeur « conventions@comiteflow.example »", etat.Probleme, StringComparison.Ordinal);
        Assert.Contains("Smtp:Expediteur", etat.Probleme, StringComparison.Ordinal);
        Assert.Contains("Sender address rejected", etat.Probleme, StringComparison.Ordinal);
        _server.TakeSenders();
        await transport.CheckAsync(default);
        Assert.Null(etat.Probleme);
        Assert.Empty(_server.Received);
    }

    [Fact]
    public async Task Send_ToAServerThatAcceptsAndSaysNothing_GivesUpInItsTime()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var transport = new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = ((IPEndPoint)silent.LocalEndpoint).Port, Security = "none", TimeoutSeconds = 1 });

        var error = await Assert.ThrowsAsync<MailServerGoneException>(() => transport.SendAsync(Message("un"), default).WaitAsync(Patience));

        Assert.Contains("ne répond pas", error.Message, StringComparison.Ordinal);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_ToAServerThatHangsInMidMessage_GivesUpInItsTimeAndGoesAgain()
    {
        await _server.StartAsync();
        await _server.HoldAfterAsync(0);
        using var transport = new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port, Security = "none", TimeoutSeconds = 1 });

        await Assert.ThrowsAsync<TimeoutException>(() => transport.SendAsync(Message("un"), default).WaitAsync(Patience));
        await _server.ReleaseAsync();
        await transport.SendAsync(Message("un"), default);

        Assert.Equal(["un", "un"], _server.Received.Select(message => message.Subject));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_CutInMidMessage_GoesAgainOverANewConnection()
    {
        await _server.StartAsync();
        using var transport = new SmtpTransport(Options());
        await transport.SendAsync(Message("un"), default);
        await _server.CutAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => transport.SendAsync(Message("deux"), default));
        await transport.SendAsync(Message("deux"), default);

        Assert.Equal(["un", "deux"], _server.Received.Select(message => message.Subject));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Send_WithAKey_IsSignedAndTheSignatureHoldsAtTheReceiver()
    {
        await _server.StartAsync();
        using var key = RSA.Create(2048);
        await _folder.WriteAsync(key.ExportRSAPrivateKeyPem(), "dkim.pem");
        using var transport = new SmtpTransport(Options() with { DkimDomaine = "comiteflow.example", DkimSelecteur = "essai", DkimCle = _folder.Path("dkim.pem") });

        await transport.SendAsync(Message("Dépenses d’août"), default);

        var received = await MimeMessage.LoadAsync(new MemoryStream(Assert.Single(_server.Bytes)));
        var signature = received.Headers.Single(header => header.Id == HeaderId.DkimSignature);
        var verifier = new DkimVerifier(new Cles(key.ExportSubjectPublicKeyInfoPem()));
        Assert.True(await verifier.VerifyAsync(received, signature));
        received.Subject = "Autre";
        Assert.False(await verifier.VerifyAsync(received, signature));
    }

    [Fact]
    public void Start_WithASettingThatCannotBeUsed_SaysWhich()
    {
        var half = Assert.Throws<FormatException>(() => new SmtpTransport(Options() with { DkimDomaine = "comiteflow.example" }));
        var missing = Assert.Throws<FormatException>(() => new SmtpTransport(Options() with { DkimDomaine = "a.example", DkimSelecteur = "s", DkimCle = _folder.Path("absente.pem") }));
        var sender = Assert.Throws<FormatException>(() => new SmtpTransport(Options() with { Expediteur = "la coordination" }));
        var authority = Assert.Throws<FormatException>(() => new SmtpTransport(Options() with { Autorite = _folder.Path("absente.pem") }));

        Assert.Contains("Smtp:DkimSelecteur", half.Message, StringComparison.Ordinal);
        Assert.Contains("absente.pem", missing.Message, StringComparison.Ordinal);
        Assert.Contains("Smtp:Expediteur : « la coordination » n’est pas une adresse", sender.Message, StringComparison.Ordinal);
        Assert.Contains("Smtp:Autorite", authority.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private SmtpOptions Options() => new() { Host = "127.0.0.1", Port = _server.Port, Security = "none" };

    private async Task<SmtpOptions> CertifiedAsync(string security)
    {
        var authority = await _server.StartCertifiedAsync(security);
        return Options() with { Security = security, Autorite = authority };
    }

    private static MimeMessage Message(string subject)
    {
        var message = new MimeMessage { Subject = subject, MessageId = $"{Uri.EscapeDataString(subject)}@comiteflow.example", Body = new TextPart("plain") { Text = "Bonjour, ceci est reçu." } };
        message.From.Add(new MailboxAddress("ComiteFlow", "conventions@comiteflow.example"));
        message.To.Add(new MailboxAddress("DINUM", "conventions@dinum.example"));
        return message;
    }

    /// <summary>The published key of the domain.</summary>
    private sealed class Cles(string pem) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            (AsymmetricKeyParameter)new PemReader(new StringReader(pem)).ReadObject();

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
