using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComiteFlow.IntegrationTests.Agendas;

/// <summary>A private calendar whose template cannot be composed with what the conventions hold: the file comes nevertheless.</summary>
public sealed class EntreesSansTexteTests(LivedPagesTests.Portfolio portfolio) : IClassFixture<LivedPagesTests.Portfolio>
{
    [RequiresToolFact("node")]
    public async Task Read_SeancesThatCannotBeWorded_HoldsThemByTheirNames()
    {
        var (worded, _) = await ReadAsync("agendas/echeance");

        var (plain, said) = await ReadAsync("agendas/seance");

        Assert.NotEmpty(worded.Events);
        Assert.Equal(worded.Events.Select(Known), plain.Events.Select(Known));
        Assert.All(plain.Events, entry => Assert.Matches("\\S\n+https://", entry.Description!));
        Assert.Equal($"{plain.Events.Count} entries of a private calendar could not be worded; they hold names alone", Assert.Single(said));
    }

    [RequiresToolFact("node")]
    public async Task Read_SeancesOutsideOfItsWindow_AreNotWorded()
    {
        var (shown, said) = await ReadAsync("agendas/seance");

        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        var all = await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<Comite>().CountAsync(comite => comite.State != ComiteState.Cancelled && comite.State != ComiteState.Past);
        Assert.InRange(shown.Events.Count, 1, all - 1);
        Assert.StartsWith($"{shown.Events.Count} entries", Assert.Single(said), StringComparison.Ordinal);
    }

    /// <summary>What stands without the template; of the title, which comité it is.</summary>
    private static object Known(EvenementLu entry) => (entry.Uid, entry.Start, entry.End, entry.Location, entry.Status, entry.Url, Regex.Match(entry.Summary!, @"^Comité.* n°\s\d+").Value.Replace('\u00A0', ' '));

    /// <summary>The calendar of all conventions, with what its reading left in the log.</summary>
    /// <param name="broken">The template that reads what nothing gives.</param>
    private async Task<(AgendaLu Calendar, IReadOnlyCollection<string> Said)> ReadAsync(string broken)
    {
        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var texts = new SourceModifiee(services.GetRequiredService<IModeleSource>(), broken, "# {{ disparue }}\n");
        var log = new Journal();
        var agendas = ActivatorUtilities.CreateInstance<LectureAgendas>(services, new RedactionDAgenda(services.GetRequiredService<ModeleStore>().Avec(texts), log));
        return (await AgendaLu.ReadAsync((await agendas.ReadAsync(await MakeAsync(), default))!), log.Said);
    }

    /// <summary>Makes an address on the page, and returns its secret.</summary>
    private async Task<string> MakeAsync()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        using var answer = await client.PostFromAsync("/agenda", "/agenda", ("renouveler", GenreDAgenda.Portefeuille));
        using var page = await PagesClient.ParseAsync(answer);
        return new Uri(page.QuerySelector(".fr-alert--success a")!.GetAttribute("href")!).AbsolutePath["/agenda/".Length..^".ics".Length];
    }

    private sealed class Journal : ILogger<RedactionDAgenda>
    {
        public ConcurrentQueue<string> Said { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Enqueue(formatter(state, exception));
    }
}
