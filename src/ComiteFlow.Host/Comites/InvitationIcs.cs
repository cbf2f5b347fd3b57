using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MimeKit;

namespace ComiteFlow.Host.Comites;

/// <summary>What the calendar entry of one comité says.</summary>
/// <param name="Uid">The same for each version, so that a calendar replaces the one that it knows.</param>
/// <param name="Sequence">Raised by each change after the first convocation.</param>
/// <param name="Le">Business time of this version.</param>
internal sealed record Invitation(
    string Uid, int Sequence, DateTimeOffset Le, DateOnly Jour, string Titre, string Texte, MailboxAddress Organisateur, IReadOnlyList<MailboxAddress> Invites)
{
    public bool Annulee { get; init; }
}

/// <summary>Writes an invitation, or its cancellation, as an iCalendar file. The texts give a comité a day and no hour, so the entry takes the whole day.</summary>
internal static class InvitationIcs
{
    private const string Fuseau = "Europe/Paris";

    public static byte[] Write(Invitation invitation)
    {
        var calendar = new Calendar { Method = invitation.Annulee ? CalendarMethods.Cancel : CalendarMethods.Request, ProductId = "-//ComiteFlow//Comites//FR" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(Fuseau, invitation.Jour.AddYears(-1).ToDateTime(TimeOnly.MinValue), includeHistoricalData: false));
        calendar.Events.Add(Entry(invitation));
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalendarEvent Entry(Invitation invitation)
    {
        var entry = new CalendarEvent
        {
            Uid = invitation.Uid,
            Sequence = invitation.Sequence,
            DtStamp = new CalDateTime(invitation.Le.UtcDateTime, "UTC"),
            DtStart = new CalDateTime(invitation.Jour),
            DtEnd = new CalDateTime(invitation.Jour.AddDays(1)),
            Summary = invitation.Titre,
            Description = invitation.Texte,
            Status = invitation.Annulee ? EventStatus.Cancelled : EventStatus.Confirmed,
            Organizer = new Organizer("mailto:" + invitation.Organisateur.Address) { CommonName = invitation.Organisateur.Name },
        };
        foreach (var box in invitation.Invites)
        {
            entry.Attendees.Add(new Attendee("mailto:" + box.Address)
            {
                CommonName = box.Name, Type = "INDIVIDUAL", Role = ParticipationRole.RequiredParticipant, ParticipationStatus = EventParticipationStatus.NeedsAction, Rsvp = true,
            });
        }

        return entry;
    }
}
