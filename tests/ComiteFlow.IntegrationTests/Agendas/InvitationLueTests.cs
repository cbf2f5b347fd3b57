using System.Text;
using ComiteFlow.Host.Comites;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Agendas;

/// <summary>What others read in an invitation is what was written, whatever people typed.</summary>
public sealed class InvitationLueTests
{
    private const string Long =
        "Comité d’évaluation n° 1, à Orléans ; œuvre élaborée avec tous les services concernés de l’État – été, forêt, maïs, cœur, 12 000 €, 👩🏽‍💼 équipe \\ « budget »";

    private static readonly Invitation Plain = new(
        "CONV-1-COM-1@exemple.example", 2, new DateTimeOffset(2020, 9, 3, 8, 0, 0, TimeSpan.FromHours(2)), new DateOnly(2020, 9, 24), "Comité", "Texte",
        new MailboxAddress("Coordination", "coordination@exemple.example"), [new MailboxAddress("Zoé, service", "zoe@exemple.example"), new MailboxAddress("B", "b@exemple.example")]);

    public static TheoryData<string> Hostile =>
    [
        "a,b;c\\d:e", "un\ndeux\r\ntrois\rquatre", "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:autre", "x\nATTENDEE:mailto:intrus@exemple.example", "\"guillemets\" et ^caret^ ; : ,",
        "x\";X-AUTRE=1:mailto:intrus@exemple.example", "\u202Eretourné\u202C \u2028 ligne \u2029 paragraphe", "\u0001\u0007\u000B commande", "\\n \\, \\; \\\\", "BEGIN:VCALENDAR", "=?utf-8?q?x?=", " espace ", Long,
    ];

    [RequiresToolFact("node")]
    public async Task Write_LongFrenchText_IsReadBackAndFoldsAt75Octets()
    {
        var ics = InvitationIcs.Write(Plain with { Titre = Long, Texte = string.Join('\n', Enumerable.Repeat(Long, 5)), Lieu = Long });

        var read = Assert.Single((await AgendaLu.ReadAsync(ics)).Events);

        Assert.Equal((Long, string.Join('\n', Enumerable.Repeat(Long, 5)), Long), (read.Summary, read.Description, read.Location));
        AssertLines(ics);
    }

    [RequiresToolTheory("node")]
    [MemberData(nameof(Hostile))]
    public async Task Write_AnyTextAnywhere_IsOneEntryWithTheSamePeople(string text)
    {
        var ics = InvitationIcs.Write(Plain with
        {
            Titre = text, Texte = text, Lieu = text, Organisateur = new MailboxAddress(text, "coordination@exemple.example"),
            Invites = [new MailboxAddress(text, "zoe@exemple.example"), new MailboxAddress("B", "b@exemple.example")],
        });

        var read = await AgendaLu.ReadAsync(ics);

        var entry = Assert.Single(read.Events);
        Assert.Equal(("REQUEST", Plain.Uid), (read.Method, entry.Uid));
        Assert.Equal("mailto:coordination@exemple.example", entry.Organizer!.Address);
        Assert.Equal(["mailto:zoe@exemple.example", "mailto:b@exemple.example"], entry.Attendees.Select(one => one.Address));
        Assert.Equal(
            ["attendee", "attendee", "description", "dtend", "dtstamp", "dtstart", "location", "organizer", "sequence", "status", "summary", "uid"], entry.Names.Order(StringComparer.Ordinal));
        Assert.Equal(Visible(text), Visible(entry.Summary!));
        Assert.Equal(Visible(text), Visible(entry.Description!));
        AssertLines(ics);
    }

    [RequiresToolTheory("node")]
    [InlineData("2021-03-27", "13:30", "12:30")]
    [InlineData("2021-03-28", "13:30", "11:30")]
    [InlineData("2021-10-30", "13:30", "11:30")]
    [InlineData("2021-10-31", "13:30", "12:30")]
    [InlineData("2027-07-14", "09:00", "07:00")]
    [InlineData("2049-12-15", "09:00", "08:00")]
    public async Task Write_HourInParis_IsTheSameInstantInSummerAndInWinter(string day, string hour, string utc)
    {
        var read = await AgendaLu.ReadAsync(InvitationIcs.Write(Plain with
        {
            Jour = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Heure = TimeOnly.Parse(hour, System.Globalization.CultureInfo.InvariantCulture),
        }));

        var entry = Assert.Single(read.Events);
        Assert.Equal(["Europe/Paris"], read.Zones);
        Assert.Equal(("Europe/Paris", false, $"{day}T{utc}:00.000Z"), (entry.Zone, entry.IsDate, entry.Start));
        Assert.Equal(DateTime.Parse(entry.Start, System.Globalization.CultureInfo.InvariantCulture).AddHours(2), DateTime.Parse(entry.End, System.Globalization.CultureInfo.InvariantCulture));
    }

    [RequiresToolFact("node")]
    public async Task Write_WithoutHour_TakesTheWholeDayAndCancelledTakesItBack()
    {
        var asked = await AgendaLu.ReadAsync(InvitationIcs.Write(Plain));
        var cancelled = await AgendaLu.ReadAsync(InvitationIcs.Write(Plain with { Annulee = true, Sequence = 3 }));

        Assert.Equal((true, "2020-09-24", "2020-09-25"), (asked.Events[0].IsDate, asked.Events[0].Start, asked.Events[0].End));
        Assert.Equal(("REQUEST", "CONFIRMED", 2), (asked.Method, asked.Events[0].Status, asked.Events[0].Sequence));
        Assert.Equal(("CANCEL", "CANCELLED", 3), (cancelled.Method, cancelled.Events[0].Status, cancelled.Events[0].Sequence));
        Assert.Equal(asked.Events[0].Uid, cancelled.Events[0].Uid);
    }

    /// <summary>Lines end by CR and LF, hold 75 octets at most, and are whole characters.</summary>
    private static void AssertLines(byte[] ics)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(ics);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain(text.Replace("\r\n", "", StringComparison.Ordinal), sign => char.IsControl(sign) && sign != '\t');
    }

    /// <summary>Without what no text of a calendar may hold, and with one kind of line end.</summary>
    private static string Visible(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(sign => sign == '\n' || !char.IsControl(sign)));
}
