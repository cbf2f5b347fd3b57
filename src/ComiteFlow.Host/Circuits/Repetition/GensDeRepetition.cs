using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;
using ComiteFlow.Host.TachesHumaines;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>The people of a rehearsal: each thing that comes up they plan once, by the behaviour that was chosen.</summary>
/// <param name="depuis">Local time before which only what is on record is done.</param>
/// <param name="ouvre">True when they sign, publish and release funds as soon as they can, whatever the behaviour.</param>
/// <param name="momentsMax">Moments at which something happens after which a workflow counts as one that never rests.</param>
internal sealed class GensDeRepetition(Comportement comportement, DateTime depuis, bool ouvre, int momentsMax) : IGens
{
    /// <summary>What they start by themselves; null for nothing.</summary>
    public LanceurDeRepetition? Lanceur { get; init; }

    /// <summary>Kinds of tasks that acts of their own do.</summary>
    public static readonly string[] TachesDuProduit = ["signer", "decider", "etatRealisations", "compteRendu"];

    private const int RetardOuvre = 7, RetardLong = 20, Matin = 10;

    private readonly HashSet<string> _thought = [];
    private readonly List<ScenarioStep> _steps = [];
    private int _moments, _things;
    private DateTime _now;

    public async Task<IReadOnlyList<ScenarioStep>> PenserAsync(IServiceProvider services, DateTimeOffset now, bool worked, CancellationToken ct)
    {
        if (worked && ++_moments > momentsMax)
            throw DemandeDeRepetition.Refus($"Le circuit ne se repose jamais : la répétition s’est arrêtée le {Domain.Mise.EnForme(HeureDeParis.Day(now))}, après {momentsMax} réveils. Espacez ses attentes.");
        _now = HeureDeParis.Local(now);
        if (_now < depuis)
            return [];
        _steps.Clear();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        await SeancesAsync(db, ct);
        if (worked)
            await ReagirAsync(db, ct);
        if (worked && Lanceur is not null)
            await Lanceur.LancerAsync(services, db, ct);
        return [.. _steps];
    }

    /// <summary>What something that happened may have brought about.</summary>
    private async Task ReagirAsync(ComiteFlowDb db, CancellationToken ct)
    {
        await ActesAsync(db, ct);
        if (comportement == Comportement.Silence)
            return;
        await RapportsAsync(db, ct);
        await DecisionsAsync(db, ct);
        await SuitesAsync(db, ct);
        await TachesAsync(db, ct);
    }

    /// <summary>Signatures of the texts, publication and first funds; those of drafts follow the behaviour.</summary>
    private async Task ActesAsync(ComiteFlowDb db, CancellationToken ct)
    {
        var texts = await db.Set<TexteRow>().Select(t => t.Id).ToListAsync(ct);
        var signatures = await db.Set<Signature>().AsNoTracking().Where(s => s.On == null).OrderBy(s => s.ActeId).ThenBy(s => s.Rank).ToListAsync(ct);
        foreach (var missing in signatures)
        {
            var isText = texts.Contains(missing.ActeId);
            var days = isText && ouvre ? 0 : EnRetard(isText ? null : 5, RetardLong);
            Une($"sign {missing.ActeId} {missing.PartyId}", days, "sign", new JsonObject { ["document"] = missing.ActeId, ["party"] = missing.PartyId });
        }

        foreach (var dossier in await db.Set<Dossier>().AsNoTracking().Where(d => d.SignedOn != null && d.EffectOn == null).Select(d => d.Id).ToListAsync(ct))
        {
            Une($"publish {dossier}", ouvre ? 0 : EnRetard(3, RetardLong), "publish", new JsonObject { ["document"] = dossier });
        }

        foreach (var tranche in await db.Set<Tranche>().AsNoTracking().Where(t => t.OpenedOn != null && t.ReleasedOn == null).ToListAsync(ct))
        {
            var days = ouvre && tranche.Origin == "texte" ? 0 : EnRetard(3, RetardLong);
            Une($"release {tranche.ConventionId} {tranche.Number}", days, "releaseFunds", new JsonObject { ["convention"] = tranche.ConventionId, ["tranche"] = tranche.Number });
        }
    }

    private async Task SeancesAsync(ComiteFlowDb db, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(_now);
        foreach (var comite in await db.Set<Comite>().AsNoTracking().Where(c => c.State == ComiteState.Planned && c.HeldOn == null && c.On <= today).ToListAsync(ct))
        {
            Une($"hold {comite.Id} {comite.On}", 0, "holdCommittee", Seance(comite));
        }
    }

    private async Task RapportsAsync(ComiteFlowDb db, CancellationToken ct)
    {
        foreach (var report in await db.Set<Rapport>().AsNoTracking().Where(r => r.ReceivedOn == null && r.WaivedBecause == null).OrderBy(r => r.Due).ThenBy(r => r.Id).ToListAsync(ct))
        {
            var days = Math.Max(0, report.Due.DayNumber - DateOnly.FromDateTime(_now).DayNumber);
            var keys = report.Kind switch
            {
                "status" => new JsonObject { ["convention"] = report.ConventionId, ["committee"] = report.Committee, ["occurrence"] = report.Occurrence, ["startup"] = report.Startup },
                "final" => new JsonObject { ["convention"] = report.ConventionId, ["report"] = "final" },
                _ => new JsonObject { ["convention"] = report.ConventionId, ["month"] = report.Month },
            };
            Une($"report {report.Id}", EnRetard(days, days + RetardOuvre), report.Kind == "status" ? "submitStatusReport" : "submitExpenseReport", keys);
        }
    }

    /// <summary>Each decision grants an equal part of what is left below the ceiling.</summary>
    private async Task DecisionsAsync(ComiteFlowDb db, CancellationToken ct)
    {
        foreach (var comite in await db.Set<Comite>().AsNoTracking().Where(c => c.State == ComiteState.Held && c.DecidedOn == null).ToListAsync(ct))
        {
            var dossier = await db.Set<Dossier>().AsNoTracking().FirstAsync(d => d.Id == comite.ConventionId, ct);
            var planned = await db.Set<Comite>().CountAsync(c => c.ConventionId == comite.ConventionId && c.State == ComiteState.Planned, ct);
            var left = dossier.Ceiling is { } ceiling ? (ceiling.Cents - dossier.Granted.Cents) / (planned + 1) / 100_00 * 100_00 : 10_000_00;
            var keys = Seance(comite);
            keys["outcome"] = left > 0 ? "grant" : "refuse";
            if (left > 0)
                keys["amountCents"] = left;
            Une($"decide {comite.Id}", EnRetard(2, RetardLong), "decideRevoyure", keys);
        }
    }

    /// <summary>Copies, publications in places, dialogues, dates that wait for a word.</summary>
    private async Task SuitesAsync(ComiteFlowDb db, CancellationToken ct)
    {
        foreach (var task in await db.Set<Tache>().AsNoTracking().Where(t => t.DoneOn == null && (t.Kind == "publish" || t.Kind == "copy")).OrderBy(t => t.Id).ToListAsync(ct))
        {
            if (task.Kind == "publish")
                Une(task.Id, EnRetard(3, RetardLong), "publish", new JsonObject { ["document"] = task.Document, ["place"] = task.Place });
            else
                Une(task.Id, EnRetard(3, RetardLong), "confirmCopy", new JsonObject { ["document"] = task.Document, ["recipient"] = task.To });
        }

        foreach (var dialogue in await db.Set<DialogueDeGestion>().AsNoTracking().Where(d => d.HeldOn == null && d.CancelledOn == null).ToListAsync(ct))
        {
            var days = Math.Max(0, dialogue.On.DayNumber - DateOnly.FromDateTime(_now).DayNumber);
            Une($"dialogue {dialogue.ConventionId} {dialogue.Year}", EnRetard(days, days + RetardOuvre), "holdDialogue", new JsonObject { ["convention"] = dialogue.ConventionId, ["year"] = dialogue.Year });
        }

        foreach (var proposed in await db.Set<Comite>().AsNoTracking().Where(c => c.ProposedOn != null).Select(c => new { c.ConventionId, c.Id, c.ProposedOn }).ToListAsync(ct))
        {
            Une($"confirm {proposed.Id} {proposed.ProposedOn}", EnRetard(1, RetardOuvre), "confirmPlanning", new JsonObject { ["convention"] = proposed.ConventionId });
        }
    }

    /// <summary>Tasks of drawn steps: who may do one does it, by the first way in which it can be done.</summary>
    private async Task TachesAsync(ComiteFlowDb db, CancellationToken ct)
    {
        foreach (var task in await db.Set<HumanTask>().AsNoTracking().Where(t => t.State == TaskState.Open && !TachesDuProduit.Contains(t.Name)).ToListAsync(ct))
        {
            var days = task.DueOn is { } due ? Math.Max(0, due.DayNumber - DateOnly.FromDateTime(_now).DayNumber) : 2;
            var keys = new JsonObject { ["task"] = task.Key, ["gesture"] = Gestes.Answer, ["outcome"] = task.Outcomes.Count > 0 ? task.Outcomes[0] : null };
            Une($"task {task.Key}", EnRetard(days, days + RetardOuvre), ActOnTask.Verbe, keys, task.Candidates.Count > 0 ? task.Candidates[0] : null);
        }
    }

    private static JsonObject Seance(Comite comite) => new()
    {
        ["convention"] = comite.ConventionId, ["committee"] = comite.Code, ["occurrence"] = comite.Occurrence, ["startup"] = comite.Startup,
    };

    /// <summary>Days until the next thing is done; null when it never is.</summary>
    private int? EnRetard(int? atTime, int late) => comportement switch
    {
        Comportement.Silence => null,
        Comportement.UnRetardSurDeux when _things % 2 == 1 => late,
        _ => atTime ?? 0,
    };

    /// <summary>Plans a thing that comes up for the first time.</summary>
    private void Une(string thing, int? days, string verb, JsonObject keys, string? by = null)
    {
        if (days is not { } wait || !_thought.Add(thing))
            return;
        _things++;
        foreach (var empty in keys.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            keys.Remove(empty);
        }

        var at = _now.Date.AddDays(wait).AddHours(Matin);
        _steps.Add(ActesRejoues.Etape(_things, at < _now ? _now : at, verb, keys, by));
    }
}
