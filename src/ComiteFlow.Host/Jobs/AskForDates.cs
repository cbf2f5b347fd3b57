using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Jobs;

/// <summary>Sixty and forty-five days before a comité whose hour nobody has said, asks the coordination to fix it; not where it has chosen the day itself.</summary>
internal sealed class AskForDates(IServiceScopeFactory scopes, Pompe pompe, CourrielsDuSite site, TimeProvider clock) : IJob
{
    /// <summary>Days before the comité, first one first.</summary>
    public static readonly IReadOnlyList<int> Rungs = [60, 45];

    private static readonly Func<ComiteFlowDb, DateOnly, IAsyncEnumerable<Seance>> Concerned = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, DateOnly until) => db.Set<Comite>()
            .Where(c => c.State == ComiteState.Planned && c.StartsAt == null && c.On <= until).Select(c => new Seance(c.Id, c.On, c.Why))));

    public async Task<bool> RunAsync(CancellationToken ct)
    {
        if (!site.Envoie(CourrielsDuSite.ComiteAPlanifier))
            return false;
        var asked = false;
        foreach (var seance in await ConcernedAsync(ct))
        {
            asked |= await AskAsync(seance, ct);
        }

        if (asked)
            await pompe.DeliverAsync(ct);
        return asked;
    }

    private async Task<List<Seance>> ConcernedAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var today = clock.Today();
        var found = new List<Seance>();
        await foreach (var seance in Concerned(db, today.AddDays(Rungs[0])).WithCancellation(ct))
        {
            if (seance.On > today && !seance.IsFixedByPeople)
                found.Add(seance);
        }

        var keys = found.ConvertAll(seance => Key(seance, today));
        var known = await db.Set<CourrielRow>().AsNoTracking().Where(c => keys.Contains(c.Key) && (c.CancelledAt == null || c.SentAt != null)).Select(c => c.Key).ToListAsync(ct);
        var open = new List<Seance>();
        foreach (var seance in found.Where(seance => !known.Contains(Key(seance, today))).OrderBy(seance => seance.Id, StringComparer.Ordinal))
        {
            if (!await AvisDeSeance.IsToldAsync(db, Key(seance, today), ct))
                open.Add(seance);
        }

        return open;
    }

    private async Task<bool> AskAsync(Seance seance, CancellationToken ct)
    {
        using var turn = await pompe.TurnAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(ct);
        var dossier = await scope.ServiceProvider.GetRequiredService<IDossiers>().RequireAsync(seance.Id.Split('/')[0], ct);
        if (dossier.Comites.FirstOrDefault(c => c.Id == seance.Id) is not { State: ComiteState.Planned, StartsAt: null } comite || comite.On != seance.On)
            return false;
        var (db, today) = (scope.ServiceProvider.GetRequiredService<ComiteFlowDb>(), clock.Today());
        var isAgain = await AvisDeSeance.IsToldAsync(db, CourrielsDeSeance.CleAPlanifier(seance.Id, seance.On), ct);
        var before = await AvisDeSeance.TimesAsync(db, Key(seance, today), ct);
        await scope.ServiceProvider.GetRequiredService<CourrielsDeSeance>().APlanifierAsync(dossier, comite, Rung(seance.On, today), before, isAgain, today, ct);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>The last rung reached: after an outage the one before it is not made up for.</summary>
    private static int Rung(DateOnly on, DateOnly today) => Rungs.Last(days => on <= today.AddDays(days));

    private static string Key(Seance seance, DateOnly today) =>
        CourrielsDeSeance.CleAPlanifier(seance.Id, seance.On) + Rung(seance.On, today).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Seance(string Id, DateOnly On, Pourquoi? Why)
    {
        public bool IsFixedByPeople => Comite.IsFixed(Why);
    }
}
