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
    /// <summary>Hour in Paris; null for the whole day.</summary>
    public TimeOnly? Heure { get; init; }

    public string? Lieu { get; init; }

    public bool Annulee { get; init; }

    /// <summary>What a calendar is asked to do with it: the same word in the entry and in the head of its mail part.</summary>
    public string Methode => Annulee ? CalendarMethods.Cancel : CalendarMethods.Request;
}

/// <summary>Writes an invitation, or its cancellation, as an iCalendar file. The texts give a comité a day and no hour: until somebody says one, the entry takes the whole day.</summary>
internal static class InvitationIcs
{
    /// <summary>How long a séance takes in calendars when its hour is known: nobody is asked.</summary>
    public static readonly TimeSpan Duree = TimeSpan.FromHours(2);

    public static byte[] Write(Invitation invitation)
    {
        var calendar = new Calendar { Method = invitation.Methode, ProductId = "-//ComiteFlow//Comites//FR" };
        calendar.AddTimeZone(TexteIcs.Paris());
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
            DtStart = invitation.Heure is { } starts ? TexteIcs.AParis(invitation.Jour.ToDateTime(starts)) : new CalDateTime(invitation.Jour),
            DtEnd = invitation.Heure is { } hour ? TexteIcs.AParis(invitation.Jour.ToDateTime(hour) + Duree) : new CalDateTime(invitation.Jour.AddDays(1)),
            Summary = TexteIcs.Valeur(invitation.Titre),
            Location = TexteIcs.Valeur(invitation.Lieu),
            Description = TexteIcs.Valeur(invitation.Texte),
            Status = invitation.Annulee ? EventStatus.Cancelled : EventStatus.Confirmed,
            Organizer = new Organizer("mailto:" + invitation.Organisateur.Address) { CommonName = TexteIcs.Parametre(invitation.Organisateur.Name) },
        };
        foreach (var box in invitation.Invites)
        {
            entry.Attendees.Add(new Attendee("mailto:" + box.Address)
            {
                CommonName = TexteIcs.Parametre(box.Name), Type = "INDIVIDUAL", Role = ParticipationRole.RequiredParticipant, ParticipationStatus = EventParticipationStatus.NeedsAction, Rsvp = true,
            });
        }

        return entry;
    }
}
