using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>A real SMTP server on the loopback address that keeps what it takes in a folder and answers as a file says, one line for each message.</summary>
internal sealed class MailServer : IDisposable
{
    private const string Handler = """
        import asyncio, base64, os

        from aiosmtpd.smtp import AuthResult

        class Boite:
            def __init__(self, folder):
                self.folder = folder

            @classmethod
            def from_cli(cls, parser, *args):
                return cls(args[0])

            async def auth_PLAIN(self, server, args):
                return AuthResult(success=base64.b64decode(args[1]) == b"\0comiteflow\0secret", handled=False)

            async def handle_MAIL(self, server, session, envelope, address, options):
                path = os.path.join(self.folder, "expediteur")
                if os.path.exists(path):
                    return open(path).read()
                envelope.mail_from = address
                envelope.mail_options.extend(options)
                return "250 OK"

            async def handle_RCPT(self, server, session, envelope, address, options):
                path = os.path.join(self.folder, "destinataire")
                if os.path.exists(path):
                    return open(path).read()
                envelope.rcpt_tos.append(address)
                envelope.rcpt_options.extend(options)
                return "250 OK"

            async def handle_DATA(self, server, session, envelope):
                path = os.path.join(self.folder, "reponses")
                lines = open(path).read().splitlines() if os.path.exists(path) else []
                answer = lines[0] if lines else "250 OK"
                open(path, "w").write("\n".join(lines[1:]))
                if answer == "COUPER":
                    server.transport.abort()
                    return "451 4.3.0 Coupure"
                cut = answer.startswith("COUPER ")
                answer = answer.removeprefix("COUPER ")
                hold = answer.startswith("RETENIR ")
                answer = answer.removeprefix("RETENIR ")
                if answer.startswith("250"):
                    rank = len([name for name in os.listdir(self.folder) if name.endswith(".eml")])
                    with open(os.path.join(self.folder, "%03d.eml" % rank), "wb") as mail:
                        mail.write(b"X-Destinataires: " + ",".join(envelope.rcpt_tos).encode() + b"\r\n" + envelope.content)
                    with open(os.path.join(self.folder, "connexions"), "a") as connections:
                        connections.write("%s:%s\n" % session.peer[:2])
                if cut:
                    server.transport.abort()
                if hold:
                    if os.path.exists(os.path.join(self.folder, "libre")):
                        os.remove(os.path.join(self.folder, "libre"))
                    open(os.path.join(self.folder, "retenu"), "w").close()
                    while not os.path.exists(os.path.join(self.folder, "libre")):
                        await asyncio.sleep(0.01)
                return answer
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Polling = TimeSpan.FromMilliseconds(50);
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public int Port { get; } = FreePort();

    /// <summary>Environment of a service that is to use it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Smtp__Host"] = "127.0.0.1", ["Smtp__Port"] = Port.ToString(CultureInfo.InvariantCulture), ["Smtp__Security"] = "none",
    };

    public IReadOnlyList<MimeMessage> Received =>
        [.. Directory.GetFiles(_folder.Root, "*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))];

    /// <summary>The messages byte for byte, without the line that the server put before each.</summary>
    public IReadOnlyList<byte[]> Bytes =>
        [.. Directory.GetFiles(_folder.Root, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Select(bytes => bytes[(Array.IndexOf(bytes, (byte)'\n') + 1)..])];

    /// <summary>The connection over which each of the messages came: address and port of who sent it.</summary>
    public IReadOnlyList<string> Connections => File.ReadAllLines(_folder.Path("connexions"));

    /// <summary>What it says to the next messages; afterwards it takes them.</summary>
    public Task AnswerAsync(params string[] answers) => _folder.WriteAsync(string.Join('\n', answers), "reponses");

    /// <summary>What it says to whoever names a sender, until it takes senders again.</summary>
    public Task RefuseSendersAsync(string answer) => _folder.WriteAsync(answer, "expediteur");

    /// <summary>What it says to whoever names a recipient, until it takes recipients again.</summary>
    public Task RefuseRecipientsAsync(string answer) => _folder.WriteAsync(answer, "destinataire");

    public void TakeRecipients() => File.Delete(_folder.Path("destinataire"));

    public void TakeSenders() => File.Delete(_folder.Path("expediteur"));

    /// <summary>It takes some messages, then keeps the sender of the next one waiting for its answer.</summary>
    public Task HoldAfterAsync(int messages) => AnswerAsync([.. Enumerable.Repeat("250 OK", messages), "RETENIR 250 OK"]);

    public bool IsHolding => File.Exists(_folder.Path("retenu"));

    /// <summary>Waits until a sender is kept waiting; its message is here already.</summary>
    public async Task HeldAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!IsHolding)
        {
            Assert.True(watch.Elapsed < Patience, "No message came that the server was to hold.");
            await Task.Delay(Polling);
        }
    }

    /// <summary>Gives the answer that was kept back.</summary>
    public Task ReleaseAsync() => _folder.WriteAsync("", "libre");

    /// <summary>It cuts the connection once it has the next message, and keeps nothing of it.</summary>
    public Task CutAsync() => AnswerAsync("COUPER");

    /// <summary>It keeps the next message and cuts the connection instead of an answer.</summary>
    public Task TakeAndCutAsync() => AnswerAsync("COUPER 250 OK");

    /// <summary>Lets go of whom it held; it may hold the next one.</summary>
    public async Task ForgetHoldAsync()
    {
        await ReleaseAsync();
        File.Delete(_folder.Path("retenu"));
    }

    /// <param name="options">More words of its command line, such as those of a certificate.</param>
    public async Task StartAsync(params string[] options)
    {
        await _folder.WriteAsync(Handler, "boite_essai.py");
        var start = new ProcessStartInfo(Outils.Find("aiosmtpd")!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])["-n", "-l", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"), "-c", "boite_essai.Boite", .. options, _folder.Root])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["PYTHONPATH"] = _folder.Root;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The mail server did not start.");
        var watch = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            Assert.True(watch.Elapsed < Patience && !_process.HasExited, "The mail server does not answer.");
            await Task.Delay(Polling);
        }
    }

    /// <summary>Starts it with a certificate of a private authority, over which accounts may sign in.</summary>
    /// <param name="security"><c>tls</c> or <c>starttls</c>.</param>
    /// <returns>File of the authority.</returns>
    public async Task<string> StartCertifiedAsync(string security)
    {
        using var pair = RSA.Create(2048);
        var request = new CertificateRequest("CN=Essai", pair, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var own = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await _folder.WriteAsync(own.ExportCertificatePem(), "certificat.pem");
        await _folder.WriteAsync(pair.ExportPkcs8PrivateKeyPem(), "cle.pem");
        var (certificate, key) = security == "tls" ? ("--smtpscert", "--smtpskey") : ("--tlscert", "--tlskey");
        await StartAsync(certificate, _folder.Path("certificat.pem"), key, _folder.Path("cle.pem"));
        return _folder.Path("certificat.pem");
    }

    /// <summary>Nobody answers any more, until it is started again; what it has, it keeps.</summary>
    public void Stop()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Stop();
        _folder.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
