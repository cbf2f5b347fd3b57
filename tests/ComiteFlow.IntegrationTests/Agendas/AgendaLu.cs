using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ComiteFlow.IntegrationTests.Pages;

namespace ComiteFlow.IntegrationTests.Agendas;

/// <summary>A calendar file as <c>ical.js</c> reads it, which knows nothing of this code.</summary>
internal sealed record AgendaLu(string? Method, IReadOnlyList<string> Zones, IReadOnlyList<string> Names, IReadOnlyList<EvenementLu> Events)
{
    private const string Script = """
        const ICAL = require('ical.js').default ?? require('ical.js');
        const calendar = new ICAL.Component(ICAL.parse(require('fs').readFileSync(0, 'utf8')));
        const zones = calendar.getAllSubcomponents('vtimezone');
        for (const zone of zones) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
        const text = (entry, name) => entry.getFirstPropertyValue(name)?.toString() ?? null;
        const person = property => ({ address: property.getFirstValue(), name: property.getParameter('cn') ?? null });
        const events = calendar.getAllSubcomponents('vevent').map(entry => {
          const event = new ICAL.Event(entry);
          return {
            uid: event.uid, sequence: event.sequence, summary: event.summary, description: event.description, location: event.location, status: text(entry, 'status'),
            url: text(entry, 'url'), zone: entry.getFirstProperty('dtstart').getParameter('tzid') ?? null, isDate: event.startDate.isDate,
            start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
            end: event.endDate.isDate ? event.endDate.toString() : event.endDate.toJSDate().toISOString(),
            organizer: entry.getFirstProperty('organizer') ? person(entry.getFirstProperty('organizer')) : null,
            attendees: entry.getAllProperties('attendee').map(person), names: entry.getAllProperties().map(property => property.name),
          };
        });
        console.log(JSON.stringify({ method: calendar.getFirstPropertyValue('method'), zones: zones.map(zone => zone.getFirstPropertyValue('tzid')),
          names: [...calendar.getAllProperties(), ...calendar.getAllSubcomponents()].map(one => one.name), events }));
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<AgendaLu> ReadAsync(byte[] ics)
    {
        var start = new ProcessStartInfo("node", ["-e", Script])
        {
            WorkingDirectory = Path.GetDirectoryName(ChromiumTheoryAttribute.NodeModules)!, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // The machine's own zone is of no account.
        start.Environment["TZ"] = "America/Cayenne";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.BaseStream.WriteAsync(ics);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return JsonSerializer.Deserialize<AgendaLu>(await output, Json)!;
    }
}

/// <summary>One entry: instants in UTC, whole days as days.</summary>
internal sealed record EvenementLu(
    string Uid, int Sequence, string? Summary, string? Description, string? Location, string? Status, string? Url, string? Zone, bool IsDate, string Start, string End,
    PersonneLue? Organizer, IReadOnlyList<PersonneLue> Attendees, IReadOnlyList<string> Names);

/// <summary>An address with the name beside it.</summary>
internal sealed record PersonneLue(string Address, string? Name);
