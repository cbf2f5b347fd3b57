using System.Text;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Crash;
using ComiteFlow.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>A convocation, as a real mail server receives it, holds the séance for the calendar of the one convened.</summary>
public sealed class InvitationTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 3, 24);
    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _server = new();

    [RequiresToolFact("aiosmtpd")]
    public async Task Convene_ThenMoved_InvitesAndThenReplacesTheSameEntry()
    {
        await _server.StartAsync();
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("courriels.db")), Day, services => services.AddSingleton<IMailTransport>(
            new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = _server.Port })));
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
        var first = await ConvenedAsync(product, 0);
        var comite = await product.InScopeAsync(db => db.Set<Comite>().OrderBy(c => c.On).FirstAsync());

        await product.DoAsync(
            "rescheduleCommittee",
            new { convention = "DIAGORIENTE-2020", committee = comite.Code, occurrence = comite.Occurrence, to = "2020-10-05", reason = "Absence" });
        var second = await ConvenedAsync(product, first.Count);

        Assert.All(first, message => AssertEntry(message, "SEQUENCE:0", $"DTSTART;VALUE=DATE:{comite.On:yyyyMMdd}"));
        Assert.All(second, message => AssertEntry(message, "SEQUENCE:1", "DTSTART;VALUE=DATE:20201005"));
        Assert.Single(first.Concat(second).Select(message => Lines(message).Single(line => line.StartsWith("UID:", StringComparison.Ordinal))).Distinct());
    }

    /// <summary>The messages of the next convocation, once all of them left.</summary>
    private async Task<List<MimeMessage>> ConvenedAsync(SimulatedProduct product, int before)
    {
        while (!await product.InScopeAsync(async db =>
            await db.Set<CourrielRow>().CountAsync(row => row.Template == "convocation" && row.SentAt != null) > before
            && !await db.Set<CourrielRow>().AnyAsync(row => row.Template == "convocation" && row.SentAt == null)))
        {
            await product.LiveOneAsync();
        }

        return [.. _server.Received.Where(message => Calendar(message) is not null).Skip(before)];
    }

    private static MimePart? Calendar(MimeMessage message) => message.BodyParts.OfType<MimePart>().FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar"));

    private static void AssertEntry(MimeMessage message, params string[] expected)
    {
        var lines = Lines(message);
        foreach (var line in (string[])["METHOD:REQUEST", "STATUS:CONFIRMED", .. expected])
        {
            Assert.Contains(line, lines);
        }

        Assert.Equal("REQUEST", Calendar(message)!.ContentType.Parameters["method"]);
        Assert.Contains(lines, line => line.StartsWith("ATTENDEE;", StringComparison.Ordinal)
            && line.EndsWith(":mailto:" + message.To.Mailboxes.Single().Address, StringComparison.Ordinal));
        var file = Assert.IsAssignableFrom<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal("invite.ics", file.FileName);
        Assert.Equal(Text(Calendar(message)!), Text(file));
    }

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
