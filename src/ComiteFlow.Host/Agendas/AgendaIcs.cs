using System.Text;
using ComiteFlow.Host.Comites;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace ComiteFlow.Host.Agendas;

/// <summary>One entry of a private calendar: a séance or a due day, with the page where it is prepared or done.</summary>
internal sealed record EntreeDAgenda(string Uid, DateOnly Jour, string Titre, string Texte, string Adresse)
{
    /// <summary>Hour in Paris; null for the whole day.</summary>
    public TimeOnly? Heure { get; init; }

    public string? Lieu { get; init; }

    /// <summary>True for a date that may still move.</summary>
    public bool EstProvisoire { get; init; }

    /// <summary>True for a due day, which makes nobody busy.</summary>
    public bool EstEcheance { get; init; }
}

/// <summary>An entry by its names alone, with what words it: only entries that are shown are worded.</summary>
/// <param name="Noms">Title and text of names that stand without any template.</param>
/// <param name="Mots">Title and text by the template.</param>
internal sealed record EntreeARediger(EntreeDAgenda Noms, Func<(string Titre, string Texte)> Mots);

/// <summary>Writes a private calendar as an iCalendar file.</summary>
internal static class AgendaIcs
{
    /// <param name="le">Instant of this state: the same within a day, so that a file changes only with what it tells.</param>
    public static byte[] Write(string titre, DateTimeOffset le, IReadOnlyList<EntreeDAgenda> entries)
    {
        var calendar = new Calendar { Method = CalendarMethods.Publish, ProductId = "-//ComiteFlow//Agenda//FR" };
        calendar.AddProperty("X-WR-CALNAME", TexteIcs.Parametre(titre)!);
        calendar.AddProperty("X-PUBLISHED-TTL", "PT6H");
        calendar.AddTimeZone(TexteIcs.Paris());
        foreach (var entry in entries)
        {
            calendar.Events.Add(Entry(entry, le));
        }

        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalendarEvent Entry(EntreeDAgenda entry, DateTimeOffset le) => new()
    {
        Uid = entry.Uid,
        DtStamp = new CalDateTime(le.UtcDateTime, "UTC"),
        DtStart = entry.Heure is { } starts ? TexteIcs.AParis(entry.Jour.ToDateTime(starts)) : new CalDateTime(entry.Jour),
        DtEnd = entry.Heure is { } hour ? TexteIcs.AParis(entry.Jour.ToDateTime(hour) + InvitationIcs.Duree) : new CalDateTime(entry.Jour.AddDays(1)),
        Summary = TexteIcs.Valeur(entry.Titre),
        Description = TexteIcs.Valeur($"{entry.Texte}\n{entry.Adresse}"),
        Location = TexteIcs.Valeur(entry.Lieu),
        Url = new Uri(entry.Adresse),
        Status = entry.EstProvisoire ? EventStatus.Tentative : EventStatus.Confirmed,
        Transparency = entry.EstEcheance ? TransparencyType.Transparent : TransparencyType.Opaque,
    };
}
