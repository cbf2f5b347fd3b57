using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json.Nodes;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.SignalR;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>The live connection of Elsa Studio: it watches one file, if the person may read it.</summary>
internal sealed class SuiviEnDirect(ConnexionsEnDirect connections, LectureDInstances lecture) : Hub
{
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Oublier(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>Called by each part of the viewer; the name is the package's.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (Context.User is not { } user || ActorClaims.Read(user) is not { } actor || !AccesAuxCircuits.PeutLire(actor))
            throw new HubException("Votre fonction ne permet pas de suivre ce dossier.");
        if (!Guid.TryParse(instanceId, out var id) || !await lecture.ExistsAsync(id, Context.ConnectionAborted))
            throw new HubException("Ce dossier n’existe pas.");
        await Groups.AddToGroupAsync(Context.ConnectionId, ConnexionsEnDirect.Groupe(id));
        // From here on a change is told: what it is compared with is read before the page reads the file.
        connections.Noter(id, Context, (await lecture.MarquesAsync([id], Context.ConnectionAborted))[id]);
    }
}

/// <summary>Who watches which file now, so that only those are looked after and a session that ends takes its connections along.</summary>
internal sealed class ConnexionsEnDirect
{
    private readonly ConcurrentDictionary<string, Ouverte> _open = new();
    private readonly ConcurrentDictionary<Guid, string> _marks = new();

    /// <summary>Files that somebody watches.</summary>
    public IReadOnlyCollection<Guid> Suivis => [.. _open.Values.Select(one => one.Instance).Distinct()];

    public static string Groupe(Guid instance) => instance.ToString("N");

    public void Noter(Guid instance, HubCallerContext context, string mark)
    {
        _marks.TryAdd(instance, mark);
        _open[context.ConnectionId] = new Ouverte(instance, Session(context.User), context.Abort);
    }

    /// <summary>Files whose mark is another than before; marks of files that nobody watches any more are forgotten.</summary>
    public IReadOnlyList<Guid> Changes(IReadOnlyDictionary<Guid, string> marks)
    {
        foreach (var gone in _marks.Keys.Except(Suivis).ToList())
        {
            _marks.TryRemove(gone, out _);
        }

        return [.. marks.Where(one => _marks.TryGetValue(one.Key, out var before) && before != one.Value && _marks.TryUpdate(one.Key, one.Value, before)).Select(one => one.Key)];
    }

    public void Oublier(string connection) => _open.TryRemove(connection, out _);

    /// <summary>Ends the connections of a session that is over: an open socket outlives the cookie.</summary>
    public void Fermer(ClaimsPrincipal user)
    {
        var session = Session(user);
        foreach (var one in _open.Values.Where(one => one.Session == session))
        {
            one.Abort();
        }
    }

    /// <summary>Person and moment of the sign-in tell one session from another.</summary>
    private static string Session(ClaimsPrincipal? user) => user is not null && ActorClaims.Read(user) is { } actor ? $"{actor.Person} {actor.Role} {actor.Scope} {actor.AuthenticatedAt:O}" : "";

    private sealed record Ouverte(Guid Instance, string Session, Action Abort);
}

/// <summary>
/// Tells those who watch a file that it has changed, whichever host changed it: the fence of each watched file is looked at each second, and nothing is
/// asked while nobody watches. The interval is technical time.
/// </summary>
internal sealed partial class VeilleDesDossiers(IServiceScopeFactory scopes, ConnexionsEnDirect connections, IHubContext<SuiviEnDirect> hub, ILogger<VeilleDesDossiers> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var watched = connections.Suivis;
        if (watched.Count == 0)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var lecture = scope.ServiceProvider.GetRequiredService<LectureDInstances>();
        foreach (var changed in connections.Changes(await lecture.MarquesAsync(watched, ct)))
        {
            await TellAsync(lecture, changed, ct);
        }
    }

    private async Task TellAsync(LectureDInstances lecture, Guid id, CancellationToken ct)
    {
        if (await lecture.FindAsync(id.ToString("N"), ct) is not { } found)
            return;
        var group = hub.Clients.Group(ConnexionsEnDirect.Groupe(id));
        await group.SendAsync("WorkflowExecutionLogUpdatedAsync", new JsonObject(), ct);
        await group.SendAsync("ActivityExecutionLogUpdatedAsync", new JsonObject { ["stats"] = JournalDInstance.Stats(found, []) }, ct);
        await group.SendAsync("WorkflowInstanceUpdatedAsync", new JsonObject { ["workflowInstanceId"] = found.Dossier.Code }, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Those who watch a file could not be told of it; the next look follows")]
    private partial void LogFailed(Exception error);
}
