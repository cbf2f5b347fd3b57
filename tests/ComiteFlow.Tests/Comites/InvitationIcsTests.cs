using System.Text;
using ComiteFlow.Host.Comites;
using MimeKit;

namespace ComiteFlow.Tests.Comites;

/// <summary>What calendars take: one entry per comité, replaced or taken back by its Uid and its Sequence.</summary>
public sealed class InvitationIcsTests
{
    private static readonly Invitation Invitation = new(
        "CONV-1-COM-1@exemple.example", 2, new DateTimeOffset(2020, 9, 3, 8, 0, 0, TimeSpan.FromHours(2)), new DateOnly(2020, 9, 24),
        "Comité d’évaluation n° 1, à Orléans, œuvre élaborée avec tous les services concernés de l’État", "Convention\nSont attendus : A, B ; C.",
        new MailboxAddress("Coordination", "coordination@exemple.example"), [new MailboxAddress("Zoé, service", "zoe@exemple.example")]);

    [Fact]
    public void Write_Invitation_IsARequestForTheWholeDayInParis()
    {
        var lines = Lines(Invitation);

        foreach (var line in (string[])[
            "METHOD:REQUEST", "TZID:Europe/Paris", "UID:CONV-1-COM-1@exemple.example", "SEQUENCE:2", "STATUS:CONFIRMED", "DTSTAMP:20200903T060000Z",
            "DTSTART;VALUE=DATE:20200924", "DTEND;VALUE=DATE:20200925", "DESCRIPTION:Convention\\nSont attendus : A\\, B \\; C."])
        {
            Assert.Contains(line, lines);
        }

        Assert.Contains(lines, line => line.StartsWith("ORGANIZER;", StringComparison.Ordinal) && line.EndsWith(":mailto:coordination@exemple.example", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("ATTENDEE;CN=\"Zoé, service\";", StringComparison.Ordinal) && line.EndsWith(":mailto:zoe@exemple.example", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_CancelledComite_TakesTheSameEntryBack()
    {
        var lines = Lines(Invitation with { Annulee = true, Sequence = 3 });

        foreach (var line in (string[])["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:3", "UID:CONV-1-COM-1@exemple.example"])
        {
            Assert.Contains(line, lines);
        }
    }

    [Fact]
    public void Write_Accents_FoldsAt75OctetsWithCrLf()
    {
        var text = Encoding.UTF8.GetString(InvitationIcs.Write(Invitation));

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\uFFFD', text);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:" + Invitation.Titre.Replace(",", "\\,", StringComparison.Ordinal), Lines(Invitation));
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() => Assert.Equal(InvitationIcs.Write(Invitation), InvitationIcs.Write(Invitation));

    /// <summary>The lines as a reader sees them, unfolded.</summary>
    private static string[] Lines(Invitation invitation) =>
        Encoding.UTF8.GetString(InvitationIcs.Write(invitation)).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
}
