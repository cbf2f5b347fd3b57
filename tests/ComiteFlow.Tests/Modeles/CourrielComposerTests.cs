using System.Runtime.CompilerServices;
using System.Text;
using ComiteFlow.Host.Modeles;
using MimeKit;

namespace ComiteFlow.Tests.Modeles;

public sealed class CourrielComposerTests
{
    private static readonly DateTimeOffset Morning = new(2021, 8, 12, 8, 0, 0, TimeSpan.FromHours(2));
    private static readonly CourrielComposer Composer = new(
        new DossierDeModeles(Depot.Templates), new Expediteur("ComiteFlow", "comiteflow@exemple.fr", () => "conventions@exemple.gouv.fr"));

    [Fact]
    public void Compose_SameKey_GivesTheSameBytes() => Assert.Equal(Eml("rappelSignature/AV1/DGEFP/2"), Eml("rappelSignature/AV1/DGEFP/2"));

    [Fact]
    public void Compose_OtherKey_GivesAnotherMessageId() => Assert.NotEqual(Load(Eml("a")).MessageId, Load(Eml("b")).MessageId);

    [Fact]
    public void Compose_Mail_HasOneRecipientAndSaysItIsAutomatic()
    {
        var message = Load(Eml("a"));

        Assert.Equal("Zoé Martin", Assert.Single(message.To.Mailboxes).Name);
        Assert.Empty(message.Cc);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("conventions@exemple.gouv.fr", Assert.Single(message.ReplyTo.Mailboxes).Address);
        Assert.EndsWith("@exemple.fr", message.MessageId, StringComparison.Ordinal);
        Assert.Equal(Morning, message.Date);
    }

    [Theory]
    [InlineData("https://comites.exemple.fr/recapitulatif/x", "<https://comites.exemple.fr/recapitulatif/x>", "List-Unsubscribe=One-Click")]
    [InlineData("http://127.0.0.1:5080/recapitulatif/x", "<http://127.0.0.1:5080/recapitulatif/x>", null)]
    [InlineData(null, "<mailto:conventions@exemple.gouv.fr?subject=desabonnement>", null)]
    public void AddUnsubscribe_ByThePage_OffersOneClickOverHttpsAlone(string? page, string list, string? post)
    {
        var message = Load(Eml("a"));

        Composer.AddUnsubscribe(message, page is null ? null : new Uri(page));

        Assert.Equal((list, post), (message.Headers[HeaderId.ListUnsubscribe], message.Headers[HeaderId.ListUnsubscribePost]));
    }

    [Fact]
    public void Compose_Mail_SaysTheSameInTextAndHtml()
    {
        var message = Load(Eml("a"));

        Assert.Contains("https://comites.exemple.fr/signatures/TRIPARTITE-2021-AV1", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Lire, puis signer ou demander une modification", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fr\">", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("href=\"https://comites.exemple.fr/signatures/TRIPARTITE-2021-AV1\"", message.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", message.HtmlBody, StringComparison.Ordinal);
    }

    /// <summary>An address in the directory lives as long as the process; it kept every message that was ever written to it.</summary>
    [Fact]
    public void Compose_ManyToOneAddress_KeepsNoneOfThem()
    {
        var address = new MailboxAddress(Encoding.UTF8, "Zoé Martin", "zoe@exemple.fr");
        var message = Forgotten(address);

        GC.Collect();

        Assert.False(message.IsAlive);
        GC.KeepAlive(address);
    }

    [Fact]
    public void Compose_HostileSubject_AddsNoHeader()
    {
        var data = new Dictionary<string, object?>(Depot.Sample("courriels/copieCbcm/donnees.json")) { ["acte"] = Depot.Data(("avenant", null), ("convention", "« Essai »\r\nBcc: autre@exemple.fr")) };

        var message = Load(CourrielComposer.ToEml(Compose(Depot.Store.RenderCourriel("copieCbcm", data), "a", [])));

        Assert.Empty(message.Bcc);
        Assert.Equal("Pour information\u00A0: la convention «\u00A0Essai\u00A0» Bcc: autre@exemple.fr", message.Subject);
    }

    [Fact]
    public void Compose_WithFile_AttachesIt()
    {
        var message = Load(CourrielComposer.ToEml(Compose(Sample(), "a", [new PieceJointe("avenant.docx", "application/octet-stream", [1, 2, 3])])));

        Assert.Equal("avenant.docx", Assert.IsType<MimePart>(Assert.Single(message.Attachments)).FileName);
        Assert.NotNull(message.TextBody);
    }

    [Fact]
    public void Compose_WithCalendarEntry_OffersItBesideTheTextAndAsAFile()
    {
        var agenda = new PartieDAgenda("REQUEST", "BEGIN:VCALENDAR\r\n"u8.ToArray());
        var message = Load(CourrielComposer.ToEml(Composer.Compose(Sample(), "a", new MailboxAddress("Zoé", "zoe@exemple.fr"), Morning, [], null, agenda)));

        var last = Assert.IsAssignableFrom<MimePart>(Assert.IsType<MultipartAlternative>(Assert.IsType<Multipart>(message.Body)[0])[^1]);
        Assert.Equal(("text/calendar", "REQUEST", "utf-8"), (last.ContentType.MimeType, last.ContentType.Parameters["method"], last.ContentType.Charset));
        Assert.Equal("invite.ics", Assert.IsAssignableFrom<MimePart>(Assert.Single(message.Attachments)).FileName);
        Assert.Contains("Lire, puis signer ou demander une modification", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html", message.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TwoRemindersOnOneMorning_AreOneMail()
    {
        var mail = Depot.Store.RenderCourriel("rappelDepenses", Depot.Sample("courriels/rappelDepenses/donnees-plusieurs.json"));

        var text = TexteWriter.Write(mail.Corps).Replace('\u00A0', ' ');

        Assert.Equal("3 comptes rendus des dépenses à transmettre", mail.Objet.Replace('\u00A0', ' '));
        Assert.Contains("https://comites.exemple.fr/depenses/APPRENTISSAGE-2020/2020-05\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 76 || line.Contains("https://", StringComparison.Ordinal), line));
    }

    [Fact]
    public void Render_SlotsAskedBeforeAnybodyHadToPresideInPerson_OffersADeputyAsBefore()
    {
        var data = Depot.Sample("courriels/choixCreneaux/donnees.json");
        var before = data.Where(one => one.Key != "presideEnPersonne").ToDictionary(one => one.Key, one => one.Value);

        Assert.Equal(TexteWriter.Write(Depot.Store.RenderCourriel("choixCreneaux", data).Corps), TexteWriter.Write(Depot.Store.RenderCourriel("choixCreneaux", before).Corps));
    }

    private static RenduCourriel Sample() => Depot.Store.RenderCourriel("rappelSignature", Depot.Sample("courriels/rappelSignature/donnees.json"));

    private static byte[] Eml(string key) => CourrielComposer.ToEml(Compose(Sample(), key, []));

    private static MimeMessage Compose(RenduCourriel mail, string key, IReadOnlyList<PieceJointe> pieces) =>
        Composer.Compose(mail, key, new MailboxAddress(Encoding.UTF8, "Zoé Martin", "zoe@exemple.fr"), Morning, pieces);

    /// <summary>A message that nobody holds any more; in a method of its own, so that no local keeps it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Forgotten(MailboxAddress address) => new(Composer.Compose(Sample(), "a", address, Morning, []));

    private static MimeMessage Load(byte[] eml) => MimeMessage.Load(new MemoryStream(eml));
}
