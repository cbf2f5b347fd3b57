using System.Text;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Agendas;
using ComiteFlow.IntegrationTests.Crash;
using ComiteFlow.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>A convocation, as a real mail server receives it, holds the séance for the calendar of the one convened, and so does each change of it.</summary>
public sealed class InvitationTests : IDisposable
{
    private const string Convention = "DIAGORIENTE-2020", Committee = "COSTRAT";

    /// <summary>A Tuesday, nine in the morning: mail leaves at once.</summary>
    private static readonly DateOnly Day = new(2020, 3, 24);

    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();
    private int _seen;

    [RequiresToolFact("aiosmtpd")]
    public async Task Convene_ThenMoved_InvitesAndThenReplacesTheSameEntry()
    {
        await using var product = await ConvenedAsync();
        var first = Received();

        await MoveAsync(product, "2020-04-14");
        var second = Received();

        Assert.All(first, message => AssertEntry(message, "SEQUENCE:0", "DTSTART;VALUE=DATE:20200402"));
        Assert.All(second, message => AssertEntry(message, "SEQUENCE:1", "DTSTART;VALUE=DATE:20200414"));
        Assert.Equal(Recipients(first), Recipients(second));
        Assert.Single(first.Concat(second).Select(Uid).Distinct());
        Assert.All(second, message => Assert.Contains("était prévu le 2\u00A0avril 2020. Il est déplacé", message.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal));
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Convene_ThenNotice_TakesTheEntryBackAndItsWithdrawalBringsItAgain()
    {
        await using var product = await ConvenedAsync();
        var first = Received();

        await product.DoAsync("terminate", new { convention = Convention, party = "DINUM" }, "DINUM");
        var cancelled = Received();
        await product.DoAsync("withdrawTermination", new { convention = Convention, party = "DINUM" }, "DINUM");
        var restored = Received();

        Assert.Equal(Recipients(first), Recipients(cancelled));
        Assert.Equal(Recipients(first), Recipients(restored));
        Assert.All(cancelled, message => AssertEntry(message, "CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"));
        Assert.All(restored, message => AssertEntry(message, "SEQUENCE:2", "DTSTART;VALUE=DATE:20200402"));
        Assert.Single(first.Concat(cancelled).Concat(restored).Select(Uid).Distinct());
    }

    [RequiresToolFact("aiosmtpd", "node")]
    public async Task Convene_HourPlaceAndAgendaBeforeAndAfter_AreInMailDocumentAndCalendars()
    {
        const string Title = "Convention de délégation de gestion – Startup d’État DiagOriente";
        const string Expected = "Personnes attendues : directeurs généraux adjoints concernés, directeurs métiers concernés et un représentant de l’équipe beta.gouv.fr.";
        await using var product = await StartAsync(Day);
        await DetailAsync(product, "14:30", "Salle 4, 2e étage", "Budget ; prévisions");
        Assert.Empty(Received());

        await MoveAsync(product, "2020-04-02");
        var first = Received();
        await DetailAsync(product, "16 h", "https://visio.exemple.example/salle?a=1&b=2");
        var second = Received();

        Assert.Equal(Recipients(first), Recipients(second));
        var (before, after) = (await ReadAsync(first[0]), await ReadAsync(second[0]));
        Assert.Equal((0, "2020-04-02T12:30:00.000Z", "Salle 4, 2e étage"), (before.Sequence, before.Start, before.Location));
        Assert.Equal((1, "2020-04-02T14:00:00.000Z", "https://visio.exemple.example/salle?a=1&b=2"), (after.Sequence, after.Start, after.Location));
        Assert.Equal(before.Uid, after.Uid);
        Assert.Equal($"{Title}\n\nOrdre du jour :\n\n- Budget ; prévisions\n\n{Expected}", Plain(before.Description!));
        Assert.Equal($"{Title}\n\n{Expected}", Plain(after.Description!));
        Assert.Contains("Budget\u202F; prévisions", before.Description, StringComparison.Ordinal);
        Assert.Contains("à 14\u00A0h\u00A030 (heure de Paris)", first[0].TextBody, StringComparison.Ordinal);
        Assert.Contains("Salle 4, 2e étage", first[0].TextBody, StringComparison.Ordinal);
        Assert.Matches("- Budget.; prévisions", first[0].TextBody);
        Assert.Contains("impact du service (15 minutes)", second[0].TextBody, StringComparison.Ordinal);
        Assert.Contains("ont été précisés", second[0].TextBody, StringComparison.Ordinal);
        var documents = await product.InScopeAsync(db => db.Set<DocumentRow>().Where(d => d.Template == "convocation").OrderBy(d => d.Key.Length).Select(d => d.Text).ToListAsync());
        Assert.Contains("à 14\u00A0h\u00A030**, Salle 4", documents[0], StringComparison.Ordinal);
        Assert.Contains("à 16\u00A0h**", documents[1], StringComparison.Ordinal);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Convene_ChangedTwiceBeforeItLeaves_SendsTheLastVersionAlone()
    {
        var saturday = Day.AddDays(4);
        await using var product = await ConvenedAsync(saturday);
        await DetailAsync(product, "14:30", "Salle 4");
        await DetailAsync(product, "15 h", "Salle 4");
        Assert.Empty(Received());

        await product.MoveToAsync(HeureDeParis.At(saturday.AddDays(2), new TimeOnly(8, 0)));
        var sent = Received();

        Assert.Equal(2, Recipients(sent).Count);
        Assert.All(sent, message => AssertEntry(message, "SEQUENCE:2", "DTSTART;TZID=Europe/Paris:20200402T150000"));
        Assert.All(sent, message => Assert.DoesNotContain("remplace la précédente", message.TextBody!, StringComparison.Ordinal));
        var dropped = await product.InScopeAsync(db => db.Set<CourrielRow>().Where(row => row.Template == "convocation" && row.CancelledAt != null).Select(row => row.CancelledBecause).ToListAsync());
        Assert.Equal(Enumerable.Repeat("Ce courriel n’est pas parti : une convocation plus récente le remplace.", 4), dropped);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task KeepSlot_OnceConvened_SendsOneInvitationWithTheNewDayAndHour()
    {
        await using var product = await ConvenedAsync();
        await DetailAsync(product, "9 h", "Salle 4");
        var first = Received();
        await ProposeAsync(product, "2020-04-14", "2020-04-15");

        await KeepAsync(product, "2020-04-14T14:00-15:00", "Créneau retenu");
        var kept = Received();
        await ProposeAsync(product, "2020-04-14", "2020-04-15");
        await KeepAsync(product, "2020-04-14T14:00-15:00", null);

        Assert.Equal(Recipients([.. first.Take(first.Count / 2)]), Recipients(kept));
        Assert.All(kept, message => AssertEntry(message, "SEQUENCE:2", "DTSTART;TZID=Europe/Paris:20200414T140000", "LOCATION:Salle 4"));
        Assert.All(kept, message => Assert.Contains("était prévu le 2\u00A0avril 2020. Il est déplacé", message.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal));
        Assert.Empty(Received());
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Move_BeforeAnybodyIsConvened_TellsNobody()
    {
        await using var product = await StartAsync(Day);

        await MoveAsync(product, "2020-10-05");

        Assert.Empty(Received());
    }

    /// <summary>A séance near enough that its convocation leaves at once.</summary>
    private async Task<SimulatedProduct> ConvenedAsync(DateOnly? on = null)
    {
        var product = await StartAsync(on ?? Day);
        await MoveAsync(product, "2020-04-02");
        return product;
    }

    private async Task<SimulatedProduct> StartAsync(DateOnly on)
    {
        await _server.StartAsync();
        var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("courriels.db")), on, services => services.AddSingleton<IMailTransport>(
            new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port })));
        await product.DoAsync("import", new { document = Convention });
        await product.DoAsync("publish", new { document = Convention, on = "2020-03-24" });
        return product;
    }

    private static Task MoveAsync(SimulatedProduct product, string to) => product.DoAsync(
        "rescheduleCommittee", new { convention = Convention, committee = Committee, occurrence = 1, to, reason = "Absence" });

    /// <summary>Two slots, each from 14:00 to 15:00.</summary>
    private static Task ProposeAsync(SimulatedProduct product, params string[] days) => product.DoAsync("proposeSlots", new
    {
        convention = Convention, committee = Committee, occurrence = 1, answerBy = "2020-04-10", slots = days.Select(on => new { on, from = "14:00", until = "15:00" }),
    });

    private static Task KeepAsync(SimulatedProduct product, string slot, string? reason) => product.DoAsync(
        "keepSlot", new { convention = Convention, committee = Committee, occurrence = 1, slot, reason });

    private static Task DetailAsync(SimulatedProduct product, string time, string place, params string[] agenda) => product.DoAsync(
        "conveneDetails", new { convention = Convention, committee = Committee, occurrence = 1, time, place, agenda });

    /// <summary>With ordinary spaces.</summary>
    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private static async Task<EvenementLu> ReadAsync(MimeMessage message)
    {
        var read = await AgendaLu.ReadAsync(Encoding.UTF8.GetBytes(Text(Calendar(message)!)));
        Assert.Equal("REQUEST", read.Method);
        return Assert.Single(read.Events);
    }

    /// <summary>The messages about séances since the last call.</summary>
    private List<MimeMessage> Received()
    {
        var all = _server.Received;
        var fresh = all.Skip(_seen).Where(message => Calendar(message) is not null).ToList();
        _seen = all.Count;
        return fresh;
    }

    private static MimePart? Calendar(MimeMessage message) => message.BodyParts.OfType<MimePart>().FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar"));

    private static void AssertEntry(MimeMessage message, params string[] expected)
    {
        var method = expected[0] == "CANCEL" ? "CANCEL" : "REQUEST";
        var lines = Lines(message);
        foreach (var line in (string[])["METHOD:" + method, .. expected.Where(line => line != method)])
        {
            Assert.Contains(line, lines);
        }

        Assert.Equal(method, Calendar(message)!.ContentType.Parameters["method"]);
        Assert.Contains(lines, line => line.StartsWith("ATTENDEE;", StringComparison.Ordinal)
            && line.EndsWith(":mailto:" + message.To.Mailboxes.Single().Address, StringComparison.Ordinal));
        var file = Assert.IsAssignableFrom<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal("invite.ics", file.FileName);
        Assert.Equal(Text(Calendar(message)!), Text(file));
    }

    private static List<string> Recipients(IReadOnlyList<MimeMessage> messages)
    {
        var to = messages.Select(message => message.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(to);
        Assert.Equal(to.Distinct(), to);
        return to;
    }

    private static string Uid(MimeMessage message) => Lines(message).Single(line => line.StartsWith("UID:", StringComparison.Ordinal));

    private static string[] Lines(MimeMessage message) => Text(Calendar(message)!).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");

    private static string Text(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }
}
