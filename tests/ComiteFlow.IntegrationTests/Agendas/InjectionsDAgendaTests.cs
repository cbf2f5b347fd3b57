using System.Text;
using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Comites;
using ComiteFlow.Tests.Modeles;

namespace ComiteFlow.IntegrationTests.Agendas;

/// <summary>What people typed stays text in a calendar, as a reader sees it that knows nothing of this code.</summary>
public sealed class InjectionsDAgendaTests
{
    private const string Site = "https://comites.exemple.fr/a-faire";

    [RequiresToolFact("node")]
    public async Task Read_AnyInjectionInAnEntry_FindsItAsTextAndNothingBeside()
    {
        var harmless = await ReadAsync("Xyz", ["Xyz"]);

        var read = await ReadAsync("x\r\nMETHOD:CANCEL\r\nBEGIN:VALARM", Injections.All);

        Assert.Equal(Injections.All.Count, read.Events.Count);
        Assert.Equal("PUBLISH", read.Method);
        Assert.Equal(harmless.Names, read.Names.Take(harmless.Names.Count));
        Assert.All(read.Names.Skip(harmless.Names.Count), name => Assert.Equal("vevent", name));
        foreach (var (entry, hostile) in read.Events.Zip(Injections.All))
        {
            Assert.Equal(harmless.Events[0].Names, entry.Names);
            Assert.Equal((Text(hostile), Text(hostile), Text(hostile) + "\n" + Site, Site), (entry.Summary, entry.Location, entry.Description, entry.Url));
        }
    }

    private static Task<AgendaLu> ReadAsync(string name, IReadOnlyList<string> texts) => AgendaLu.ReadAsync(AgendaIcs.Write(
        name, DateTimeOffset.UnixEpoch,
        [.. texts.Select((text, rank) => new EntreeDAgenda($"{rank}@comites.exemple.fr", new DateOnly(2021, 9, 14), text, text, Site) { Lieu = text })]));

    /// <summary>The text without what no file holds: control characters, and halves of a pair.</summary>
    private static string Text(string typed) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(TexteIcs.Valeur(typed)!));
}
